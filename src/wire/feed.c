#include "wire/page.h"

#include <string.h>

#include "wire/enrolment_parts.h"
#include "wire/reading.h"
#include "wire/writer.h"

enum { DAY_MINUTES = 24 * 60, ZONE_MOST = 14 * 60, YEAR_MAX = 9999, WEEK_DAYS = 7 };
/* Days since 1970-01-01; the last one of the year 9999. */
enum { DAY_MAX = 2932896 };

static const char *const contact_keys[] = {
    [CONTACT_PHONE] = "phone",
    [CONTACT_EMAIL] = "email",
    [CONTACT_WEB] = "web",
    [CONTACT_OFFICIAL] = "official",
};

/* ---- texts in every language
 * --------------------------------------------------------------------- */

/* texts: one array of `size` bytes a language, one after the other. */
static void texts_write(struct writer *json, const char *name, const char *texts, size_t size)
{
    writer_open(json, name, '{');
    for (int lang = 0; lang < LANG_COUNT; lang++)
        writer_text(json, lang_tag((enum lang)lang), texts + (size_t)lang * size);
    writer_close(json, '}');
}

static void texts_read(struct json_reader *reader, const char *name, enum text_rule rule,
                       char *texts, size_t size)
{
    struct json_reader in = reading_object(reader, name);
    for (int lang = 0; lang < LANG_COUNT; lang++)
        reading_text(&in, lang_tag((enum lang)lang), rule, texts + (size_t)lang * size, size);
    reading_pass(reader, name, &in);
}

/* ---- hours
 * --------------------------------------------------------------------------------------- */

static void week_write(struct writer *json, const struct day_plan week[WEEK_DAYS])
{
    writer_open(json, "week", '[');
    for (size_t day = 0; day < WEEK_DAYS; day++) {
        writer_open(json, NULL, '[');
        for (size_t i = 0; i < week[day].count; i++) {
            writer_open(json, NULL, '{');
            writer_int(json, "open", week[day].spans[i].open);
            writer_int(json, "close", week[day].spans[i].close);
            writer_close(json, '}');
        }
        writer_close(json, ']');
    }
    writer_close(json, ']');
}

/* At fault unless the spans ascend without touching each other's inside. */
static void day_read(struct json_reader *reader, struct json_object *spans, struct day_plan *out)
{
    if (!json_object_is_type(spans, json_type_array) ||
        json_object_array_length(spans) > DAY_SPANS) {
        reading_blame(reader, "week");
        return;
    }
    int64_t from = 0;
    for (size_t i = 0; i < json_object_array_length(spans); i++) {
        struct json_reader entry = reading_entry(spans, i);
        struct span *span = &out->spans[out->count++];
        span->open = (int16_t)json_get_int(&entry, "open", from, DAY_MINUTES - 1);
        span->close = (int16_t)json_get_int(&entry, "close", span->open + 1, DAY_MINUTES);
        from = span->close;
        reading_pass(reader, "week", &entry);
        if (reader->bad)
            return;
    }
}

static void week_read(struct json_reader *reader, struct day_plan week[WEEK_DAYS])
{
    struct json_object *days = json_get_array(reader, "week", WEEK_DAYS);
    if (!days || json_object_array_length(days) != WEEK_DAYS) {
        reading_blame(reader, "week");
        return;
    }
    for (size_t i = 0; i < WEEK_DAYS; i++)
        day_read(reader, json_object_array_get_idx(days, i), &week[i]);
}

static void holiday_list_write(struct writer *json, const struct hours *hours)
{
    writer_open(json, "holidays", '[');
    for (size_t i = 0; i < hours->holiday_count; i++) {
        const struct holiday *holiday = &hours->holidays[i];
        writer_open(json, NULL, '{');
        writer_int(json, "day", holiday->day);
        writer_bool(json, "collective", holiday->collective);
        texts_write(json, "name", holiday->name[0], HOLIDAY_NAME);
        writer_close(json, '}');
    }
    writer_close(json, ']');
}

