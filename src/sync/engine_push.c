#include <string.h>

#include "base/log.h"
#include "store/blobs.h"
#include "store/sync_log.h"
#include "sync/engine_inside.h"
#include "wire/batch.h"

/* One batch on its way: what went up, and what became of each item. */
struct push {
    struct buf store; /* the envelopes */
    struct outbox_due due[BATCH_ITEMS];
    size_t count;
    struct chain_head head; /* of the log, as sent */
    struct batch_receipt receipt;
    struct outbox_outcome outcomes[BATCH_ITEMS];
    struct sync_row row;
};

static void push_fini(struct push *push)
{
    buf_fini(&push->store);
}

static void count_kinds(struct push *push)
{
    int kinds[ITEM_KINDS] = {0};
    for (size_t i = 0; i < push->count; i++)
        kinds[push->due[i].kind]++;
    push->row.requests = kinds[ITEM_REQUEST];
    push->row.complaints = kinds[ITEM_COMPLAINT];
    push->row.surveys = kinds[ITEM_SURVEY];
    push->row.calls = kinds[ITEM_CALL];
}

/* What the item waits for, as the office is told it. */
static enum err name_blobs(const struct engine *engine, int64_t sequence, struct batch_item *out)
{
    struct blob blobs[ITEM_BLOBS_MAX];
    enum err err = blobs_of(engine->db, sequence, blobs, &out->blob_count);
    for (size_t i = 0; err == OK && i < out->blob_count; i++)
        out->blobs[i] = blobs[i].name;
    return err;
}

enum err engine_batch(const struct engine *engine, const struct outbox_due *items, size_t count,
                      const struct buf *store, const struct chain_head *head,
                      const struct report *report, struct buf *out)
{
    struct batch batch = {
        .highest_receipted = engine->link.highest_receipted,
        .log = *head,
        .version = ANJUNGAN_VERSION,
        .count = count,
    };
    (void)TEXT_COPY(batch.kiosk, engine->enrolled.enrolment.kiosk);
    if (report)
        batch.report = *report;
    for (size_t i = 0; i < count; i++) {
        const struct outbox_due *due = &items[i];
        batch.items[i] = (struct batch_item){
            .sequence = due->sequence,
            .id = due->id,
            .kind = (uint8_t)due->kind,
            .envelope = store->data + due->offset,
            .len = due->len,
        };
        memcpy(batch.items[i].status_id, due->status_id, STATUS_ID_BYTES);
        enum err err = name_blobs(engine, due->sequence, &batch.items[i]);
        if (err != OK)
            return err;
    }
    return batch_write(&batch, out);
}

/* ---- what the office said ----------------------------------------------------------------------
 */

static const struct batch_verdict *verdict_on(const struct batch_receipt *receipt,
                                              const struct uuid *id)
{
    for (size_t i = 0; i < receipt->count; i++)
        if (memcmp(&receipt->verdicts[i].id, id, sizeof(*id)) == 0)
            return &receipt->verdicts[i];
    return NULL;
}

/* An item is received only by a verdict that names its envelope's hash. */
static bool believable(const struct batch_verdict *verdict, const struct outbox_due *due)
{
    bool stored = verdict->verdict == VERDICT_CREATED || verdict->verdict == VERDICT_DUPLICATE;
    return !stored || memcmp(verdict->hash, due->hash, HASH_BYTES) == 0;
}

static void count_verdict(struct sync_row *row, enum verdict verdict)
{
    int *const counts[] = {
        [VERDICT_CREATED] = &row->created,   [VERDICT_DUPLICATE] = &row->duplicate,
        [VERDICT_CONFLICT] = &row->conflict, [VERDICT_MISSING_BLOBS] = &row->retry,
        [VERDICT_REJECTED] = &row->rejected, [VERDICT_RETRY] = &row->retry,
    };
    (*counts[verdict])++;
}

