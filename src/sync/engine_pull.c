#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/log.h"
#include "seal/envelope.h"
#include "seal/password.h"
#include "store/feeds.h"
#include "store/outbox.h"
#include "store/statuses.h"
#include "sync/engine_inside.h"
#include "sync/engine_keys.h"
#include "wire/page.h"

/* The feed is asked for less often than statuses: nobody stands before the screen waiting for it.
 */
enum { FEED_EVERY = 6, TIME_ANSWER_MAX = 4096 };

static const int64_t clock_every = HOURS(1);
/* After an answer that is the office's and yet makes no sense. */
static const int64_t nonsense_every = MINUTES(5);

/* Items do not wait behind a slow look for news. */
static bool items_due(void *self)
{
    struct engine *engine = self;
    struct outbox_totals totals;
    return outbox_totals(engine->db, &totals) == OK && totals.ready > 0 &&
           totals.next_try <= clock_boot() + engine->boot_ahead;
}

static int64_t poll_ms(const struct engine *engine)
{
    return SECONDS(engine->settings->sync.poll);
}

/* ---- the clock ---------------------------------------------------------------------------------
 */

enum err engine_ask_time(const struct engine *engine, struct transport *transport, int64_t now,
                         struct answer *answer, int64_t *office)
{
    char nonce[NONCE_SIZE], query[NONCE_SIZE + 2];
    nonce_make(&engine->entropy, nonce);
    snprintf(query, sizeof(query), "n=%s", nonce);
    const struct call call = {.method = "GET",
                              .path = "/v1/time",
                              .query = query,
                              .most = TIME_ANSWER_MAX,
                              .nonce = nonce,
                              .created = (now + engine->clock_offset) / 1000,
                              .any_date = true};
    transport_call(transport, &call, answer);
    return time_read(answer->body.data, answer->body.len, office);
}

static enum err take_time(struct engine *engine, struct sync_row *row, const struct answer *answer,
                          int64_t office, int64_t now)
{
    int64_t then = now + answer->duration;
    if (row->cause == CAUSE_OK) {
        engine->clock_offset = office - (now + answer->duration / 2);
        engine->clock_known = true;
        engine->time_due = then + clock_every;
        engine->link.clock_known = true;
        engine->link.clock_offset = row->offset = engine->clock_offset;
        engine->link.clock_at = then;
        return OK;
    }
    engine_pause(engine, answer, then);
    row->next_try = engine->poll_hold;
    /* This was the try of the items that are due: nothing of theirs may go out before. */
    return engine->clock_known ? OK : outbox_defer(engine->db, now, engine->poll_hold, row->cause);
}

enum err engine_time(struct engine *engine, int64_t now)
{
    int64_t office = 0;
    SCOPED(answer_fini) struct answer answer = {0};
    struct sync_row row = {.at = now, .way = SYNC_CLOCK};
    engine->tried = now;
    enum err read = engine_ask_time(engine, engine->transport, now, &answer, &office);
    if (answer.stopped)
        return OK;
    row.cause = answer.cause == CAUSE_OK && read != OK ? CAUSE_ITEM : answer.cause;
    SCOPED(tx_close) struct db_tx tx = tx_open(engine->db);
    enum err err = tx.err != OK ? tx.err : take_time(engine, &row, &answer, office, now);
    if (err == OK)
        err = engine_finish(engine, &row, &answer, now + answer.duration);
    return err == OK ? tx_commit(&tx) : err;
}

/* ---- statuses ----------------------------------------------------------------------------------
 */

/* Where reading goes on. */
struct place {
    int64_t cursor;
    bool restarting;
};

static enum err take_page(struct engine *engine, struct place place, const struct answer *answer,
                          struct sync_row *row, int64_t then)
{
    SCOPED(status_page_fini) struct status_page page = {0};
    row->cause = CAUSE_ITEM;
    if (status_page_read(answer->body.data, answer->body.len, &page) != OK ||
        page.cursor < place.cursor || (page.more && page.cursor == place.cursor)) {
        log_error("a status page that makes no sense");
        engine->statuses_due = then + nonsense_every;
        return OK;
    }
    row->cause = page.count > 0 ? CAUSE_OK : CAUSE_UNCHANGED;
    row->statuses = (int)page.count;
    engine->statuses_due = page.more ? then : then + poll_ms(engine);
    /* An idle kiosk writes nothing. */
    bool news = page.count > 0 || page.cursor != place.cursor || place.restarting;
    return news ? statuses_take(engine->db, &page) : OK;
}

static enum err take_statuses(struct engine *engine, struct place place, struct sync_row *row,
                              const struct answer *answer, int64_t now)
{
    int64_t then = now + answer->duration;
    row->cause = answer->cause;
    if (answer->cause == CAUSE_OK)
        return take_page(engine, place, answer, row, then);
    if (engine_shut(answer->cause)) {
        engine_pause(engine, answer, then);
        row->next_try = engine->poll_hold;
        return OK;
    }
    bool restart = answer->http == 410 && place.cursor > 0;
    engine->statuses_due = answer->cause == CAUSE_UNCHANGED ? then + poll_ms(engine)
                           : restart                        ? then
                                                            : then + nonsense_every;
    return restart ? statuses_restart(engine->db) : OK;
}

