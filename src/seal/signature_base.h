/* The text that an HTTP message signature covers (RFC 9421, section 2.5), signed with Ed25519
 * (section 3.3.6). Which components and parameters there are is signature.c's to say. */
#ifndef SEAL_SIGNATURE_BASE_H
#define SEAL_SIGNATURE_BASE_H

#include <stddef.h>

#include "base/buf.h"
#include "seal/keys.h"

enum { SIGNATURE_BYTES = 64 };

struct component {
    const char *name;  /* "@method", "content-digest": without its quotes, in small letters */
    const char *value; /* visible, no line break: that is the caller's to check */
};

/* One line a component, then the parameters: the value of Signature-Input without its label. */
void signature_base(const struct component *components, size_t count, const char *params,
                    struct buf *out);

/* The base must be whole (buf_check). */
void signature_base_sign(const struct buf *base, const struct sign_secret *key,
                         uint8_t out[SIGNATURE_BYTES]);
/* ERR_DENIED: not by this key over this base. */
enum err signature_base_verify(const struct buf *base, const struct sign_public *key,
                               const uint8_t signature[SIGNATURE_BYTES]) MUST_USE;

#endif
