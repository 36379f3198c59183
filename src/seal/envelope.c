#include "seal/envelope.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

/* Header, all integers big-endian:
 *     4  magic "ANJ1"         1  version         1  kind           2  form version
 *    16  item id              8  created (ms)    1+n kiosk id      1+n form id
 *     1  recipients, each: 8 key id, 80 the stream's key in a crypto_box_seal
 *    24  header of the secretstream
 * The body follows: padded text in chunks of 64 KiB, each 17 bytes longer than its text. */
static const uint8_t magic[4] = {'A', 'N', 'J', '1'};

enum {
    VERSION = 1,
    BUCKET = 512,
    CHUNK = 64 * 1024,
    CHUNK_EXTRA = crypto_secretstream_xchacha20poly1305_ABYTES,
    STREAM_HEADER = crypto_secretstream_xchacha20poly1305_HEADERBYTES,
    STREAM_KEY = crypto_secretstream_xchacha20poly1305_KEYBYTES,
    WRAPPED_KEY = STREAM_KEY + crypto_box_SEALBYTES,
    SECRET_MAX = 1024,
};

/* The parts of an envelope, borrowed from its bytes. */
struct layout {
    struct envelope_head head;
    const uint8_t *recipients;
    size_t recipient_count;
    const uint8_t *stream_header;
    const uint8_t *body;
    size_t body_len;
    uint8_t hash[HASH_BYTES]; /* of all before the body */
};

struct stream_key {
    uint8_t bytes[STREAM_KEY];
};

static void stream_key_wipe(struct stream_key *key)
{
    wipe(key, sizeof(*key));
}

/* Ids are visible ASCII: they end up in logs and on screens. */
static bool id_fits(const char *text, size_t len, size_t size)
{
    if (len >= size)
        return false;
    for (size_t i = 0; i < len; i++)
        if (text[i] <= ' ' || text[i] > '~')
            return false;
    return true;
}

static bool head_fits(const struct envelope_head *head)
{
    size_t kiosk = strnlen(head->kiosk, sizeof(head->kiosk));
    size_t form = strnlen(head->form, sizeof(head->form));
    return kiosk > 0 && id_fits(head->kiosk, kiosk, sizeof(head->kiosk)) &&
           id_fits(head->form, form, sizeof(head->form)) && head->created >= 0;
}

/* How long an envelope of the kind may be. */
static size_t most_of(uint8_t kind)
{
    return kind == ENVELOPE_DOCUMENT ? DOCUMENT_SEALED_MAX : ENVELOPE_MAX;
}

static size_t padded_length(size_t len)
{
    return (len / BUCKET + 1) * BUCKET;
}

static size_t body_length(size_t padded)
{
    return padded + (padded + CHUNK - 1) / CHUNK * CHUNK_EXTRA;
}

static size_t header_length(const struct envelope_head *head, size_t recipients)
{
    return sizeof(magic) + 1 + 1 + 2 + sizeof(head->item.bytes) + 8 + 1 + strlen(head->kiosk) + 1 +
           strlen(head->form) + 1 + recipients * (KEY_ID_BYTES + WRAPPED_KEY) + STREAM_HEADER;
}

static void put_short_text(struct buf *out, const char *text)
{
    buf_putc(out, (char)strlen(text));
    buf_puts(out, text);
}

static void put_head(struct buf *out, const struct envelope_head *head)
{
    buf_put(out, magic, sizeof(magic));
    buf_putc(out, VERSION);
    buf_putc(out, (char)head->kind);
    buf_put_u16(out, head->form_version);
    buf_put(out, head->item.bytes, sizeof(head->item.bytes));
    buf_put_u64(out, (uint64_t)head->created);
    put_short_text(out, head->kiosk);
    put_short_text(out, head->form);
}

/* ERR_INVALID for a public key that is no point of the curve's large group. */
static enum err put_recipients(struct buf *out, const struct stream_key *key,
                               const struct seal_public *recipients, size_t count)
{
    buf_putc(out, (char)count);
    for (size_t i = 0; i < count; i++) {
        uint8_t id[KEY_ID_BYTES], wrapped[WRAPPED_KEY];
        if (crypto_box_seal(wrapped, key->bytes, sizeof(key->bytes), recipients[i].bytes) != 0)
            return ERR_INVALID;
        key_id(recipients[i].bytes, id);
        buf_put(out, id, sizeof(id));
        buf_put(out, wrapped, sizeof(wrapped));
    }
    return OK;
}

/* Writes the text in whole buckets (ISO/IEC 7816-4 padding). Only the last chunk is copied, to be
 * padded, and wiped. */
