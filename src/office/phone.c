#include "office/phone.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "seal/keys.h"

enum { SESSIONS = 256, UPLOADS = 32 };

static const int64_t session_lasts = MINUTES(30);

struct session_row {
    char code[TRACKING_SIZE];
    uint8_t token[HASH_BYTES];
    int64_t until;
};

struct upload_row {
    char code[TRACKING_SIZE];
    uint8_t id[HASH_BYTES];
    int64_t len, durable, touched;
    struct buf bytes;
};

struct phone {
    pthread_mutex_t lock;
    struct session_row sessions[SESSIONS];
    struct upload_row uploads[UPLOADS];
};

struct phone *phone_new(void)
{
    struct phone *phone = calloc(1, sizeof(*phone));
    if (phone)
        pthread_mutex_init(&phone->lock, NULL);
    return phone;
}

static void forget(struct upload_row *row)
{
    buf_fini(&row->bytes);
    wipe(row, sizeof(*row));
}

void phone_free(struct phone **phone)
{
    if (!*phone)
        return;
    for (size_t i = 0; i < UPLOADS; i++)
        if ((*phone)->uploads[i].len > 0)
            forget(&(*phone)->uploads[i]);
    pthread_mutex_destroy(&(*phone)->lock);
    free(*phone);
    *phone = NULL;
}

/* ---- sessions ---- */

/* The code's own row, or the one that ends first. */
static struct session_row *session_place(struct phone *phone, const char *code)
{
    struct session_row *place = &phone->sessions[0];
    for (size_t i = 0; i < SESSIONS; i++) {
        struct session_row *row = &phone->sessions[i];
        if (strcmp(row->code, code) == 0)
            return row;
        if (row->until < place->until)
            place = row;
    }
    return place;
}

void phone_admit(struct phone *phone, const char *code, int64_t now, const struct entropy *entropy,
                 char token[PHONE_TOKEN])
{
    uint8_t bytes[HASH_BYTES];
    entropy->fill(entropy->self, bytes, sizeof(bytes));
    blob_hex(bytes, token);
    pthread_mutex_lock(&phone->lock);
    struct session_row *row = session_place(phone, code);
    (void)TEXT_COPY(row->code, code);
    memcpy(row->token, bytes, sizeof(bytes));
    row->until = now + session_lasts;
    pthread_mutex_unlock(&phone->lock);
}

bool phone_admitted(struct phone *phone, const char *code, const char *token, int64_t now)
{
    uint8_t bytes[HASH_BYTES];
    bool good = false;
    if (!blob_hex_read(token, bytes))
        return false;
    pthread_mutex_lock(&phone->lock);
    for (size_t i = 0; i < SESSIONS && !good; i++) {
        const struct session_row *row = &phone->sessions[i];
        good = strcmp(row->code, code) == 0 && now < row->until &&
               secret_equal(row->token, bytes, sizeof(bytes));
    }
    pthread_mutex_unlock(&phone->lock);
    return good;
}

/* ---- pages under way ---- */

static struct upload_row *upload_find(struct phone *phone, const char *code,
                                      const uint8_t id[HASH_BYTES])
{
    for (size_t i = 0; i < UPLOADS; i++) {
        struct upload_row *row = &phone->uploads[i];
        if (row->len > 0 && strcmp(row->code, code) == 0 && memcmp(row->id, id, HASH_BYTES) == 0)
            return row;
    }
    return NULL;
}

/* A free row, or one nobody goes on with; NULL when all are busy. */
static struct upload_row *upload_place(struct phone *phone, const struct phone_part *part)
{
    for (size_t i = 0; i < UPLOADS; i++) {
        struct upload_row *row = &phone->uploads[i];
        bool over = row->len > 0 && part->now - row->touched > session_lasts;
        if (row->len > 0 && !over)
            continue;
        if (over)
            forget(row);
        *row = (struct upload_row){.len = part->len};
        (void)TEXT_COPY(row->code, part->code);
        memcpy(row->id, part->id, HASH_BYTES);
        buf_init(&row->bytes, (size_t)part->len);
        return row;
    }
    return NULL;
}

static enum phone_end part_put(struct upload_row *row, struct phone_part *part, struct buf *whole)
{
    part->durable = row->durable;
    if (row->len != part->len)
        return PHONE_LENGTH;
    if (part->offset != row->durable)
        return PHONE_OFFSET;
    if (row->durable == row->len)
        return PHONE_KEPT;
    buf_put(&row->bytes, part->bytes, part->part);
    if (buf_check(&row->bytes) != OK)
        return PHONE_FULL;
    row->durable = part->durable = (int64_t)row->bytes.len;
    row->touched = part->now;
    if (row->durable < row->len)
        return PHONE_KEPT;
    *whole = row->bytes;
    buf_init(&row->bytes, 0);
    return PHONE_WHOLE;
}

enum phone_end phone_take(struct phone *phone, struct phone_part *part, struct buf *whole)
{
    part->durable = 0;
    if (part->len <= 0 || part->len > DOCUMENT_MAX || part->offset > part->len ||
        (int64_t)part->part > part->len - part->offset)
        return PHONE_LENGTH;
    pthread_mutex_lock(&phone->lock);
    struct upload_row *row = upload_find(phone, part->code, part->id);
    if (!row)
        row = upload_place(phone, part);
    enum phone_end end = row ? part_put(row, part, whole) : PHONE_FULL;
    pthread_mutex_unlock(&phone->lock);
    return end;
}

void phone_done(struct phone *phone, const struct phone_part *part, bool kept)
{
    pthread_mutex_lock(&phone->lock);
    struct upload_row *row = upload_find(phone, part->code, part->id);
    if (row && !kept)
        forget(row);
    pthread_mutex_unlock(&phone->lock);
}

int64_t phone_offset(struct phone *phone, const char *code, const uint8_t id[HASH_BYTES],
                     int64_t *len)
{
    pthread_mutex_lock(&phone->lock);
    const struct upload_row *row = upload_find(phone, code, id);
    int64_t durable = row ? row->durable : -1;
    *len = row ? row->len : 0;
    pthread_mutex_unlock(&phone->lock);
    return durable;
}
