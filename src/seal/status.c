#include "seal/status.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "base/log.h"

/* A sealed row: version, nonce, XChaCha20-Poly1305 of the padded text; the associated data are the
 * version and the row's id. */
enum {
    VERSION = 1,
    BUCKET = 512,
    NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
    OVERHEAD = 1 + NONCE + TAG,
    PADDED_MAX = (STATUS_SEALED_MAX - OVERHEAD) / BUCKET * BUCKET,
    BOUND = 1 + STATUS_ID_BYTES,
};

enum { DERIVE_PASSES = 2, DERIVE_MEMORY = 16 * 1024 * 1024 };

static void bound_data(const struct status_key *key, uint8_t out[BOUND])
{
    out[0] = VERSION;
    memcpy(out + 1, key->id, STATUS_ID_BYTES);
}

enum err status_derive(const char *code, const uint8_t salt[FLEET_SALT_BYTES],
                       struct status_key *out)
{
    static_assert(FLEET_SALT_BYTES == crypto_pwhash_SALTBYTES, "the salt is Argon2's");
    uint8_t derived[STATUS_ID_BYTES + KEY_BYTES];
    if (crypto_pwhash(derived, sizeof(derived), code, strlen(code), salt, DERIVE_PASSES,
                      DERIVE_MEMORY, crypto_pwhash_ALG_ARGON2ID13) != 0) {
        log_error("no memory to derive a status key");
        return ERR_STORAGE;
    }
    memcpy(out->id, derived, STATUS_ID_BYTES);
    memcpy(out->key, derived + STATUS_ID_BYTES, KEY_BYTES);
    wipe(derived, sizeof(derived));
    return OK;
}

enum err status_seal(const struct status_key *key, const void *plain, size_t len, struct buf *out)
{
    uint8_t padded[PADDED_MAX];
    if (len >= sizeof(padded))
        return ERR_FULL;
    if (len > 0)
        memcpy(padded, plain, len);
    size_t padded_len = 0;
    if (sodium_pad(&padded_len, padded, len, BUCKET, sizeof(padded)) != 0)
        return ERR_FULL;

    uint8_t sealed[STATUS_SEALED_MAX] = {VERSION};
    uint8_t bound[BOUND];
    bound_data(key, bound);
    randombytes_buf(sealed + 1, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(sealed + 1 + NONCE, NULL, padded, padded_len, bound,
                                               sizeof(bound), NULL, sealed + 1, key->key);
    wipe(padded, sizeof(padded));
    buf_put(out, sealed, padded_len + OVERHEAD);
    return buf_check(out);
}

enum err status_open(const struct status_key *key, const void *bytes, size_t len, struct buf *plain)
{
    const uint8_t *sealed = bytes;
    if (len < OVERHEAD + BUCKET || len > STATUS_SEALED_MAX || sealed[0] != VERSION)
        return ERR_DENIED;
    uint8_t padded[STATUS_SEALED_MAX];
    uint8_t bound[BOUND];
    bound_data(key, bound);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(padded, NULL, NULL, sealed + 1 + NONCE,
                                                   len - 1 - NONCE, bound, sizeof(bound),
                                                   sealed + 1, key->key) != 0)
        return ERR_DENIED;
    size_t text_len = 0;
    enum err err = ERR_DENIED;
    if (sodium_unpad(&text_len, padded, len - OVERHEAD, BUCKET) == 0) {
        buf_put(plain, padded, text_len);
        err = buf_check(plain);
    }
    wipe(padded, sizeof(padded));
    return err;
}
