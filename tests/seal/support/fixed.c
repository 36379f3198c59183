#include "seal/support/fixed.h"

#include <string.h>

static const uint8_t rfc9421_seed[KEY_BYTES] = {
    0x9f, 0x83, 0x62, 0xf8, 0x7a, 0x48, 0x4a, 0x95, 0x4e, 0x6e, 0x74, 0x0c, 0x5b, 0x4c, 0x0e, 0x84,
    0x22, 0x91, 0x39, 0xa2, 0x0a, 0xa8, 0xab, 0x56, 0xff, 0x66, 0x58, 0x6f, 0x6a, 0x7d, 0x29, 0xc5,
};

static void fill_rfc9421(void *self, void *bytes, size_t len)
{
    (void)self;
    uint8_t *at = bytes;
    for (size_t i = 0; i < len; i++)
        at[i] = i < KEY_BYTES ? rfc9421_seed[i] : (uint8_t)(i - KEY_BYTES);
}

static void fill_counting(void *self, void *bytes, size_t len)
{
    (void)self;
    uint8_t *at = bytes;
    for (size_t i = 0; i < len; i++)
        at[i] = (uint8_t)i;
}

static void fill_number(void *self, void *bytes, size_t len)
{
    memset(bytes, *(uint8_t *)self, len);
}

void fixed_identity(struct identity *out)
{
    struct entropy entropy = {.fill = fill_rfc9421};
    identity_make(&entropy, out);
}

void fixed_other(uint8_t number, struct identity *out)
{
    struct entropy entropy = {.fill = fill_number, .self = &number};
    identity_make(&entropy, out);
}

struct entropy fixed_counting(void)
{
    return (struct entropy){.fill = fill_counting};
}
