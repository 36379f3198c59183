#include "base/log.h"
#include "store/desk_inside.h"
#include "store/outbox.h"
#include "store/statuses.h"

static void key_wipe(struct status_key *key)
{
    wipe(key, sizeof(*key));
}

/* What the office said last. */
static enum err from_row(struct desk_store *store, const struct status_key *key, int64_t now,
                         struct progress *out)
{
    SCOPED(buf_fini) struct buf sealed;
    SCOPED(buf_fini) struct buf plain;
    buf_init(&sealed, STATUS_SEALED_MAX);
    buf_init(&plain, STATUS_SEALED_MAX);
    enum err err = statuses_find(store->db, key->id, &sealed);
    if (err != OK)
        return err;
    err = status_open(key, sealed.data, sealed.len, &plain);
    if (err == OK)
        err = progress_read(plain.data, plain.len, out);
    if (err != OK) {
        log_error("a status row that its own code does not open: %s", err_name(err));
        *out = (struct progress){.stage = STAGE_TROUBLE, .as_of = now};
    }
    if (out->promise.kind == PROMISE_DUE)
        out->promise.late = now > out->promise.due;
    return OK;
}

/* What is known here of an item the office has not answered for yet. */
static enum err from_outbox(struct desk_store *store, const struct status_key *key, int64_t now,
                            struct progress *out)
{
    static const enum progress_stage stages[] = {
        [ITEM_WAITING] = STAGE_SAVED,
        [ITEM_RECEIVED] = STAGE_RECEIVED,
        [ITEM_CONFLICT] = STAGE_TROUBLE,
        [ITEM_REJECTED] = STAGE_TROUBLE,
    };
    struct outbox_news news;
    enum err err = outbox_find(store->db, key->id, &news);
    if (err != OK)
        return err;
    *out = (struct progress){
        .stage = stages[news.state],
        .turn = TURN_OFFICE,
        .submitted = news.created,
        .as_of = news.received > 0 ? news.received : news.created,
        .promise = {.kind = PROMISE_UNKNOWN},
    };
    if (news.kind == ITEM_COMPLAINT) {
        out->rung = RUNG_TOLD;
        return OK;
    }
    (void)TEXT_COPY(out->service, news.form);
    /* The applicant's own first step, sending it, is done once the office has it. */
    out->step = 1;
    if (news.state == ITEM_RECEIVED)
        out->done_at[out->step++ - 1] = news.created;
    const struct standard *standard = catalogue_find(store->catalogue, news.form);
    if (standard)
        out->promise = desk_promise(store, standard, news.created, now);
    return OK;
}

enum err desk_look_up(void *self, const struct tracking_code *code, int64_t now,
                      struct progress *out)
{
    struct desk_store *store = self;
    SCOPED(key_wipe) struct status_key key = {0};
    struct progress progress = {0};
    enum err err = desk_ready(store);
    if (err == OK)
        err = desk_key(store, code, &key);
    if (err == OK)
        err = from_row(store, &key, now, &progress);
    /* desk_key says the same where no salt is known: then there is no item either. */
    if (err == ERR_NOT_FOUND)
        err = from_outbox(store, &key, now, &progress);
    if (err == OK) {
        progress.code = *code;
        *out = progress;
    }
    return desk_ended(store, err);
}