static void holiday_list_read(struct json_reader *reader, struct hours *out)
{
    struct json_object *holidays = json_get_array(reader, "holidays", HOLIDAYS_MAX);
    int64_t from = 0;
    for (size_t i = 0; holidays && !reader->bad && i < json_object_array_length(holidays); i++) {
        struct holiday *holiday = &out->holidays[out->holiday_count++];
        struct json_reader entry = reading_entry(holidays, i);
        holiday->day = json_get_int(&entry, "day", from, DAY_MAX);
        holiday->collective = json_get_bool(&entry, "collective");
        texts_read(&entry, "name", TEXT_LINE, holiday->name[0], HOLIDAY_NAME);
        from = holiday->day;
        reading_pass(reader, "holidays", &entry);
    }
}

static void override_list_write(struct writer *json, const struct hours *hours)
{
    writer_open(json, "overrides", '[');
    for (size_t i = 0; i < hours->override_count; i++) {
        const struct hours_override *other = &hours->overrides[i];
        writer_open(json, NULL, '{');
        writer_int(json, "from", other->from);
        writer_int(json, "until", other->until);
        week_write(json, other->week);
        texts_write(json, "name", other->name[0], HOLIDAY_NAME);
        writer_close(json, '}');
    }
    writer_close(json, ']');
}

static void override_list_read(struct json_reader *reader, struct hours *out)
{
    struct json_object *overrides = json_get_array(reader, "overrides", OVERRIDES_MAX);
    for (size_t i = 0; overrides && !reader->bad && i < json_object_array_length(overrides); i++) {
        struct hours_override *other = &out->overrides[out->override_count++];
        struct json_reader entry = reading_entry(overrides, i);
        other->from = json_get_int(&entry, "from", 0, DAY_MAX);
        other->until = json_get_int(&entry, "until", other->from, DAY_MAX);
        week_read(&entry, other->week);
        texts_read(&entry, "name", TEXT_LINE, other->name[0], HOLIDAY_NAME);
        reading_pass(reader, "overrides", &entry);
    }
}

static void hours_block_write(struct writer *json, const struct hours *hours)
{
    writer_open(json, "hours", '{');
    writer_int(json, "zone_minutes", hours->zone_minutes);
    week_write(json, hours->week);
    writer_bool(json, "collective_closes", hours->collective_closes);
    writer_int(json, "known_from", hours->known_from);
    writer_int(json, "known_until", hours->known_until);
    holiday_list_write(json, hours);
    override_list_write(json, hours);
    writer_close(json, '}');
}

static void hours_block_read(struct json_reader *reader, struct hours *out)
{
    struct json_reader hours = reading_object(reader, "hours");
    out->zone_minutes = (int)json_get_int(&hours, "zone_minutes", -ZONE_MOST, ZONE_MOST);
    week_read(&hours, out->week);
    out->collective_closes = json_get_bool(&hours, "collective_closes");
    out->known_from = (int)json_get_int(&hours, "known_from", 0, YEAR_MAX);
    out->known_until = (int)json_get_int(&hours, "known_until", out->known_from, YEAR_MAX);
    holiday_list_read(&hours, out);
    override_list_read(&hours, out);
    reading_pass(reader, "hours", &hours);
}

/* ---- contacts and announcements
 * ------------------------------------------------------------------ */

static void contacts_write(struct writer *json, const struct content *content)
{
    writer_open(json, "contacts", '[');
    for (size_t i = 0; i < content->contact_count; i++) {
        const struct contact *contact = &content->contacts[i];
        writer_open(json, NULL, '{');
        writer_text(json, "kind", contact_keys[contact->kind]);
        texts_write(json, "label", contact->label.in[0], WORDS_SIZE);
        writer_text(json, "value", contact->value);
        writer_text(json, "uri", contact->uri);
        writer_close(json, '}');
    }
    writer_close(json, ']');
}

static void contacts_read(struct json_reader *reader, struct content *out)
{
    struct json_object *contacts = json_get_array(reader, "contacts", CONTACTS_MAX);
    for (size_t i = 0; contacts && i < json_object_array_length(contacts); i++) {
        struct contact *contact = &out->contacts[out->contact_count++];
        struct json_reader entry = reading_entry(contacts, i);
        contact->kind =
            (enum contact_kind)reading_word(&entry, "kind", contact_keys, LENGTH(contact_keys));
        texts_read(&entry, "label", TEXT_LINES, contact->label.in[0], WORDS_SIZE);
        READ_TEXT(&entry, "value", TEXT_LINE, contact->value);
        READ_TEXT(&entry, "uri", TEXT_LINE, contact->uri);
        reading_pass(reader, "contacts", &entry);
    }
}

