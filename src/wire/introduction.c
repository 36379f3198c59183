#include "wire/introduction.h"

#include <ctype.h>
#include <string.h>

#include "wire/enrolment_parts.h"

enum err introduction_write(const struct introduction *introduction, struct buf *out)
{
    struct writer json = writer_over(out);
    writer_open(&json, NULL, '{');
    offer_put(&json, "offer", &introduction->offer);
    writer_text(&json, "url", introduction->url);
    writer_text(&json, "code", introduction->code);
    writer_text(&json, "token", introduction->token);
    writer_bytes(&json, "probe", introduction->probe, introduction->probe_len);
    writer_close(&json, '}');
    return writer_end(&json);
}

enum err introduction_read(const void *bytes, size_t len, struct introduction *out)
{
    SCOPED(json_free) struct json_object *root = NULL;
    enum err err = json_read(bytes, len, INTRODUCTION_MAX, &root);
    if (err != OK)
        return err;
    struct introduction introduction = {0};
    struct json_reader reader = json_over(root);
    struct json_reader offer = reading_object(&reader, "offer");
    offer_take(&offer, &introduction.offer);
    reading_pass(&reader, "offer", &offer);
    READ_TEXT(&reader, "url", TEXT_LINE, introduction.url);
    READ_TEXT(&reader, "code", TEXT_LINE, introduction.code);
    READ_TEXT(&reader, "token", TEXT_LINE, introduction.token);
    SCOPED(buf_fini) struct buf probe;
    buf_init(&probe, PROBE_SEALED_MAX);
    introduction.probe_len = reading_bytes(&reader, "probe", PROBE_SEALED_MAX, &probe);
    if (reader.bad || buf_check(&probe) != OK || !office_url_allowed(introduction.url))
        return ERR_INVALID;
    if (introduction.probe_len > 0)
        memcpy(introduction.probe, probe.data, introduction.probe_len);
    *out = introduction;
    return OK;
}

enum err acquaintance_write(const struct acquaintance *acquaintance, struct buf *out)
{
    struct writer json = writer_over(out);
    writer_open(&json, NULL, '{');
    writer_text(&json, "token", acquaintance->token);
    enrolment_put(&json, "enrolment", &acquaintance->enrolment);
    writer_bool(&json, "approved", acquaintance->approved);
    writer_bytes(&json, "probe", acquaintance->probe, PROBE_BYTES);
    writer_close(&json, '}');
    return writer_end(&json);
}

enum err acquaintance_read(const void *bytes, size_t len, struct acquaintance *out)
{
    SCOPED(json_free) struct json_object *root = NULL;
    enum err err = json_read(bytes, len, INTRODUCTION_MAX, &root);
    if (err != OK)
        return err;
    struct acquaintance acquaintance = {0};
    struct json_reader reader = json_over(root);
    READ_TEXT(&reader, "token", TEXT_LINE, acquaintance.token);
    struct json_reader enrolment = reading_object(&reader, "enrolment");
    enrolment_take(&enrolment, &acquaintance.enrolment);
    reading_pass(&reader, "enrolment", &enrolment);
    acquaintance.approved = json_get_bool(&reader, "approved");
    json_get_bytes(&reader, "probe", acquaintance.probe, PROBE_BYTES);
    if (reader.bad || !office_url_allowed(acquaintance.enrolment.office_url))
        return ERR_INVALID;
    *out = acquaintance;
    return OK;
}

enum err introduction_words(const struct identity_public *device, const struct enrolment *enrolment,
                            char out[KEY_WORDS_SIZE])
{
    SCOPED(buf_fini) struct buf keys;
    buf_init(&keys, 512);
    buf_put(&keys, device, sizeof(*device));
    buf_put(&keys, &enrolment->office, sizeof(enrolment->office));
    buf_put(&keys, enrolment->escrow.bytes, KEY_BYTES);
    buf_put(&keys, enrolment->fleet_salt, FLEET_SALT_BYTES);
    enum err err = buf_check(&keys);
    return err == OK ? words_make(keys.data, keys.len, out) : err;
}

bool introduction_code(const char *typed, char out[INTRODUCTION_CODE])
{
    static const char looks[] = "OILoil", digits[] = "011011";
    size_t len = 0;
    for (; *typed && len < INTRODUCTION_CODE - 1; typed++) {
        const char *look = strchr(looks, *typed);
        if (look)
            out[len++] = digits[look - looks];
        else if (isalnum((unsigned char)*typed))
            out[len++] = (char)toupper((unsigned char)*typed);
    }
    out[len] = '\0';
    return len > 0 && !*typed;
}
