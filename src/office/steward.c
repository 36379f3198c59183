#include "office/steward.h"

#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/log.h"
#include "office/ledger_lists.h"
#include "office/ledger_status.h"
#include "office/orders.h"
#include "office/reckoning.h"

enum { LOOK_EVERY_MS = 30 * 1000, PAGE_ROWS = 50 };

struct steward {
    struct steward_parts parts;
    pthread_t thread;
    int wake; /* eventfd */
    atomic_bool ending;
};

/* ---- complaints that nobody took ---- */

static enum err complaint_pass_on(const struct steward_parts *parts,
                                  const struct tracking_code *code, int64_t now)
{
    struct complaint_order order = {.rules = parts->rules,
                                    .by = {.name = "system", .role = ROLE_ADMIN},
                                    .code = *code,
                                    .act = COMPLAINT_ESCALATE,
                                    .overdue = true,
                                    .now = now};
    enum err err = complaint_order_prepare(&order);
    if (err == OK)
        err = scribe_write(parts->scribe, complaint_order_run, &order);
    if (err == OK)
        log_info("%s went up the ladder: its deadline passed", code->text);
    /* An officer was quicker, or its deadline moved: nothing is owed. */
    return err == ERR_INVALID && order.refusal != REFUSAL_NONE ? OK : err;
}

static enum err complaint_pass_on_due(const struct steward_parts *parts,
                                      const struct complaint_row *row, int64_t now)
{
    return row->rung < RUNG_ESCALATED ? complaint_pass_on(parts, &row->code, now) : OK;
}

/* Every complaint of the scope, a page at a time: no reader is held while the work writes. */
static enum err complaints_each(const struct steward_parts *parts, enum list_scope scope,
                                int64_t now,
                                enum err (*work)(const struct steward_parts *parts,
                                                 const struct complaint_row *row, int64_t now))
{
    struct complaint_row rows[PAGE_ROWS];
    struct list_query query = {
        .scope = scope, .now = now, .search = "", .until = INT64_MAX, .after = {.key = INT64_MIN}};
    bool more = true;
    while (more) {
        size_t count = 0;
        struct ledger *ledger = ledger_pool_take(parts->pool);
        enum err err = ledger_complaint_page(ledger, &query, rows, PAGE_ROWS, &count, &more);
        ledger_pool_give(parts->pool, ledger);
        for (size_t i = 0; i < count && err == OK; i++) {
            err = work(parts, &rows[i], now);
            query.after = list_place_complaint(query.scope, &rows[i]);
        }
        if (err != OK)
            return err;
    }
    return OK;
}

static enum err complaints_look(const struct steward_parts *parts, int64_t now)
{
    return complaints_each(parts, SCOPE_LATE, now, complaint_pass_on_due);
}

/* ---- hours that changed ---- */

static enum err requests_reckon(const struct steward_parts *parts, int64_t now)
{
    struct request_row rows[PAGE_ROWS];
    struct list_query query = {.scope = SCOPE_OPEN,
                               .now = now,
                               .search = "",
                               .until = INT64_MAX,
                               .after = {.key = INT64_MIN}};
    bool more = true;
    while (more) {
        size_t count = 0;
        struct ledger *ledger = ledger_pool_take(parts->pool);
        enum err err = ledger_request_page(ledger, &query, rows, PAGE_ROWS, &count, &more);
        ledger_pool_give(parts->pool, ledger);
        for (size_t i = 0; i < count && err == OK; i++) {
            struct reckoning reckoning = {
                .rules = parts->rules, .code = rows[i].code, .due = rows[i].due, .now = now};
            err = reckoning_do(parts->pool, parts->scribe, &reckoning);
            query.after = list_place_request(query.scope, &rows[i]);
        }
        wipe(rows, sizeof(rows));
        if (err != OK)
            return err;
    }
    return OK;
}

static enum err complaint_reckon(const struct steward_parts *parts, const struct complaint_row *row,
                                 int64_t now)
{
    struct reckoning reckoning = {
        .rules = parts->rules, .code = row->code, .due = row->due, .now = now};
    return reckoning_do(parts->pool, parts->scribe, &reckoning);
}

static enum err complaints_reckon(const struct steward_parts *parts, int64_t now)
{
    return complaints_each(parts, SCOPE_OPEN, now, complaint_reckon);
}

static enum err content_look(const struct steward_parts *parts, int64_t now, int64_t *content)
{
    int64_t version = 0;
    struct ledger *ledger = ledger_pool_take(parts->pool);
    enum err err = ledger_content_version(ledger, &version);
    ledger_pool_give(parts->pool, ledger);
    if (err != OK || version == *content)
        return err;
    struct feed *feed = calloc(1, sizeof(*feed));
    ledger = ledger_pool_take(parts->pool);
    err = feed ? ledger_content(ledger, feed) : ERR_STORAGE;
    ledger_pool_give(parts->pool, ledger);
    if (err == OK)
        err = rulebook_take(parts->rules, &feed->content.hours);
    free(feed);
    if (err == OK)
        err = requests_reckon(parts, now);
    if (err == OK)
        err = complaints_reckon(parts, now);
    if (err == OK)
        *content = version;
    return err;
}

/* ---- the thread ---- */

enum err steward_look(const struct steward_parts *parts, int64_t now, int64_t *content)
{
    enum err err = content_look(parts, now, content);
    return err == OK ? complaints_look(parts, now) : err;
}

static void *steward_main(void *argument)
{
    struct steward *steward = argument;
    int64_t content = 0;
    while (!atomic_load(&steward->ending)) {
        enum err err = steward_look(&steward->parts, clock_now(&steward->parts.clock), &content);
        if (err != OK)
            log_error("looking after what is owed: %s", err_name(err));
        struct pollfd wake = {.fd = steward->wake, .events = POLLIN};
        uint64_t calls = 0;
        if (poll(&wake, 1, LOOK_EVERY_MS) > 0 && read(steward->wake, &calls, sizeof(calls)) < 0)
            log_warn("the steward was woken for nothing");
    }
    return NULL;
}

enum err steward_start(const struct steward_parts *parts, struct steward **out)
{
    struct steward *steward = calloc(1, sizeof(*steward));
    if (!steward)
        return ERR_STORAGE;
    steward->parts = *parts;
    steward->wake = eventfd(0, EFD_CLOEXEC);
    if (steward->wake < 0 || pthread_create(&steward->thread, NULL, steward_main, steward) != 0) {
        if (steward->wake >= 0)
            close(steward->wake);
        free(steward);
        return ERR_STORAGE;
    }
    *out = steward;
    return OK;
}

void steward_wake(struct steward *steward)
{
    uint64_t one = 1;
    if (write(steward->wake, &one, sizeof(one)) < 0)
        log_warn("the steward cannot be woken");
}

void steward_stop(struct steward **steward)
{
    if (!*steward)
        return;
    atomic_store(&(*steward)->ending, true);
    steward_wake(*steward);
    pthread_join((*steward)->thread, NULL);
    close((*steward)->wake);
    free(*steward);
    *steward = NULL;
}