static void put_body(struct buf *out, crypto_secretstream_xchacha20poly1305_state *stream,
                     const uint8_t hash[HASH_BYTES], const uint8_t *plain, size_t len)
{
    uint8_t last[CHUNK], chunk[CHUNK + CHUNK_EXTRA];
    for (size_t left = padded_length(len); left > 0;) {
        size_t part = left < CHUNK ? left : CHUNK, text = part < len ? part : len;
        unsigned long long chunk_len = 0;
        uint8_t tag = part == left ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                                   : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
        const uint8_t *from = plain;
        if (text < part) {
            memset(last, 0, part);
            if (text > 0)
                memcpy(last, plain, text);
            last[text] = 0x80;
            from = last;
        }
        crypto_secretstream_xchacha20poly1305_push(stream, chunk, &chunk_len, from, part, hash,
                                                   HASH_BYTES, tag);
        buf_put(out, chunk, chunk_len);
        plain += text;
        len -= text;
        left -= part;
    }
    wipe(last, sizeof(last));
}

static enum err seal_whole(const struct envelope_head *head, const void *plain, size_t len,
                           const struct seal_public *recipients, size_t count, struct buf *out)
{
    SCOPED(stream_key_wipe) struct stream_key key;
    crypto_secretstream_xchacha20poly1305_state stream;
    uint8_t stream_header[STREAM_HEADER], hash[HASH_BYTES];
    crypto_secretstream_xchacha20poly1305_keygen(key.bytes);

    put_head(out, head);
    enum err err = put_recipients(out, &key, recipients, count);
    if (err != OK)
        return err;
    crypto_secretstream_xchacha20poly1305_init_push(&stream, stream_header, key.bytes);
    buf_put(out, stream_header, sizeof(stream_header));
    hash_bytes(out->data, out->len, hash);
    put_body(out, &stream, hash, plain, len);
    wipe(&stream, sizeof(stream));
    return buf_check(out);
}

enum err envelope_seal(const struct envelope_head *head, const void *plain, size_t len,
                       const struct seal_public *recipients, size_t count, struct buf *out)
{
    assert(count >= 1 && count <= ENVELOPE_RECIPIENTS);
    if (!head_fits(head))
        return ERR_INVALID;
    size_t most = most_of(head->kind);
    if (len >= most)
        return ERR_FULL;
    size_t total = header_length(head, count) + body_length(padded_length(len));
    if (out->full || total > most || total > out->max - out->len)
        return ERR_FULL;

    SCOPED(buf_fini) struct buf sealed;
    buf_init(&sealed, total);
    enum err err = seal_whole(head, plain, len, recipients, count, &sealed);
    if (err != OK)
        return err;
    assert(sealed.len == total);
    buf_put(out, sealed.data, sealed.len);
    return buf_check(out);
}

static bool read_short_text(struct cursor *in, char *out, size_t size)
{
    size_t len = cursor_u8(in);
    const uint8_t *text = cursor_bytes(in, len);
    if (!text || !id_fits((const char *)text, len, size))
        return false;
    memcpy(out, text, len);
    out[len] = '\0';
    return true;
}

static bool read_head(struct cursor *in, struct envelope_head *out)
{
    const uint8_t *start = cursor_bytes(in, sizeof(magic));
    if (!start || memcmp(start, magic, sizeof(magic)) != 0 || cursor_u8(in) != VERSION)
        return false;
    out->kind = cursor_u8(in);
    out->form_version = cursor_u16(in);
    const uint8_t *item = cursor_bytes(in, sizeof(out->item.bytes));
    if (!item)
        return false;
    memcpy(out->item.bytes, item, sizeof(out->item.bytes));
    uint64_t created = cursor_u64(in);
    if (created > INT64_MAX)
        return false;
    out->created = (int64_t)created;
    return read_short_text(in, out->kiosk, sizeof(out->kiosk)) && out->kiosk[0] != '\0' &&
           read_short_text(in, out->form, sizeof(out->form));
}

/* A body is whole chunks and a last one, each holding whole buckets. */
static bool body_fits(size_t len)
{
    size_t last = len % (CHUNK + CHUNK_EXTRA);
    return len > 0 && (last == 0 || (last > CHUNK_EXTRA && (last - CHUNK_EXTRA) % BUCKET == 0));
}

