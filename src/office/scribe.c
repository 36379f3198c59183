#include "office/scribe.h"

#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>

#include "base/log.h"
#include "office/keeper.h"

/* One waiting work; it lives on the stack of the thread that waits. */
struct order {
    ledger_work *work;
    void *argument;
    enum err result;
    sem_t done;
    struct order *next;
};

struct scribe {
    struct ledger *ledger;
    struct keeper *keeper; /* NULL where the database keeps itself */
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t called;
    struct order *first, **last;
    bool closing;
    struct scribe_tally tally;
};

static void orders_fail(struct order *orders, enum err err)
{
    for (struct order *order = orders; order; order = order->next)
        order->result = err;
}

static void orders_run(struct scribe *scribe, struct order *orders)
{
    enum err err = ledger_begin(scribe->ledger);
    if (err != OK) {
        orders_fail(orders, err);
        return;
    }
    for (struct order *order = orders; order; order = order->next)
        order->result = ledger_part(scribe->ledger, order->work, order->argument);
    err = ledger_commit(scribe->ledger);
    if (err != OK) {
        log_error("a transaction was not kept: %s", err_name(err));
        orders_fail(orders, err);
    }
}

/* All that wait now, in order of arrival; NULL when the scribe is closed. */
static struct order *orders_take(struct scribe *scribe)
{
    pthread_mutex_lock(&scribe->lock);
    while (!scribe->first && !scribe->closing)
        pthread_cond_wait(&scribe->called, &scribe->lock);
    struct order *orders = scribe->first;
    scribe->first = NULL;
    scribe->last = &scribe->first;
    for (struct order *order = orders; order; order = order->next)
        scribe->tally.works++;
    scribe->tally.transactions += orders != NULL;
    pthread_mutex_unlock(&scribe->lock);
    return orders;
}

/* When all have been told: what they were told of is durable in the log already. */
static void log_keep(struct scribe *scribe)
{
    if (!scribe->keeper || !keeper_told(scribe->keeper, ledger_deferred(scribe->ledger)))
        return;
    enum err err = ledger_checkpoint(scribe->ledger);
    if (err != OK && err != ERR_BUSY)
        log_error("the log of the database cannot begin anew: %s", err_name(err));
}

static void *scribe_main(void *argument)
{
    struct scribe *scribe = argument;
    for (struct order *orders; (orders = orders_take(scribe)) != NULL;) {
        orders_run(scribe, orders);
        while (orders) {
            struct order *next = orders->next; /* the order is gone once its thread is told */
            sem_post(&orders->done);
            orders = next;
        }
        log_keep(scribe);
    }
    return NULL;
}

enum err scribe_open(const char *address, struct scribe **out, struct why *why)
{
    struct scribe *scribe = calloc(1, sizeof(*scribe));
    if (!scribe)
        return ERR_STORAGE;
    enum err err = ledger_open(address, LEDGER_WRITE, &scribe->ledger, why);
    if (err == OK && ledger_defer(scribe->ledger))
        err = keeper_open(address, &scribe->keeper, why);
    if (err != OK) {
        ledger_close(&scribe->ledger);
        free(scribe);
        return err;
    }
    pthread_mutex_init(&scribe->lock, NULL);
    pthread_cond_init(&scribe->called, NULL);
    scribe->last = &scribe->first;
    if (pthread_create(&scribe->thread, NULL, scribe_main, scribe) != 0) {
        keeper_close(&scribe->keeper);
        ledger_close(&scribe->ledger);
        free(scribe);
        return ERR_STORAGE;
    }
    *out = scribe;
    return OK;
}

void scribe_close(struct scribe **scribe)
{
    if (!*scribe)
        return;
    pthread_mutex_lock(&(*scribe)->lock);
    (*scribe)->closing = true;
    pthread_cond_signal(&(*scribe)->called);
    pthread_mutex_unlock(&(*scribe)->lock);
    pthread_join((*scribe)->thread, NULL);
    keeper_close(&(*scribe)->keeper);
    ledger_close(&(*scribe)->ledger);
    pthread_cond_destroy(&(*scribe)->called);
    pthread_mutex_destroy(&(*scribe)->lock);
    free(*scribe);
    *scribe = NULL;
}

enum err scribe_write(struct scribe *scribe, ledger_work *work, void *argument)
{
    struct order order = {.work = work, .argument = argument, .result = ERR_STORAGE};
    sem_init(&order.done, 0, 0);
    pthread_mutex_lock(&scribe->lock);
    *scribe->last = &order;
    /* It leaves the list before this function ends. */
    // cppcheck-suppress autoVariables
    scribe->last = &order.next;
    pthread_cond_signal(&scribe->called);
    pthread_mutex_unlock(&scribe->lock);
    while (sem_wait(&order.done) != 0) {
        /* a signal handler ran */
    }
    sem_destroy(&order.done);
    return order.result;
}

struct scribe_tally scribe_tally(struct scribe *scribe)
{
    pthread_mutex_lock(&scribe->lock);
    struct scribe_tally tally = scribe->tally;
    pthread_mutex_unlock(&scribe->lock);
    return tally;
}
