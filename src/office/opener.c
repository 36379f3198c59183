#include "office/opener.h"

#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/log.h"
#include "office/ledger_status.h"
#include "office/retention.h"

enum { LOOK_EVERY_MS = 60 * 1000, RETRY_MS = 2000, LATE_MS = 5 * 1000, LATE_NICENESS = 5 };

struct opener {
    struct opener_parts parts;
    pthread_t thread;
    int wake; /* eventfd */
    atomic_bool ending;
    int64_t forgot; /* when retention ran last */
    bool modest;    /* works only when nobody else wants the processor */
};

/* The key of a status row costs 20 ms and 16 MiB, and nobody waits for it: whoever hands in comes
 * first. But a backlog that has waited long gets its share. */
static void make_way(struct opener *opener, int64_t waited)
{
    bool modest = waited < LATE_MS;
    const struct sched_param none = {.sched_priority = 0};
    if (modest == opener->modest)
        return;
    opener->modest = modest;
    if (pthread_setschedparam(pthread_self(), modest ? SCHED_IDLE : SCHED_OTHER, &none) != 0 ||
        setpriority(PRIO_PROCESS, (id_t)gettid(), LATE_NICENESS) != 0)
        log_warn("the opener works beside all others");
}

/* ERR_NOT_FOUND: nothing waits. */
static enum err open_next(struct opener *opener, struct opening *opening)
{
    opening->now = clock_now(&opener->parts.clock);
    struct ledger *ledger = ledger_pool_take(opener->parts.pool);
    enum err err = opening_prepare(ledger, opening);
    ledger_pool_give(opener->parts.pool, ledger);
    if (err != OK)
        return err;
    make_way(opener, opening->now - opening->sealed.received);
    err = scribe_write(opener->parts.scribe, opening_keep, opening);
    if (err == ERR_INVALID && opening->reason)
        err = scribe_write(opener->parts.scribe, opening_keep, opening);
    char id[UUID_TEXT];
    uuid_text(&opening->sealed.id, id);
    if (err == OK && opening->reason)
        log_warn("item %s of %s is in quarantine: %s", id, opening->sealed.kiosk, opening->reason);
    else if (err == OK)
        log_info("item %s of %s opened: %s", id, opening->sealed.kiosk,
                 item_kind_key((enum item_kind)opening->sealed.kind));
    return err;
}

static enum err open_all(struct opener *opener)
{
    struct opening opening;
    opening_init(&opening, opener->parts.rules, opener->parts.keys);
    enum err err = OK;
    while (err == OK && !atomic_load(&opener->ending)) {
        err = open_next(opener, &opening);
        opening_clear(&opening);
    }
    opening_fini(&opening);
    return err == ERR_NOT_FOUND ? OK : err;
}

struct expiry {
    int64_t now, count;
};

static enum err expiry_run(struct ledger *ledger, void *argument)
{
    struct expiry *expiry = argument;
    return ledger_status_expire(ledger, expiry->now, &expiry->count);
}

static enum err reconsider_run(struct ledger *ledger, void *argument)
{
    return ledger_item_reconsider(ledger, argument);
}

/* Once an hour is soon enough for what is kept for days. */
static enum err forget(struct opener *opener, int64_t now)
{
    if (now >= opener->forgot && now < opener->forgot + HOURS(1))
        return OK;
    struct retention retention = {.vault = opener->parts.vault,
                                  .pool = opener->parts.pool,
                                  .scribe = opener->parts.scribe,
                                  .now = now};
    enum err err = retention_run(&retention);
    if (err == OK)
        opener->forgot = now;
    return err;
}

static void opener_wait(struct opener *opener, int ms)
{
    struct pollfd wake = {.fd = opener->wake, .events = POLLIN};
    uint64_t calls = 0;
    if (poll(&wake, 1, ms) > 0 && read(opener->wake, &calls, sizeof(calls)) < 0)
        log_warn("the opener was woken for nothing");
}

static void *opener_main(void *argument)
{
    struct opener *opener = argument;
    int64_t again = 0;
    if (scribe_write(opener->parts.scribe, reconsider_run, &again) == OK && again > 0)
        log_info("quarantine: another look at %lld items", (long long)again);
    while (!atomic_load(&opener->ending)) {
        struct expiry expiry = {.now = clock_now(&opener->parts.clock)};
        enum err err = open_all(opener);
        if (err == OK)
            err = scribe_write(opener->parts.scribe, expiry_run, &expiry);
        if (err == OK)
            err = forget(opener, expiry.now);
        if (err != OK)
            log_error("opening items: %s", err_name(err));
        opener_wait(opener, err == OK ? LOOK_EVERY_MS : RETRY_MS);
    }
    return NULL;
}

enum err opener_start(const struct opener_parts *parts, struct opener **out)
{
    struct opener *opener = calloc(1, sizeof(*opener));
    if (!opener)
        return ERR_STORAGE;
    opener->parts = *parts;
    opener->wake = eventfd(0, EFD_CLOEXEC);
    if (opener->wake < 0 || pthread_create(&opener->thread, NULL, opener_main, opener) != 0) {
        if (opener->wake >= 0)
            close(opener->wake);
        free(opener);
        return ERR_STORAGE;
    }
    *out = opener;
    return OK;
}

void opener_wake(struct opener *opener)
{
    uint64_t one = 1;
    if (write(opener->wake, &one, sizeof(one)) < 0)
        log_warn("the opener cannot be woken");
}

void opener_stop(struct opener **opener)
{
    if (!*opener)
        return;
    atomic_store(&(*opener)->ending, true);
    opener_wake(*opener);
    pthread_join((*opener)->thread, NULL);
    close((*opener)->wake);
    free(*opener);
    *opener = NULL;
}
