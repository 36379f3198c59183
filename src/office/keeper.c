#include "office/keeper.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/log.h"

enum {
    PAGES_WORTH = 1000, /* of 4 KiB each, that make a round worth its two fsyncs */
    PAGES_LONG = 16000, /* a log of 64 MiB should begin anew at the next occasion ... */
    PAGES_MOST = 64000, /* ... and one of 256 MiB whatever it costs */
};

struct keeper {
    struct ledger *ledger;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t called;
    size_t pages, kept; /* in the log now, and when the last round began */
    bool fresh;         /* a round has ended and the writer was not told yet */
    bool closing;
};

/* Pages that came since the last round; a log that began anew counts from its beginning. */
static size_t grown(const struct keeper *keeper)
{
    return keeper->pages >= keeper->kept ? keeper->pages - keeper->kept : keeper->pages;
}

static bool round_due(struct keeper *keeper)
{
    pthread_mutex_lock(&keeper->lock);
    while (grown(keeper) < PAGES_WORTH && !keeper->closing)
        pthread_cond_wait(&keeper->called, &keeper->lock);
    keeper->kept = keeper->pages;
    bool due = !keeper->closing;
    pthread_mutex_unlock(&keeper->lock);
    return due;
}

static void *keeper_main(void *argument)
{
    struct keeper *keeper = argument;
    while (round_due(keeper)) {
        enum err err = ledger_checkpoint(keeper->ledger);
        if (err != OK && err != ERR_BUSY)
            log_error("the log of the database cannot be brought over: %s", err_name(err));
        pthread_mutex_lock(&keeper->lock);
        keeper->fresh = err == OK;
        pthread_mutex_unlock(&keeper->lock);
    }
    return NULL;
}

enum err keeper_open(const char *address, struct keeper **out, struct why *why)
{
    struct keeper *keeper = calloc(1, sizeof(*keeper));
    if (!keeper)
        return ERR_STORAGE;
    enum err err = ledger_open(address, LEDGER_WRITE, &keeper->ledger, why);
    if (err != OK) {
        free(keeper);
        return err;
    }
    pthread_mutex_init(&keeper->lock, NULL);
    pthread_cond_init(&keeper->called, NULL);
    if (pthread_create(&keeper->thread, NULL, keeper_main, keeper) != 0) {
        ledger_close(&keeper->ledger);
        free(keeper);
        return ERR_STORAGE;
    }
    *out = keeper;
    return OK;
}

void keeper_close(struct keeper **keeper)
{
    if (!*keeper)
        return;
    pthread_mutex_lock(&(*keeper)->lock);
    (*keeper)->closing = true;
    pthread_cond_signal(&(*keeper)->called);
    pthread_mutex_unlock(&(*keeper)->lock);
    pthread_join((*keeper)->thread, NULL);
    ledger_close(&(*keeper)->ledger);
    pthread_cond_destroy(&(*keeper)->called);
    pthread_mutex_destroy(&(*keeper)->lock);
    free(*keeper);
    *keeper = NULL;
}

bool keeper_told(struct keeper *keeper, size_t pages)
{
    pthread_mutex_lock(&keeper->lock);
    keeper->pages = pages;
    if (grown(keeper) >= PAGES_WORTH)
        pthread_cond_signal(&keeper->called);
    bool occasion = (pages >= PAGES_LONG && keeper->fresh) || pages >= PAGES_MOST;
    keeper->fresh = false;
    pthread_mutex_unlock(&keeper->lock);
    return occasion;
}