/* The item waits for another try of its own. */
static struct outbox_outcome again(struct engine *engine, const struct outbox_due *due,
                                   int64_t floor, int64_t then)
{
    int64_t wait = plan_backoff(due->tries, BACKOFF_MOST, floor, entropy_u64(&engine->entropy));
    return (struct outbox_outcome){
        .sequence = due->sequence,
        .state = ITEM_WAITING,
        .cause = CAUSE_ITEM,
        .next_try = then + wait,
        .at = then,
        .reason = "",
    };
}

static void judge_items(struct engine *engine, struct push *push, int64_t then)
{
    static const enum item_state states[] = {
        [VERDICT_CREATED] = ITEM_RECEIVED,  [VERDICT_DUPLICATE] = ITEM_RECEIVED,
        [VERDICT_CONFLICT] = ITEM_CONFLICT, [VERDICT_MISSING_BLOBS] = ITEM_WAITING,
        [VERDICT_REJECTED] = ITEM_REJECTED, [VERDICT_RETRY] = ITEM_WAITING,
    };
    push->row.cause = CAUSE_OK;
    for (size_t i = 0; i < push->count; i++) {
        const struct outbox_due *due = &push->due[i];
        struct outbox_outcome *outcome = &push->outcomes[i];
        const struct batch_verdict *verdict = verdict_on(&push->receipt, &due->id);
        *outcome = again(engine, due, 0, then);
        if (verdict && believable(verdict, due)) {
            count_verdict(&push->row, verdict->verdict);
            outcome->state = states[verdict->verdict];
            outcome->reason = verdict->reason;
        } else {
            push->row.retry++;
            log_warn("item %lld: the receipt %s", (long long)due->sequence,
                     verdict ? "names another envelope" : "does not name it");
        }
        if (outcome->state == ITEM_RECEIVED) {
            outcome->cause = CAUSE_OK;
            if (due->sequence > engine->link.highest_receipted)
                engine->link.highest_receipted = due->sequence;
        } else {
            push->row.cause = CAUSE_ITEM;
        }
        if (outcome->state == ITEM_WAITING &&
            (push->row.next_try == 0 || outcome->next_try < push->row.next_try))
            push->row.next_try = outcome->next_try;
    }
}

/* The office was restored from a backup and lacks what it once had. */
static enum err resend(struct engine *engine, const struct batch_receipt *receipt, int64_t then)
{
    enum err err = OK;
    for (size_t i = 0; i < receipt->want_count && err == OK; i++) {
        int64_t resent = 0;
        err = outbox_resend(engine->db, receipt->want[i].from, receipt->want[i].to, then, &resent);
        log_warn("the office lacks items %lld to %lld; %lld go up again",
                 (long long)receipt->want[i].from, (long long)receipt->want[i].to,
                 (long long)resent);
    }
    return err;
}

/* Pages the office was thought to have and has not: they go up again, before their item. */
static enum err resend_blobs(struct engine *engine, const struct push *push, int64_t then)
{
    enum err err = OK;
    for (size_t i = 0; i < push->count && err == OK; i++) {
        const struct outbox_due *due = &push->due[i];
        const struct batch_verdict *verdict = verdict_on(&push->receipt, &due->id);
        if (verdict && verdict->verdict == VERDICT_MISSING_BLOBS)
            err = blobs_resend(engine->db, due->sequence, due->sequence, then);
    }
    return err;
}

static enum err take_receipt(struct engine *engine, struct push *push, int64_t then)
{
    judge_items(engine, push, then);
    engine->link.last_receipt = then;
    engine->batch_most = BATCH_ITEMS;
    enum err err = outbox_settle(engine->db, push->outcomes, push->count);
    if (err == OK)
        err = resend_blobs(engine, push, then);
    if (err == OK && memcmp(&push->receipt.log, &push->head, sizeof(push->head)) == 0)
        err = sync_log_countersigned(engine->db, &push->head);
    return err == OK ? resend(engine, &push->receipt, then) : err;
}

