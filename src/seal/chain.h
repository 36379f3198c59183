/* The hash chain of a log: each row's hash covers the one before, so a changed, removed or
 * reordered row shows. */
#ifndef SEAL_CHAIN_H
#define SEAL_CHAIN_H

#include "seal/keys.h"

struct chain_head {
    int64_t number; /* of the newest row; 0 before the first */
    uint8_t hash[HASH_BYTES];
};

/* The head after a row: BLAKE2b(previous hash, number, bytes). */
struct chain_head chain_add(const struct chain_head *head, const void *row, size_t len);

#endif
