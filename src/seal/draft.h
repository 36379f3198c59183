/* A form half filled that its owner takes away: sealed under its code alone, for the life of the
 * process that sealed it. The code's 100 random bits need no slow derivation, and no salt: it is
 * made for this one draft. */
#ifndef SEAL_DRAFT_H
#define SEAL_DRAFT_H

#include "base/entropy.h"
#include "base/err.h"

enum { DRAFT_OVERHEAD = 24 + 16 }; /* a nonce before and a tag behind */

/* Seals len bytes into len + DRAFT_OVERHEAD bytes at `out`. */
void draft_seal(const char *code, const void *plain, size_t len, const struct entropy *entropy,
                uint8_t *out);
/* Opens what was sealed from len bytes. ERR_DENIED when the code is another's or the bytes were
 * changed: `plain` then holds nothing of them. */
enum err draft_open(const char *code, const uint8_t *sealed, void *plain, size_t len) MUST_USE;

#endif
