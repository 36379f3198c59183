/* What all exchanges have in common. */
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "store/outbox.h"
#include "store/sync_log.h"
#include "sync/engine_inside.h"
#include "wire/page.h"

/* How far the office's signatures may stray from the learned clock before it is learned anew. */
static const int64_t drift_most = SECONDS(5);
static const int64_t contact_every = MINUTES(1);
static const int64_t unchanged_every = MINUTES(5);

bool engine_shut(enum sync_cause cause)
{
    return cause != CAUSE_OK && cause != CAUSE_UNCHANGED && cause != CAUSE_ITEM;
}

void engine_call(struct engine *engine, struct call call, int64_t now, struct answer *out)
{
    char nonce[NONCE_SIZE];
    nonce_make(&engine->entropy, nonce);
    if (!call.nonce)
        call.nonce = nonce;
    call.created = (now + engine->clock_offset) / 1000;
    engine->tried = now;
    transport_call(engine->transport, &call, out);
    int64_t expected = now + out->duration + engine->clock_offset;
    if (call.sign && out->created > 0 && llabs(SECONDS(out->created) - expected) > drift_most)
        engine->time_due = now;
}

void engine_pause(struct engine *engine, const struct answer *answer, int64_t then)
{
    int64_t wait = plan_backoff(engine->fails, BACKOFF_POLL_MOST, answer->retry_after,
                                entropy_u64(&engine->entropy));
    engine->fails++;
    engine->reached = false;
    if (answer->retry_after > 0)
        engine->link.hold_until = then + answer->retry_after;
    /* The office may refuse us, or we its certificate, for our clock alone: it is learned anew, and
     * the first time at once. */
    bool clock = answer->cause == CAUSE_REFUSED || answer->cause == CAUSE_TLS;
    engine->poll_hold = clock && !engine->refused ? then : then + wait;
    if (clock)
        engine->time_due = then;
    engine->refused = clock;
}

/* True when the row says only what the log said within the last minutes. */
static bool repeats(struct engine *engine, const struct sync_row *row, int64_t then)
{
    if (row->way != SYNC_PULL)
        return false;
    bool unchanged = row->cause == CAUSE_UNCHANGED;
    if (unchanged && engine->unchanged && then >= engine->unchanged_at &&
        then < engine->unchanged_at + unchanged_every)
        return true;
    engine->unchanged = unchanged;
    engine->unchanged_at = then;
    return false;
}

/* A word of the office that carries its signature: this kiosk is blocked, or not known any more. */
static void note_refusal(struct engine *engine, const struct answer *answer, int64_t then)
{
    char code[32] = "";
    problem_read(answer->body.data, answer->body.len, code);
    bool final = strcmp(code, "kiosk-blocked") == 0 || strcmp(code, "kiosk-unknown") == 0;
    if (!final || engine->link.revoked)
        return;
    engine->link.revoked = then;
    log_error("the office takes nothing from this kiosk any more: %s", code);
}

/* The time call is not signed: it proves that the office is there, not that it knows us. */
static enum err greet(struct engine *engine, const struct sync_row *row, int64_t then)
{
    int64_t released = 0;
    engine->link.last_contact = then;
    if (row->way == SYNC_CLOCK || engine->reached)
        return OK;
    engine->reached = true;
    engine->refused = false;
    engine->link.revoked = 0;
    engine->fails = 0;
    engine->poll_hold = 0;
    enum err err = outbox_release(engine->db, then, false, &released);
    if (err == OK && released > 0)
        log_info("the office is back: %lld items go out now", (long long)released);
    return err;
}

enum err engine_finish(struct engine *engine, struct sync_row *row, const struct answer *answer,
                       int64_t then)
{
    row->http = answer->http;
    row->bytes = answer->bytes;
    row->duration = answer->duration;
    int64_t contact_before = engine->link.last_contact;
    if (row->cause == CAUSE_REFUSED)
        note_refusal(engine, answer, then);
    enum err err = engine_shut(row->cause) ? OK : greet(engine, row, then);
    if (err != OK)
        return err;
    if (repeats(engine, row, then)) {
        bool fresh = then >= contact_before && then < contact_before + contact_every;
        return fresh ? OK : link_write(engine->db, &engine->link);
    }
    err = sync_log_add(engine->db, row, NULL);
    return err == OK ? link_write(engine->db, &engine->link) : err;
}
