#include "wire/enrolment.h"

#include <string.h>

#include "base/log.h"
#include "base/path.h"
#include "wire/enrolment_parts.h"

enum { DOCUMENT_MAX = 8 * 1024 };

void identity_put(struct writer *json, const char *name, const struct identity_public *identity)
{
    writer_open(json, name, '{');
    writer_bytes(json, "sign", identity->sign.bytes, KEY_BYTES);
    writer_bytes(json, "seal", identity->seal.bytes, KEY_BYTES);
    writer_close(json, '}');
}

void identity_take(struct json_reader *reader, const char *name, struct identity_public *out)
{
    struct json_reader identity = reading_object(reader, name);
    json_get_bytes(&identity, "sign", out->sign.bytes, KEY_BYTES);
    json_get_bytes(&identity, "seal", out->seal.bytes, KEY_BYTES);
    reading_pass(reader, name, &identity);
}

void offer_put(struct writer *json, const char *name, const struct enrolment_offer *offer)
{
    writer_open(json, name, '{');
    writer_text(json, "kiosk", offer->kiosk);
    identity_put(json, "device", &offer->device);
    writer_close(json, '}');
}

void offer_take(struct json_reader *reader, struct enrolment_offer *out)
{
    READ_TEXT(reader, "kiosk", TEXT_KEY, out->kiosk);
    identity_take(reader, "device", &out->device);
}

enum err enrolment_offer_write(const struct enrolment_offer *offer, struct buf *out)
{
    struct writer json = writer_over(out);
    offer_put(&json, NULL, offer);
    return writer_end(&json);
}

enum err enrolment_offer_read(const void *bytes, size_t len, struct enrolment_offer *out)
{
    SCOPED(json_free) struct json_object *root = NULL;
    enum err err = json_read(bytes, len, DOCUMENT_MAX, &root);
    if (err != OK)
        return err;
    struct enrolment_offer offer;
    struct json_reader reader = json_over(root);
    offer_take(&reader, &offer);
    if (reader.bad)
        return ERR_INVALID;
    *out = offer;
    return OK;
}

void enrolment_put(struct writer *json, const char *name, const struct enrolment *enrolment)
{
    writer_open(json, name, '{');
    writer_text(json, "kiosk", enrolment->kiosk);
    writer_text(json, "office_url", enrolment->office_url);
    identity_put(json, "office", &enrolment->office);
    writer_bytes(json, "escrow", enrolment->escrow.bytes, KEY_BYTES);
    writer_bytes(json, "fleet_salt", enrolment->fleet_salt, FLEET_SALT_BYTES);
    writer_close(json, '}');
}

void enrolment_take(struct json_reader *reader, struct enrolment *out)
{
    READ_TEXT(reader, "kiosk", TEXT_KEY, out->kiosk);
    READ_TEXT(reader, "office_url", TEXT_LINE, out->office_url);
    identity_take(reader, "office", &out->office);
    json_get_bytes(reader, "escrow", out->escrow.bytes, KEY_BYTES);
    json_get_bytes(reader, "fleet_salt", out->fleet_salt, FLEET_SALT_BYTES);
}

enum err enrolment_write(const struct enrolment *enrolment, struct buf *out)
{
    struct writer json = writer_over(out);
    enrolment_put(&json, NULL, enrolment);
    return writer_end(&json);
}

enum err enrolment_read(const void *bytes, size_t len, struct enrolment *out)
{
    SCOPED(json_free) struct json_object *root = NULL;
    enum err err = json_read(bytes, len, DOCUMENT_MAX, &root);
    if (err != OK)
        return err;
    struct enrolment enrolment;
    struct json_reader reader = json_over(root);
    enrolment_take(&reader, &enrolment);
    if (reader.bad)
        return ERR_INVALID;
    if (!office_url_allowed(enrolment.office_url)) {
        log_error("the office's address \"%.80s\" is refused: https was expected, or http to this "
                  "machine itself",
                  enrolment.office_url);
        return ERR_INVALID;
    }
    *out = enrolment;
    return OK;
}

enum err enrolment_load_from(const char *state_dir, const char *file, struct enrolment *out)
{
    char path[PATH_SIZE];
    SCOPED(buf_fini) struct buf bytes;
    buf_init(&bytes, DOCUMENT_MAX);
    enum err err = path_join(path, state_dir, file);
    if (err == OK)
        err = path_read(path, &bytes);
    if (err != OK)
        return err;
    err = enrolment_read(bytes.data, bytes.len, out);
    if (err == ERR_INVALID)
        log_error("%s: not an enrolment of this program", path);
    return err;
}

enum err enrolment_load(const char *state_dir, struct enrolment *out)
{
    return enrolment_load_from(state_dir, ENROLMENT_FILE, out);
}

enum err enrolment_save_as(const char *state_dir, const char *file,
                           const struct enrolment *enrolment)
{
    char path[PATH_SIZE];
    SCOPED(buf_fini) struct buf bytes;
    buf_init(&bytes, DOCUMENT_MAX);
    if (!office_url_allowed(enrolment->office_url))
        return ERR_INVALID;
    enum err err = path_join(path, state_dir, file);
    if (err == OK)
        err = enrolment_write(enrolment, &bytes);
    if (err == OK)
        err = path_write(path, bytes.data, bytes.len, 0644);
    return err;
}

enum err enrolment_save(const char *state_dir, const struct enrolment *enrolment)
{
    return enrolment_save_as(state_dir, ENROLMENT_FILE, enrolment);
}
