/* Identities that are the same in every run. */
#ifndef TESTS_SEAL_FIXED_H
#define TESTS_SEAL_FIXED_H

#include "seal/keys.h"

/* The Ed25519 half is test-key-ed25519 of RFC 9421, appendix B.1.4; the X25519 secret is the bytes
 * 0 to 31. */
void fixed_identity(struct identity *out);
/* Another one for each number. */
void fixed_other(uint8_t number, struct identity *out);
/* 16 bytes from 0 to 15 as a nonce. */
#define FIXED_NONCE "AAECAwQFBgcICQoLDA0ODw"
/* Gives the bytes 0, 1, 2... */
struct entropy fixed_counting(void);

#endif
