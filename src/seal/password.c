#include "seal/password.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "base/log.h"

static_assert(PASSWORD_HASH_SIZE == crypto_pwhash_STRBYTES, "libsodium's strings fit exactly");

enum err password_hash(const char *password, char out[PASSWORD_HASH_SIZE])
{
    char hash[PASSWORD_HASH_SIZE];
    if (crypto_pwhash_str(hash, password, strlen(password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
        log_error("no memory to hash a password");
        return ERR_STORAGE;
    }
    memcpy(out, hash, PASSWORD_HASH_SIZE);
    return OK;
}

enum err password_check(const char *hash, const char *password)
{
    if (strnlen(hash, PASSWORD_HASH_SIZE) == PASSWORD_HASH_SIZE)
        return ERR_DENIED;
    if (crypto_pwhash_str_verify(hash, password, strlen(password)) != 0)
        return ERR_DENIED;
    return OK;
}
