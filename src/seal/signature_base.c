#include "seal/signature_base.h"

#include <sodium.h>

_Static_assert((int)SIGNATURE_BYTES == (int)crypto_sign_BYTES, "an Ed25519 signature");

void signature_base(const struct component *components, size_t count, const char *params,
                    struct buf *out)
{
    for (size_t i = 0; i < count; i++)
        buf_printf(out, "\"%s\": %s\n", components[i].name, components[i].value);
    buf_printf(out, "\"@signature-params\": %s", params);
}

void signature_base_sign(const struct buf *base, const struct sign_secret *key,
                         uint8_t out[SIGNATURE_BYTES])
{
    crypto_sign_detached(out, NULL, base->data, base->len, key->bytes);
}

enum err signature_base_verify(const struct buf *base, const struct sign_public *key,
                               const uint8_t signature[SIGNATURE_BYTES])
{
    return crypto_sign_verify_detached(signature, base->data, base->len, key->bytes) == 0
               ? OK
               : ERR_DENIED;
}
