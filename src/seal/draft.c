#include "seal/draft.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "base/buf.h"
#include "seal/keys.h"

enum {
    NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
};

static_assert(DRAFT_OVERHEAD == NONCE + TAG, "what is told is what it takes");

static void derive(const char *code, uint8_t key[KEY_BYTES])
{
    static const uint8_t purpose[crypto_generichash_blake2b_PERSONALBYTES] = "anjungan draft";
    crypto_generichash_blake2b_salt_personal(key, KEY_BYTES, (const uint8_t *)code, strlen(code),
                                             NULL, 0, NULL, purpose);
}

void draft_seal(const char *code, const void *plain, size_t len, const struct entropy *entropy,
                uint8_t *out)
{
    uint8_t key[KEY_BYTES];
    derive(code, key);
    entropy->fill(entropy->self, out, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out + NONCE, NULL, plain, len, NULL, 0, NULL, out,
                                               key);
    wipe(key, sizeof(key));
}

enum err draft_open(const char *code, const uint8_t *sealed, void *plain, size_t len)
{
    uint8_t key[KEY_BYTES];
    derive(code, key);
    int bad = crypto_aead_xchacha20poly1305_ietf_decrypt(plain, NULL, NULL, sealed + NONCE,
                                                         len + TAG, NULL, 0, sealed, key);
    wipe(key, sizeof(key));
    return bad ? ERR_DENIED : OK;
}
