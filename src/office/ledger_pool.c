#include "office/ledger_pool.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

enum { POOL_MAX = 16 };

struct ledger_pool {
    pthread_mutex_t lock;
    pthread_cond_t back;
    struct ledger *free[POOL_MAX];
    size_t free_count, count;
};

enum err ledger_pool_open(const char *address, size_t count, struct ledger_pool **out,
                          struct why *why)
{
    assert(count >= 1 && count <= POOL_MAX);
    struct ledger_pool *pool = calloc(1, sizeof(*pool));
    if (!pool)
        return ERR_STORAGE;
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->back, NULL);
    for (; pool->count < count; pool->count++) {
        enum err err = ledger_open(address, LEDGER_READ, &pool->free[pool->count], why);
        if (err != OK) {
            ledger_pool_close(&pool);
            return err;
        }
        pool->free_count++;
    }
    *out = pool;
    return OK;
}

void ledger_pool_close(struct ledger_pool **pool)
{
    if (!*pool)
        return;
    assert((*pool)->free_count == (*pool)->count);
    for (size_t i = 0; i < (*pool)->count; i++)
        ledger_close(&(*pool)->free[i]);
    pthread_cond_destroy(&(*pool)->back);
    pthread_mutex_destroy(&(*pool)->lock);
    free(*pool);
    *pool = NULL;
}

struct ledger *ledger_pool_take(struct ledger_pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    while (pool->free_count == 0)
        pthread_cond_wait(&pool->back, &pool->lock);
    struct ledger *ledger = pool->free[--pool->free_count];
    pthread_mutex_unlock(&pool->lock);
    return ledger;
}

void ledger_pool_give(struct ledger_pool *pool, struct ledger *ledger)
{
    pthread_mutex_lock(&pool->lock);
    pool->free[pool->free_count++] = ledger;
    pthread_cond_signal(&pool->back);
    pthread_mutex_unlock(&pool->lock);
}