static void announcements_write(struct writer *json, const struct content *content)
{
    writer_open(json, "announcements", '[');
    for (size_t i = 0; i < content->announcement_count; i++) {
        const struct announcement *announcement = &content->announcements[i];
        writer_open(json, NULL, '{');
        writer_int(json, "from", announcement->from);
        writer_int(json, "until", announcement->until);
        texts_write(json, "text", announcement->text.in[0], WORDS_SIZE);
        writer_close(json, '}');
    }
    writer_close(json, ']');
}

static void announcements_read(struct json_reader *reader, struct content *out)
{
    struct json_object *list = json_get_array(reader, "announcements", ANNOUNCEMENTS_MAX);
    for (size_t i = 0; list && i < json_object_array_length(list); i++) {
        struct announcement *announcement = &out->announcements[out->announcement_count++];
        struct json_reader entry = reading_entry(list, i);
        announcement->from = reading_moment(&entry, "from");
        announcement->until = json_get_int(&entry, "until", announcement->from, MOMENT_MAX);
        texts_read(&entry, "text", TEXT_LINES, announcement->text.in[0], WORDS_SIZE);
        reading_pass(reader, "announcements", &entry);
    }
}

/* ---- the feed
 * ------------------------------------------------------------------------------------ */

enum err feed_write(const struct feed *feed, struct buf *out)
{
    const struct content *content = &feed->content;
    struct writer json = writer_over(out);
    writer_open(&json, NULL, '{');
    writer_int(&json, "version", content->version);
    writer_int(&json, "issued", content->issued);
    writer_int(&json, "expires", content->expires);
    hours_block_write(&json, &content->hours);
    contacts_write(&json, content);
    announcements_write(&json, content);
    writer_bytes(&json, "fleet_salt", feed->fleet_salt, FLEET_SALT_BYTES);
    writer_bytes(&json, "pin", feed->pin, feed->pin_len);
    if (feed->has_keys) {
        identity_put(&json, "office", &feed->office);
        writer_bytes(&json, "escrow", feed->escrow.bytes, KEY_BYTES);
    }
    writer_close(&json, '}');
    return writer_end(&json);
}

static void pin_read(struct json_reader *reader, struct feed *out)
{
    SCOPED(buf_fini) struct buf pin;
    buf_init(&pin, sizeof(out->pin));
    out->pin_len = reading_bytes(reader, "pin", sizeof(out->pin), &pin);
    memcpy(out->pin, pin.data, pin.len);
}

static void keys_read(struct json_reader *reader, struct json_object *root, struct feed *out)
{
    out->has_keys = json_object_object_get_ex(root, "office", NULL);
    if (!out->has_keys)
        return;
    identity_take(reader, "office", &out->office);
    json_get_bytes(reader, "escrow", out->escrow.bytes, KEY_BYTES);
}

enum err feed_read(const void *bytes, size_t len, struct feed *out)
{
    SCOPED(json_free) struct json_object *root = NULL;
    enum err err = json_read(bytes, len, FEED_BODY_MAX, &root);
    if (err != OK)
        return err;
    struct feed feed = {.pin_len = 0};
    struct content *content = &feed.content;
    struct json_reader reader = json_over(root);
    content->version = json_get_int(&reader, "version", 0, INT64_MAX);
    content->issued = reading_moment(&reader, "issued");
    content->expires = reading_moment(&reader, "expires");
    hours_block_read(&reader, &content->hours);
    contacts_read(&reader, content);
    announcements_read(&reader, content);
    json_get_bytes(&reader, "fleet_salt", feed.fleet_salt, FLEET_SALT_BYTES);
    pin_read(&reader, &feed);
    keys_read(&reader, root, &feed);
    if (reader.bad)
        return ERR_INVALID;
    *out = feed;
    return OK;
}
