/* Passwords of officers and the PIN of a kiosk, as Argon2id strings. */
#ifndef SEAL_PASSWORD_H
#define SEAL_PASSWORD_H

#include "base/err.h"

enum { PASSWORD_HASH_SIZE = 128 };

/* About 60 ms and 64 MiB. ERR_STORAGE when memory is short. */
enum err password_hash(const char *password, char out[PASSWORD_HASH_SIZE]) MUST_USE;
/* OK or ERR_DENIED. */
enum err password_check(const char *hash, const char *password) MUST_USE;

#endif
