/* How often one caller may ask: a bucket of tokens for each name, refilled with time. */
#ifndef OFFICE_LIMITER_H
#define OFFICE_LIMITER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct limiter;

/* At most `burst` at once, then one more every `refill` ms. */
struct limiter *limiter_new(int burst, int64_t refill);
void limiter_free(struct limiter **limiter);
/* Takes a token of this name; false when there is none. `boot`: clock_boot(). */
bool limiter_take(struct limiter *limiter, const char *name, int64_t boot);

#endif
