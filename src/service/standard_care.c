/* Promise, complaints, survey and privacy of a service file: how the office treats its visitors. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "service/standard_read.h"

/* ---- promise -----------------------------------------------------------------------------------
 */

void promise_read(struct yaml_node map, struct standard *out)
{
    yaml_keys(map, (const char *const[]){"days", "pauses", "start", NULL});
    out->promise.days = (int)yaml_int(map, "days", 1, 60);
    out->promise.pauses = yaml_bool(map, "pauses");
    out->promise.next_open =
        yaml_word(map, "start", (const char *const[]){"at-once", "next-opening", NULL}) == 1;
}

/* ---- keyed texts -------------------------------------------------------------------------------
 */

static size_t choices_read(struct yaml_node seq, struct choice *out, size_t most)
{
    size_t count = read_count(seq, 1, most);
    for (size_t i = 0; i < count; i++) {
        struct yaml_node map = yaml_item(seq, i);
        yaml_keys(map, (const char *const[]){"key", "text", NULL});
        read_key(map, "key", out[i].key);
        out[i].text = words_read(map, "text");
        check_unique(map, out[0].key, sizeof(out[0]), i + 1);
    }
    return count;
}

void reasons_read(struct yaml_node seq, struct standard *out)
{
    out->reason_count = choices_read(seq, out->reasons, REASONS_MAX);
}

/* ---- complaints --------------------------------------------------------------------------------
 */

static const char *const contact_kinds[] = {
    [CONTACT_PHONE] = "phone",
    [CONTACT_EMAIL] = "email",
    [CONTACT_WEB] = "web",
    [CONTACT_OFFICIAL] = "official",
    NULL,
};
static const char *const contact_schemes[] = {
    [CONTACT_PHONE] = "tel:",
    [CONTACT_EMAIL] = "mailto:",
    [CONTACT_WEB] = "http",
    [CONTACT_OFFICIAL] = "tel:",
};

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* One address or several with a space between, each of the contact's kind; who has a telephone may
 * be reached by WhatsApp too. */
static void uris_check(struct yaml_node at, const struct contact *contact)
{
    const char *scheme = contact_schemes[contact->kind], *uri = contact->uri;
    for (bool more = true; more; uri++) {
        bool chat = strcmp(scheme, "tel:") == 0 && begins(uri, "https://wa.me/");
        if (!begins(uri, scheme) && !chat) {
            yaml_complain(at, "\"uri\" is \"%.60s\", one that begins with %s was expected", uri,
                          scheme);
            return;
        }
        uri += strcspn(uri, " ");
        more = *uri;
    }
}

static void contact_read(struct yaml_node map, struct contact *out)
{
    yaml_keys(map, (const char *const[]){"kind", "label", "value", "uri", NULL});
    out->kind = (enum contact_kind)yaml_word(map, "kind", contact_kinds);
    out->label = words_read(map, "label");
    yaml_text(map, "value", out->value, sizeof(out->value));
    yaml_text(map, "uri", out->uri, sizeof(out->uri));
    if (*out->value == '\0')
        yaml_complain(yaml_get(map, "value"), "\"value\" is empty, the text to show was expected");
    uris_check(yaml_get(map, "uri"), out);
}

static void rungs_read(struct yaml_node seq, struct standard *out)
{
    size_t count = read_count(seq, RUNGS, RUNGS);
    for (size_t i = 0; i < count; i++) {
        struct yaml_node map = yaml_item(seq, i);
        yaml_keys(map, (const char *const[]){"title", "note", NULL});
        out->rungs[i] = words_read(map, "title");
        out->rung_notes[i] = words_read(map, "note");
    }
}

static void deadlines_read(struct yaml_node map, struct ladder_rules *out)
{
    yaml_keys(map, (const char *const[]){"first_response", "information", "no_field_check",
                                         "field_check", NULL});
    out->first_response = (int)yaml_int(map, "first_response", 1, 365);
    out->information = (int)yaml_int(map, "information", 1, 365);
    out->no_field_check = (int)yaml_int(map, "no_field_check", 1, 365);
    out->field_check = (int)yaml_int(map, "field_check", 1, 365);
}

void complaints_read(struct yaml_node map, struct standard *out)
{
    yaml_keys(map, (const char *const[]){"contacts", "rungs", "topics", "deadlines", NULL});
    struct yaml_node contacts = yaml_get(map, "contacts");
    out->contact_count = read_count(contacts, 1, CONTACTS_MAX);
    for (size_t i = 0; i < out->contact_count; i++)
        contact_read(yaml_item(contacts, i), &out->contacts[i]);
    rungs_read(yaml_get(map, "rungs"), out);
    out->topic_count = choices_read(yaml_get(map, "topics"), out->topics, TOPICS_MAX);
    deadlines_read(yaml_get(map, "deadlines"), &out->ladder);
}

/* ---- survey ------------------------------------------------------------------------------------
 */

/* "1/9" or "0.11": a share of one. */
static double weight_read(struct yaml_node map)
{
    struct yaml_node node = yaml_get(map, "weight");
    const char *text = yaml_scalar(node);
    double weight = 0;
    if (strspn(text, "0123456789./") == strlen(text)) {
        char *end;
        weight = strtod(text, &end);
        if (*end == '/')
            weight /= strtod(end + 1, &end);
        if (*end != '\0')
            weight = 0;
    }
    if (yaml_there(node) && !(weight > 0 && weight <= 1))
        yaml_complain(node, "\"weight\" is \"%.40s\", a share such as 1/9 or 0.11 was expected",
                      text);
    return weight;
}

static void element_read(struct yaml_node map, int index, struct standard *out)
{
    yaml_keys(map, (const char *const[]){"question", "answers", NULL});
    out->survey_questions[index] = words_read(map, "question");
    struct yaml_node answers = yaml_get(map, "answers");
    size_t count = read_count(answers, 4, 4);
    for (size_t i = 0; i < count; i++)
        out->survey_answers[index][i] = words_from(yaml_item(answers, i));
}

void survey_read(struct yaml_node map, struct standard *out)
{
    const char *known[SURVEY_ELEMENTS + 1] = {0};
    memcpy(known, survey_keys, sizeof(survey_keys));
    yaml_keys(map, (const char *const[]){"weight", "minimum", "elements", NULL});
    out->survey.weight = weight_read(map);
    out->survey.minimum = (int)yaml_int(map, "minimum", 1, 10000);
    struct yaml_node elements = yaml_get(map, "elements");
    yaml_keys(elements, known);
    for (int i = 0; i < SURVEY_ELEMENTS; i++)
        element_read(yaml_get(elements, survey_keys[i]), i, out);
}

/* ---- privacy -----------------------------------------------------------------------------------
 */

void privacy_read(struct yaml_node seq, struct standard *out)
{
    out->privacy_count = words_list(seq, out->privacy, LENGTH(out->privacy));
}