/* ---- what else may come of it ------------------------------------------------------------------
 */

/* The way is shut: not these items alone, all that is due waits. */
static enum err put_off(struct engine *engine, struct push *push, const struct answer *answer,
                        int64_t now, int64_t then)
{
    int tries = 0;
    for (size_t i = 0; i < push->count; i++)
        tries = push->due[i].tries > tries ? push->due[i].tries : tries;
    int64_t wait =
        plan_backoff(tries, BACKOFF_MOST, answer->retry_after, entropy_u64(&engine->entropy));
    engine_pause(engine, answer, then);
    push->row.next_try = then + wait;
    return outbox_defer(engine->db, now, then + wait, answer->cause);
}

/* The office refused the batch as a whole: smaller ones find the item that is to blame, and the
 * others are not held up by it. */
static enum err split(struct engine *engine, struct push *push, const struct answer *answer,
                      int64_t then)
{
    bool alone = push->count <= 1;
    for (size_t i = 0; i < push->count; i++) {
        push->outcomes[i] = again(engine, &push->due[i], answer->retry_after, then);
        if (!alone)
            push->outcomes[i].next_try = then;
        push->row.next_try = push->outcomes[i].next_try;
    }
    push->row.retry = (int)push->count;
    engine->batch_most = alone ? BATCH_ITEMS : (push->count + 1) / 2;
    log_warn("the office refused a batch of %zu items (%d)", push->count, answer->http);
    return outbox_settle(engine->db, push->outcomes, push->count);
}

static enum err settle(struct engine *engine, struct push *push, const struct answer *answer,
                       int64_t now)
{
    SCOPED(tx_close) struct db_tx tx = tx_open(engine->db);
    int64_t then = now + answer->duration;
    bool receipt = answer->cause == CAUSE_OK &&
                   batch_receipt_read(answer->body.data, answer->body.len, &push->receipt) == OK &&
                   strcmp(push->receipt.kiosk, engine->enrolled.enrolment.kiosk) == 0;
    push->row.cause = answer->cause == CAUSE_OK ? CAUSE_ITEM : answer->cause;
    engine->hello_due = then + HELLO_EVERY;
    enum err err = tx.err;
    if (err == OK && receipt)
        err = take_receipt(engine, push, then);
    else if (err == OK && engine_shut(answer->cause))
        err = put_off(engine, push, answer, now, then);
    else if (err == OK)
        err = split(engine, push, answer, then);
    if (err == OK)
        err = engine_finish(engine, &push->row, answer, then);
    return err == OK ? tx_commit(&tx) : err;
}

enum err engine_push(struct engine *engine, int64_t now)
{
    SCOPED(push_fini) struct push push = {.row = {.at = now, .way = SYNC_PUSH}};
    SCOPED(answer_fini) struct answer answer = {0};
    SCOPED(buf_fini) struct buf body;
    buf_init(&push.store, BATCH_BYTES);
    buf_init(&body, BATCH_BODY_MAX);
    enum err err =
        outbox_due(engine->db, now, push.due, engine->batch_most, &push.store, &push.count);
    if (err == OK)
        err = sync_log_head(engine->db, &push.head);
    if (err != OK || (push.count == 0 && now < engine->hello_due))
        return err;
    struct report report;
    err = engine_report(engine, &push.head, now, &report);
    if (err == OK)
        err = engine_batch(engine, push.due, push.count, &push.store, &push.head, &report, &body);
    if (err != OK)
        return err;
    count_kinds(&push);
    const struct call call = {
        .method = "POST",
        .path = "/v1/batches",
        .query = "",
        .body = body.data,
        .len = body.len,
        .most = BATCH_BODY_MAX,
        .sign = true,
    };
    engine_call(engine, call, now, &answer);
    return answer.stopped ? OK : settle(engine, &push, &answer, now);
}
