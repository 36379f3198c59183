#include "office/reckoning.h"

#include "office/ledger_complaints.h"
#include "office/ledger_requests.h"

/* A case as it stands, and what is promised for it by the hours in force. */
struct standing {
    struct progress progress;
    int64_t due;
};

static int64_t due_of(const struct progress *progress)
{
    return progress->promise.kind == PROMISE_DUE ? progress->promise.due : 0;
}

static enum err request_stands(struct ledger *ledger, const struct reckoning *reckoning,
                               struct standing *out)
{
    SCOPED(request_file_free) struct request_file *file = NULL;
    enum err err = ledger_request(ledger, &reckoning->code, &file);
    if (err != OK)
        return err;
    const struct standard *standard = rulebook_service(reckoning->rules, file->row.service);
    if (!standard)
        return ERR_NOT_FOUND;
    struct case_state state;
    case_replay(standard, file->moves, file->move_count, &state);
    case_progress(standard, &state, &reckoning->code, reckoning->now, &out->progress);
    out->due = due_of(&out->progress);
    return OK;
}

static enum err complaint_stands(struct ledger *ledger, const struct reckoning *reckoning,
                                 struct standing *out)
{
    SCOPED(complaint_file_free) struct complaint_file *file = NULL;
    enum err err = ledger_complaint(ledger, &reckoning->code, &file);
    if (err != OK)
        return err;
    struct complaint_state state;
    complaint_replay(file->moves, file->move_count, &state);
    complaint_progress(rulebook_first(reckoning->rules), &state, &reckoning->code, reckoning->now,
                       &out->progress);
    out->due = due_of(&out->progress);
    return OK;
}

static enum err case_stands(struct ledger *ledger, const struct reckoning *reckoning,
                            struct standing *out)
{
    return (tracking_is_complaint(&reckoning->code) ? complaint_stands
                                                    : request_stands)(ledger, reckoning, out);
}

static enum err reckoning_run(struct ledger *ledger, void *argument)
{
    const struct reckoning *reckoning = argument;
    struct standing standing;
    enum err err = case_stands(ledger, reckoning, &standing);
    if (err != OK || standing.progress.turn == TURN_OVER)
        return err;
    err = (tracking_is_complaint(&reckoning->code) ? ledger_complaint_due : ledger_request_due)(
        ledger, &reckoning->code, standing.due);
    return err == OK ? status_publish(ledger, &reckoning->key, &standing.progress, reckoning->now)
                     : err;
}

enum err reckoning_do(struct ledger_pool *pool, struct scribe *scribe, struct reckoning *reckoning)
{
    struct standing standing;
    struct ledger *ledger = ledger_pool_take(pool);
    enum err err = case_stands(ledger, reckoning, &standing);
    ledger_pool_give(pool, ledger);
    /* One whose service is no longer configured keeps what it has. */
    if (err == ERR_NOT_FOUND)
        return OK;
    if (err != OK || standing.progress.turn == TURN_OVER || standing.due == reckoning->due)
        return err;
    err = status_derive(reckoning->code.text, reckoning->rules->salt, &reckoning->key);
    return err == OK ? scribe_write(scribe, reckoning_run, reckoning) : err;
}
