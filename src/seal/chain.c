#include "seal/chain.h"

#include <sodium.h>

struct chain_head chain_add(const struct chain_head *head, const void *row, size_t len)
{
    struct chain_head next = {.number = head->number + 1};
    uint8_t number[8];
    for (int i = 0; i < 8; i++)
        number[i] = (uint8_t)((uint64_t)next.number >> (8 * (7 - i)));

    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, HASH_BYTES);
    crypto_generichash_update(&state, head->hash, HASH_BYTES);
    crypto_generichash_update(&state, number, sizeof(number));
    crypto_generichash_update(&state, row, len);
    crypto_generichash_final(&state, next.hash, HASH_BYTES);
    return next;
}
