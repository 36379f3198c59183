/* A sealed item: readable by its recipients alone, not by the kiosk that made it.
 *
 * Layout: magic "ANJ1", header (kiosk id, item id, kind, form and its version, created, recipients
 * with a crypto_box_seal'ed key each), then XChaCha20-Poly1305 secretstream in 64 KiB chunks. The
 * hash of the whole header is associated data of every chunk; the final tag is required. Text items
 * are padded to 512-byte buckets so that the length tells little. */
#ifndef SEAL_ENVELOPE_H
#define SEAL_ENVELOPE_H

#include "base/buf.h"
#include "base/entropy.h"
#include "seal/keys.h"

enum { ENVELOPE_MAX = 96 * 1024, ENVELOPE_RECIPIENTS = 4 };

struct envelope_head {
    char kiosk[32];
    struct uuid item;
    uint8_t kind;  /* wire/item.h */
    char form[64]; /* the service's id, or "" */
    uint16_t form_version;
    int64_t created;
};

/* Appends the envelope. ERR_FULL when it would exceed out->max. */
enum err envelope_seal(const struct envelope_head *head, const void *plain, size_t len,
                       const struct seal_public *recipients, size_t count, struct buf *out)
    MUST_USE;
/* Reads the header of bytes from outside: ERR_INVALID when it is malformed or truncated. */
enum err envelope_read(const void *bytes, size_t len, struct envelope_head *out) MUST_USE;
/* ERR_INVALID: malformed; ERR_DENIED: not sealed to this key, or changed on the way. */
enum err envelope_open(const void *bytes, size_t len, const struct seal_public *public,
                       const struct seal_secret *secret, struct envelope_head *head,
                       struct buf *plain) MUST_USE;

/* A short secret (the PIN hash of a feed) sealed to one key, without a header. */
enum err secret_seal(const struct seal_public *to, const void *plain, size_t len, struct buf *out)
    MUST_USE;
enum err secret_open(const struct seal_public *public, const struct seal_secret *secret,
                     const void *bytes, size_t len, struct buf *plain) MUST_USE;

#endif
