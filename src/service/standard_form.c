/* The procedure, the documents and the form of a service file. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "service/desk.h"
#include "service/identity.h"
#include "service/standard_read.h"

/* ---- components --------------------------------------------------------------------------------
 */

/* UU 25/2009 article 21, and the office's own standard, name these fourteen. */
static const char *const component_keys[] = {
    "persyaratan",
    "prosedur",
    "waktu",
    "biaya",
    "produk",
    "pengaduan",
    "dasar-hukum",
    "sarana",
    "kompetensi",
    "pengawasan",
    "jumlah-pelaksana",
    "jaminan-pelayanan",
    "jaminan-keamanan",
    "evaluasi",
    NULL,
};

_Static_assert(STEPS_MAX <= LINES_MAX, "lines_of copies every step");

static void component_read(struct yaml_node map, const char *key, const struct standard *standard,
                           struct component *out)
{
    yaml_keys(map, (const char *const[]){"icon", "title", "summary", "lines", "lines_of", NULL});
    snprintf(out->key, sizeof(out->key), "%.31s", key);
    read_key(map, "icon", out->icon);
    out->title = words_read(map, "title");
    out->summary = words_read(map, "summary");
    if (!yaml_there(yaml_find(map, "lines_of"))) {
        out->line_count = words_list(yaml_get(map, "lines"), out->lines, LINES_MAX);
        return;
    }
    /* The procedure's lines are the steps in the standard's own words: written once. */
    yaml_word(map, "lines_of", (const char *const[]){"steps", NULL});
    if (yaml_there(yaml_find(map, "lines")))
        yaml_complain(yaml_find(map, "lines"),
                      "\"lines\" and \"lines_of\" stand together, one was expected");
    for (size_t i = 0; i < standard->step_count; i++)
        out->lines[i] = standard->steps[i].detail;
    out->line_count = standard->step_count;
}

void components_read(struct yaml_node at, struct yaml_node own, struct yaml_node base,
                     struct standard *out)
{
    struct yaml_node all = yaml_there(base) ? base : own;
    if (!yaml_there(all))
        yaml_complain(at, "\"components\" is missing, the fourteen of the law were expected");
    yaml_keys(own, component_keys);
    yaml_keys(all, component_keys);
    for (size_t i = 0; component_keys[i] != NULL; i++)
        yaml_get(all, component_keys[i]);
    size_t count = yaml_pairs(all);
    for (size_t i = 0; i < count && i < COMPONENTS_MAX; i++) {
        struct yaml_node value;
        const char *key = yaml_pair(all, i, &value);
        struct yaml_node instead = yaml_find(own, key);
        component_read(yaml_there(instead) ? instead : value, key, out, &out->components[i]);
        out->component_count = i + 1;
    }
}

/* ---- steps and documents -----------------------------------------------------------------------
 */

static void step_read(struct yaml_node map, struct step *out)
{
    const char *actors[] = {actor_key(ACTOR_APPLICANT), actor_key(ACTOR_HEAD),
                            actor_key(ACTOR_VERIFIER), actor_key(ACTOR_BSRE), NULL};
    yaml_keys(map, (const char *const[]){"key", "actor", "title", "by", "detail", "duty", NULL});
    read_key(map, "key", out->key);
    out->actor = (enum actor)yaml_word(map, "actor", actors);
    out->title = words_read(map, "title");
    out->by = words_read(map, "by");
    out->detail = words_read(map, "detail");
    struct yaml_node duty = yaml_find(map, "duty");
    if (out->actor == ACTOR_APPLICANT)
        out->duty = words_read(map, "duty");
    else if (yaml_there(duty))
        yaml_complain(duty, "\"duty\" says what the applicant must do, it was expected only where "
                            "the actor is pemohon");
}

void steps_read(struct yaml_node seq, struct standard *out)
{
    size_t count = read_count(seq, 1, STEPS_MAX);
    for (size_t i = 0; i < count; i++) {
        step_read(yaml_item(seq, i), &out->steps[i]);
        check_unique(yaml_item(seq, i), out->steps[0].key, sizeof(out->steps[0]), i + 1);
    }
    out->step_count = count;
}

void documents_read(struct yaml_node seq, struct standard *out)
{
    size_t count = read_count(seq, 0, DOCUMENTS_MAX);
    for (size_t i = 0; i < count; i++) {
        struct yaml_node map = yaml_item(seq, i);
        struct document *document = &out->documents[i];
        yaml_keys(map, (const char *const[]){"key", "icon", "title", "hint", "automatic", NULL});
        read_key(map, "key", document->key);
        read_key(map, "icon", document->icon);
        document->title = words_read(map, "title");
        document->hint = words_read(map, "hint");
        document->automatic = yaml_bool(map, "automatic");
        check_unique(map, out->documents[0].key, sizeof(out->documents[0]), i + 1);
    }
    out->document_count = count;
}

