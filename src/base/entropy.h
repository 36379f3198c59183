/* Where randomness enters, so that tests can replay it. */
#ifndef BASE_ENTROPY_H
#define BASE_ENTROPY_H

#include <stddef.h>
#include <stdint.h>

struct entropy {
    void (*fill)(void *self, void *bytes, size_t len);
    void *self;
};

/* The kernel's generator. It never fails after boot; a failure aborts the program. */
struct entropy entropy_system(void);
uint64_t entropy_u64(const struct entropy *entropy);

/* A UUID of version 7 (RFC 9562, section 5.7): 48 bits of milliseconds, 74 random bits. */
struct uuid {
    uint8_t bytes[16];
};

enum { UUID_TEXT = 37 };

struct uuid uuid_make(int64_t now, const struct entropy *entropy);
void uuid_text(const struct uuid *uuid, char out[UUID_TEXT]);

#endif
