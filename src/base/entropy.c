#include "base/entropy.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/log.h"

static void system_fill(void *self, void *bytes, size_t len)
{
    (void)self;
    uint8_t *at = bytes;
    while (len > 0) {
        ssize_t got = getrandom(at, len, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            log_error("the kernel gives no random bytes");
            abort();
        }
        at += got;
        len -= (size_t)got;
    }
}

struct entropy entropy_system(void)
{
    return (struct entropy){.fill = system_fill};
}

uint64_t entropy_u64(const struct entropy *entropy)
{
    uint64_t value = 0;
    entropy->fill(entropy->self, &value, sizeof(value));
    return value;
}

struct uuid uuid_make(int64_t now, const struct entropy *entropy)
{
    struct uuid uuid;
    entropy->fill(entropy->self, uuid.bytes, sizeof(uuid.bytes));
    for (int i = 0; i < 6; i++)
        uuid.bytes[i] = (uint8_t)((uint64_t)now >> (8 * (5 - i)));
    uuid.bytes[6] = (uuid.bytes[6] & 0x0f) | 0x70;
    uuid.bytes[8] = (uuid.bytes[8] & 0x3f) | 0x80;
    return uuid;
}

void uuid_text(const struct uuid *uuid, char out[UUID_TEXT])
{
    char *at = out;
    for (size_t i = 0; i < sizeof(uuid->bytes); i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            *at++ = '-';
        at += snprintf(at, 3, "%02x", uuid->bytes[i]);
    }
}
