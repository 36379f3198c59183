#include "office/limiter.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "seal/keys.h"

/* Names share buckets when there are more callers than buckets: a flood from many addresses then
 * slows others too, which is the wish under a flood. */
enum { BUCKETS = 1024 };

struct limiter {
    pthread_mutex_t lock;
    int burst;
    int64_t refill;
    struct {
        int64_t spent_until; /* the moment at which the bucket is full again */
    } buckets[BUCKETS];
};

struct limiter *limiter_new(int burst, int64_t refill)
{
    struct limiter *limiter = calloc(1, sizeof(*limiter));
    if (!limiter)
        return NULL;
    pthread_mutex_init(&limiter->lock, NULL);
    limiter->burst = burst;
    limiter->refill = refill;
    return limiter;
}

void limiter_free(struct limiter **limiter)
{
    if (!*limiter)
        return;
    pthread_mutex_destroy(&(*limiter)->lock);
    free(*limiter);
    *limiter = NULL;
}

bool limiter_take(struct limiter *limiter, const char *name, int64_t boot)
{
    uint8_t hash[HASH_BYTES];
    hash_bytes(name, strlen(name), hash);
    size_t at = ((size_t)hash[0] << 8 | hash[1]) % BUCKETS;
    pthread_mutex_lock(&limiter->lock);
    int64_t *until = &limiter->buckets[at].spent_until;
    if (*until < boot)
        *until = boot;
    bool given = *until + limiter->refill <= boot + limiter->burst * limiter->refill;
    if (given)
        *until += limiter->refill;
    pthread_mutex_unlock(&limiter->lock);
    return given;
}
