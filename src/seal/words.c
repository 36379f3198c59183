#include "seal/words.h"

#include <sodium.h>
#include <string.h>

#include "base/log.h"
#include "seal/keys.h"

enum {
    WORDS = 6,
    LETTERS = 4,
    DIGEST = 16, /* the least that Argon2id gives here; 9 bytes are used */
    PASSES = 2,
    MEMORY = 16 * 1024 * 1024,
};

/* One letter each, so that no two words sound alike; 16 times 4 is six bits a syllable. */
static const char consonants[] = "bdghjklmnprstwyc";
static const char vowels[] = "aiuo";

/* The bits from `at` on, most significant first. */
static unsigned bits_at(const uint8_t *bytes, size_t at, size_t count)
{
    unsigned value = 0;
    for (size_t i = at; i < at + count; i++)
        value = value << 1 | (bytes[i / 8] >> (7 - i % 8) & 1u);
    return value;
}

enum err words_make(const void *bytes, size_t len, char out[KEY_WORDS_SIZE])
{
    static const uint8_t salt[crypto_pwhash_SALTBYTES] = "anjungan words 1";
    uint8_t hash[HASH_BYTES], digest[DIGEST];
    hash_bytes(bytes, len, hash);
    if (crypto_pwhash(digest, sizeof(digest), (const char *)hash, sizeof(hash), salt, PASSES,
                      MEMORY, crypto_pwhash_ALG_ARGON2ID13) != 0) {
        log_error("no memory to make the words of two keys");
        return ERR_STORAGE;
    }
    char *at = out;
    for (size_t syllable = 0; syllable < WORDS * LETTERS / 2; syllable++) {
        *at++ = consonants[bits_at(digest, syllable * 6, 4)];
        *at++ = vowels[bits_at(digest, syllable * 6 + 4, 2)];
        if (syllable % 2 == 1)
            *at++ = ' ';
    }
    at[-1] = '\0';
    return OK;
}
