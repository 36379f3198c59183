#include "office/retention.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "office/ledger_audit.h"
#include "office/ledger_blobs.h"

/* A kiosk looks after its pages every quarter of an hour, a phone's owner within days. */
static const int64_t unfinished_kept = DAYS(7);
/* After the request's end: objections are over, the archive has what it must. The office confirms
 * it. */
static const int64_t documents_kept = DAYS(90);

struct forgotten {
    int64_t now;
    uint8_t hash[HASH_BYTES];
    char code[TRACKING_SIZE];
    struct request_page page;
};

static enum err abandoned_find(struct retention *retention, struct forgotten *out)
{
    struct ledger *ledger = ledger_pool_take(retention->pool);
    enum err err = ledger_blob_abandoned(ledger, retention->now - unfinished_kept, out->hash);
    ledger_pool_give(retention->pool, ledger);
    return err;
}

static enum err abandoned_drop(struct ledger *ledger, void *argument)
{
    const struct forgotten *gone = argument;
    return ledger_blob_drop(ledger, gone->hash);
}

static enum err outdated_find(struct retention *retention, struct forgotten *out)
{
    struct ledger *ledger = ledger_pool_take(retention->pool);
    enum err err =
        ledger_page_outdated(ledger, retention->now - documents_kept, out->code, &out->page);
    ledger_pool_give(retention->pool, ledger);
    memcpy(out->hash, out->page.blob.hash, HASH_BYTES);
    return err;
}

static enum err outdated_drop(struct ledger *ledger, void *argument)
{
    const struct forgotten *gone = argument;
    char detail[64];
    snprintf(detail, sizeof(detail), "page %d of %.31s", gone->page.number, gone->page.document);
    enum err err = ledger_page_removed(ledger, gone->code, gone->page.number, gone->now);
    if (err == OK)
        err = ledger_blob_drop(ledger, gone->hash);
    return err == OK
               ? ledger_audit(ledger, gone->now, "system", "document deleted", gone->code, detail)
               : err;
}

static enum err forget_all(struct retention *retention,
                           enum err (*find)(struct retention *, struct forgotten *),
                           ledger_work *drop, size_t *count)
{
    struct forgotten gone = {.now = retention->now};
    enum err err;
    while ((err = find(retention, &gone)) == OK) {
        err = scribe_write(retention->scribe, drop, &gone);
        if (err != OK)
            return err;
        vault_remove(retention->vault, gone.hash);
        (*count)++;
    }
    return err == ERR_NOT_FOUND ? OK : err;
}

enum err retention_run(struct retention *retention)
{
    retention->abandoned = retention->outdated = 0;
    enum err err = forget_all(retention, abandoned_find, abandoned_drop, &retention->abandoned);
    if (err == OK)
        err = forget_all(retention, outdated_find, outdated_drop, &retention->outdated);
    if (retention->abandoned + retention->outdated > 0)
        log_info("retention: %zu unfinished pages and %zu of old requests were deleted",
                 retention->abandoned, retention->outdated);
    return err;
}
