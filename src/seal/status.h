/* Status rows that only the tracking code opens. Argon2id(code, fleet salt, 16 MiB, 2 passes) gives
 * 48 bytes: 16 are the row's id, 32 seal it. The salt is public; a table of rows without the code
 * tells nothing. */
#ifndef SEAL_STATUS_H
#define SEAL_STATUS_H

#include "base/buf.h"
#include "base/err.h"
#include "seal/keys.h"

enum { STATUS_ID_BYTES = 16, FLEET_SALT_BYTES = 16, STATUS_SEALED_MAX = 4096 };

struct status_key {
    uint8_t id[STATUS_ID_BYTES];
    uint8_t key[KEY_BYTES];
};

/* About 20 ms and 16 MiB: never on the UI thread. ERR_STORAGE when memory is short. */
enum err status_derive(const char *code, const uint8_t salt[FLEET_SALT_BYTES],
                       struct status_key *out) MUST_USE;
/* Pads to 512-byte buckets, seals with a random nonce, binds the row's id. */
enum err status_seal(const struct status_key *key, const void *plain, size_t len, struct buf *out)
    MUST_USE;
/* ERR_DENIED when the row is not this key's or was changed. */
enum err status_open(const struct status_key *key, const void *bytes, size_t len, struct buf *plain)
    MUST_USE;

#endif