static enum err layout_read(const void *bytes, size_t len, struct layout *out)
{
    *out = (struct layout){.recipients = NULL};
    struct cursor in = cursor_over(bytes, len);
    if (!read_head(&in, &out->head) || len > most_of(out->head.kind))
        return ERR_INVALID;
    out->recipient_count = cursor_u8(&in);
    if (out->recipient_count < 1 || out->recipient_count > ENVELOPE_RECIPIENTS)
        return ERR_INVALID;
    out->recipients = cursor_bytes(&in, out->recipient_count * (KEY_ID_BYTES + WRAPPED_KEY));
    out->stream_header = cursor_bytes(&in, STREAM_HEADER);
    if (in.bad || !body_fits(cursor_left(&in)))
        return ERR_INVALID;
    out->body = in.at;
    out->body_len = cursor_left(&in);
    hash_bytes(bytes, len - out->body_len, out->hash);
    return OK;
}

enum err envelope_read(const void *bytes, size_t len, struct envelope_head *out)
{
    struct layout layout;
    enum err err = layout_read(bytes, len, &layout);
    if (err == OK)
        *out = layout.head;
    return err;
}

static enum err unwrap_key(const struct layout *layout, const struct seal_public *public,
                           const struct seal_secret *secret, struct stream_key *out)
{
    uint8_t id[KEY_ID_BYTES];
    key_id(public->bytes, id);
    for (size_t i = 0; i < layout->recipient_count; i++) {
        const uint8_t *recipient = layout->recipients + i * (KEY_ID_BYTES + WRAPPED_KEY);
        if (memcmp(recipient, id, KEY_ID_BYTES) == 0 &&
            crypto_box_seal_open(out->bytes, recipient + KEY_ID_BYTES, WRAPPED_KEY, public->bytes,
                                 secret->bytes) == 0)
            return OK;
    }
    return ERR_DENIED;
}

static enum err open_body(const struct layout *layout, const struct stream_key *key,
                          struct buf *padded)
{
    uint8_t text[CHUNK];
    crypto_secretstream_xchacha20poly1305_state stream;
    const uint8_t *at = layout->body;
    size_t left = layout->body_len;
    bool good = crypto_secretstream_xchacha20poly1305_init_pull(&stream, layout->stream_header,
                                                                key->bytes) == 0;
    while (good && left > 0) {
        size_t part = left < CHUNK + CHUNK_EXTRA ? left : CHUNK + CHUNK_EXTRA;
        unsigned long long text_len = 0;
        uint8_t tag = 0;
        uint8_t due = part == left ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                                   : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
        good = crypto_secretstream_xchacha20poly1305_pull(&stream, text, &text_len, &tag, at, part,
                                                          layout->hash, HASH_BYTES) == 0 &&
               tag == due;
        if (good)
            buf_put(padded, text, text_len);
        at += part;
        left -= part;
    }
    wipe(&stream, sizeof(stream));
    wipe(text, sizeof(text));
    return good ? buf_check(padded) : ERR_DENIED;
}

enum err envelope_open(const void *bytes, size_t len, const struct seal_public *public,
                       const struct seal_secret *secret, struct envelope_head *head,
                       struct buf *plain)
{
    struct layout layout;
    enum err err = layout_read(bytes, len, &layout);
    if (err != OK)
        return err;
    SCOPED(stream_key_wipe) struct stream_key key;
    err = unwrap_key(&layout, public, secret, &key);
    if (err != OK)
        return err;

    SCOPED(buf_fini) struct buf padded;
    buf_init(&padded, layout.body_len);
    err = open_body(&layout, &key, &padded);
    if (err != OK)
        return err;
    size_t text_len = 0;
    if (sodium_unpad(&text_len, padded.data, padded.len, BUCKET) != 0)
        return ERR_INVALID;
    buf_put(plain, padded.data, text_len);
    err = buf_check(plain);
    if (err == OK)
        *head = layout.head;
    return err;
}

enum err secret_seal(const struct seal_public *to, const void *plain, size_t len, struct buf *out)
{
    uint8_t sealed[SECRET_MAX + crypto_box_SEALBYTES];
    if (len > SECRET_MAX)
        return ERR_FULL;
    if (crypto_box_seal(sealed, plain, len, to->bytes) != 0)
        return ERR_INVALID;
    buf_put(out, sealed, len + crypto_box_SEALBYTES);
    return buf_check(out);
}

enum err secret_open(const struct seal_public *public, const struct seal_secret *secret,
                     const void *bytes, size_t len, struct buf *plain)
{
    uint8_t text[SECRET_MAX];
    if (len < crypto_box_SEALBYTES || len > SECRET_MAX + crypto_box_SEALBYTES)
        return ERR_INVALID;
    enum err err = ERR_DENIED;
    if (crypto_box_seal_open(text, bytes, len, public->bytes, secret->bytes) == 0) {
        buf_put(plain, text, len - crypto_box_SEALBYTES);
        err = buf_check(plain);
    }
    wipe(text, sizeof(text));
    return err;
}