/* ---- the form ----------------------------------------------------------------------------------
 */

/* How many bytes an answer of each kind may have where the file does not say. */
static const struct {
    const char *key;
    int max;
} kinds[] = {
    [FIELD_NAME] = {"name", 80},  [FIELD_NIK] = {"nik", 16},      [FIELD_NIP] = {"nip", 18},
    [FIELD_TEXT] = {"text", 120}, [FIELD_EMAIL] = {"email", 254}, [FIELD_MOBILE] = {"mobile", 13},
};

const char *field_kind_key(enum field_kind kind)
{
    return kinds[kind].key;
}

static void field_read(struct yaml_node map, int group, struct field *out)
{
    const char *names[LENGTH(kinds) + 1] = {0};
    for (size_t i = 0; i < LENGTH(kinds); i++)
        names[i] = kinds[i].key;
    yaml_keys(map, (const char *const[]){"key", "kind", "required", "max", "label", "hint", "brief",
                                         NULL});
    read_key(map, "key", out->key);
    out->kind = (enum field_kind)yaml_word(map, "kind", names);
    out->group = group;
    out->required = yaml_bool(map, "required");
    out->max = kinds[out->kind].max;
    if (yaml_there(yaml_find(map, "max")))
        out->max = (int)yaml_int(map, "max", 1, ANSWER_SIZE - 1);
    out->label = words_read(map, "label");
    out->hint = words_read(map, "hint");
    out->brief = words_read(map, "brief");
}

static void group_read(struct yaml_node map, int index, struct standard *out)
{
    struct field_group *group = &out->groups[index];
    yaml_keys(map, (const char *const[]){"key", "question", "fields", NULL});
    read_key(map, "key", group->key);
    group->question = words_read(map, "question");
    struct yaml_node fields = yaml_get(map, "fields");
    size_t count = read_count(fields, 1, FIELDS_MAX);
    for (size_t i = 0; i < count; i++) {
        struct yaml_node item = yaml_item(fields, i);
        if (out->field_count == FIELDS_MAX) {
            yaml_complain(item, "the form has too many fields, at most %d were expected",
                          FIELDS_MAX);
            return;
        }
        field_read(item, index, &out->fields[out->field_count++]);
        check_unique(item, out->fields[0].key, sizeof(out->fields[0]), out->field_count);
    }
}

void form_read(struct yaml_node seq, struct standard *out)
{
    size_t count = read_count(seq, 1, GROUPS_MAX);
    for (size_t i = 0; i < count; i++) {
        group_read(yaml_item(seq, i), (int)i, out);
        check_unique(yaml_item(seq, i), out->groups[0].key, sizeof(out->groups[0]), i + 1);
    }
    out->group_count = count;
}

/* ---- e-mail ------------------------------------------------------------------------------------
 */

/* Complains unless the text can stand after the @ of an address. */
static void check_domain(struct yaml_node at, const char *domain)
{
    char address[80];
    snprintf(address, sizeof(address), "a@%.70s", domain);
    if (email_check(address, NULL).fault != IDENTITY_OK)
        yaml_complain(at, "\"%.70s\" is no domain, one such as pekalongankota.go.id was expected",
                      domain);
}

void email_read(struct yaml_node map, struct standard *out)
{
    yaml_keys(map, (const char *const[]){"keys", "domains", NULL});
    struct yaml_node keys = yaml_get(map, "keys");
    out->email_key_count = read_count(keys, 0, LENGTH(out->email_keys));
    for (size_t i = 0; i < out->email_key_count; i++) {
        struct yaml_node item = yaml_item(keys, i);
        const char *text = yaml_scalar(item);
        if (*text != '@' || !TEXT_COPY(out->email_keys[i], text))
            yaml_complain(item,
                          "\"%.70s\" is no key, @ and a domain of at most %zu bytes were "
                          "expected",
                          text, sizeof(out->email_keys[i]) - 2);
        else
            check_domain(item, text + 1);
    }
    struct yaml_node domains = yaml_get(map, "domains");
    out->email_domain_count = read_count(domains, 0, LENGTH(out->email_domains));
    for (size_t i = 0; i < out->email_domain_count; i++) {
        struct yaml_node item = yaml_item(domains, i);
        const char *text = yaml_scalar(item);
        if (!TEXT_COPY(out->email_domains[i], text))
            yaml_complain(item, "the domain is too long, at most %zu bytes were expected",
                          sizeof(out->email_domains[i]) - 1);
        check_domain(item, text);
    }
}