enum err engine_statuses(struct engine *engine, int64_t now)
{
    char query[32];
    struct place place = {0};
    SCOPED(answer_fini) struct answer answer = {0};
    struct sync_row row = {.at = now, .way = SYNC_PULL};
    enum err err = statuses_cursor(engine->db, &place.cursor, &place.restarting);
    if (err != OK)
        return err;
    snprintf(query, sizeof(query), "after=%" PRId64, place.cursor);
    const struct call call = {.method = "GET",
                              .path = "/v1/status",
                              .query = query,
                              .most = STATUS_PAGE_BODY_MAX,
                              .sign = true,
                              .give_way = items_due,
                              .self = engine};
    engine_call(engine, call, now, &answer);
    if (answer.stopped)
        return OK;
    SCOPED(tx_close) struct db_tx tx = tx_open(engine->db);
    err = tx.err != OK ? tx.err : take_statuses(engine, place, &row, &answer, now);
    if (err == OK)
        err = engine_finish(engine, &row, &answer, now + answer.duration);
    return err == OK ? tx_commit(&tx) : err;
}

/* ---- the feed ----------------------------------------------------------------------------------
 */

static void feed_free(struct feed **feed)
{
    free(*feed);
}

/* The PIN's hash is sealed to this device, and only syncd has its key. Leaves out as it is where
 * there is none. */
static void open_pin(const struct engine *engine, const struct feed *feed,
                     char out[PASSWORD_HASH_SIZE])
{
    SCOPED(buf_fini) struct buf hash;
    buf_init(&hash, PASSWORD_HASH_SIZE - 1);
    if (feed->pin_len == 0)
        return;
    if (engine_keys_open(engine, feed->pin, feed->pin_len, &hash) == OK)
        (void)text_copy(out, PASSWORD_HASH_SIZE, buf_text(&hash));
    else
        log_error("the feed's PIN is not sealed to this kiosk");
}

/* ERR_INVALID: it is not to be taken. */
static enum err put_in_force(struct engine *engine, const struct answer *answer, int64_t then)
{
    char pin[PASSWORD_HASH_SIZE] = "";
    SCOPED(feed_free) struct feed *feed = calloc(1, sizeof(*feed));
    if (!feed)
        return ERR_STORAGE;
    enum err err = feed_read(answer->body.data, answer->body.len, feed);
    /* Whatever becomes of the content: who does not follow the keys is left behind. */
    if (err == OK)
        err = engine_keys_follow(engine, feed);
    if (err == OK) {
        open_pin(engine, feed, pin);
        err = feeds_take(engine->db, answer->body.data, answer->body.len, pin, then);
    }
    wipe(pin, sizeof(pin));
    return err;
}

static enum err take_feed(struct engine *engine, struct sync_row *row, const struct answer *answer,
                          int64_t now)
{
    int64_t then = now + answer->duration;
    row->cause = answer->cause;
    engine->feed_due = then + FEED_EVERY * poll_ms(engine);
    if (engine_shut(answer->cause)) {
        engine_pause(engine, answer, then);
        row->next_try = engine->poll_hold;
        return OK;
    }
    if (answer->cause == CAUSE_UNCHANGED)
        return OK;
    enum err err = answer->cause == CAUSE_OK ? put_in_force(engine, answer, then) : ERR_INVALID;
    if (err != ERR_INVALID)
        return err;
    log_error("the office's feed is not taken: the one before stays in force");
    row->cause = CAUSE_ITEM;
    engine->feed_due = then + nonsense_every;
    return OK;
}

enum err engine_feed(struct engine *engine, int64_t now)
{
    char query[32];
    int64_t version = 0;
    SCOPED(answer_fini) struct answer answer = {0};
    struct sync_row row = {.at = now, .way = SYNC_PULL};
    enum err err = feeds_version(engine->db, &version);
    if (err != OK)
        return err;
    snprintf(query, sizeof(query), "after=%" PRId64, version);
    const struct call call = {.method = "GET",
                              .path = "/v1/feed",
                              .query = query,
                              .most = FEED_BODY_MAX,
                              .sign = true,
                              .give_way = items_due,
                              .self = engine};
    engine_call(engine, call, now, &answer);
    if (answer.stopped)
        return OK;
    SCOPED(tx_close) struct db_tx tx = tx_open(engine->db);
    err = tx.err != OK ? tx.err : take_feed(engine, &row, &answer, now);
    if (err == OK)
        err = engine_finish(engine, &row, &answer, now + answer.duration);
    return err == OK ? tx_commit(&tx) : err;
}
