/* Key pairs and the files they live in. An identity is what a kiosk's syncd or an office is: an
 * Ed25519 pair to sign with and an X25519 pair to open what was sealed to it. */
#ifndef SEAL_KEYS_H
#define SEAL_KEYS_H

#include <stddef.h>
#include <stdint.h>

#include "base/entropy.h"
#include "base/err.h"

enum { KEY_BYTES = 32, KEY_ID_BYTES = 8, HASH_BYTES = 32 };

struct sign_public {
    uint8_t bytes[KEY_BYTES];
};
struct seal_public {
    uint8_t bytes[KEY_BYTES];
};
struct sign_secret {
    uint8_t bytes[64];
};
struct seal_secret {
    uint8_t bytes[KEY_BYTES];
};

struct identity_public {
    struct sign_public sign;
    struct seal_public seal;
};

struct identity {
    struct identity_public public;
    struct sign_secret sign;
    struct seal_secret seal;
};

/* Call once in main() before anything else of seal/; safe to repeat. ERR_STORAGE when libsodium
 * cannot start. */
enum err seal_start(void) MUST_USE;

void identity_make(const struct entropy *entropy, struct identity *out);
/* The file holds the secret halves only, mode 0600, written whole or not at all. */
enum err identity_save(const struct identity *identity, const char *path) MUST_USE;
/* ERR_NOT_FOUND, ERR_STORAGE, ERR_INVALID (not such a file), ERR_DENIED (others may read it). */
enum err identity_load(const char *path, struct identity *out) MUST_USE;
/* Loads, or makes and saves when there is none. */
enum err identity_ensure(const char *path, const struct entropy *entropy, struct identity *out)
    MUST_USE;
void identity_wipe(struct identity *identity);

/* The first eight bytes of BLAKE2b over the key: names it in envelopes and signatures. */
void key_id(const uint8_t key[KEY_BYTES], uint8_t out[KEY_ID_BYTES]);
/* The same in hexadecimal, as signatures and people name it. */
enum { KEY_NAME_SIZE = 2 * KEY_ID_BYTES + 1 };
void key_name(const uint8_t key[KEY_BYTES], char out[KEY_NAME_SIZE]);

/* BLAKE2b-256. */
void hash_bytes(const void *bytes, size_t len, uint8_t out[HASH_BYTES]);
/* SHA-256 (FIPS 180-4), as content digests and the names of documents have it. */
void hash_sha256(const void *bytes, size_t len, uint8_t out[HASH_BYTES]);
/* Compares without telling by time where two secrets differ. */
int secret_equal(const void *a, const void *b, size_t len);

/* Memory that is neither swapped nor dumped, zeroed; NULL when the machine refuses. */
void *locked_new(size_t size);
/* Wipes and frees. NULL is accepted. */
void locked_free(void *memory);

#endif
