/* A sealed item: readable by its recipients alone, not by the kiosk that made it.
 *
 * Layout: magic "ANJ1", header (kiosk id, item id, kind, form and its version, created, recipients
 * with a crypto_box_seal'ed key each), then XChaCha20-Poly1305 secretstream in 64 KiB chunks. The
 * hash of the whole header is associated data of every chunk; the final tag is required. What is
 * sealed is padded to 512-byte buckets so that the length of a text tells little.
 *
 * A document's page has an envelope of its own: kind ENVELOPE_DOCUMENT, an id that nothing else
 * has, and room for a picture. Its name everywhere is the SHA-256 of the whole envelope. */
#ifndef SEAL_ENVELOPE_H
#define SEAL_ENVELOPE_H

#include "base/buf.h"
#include "base/entropy.h"
#include "seal/keys.h"

enum {
    ENVELOPE_MAX = 96 * 1024, /* of an item */
    ENVELOPE_DOCUMENT = 64,   /* the kind of a document's page; items have those of wire/item.h */
    DOCUMENT_MAX = 8 * 1024 * 1024,                /* bytes of one page before sealing */
    DOCUMENT_SEALED_MAX = DOCUMENT_MAX + 8 * 1024, /* and after */
    ENVELOPE_RECIPIENTS = 4,
};

struct envelope_head {
    char kiosk[32];
    struct uuid item;
    uint8_t kind;  /* wire/item.h, or ENVELOPE_DOCUMENT */
    char form[64]; /* the service's id, or "" */
    uint16_t form_version;
    int64_t created;
};

/* Appends the envelope. ERR_FULL when it would exceed out->max, or what its kind may be. `plain` is
 * not copied: it may lie in locked memory. */
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
