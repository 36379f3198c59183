#include "sync/engine.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "store/ballast.h"
#include "store/blobs.h"
#include "store/jobs.h"
#include "store/outbox.h"
#include "store/sync_log.h"
#include "store/watch.h"
#include "sync/engine_export.h"
#include "sync/engine_inside.h"
#include "sync/engine_join.h"
#include "sync/engine_keys.h"
#include "wire/batch.h"

static const int64_t first_hello = MINUTES(1);
static const int64_t attach_every = SECONDS(10);
static const int64_t tidy_every = HOURS(1);
static const int64_t keep_received = DAYS(7);
static const int64_t keep_log = DAYS(90);

enum err engine_open(const struct engine_config *config, struct engine **out)
{
    struct engine *engine = calloc(1, sizeof(*engine));
    if (!engine)
        return ERR_STORAGE;
    *engine = (struct engine){
        .settings = config->settings,
        .entropy = config->entropy,
        .stop_fd = config->stop_fd,
        .connect_most = config->connect_most,
        .stall_most = config->stall_most,
        .watch = -1,
        .enrolled_before = -1,
        .batch_most = BATCH_ITEMS,
    };
    (void)TEXT_COPY(engine->state_dir, config->state_dir);
    enrolled_init(&engine->enrolled, config->state_dir);
    *out = engine;
    return OK;
}

void engine_close(struct engine **engine)
{
    if (!*engine)
        return;
    transport_close(&(*engine)->transport);
    identity_wipe(&(*engine)->identity);
    db_close(&(*engine)->db);
    if ((*engine)->watch >= 0)
        close((*engine)->watch);
    free(*engine);
    *engine = NULL;
}

int engine_fd(const struct engine *engine)
{
    return engine->watch;
}

void engine_drain(struct engine *engine)
{
    watch_drain(engine->watch);
}

void engine_reopen(struct engine *engine)
{
    transport_close(&engine->transport);
    engine->enrolled_before = -1;
}

static bool attach(struct engine *engine, int64_t now)
{
    if (engine->db)
        return true;
    if (now < engine->attach_at && engine->attach_at <= now + attach_every)
        return false;
    engine->attach_at = now + attach_every;
    enum db_fault fault = DB_FAULT_NONE;
    enum err err = db_open(engine->state_dir, DB_SYNC, &engine->db, &fault);
    if (engine->watch < 0 && watch_open(engine->state_dir, &engine->watch) != OK)
        log_warn("changes of %s are noticed late", engine->state_dir);
    if (err == OK && engine->watch >= 0)
        watch_wal(engine->watch, engine->state_dir);
    return err == OK;
}

static enum err transport_for(struct engine *engine)
{
    char key[PATH_SIZE], ca[PATH_SIZE];
    enum err err = path_join(key, engine->state_dir, DEVICE_KEY_FILE);
    if (err == OK)
        err = path_join(ca, engine->state_dir, "office-ca.pem");
    if (err == OK)
        err = identity_load(key, &engine->identity);
    if (err != OK) {
        log_error("%s: %s", key, err_name(err));
        return err;
    }
    const struct transport_config config = {
        .enrolment = &engine->enrolled.enrolment,
        .identity = &engine->identity,
        .ca_file = access(ca, R_OK) == 0 ? ca : "",
        .stop_fd = engine->stop_fd,
        .connect_most = engine->connect_most,
        .stall_most = engine->stall_most,
    };
    return transport_open(&config, &engine->transport);
}

/* Follows the enrolment as it comes, changes and goes; the log says so once each time. */
static enum err enrol(struct engine *engine, int64_t now)
{
    bool there = enrolled_look(&engine->enrolled);
    bool changed = engine->enrolled.revision != engine->enrolled_before;
    if (changed) {
        transport_close(&engine->transport);
        engine->enrolled_before = engine->enrolled.revision;
        engine->start_logged = false;
        engine->clock_known = false;
        engine->keys_due = engine_keys_wait(engine) ? now : 0;
        /* A good guess until it is learned anew. */
        engine->clock_offset = engine->link.clock_known ? engine->link.clock_offset : 0;
        engine->fails = 0;
        engine->poll_hold = 0;
        engine->time_due = engine->statuses_due = engine->feed_due = engine->tidy_due = now;
        engine->hello_due = now + first_hello;
    }
    if (there && !engine->transport)
        there = transport_for(engine) == OK;
    if (engine->start_logged && there == engine->ready)
        return OK;
    engine->ready = there;
    struct sync_row row = {
        .at = now, .way = SYNC_START, .cause = there ? CAUSE_OK : CAUSE_NOT_ENROLLED};
    enum err err = sync_log_add(engine->db, &row, NULL);
    engine->start_logged = err == OK;
    if (err == OK && !there)
        log_info("%s: waiting for %s", engine->enrolled.there ? "cannot sign" : "not enrolled",
                 engine->enrolled.there ? DEVICE_KEY_FILE : ENROLMENT_FILE);
    else if (err == OK)
        log_info("%s, office %s", engine->enrolled.enrolment.kiosk,
                 engine->enrolled.enrolment.office_url);
    return err;
}

/* Everything that waits is due now, whatever the backoff says. */
static enum err all_due(struct engine *engine, int64_t now)
{
    int64_t released = 0;
    engine->poll_hold = 0;
    engine->time_due = engine->statuses_due = engine->feed_due = engine->tidy_due = now;
    engine->link.hold_until = 0;
    enum err err = outbox_release(engine->db, now, true, &released);
    if (err == OK)
        err = blobs_release(engine->db, now);
    return err == OK ? link_write(engine->db, &engine->link) : err;
}

/* What kiosk and anjunganctl asked for. */
static enum err take_jobs(struct engine *engine, int64_t now)
{
    unsigned mask = 0;
    enum err err = jobs_asked(engine->db, &mask);
    if (err != OK || mask == 0)
        return err;
    engine->poll_hold = 0;
    engine->statuses_due = now;
    if (mask & 1u << JOB_EVERYTHING)
        err = all_due(engine, now);
    /* What cannot be exported is told by the file that does not come; it holds up nothing else. */
    if (err == OK && mask & 1u << JOB_EXPORT)
        (void)!engine_export(engine, now);
    if (err == OK && mask & 1u << JOB_ROTATE)
        err = engine_keys_make(engine, now);
    return err == OK ? jobs_done(engine->db, mask) : err;
}

/* Moments that were written before the clock was set back lie too far off. */
static enum err follow_clock(struct engine *engine, int64_t now)
{
    bool back = now < engine->seen;
    engine->seen = now;
    if (!back)
        return OK;
    log_warn("the clock was set back: everything is due");
    return all_due(engine, now);
}

/* It speaks once, and gives up on itself when nothing comes of that either. */
static enum err watchdog(struct engine *engine, const struct plan *plan, int64_t now)
{
    struct outbox_totals totals = {0};
    bool spoken = engine->stuck;
    engine->stuck = plan->stuck;
    if (!plan->stuck)
        return OK;
    if (!spoken || engine->tried > now)
        engine->tried = now; /* from here on it has another chance */
    engine->dead = now - engine->tried >= SECONDS(engine->settings->sync.watchdog);
    if (spoken && !engine->dead)
        return OK;
    struct sync_row row = {.at = now, .way = SYNC_START, .cause = CAUSE_UNTRIED};
    enum err err = outbox_totals(engine->db, &totals);
    log_error("%zu items wait and nothing was tried%s", totals.waiting,
              engine->dead ? ": this program has to be started anew" : "");
    return err == OK ? sync_log_add(engine->db, &row, NULL) : err;
}

bool engine_dead(const struct engine *engine)
{
    return engine->dead;
}

bool engine_well(const struct engine *engine)
{
    return !engine->failed;
}

static enum err engine_tidy(struct engine *engine, int64_t now)
{
    engine->tidy_due = now + tidy_every;
    /* With a clock that is days off, nothing here is certainly old. */
    if (llabs(engine->clock_offset) > DAYS(1))
        return OK;
    enum err err = outbox_forget(engine->db, now - keep_received);
    if (err == OK)
        err = blobs_sweep(engine->db, engine->state_dir);
    if (err == OK)
        err = sync_log_forget(engine->db, now - keep_log);
    if (err == OK)
        db_checkpoint(engine->db);
    return err;
}

/* The plan, and the one thing it says. */
static enum err proceed(struct engine *engine, int64_t now, int64_t *next)
{
    static enum err (*const acts[PLAN_WAIT])(struct engine *, int64_t) = {
        [PLAN_TIME] = engine_time, [PLAN_PUSH] = engine_push, [PLAN_STATUSES] = engine_statuses,
        [PLAN_FEED] = engine_feed, [PLAN_KEYS] = engine_keys, [PLAN_BLOB] = engine_blob,
        [PLAN_TIDY] = engine_tidy,
    };
    bool waiting = false;
    int64_t next_try = 0;
    struct blob_totals pages;
    enum err err = follow_clock(engine, now);
    if (err == OK)
        err = take_jobs(engine, now);
    if (err == OK)
        err = outbox_next(engine->db, &waiting, &next_try);
    if (err == OK)
        err = blobs_totals(engine->db, &pages);
    if (err != OK)
        return err;
    const struct plan_input input = {
        .now = now,
        .clock_known = engine->clock_known,
        .waiting = waiting,
        .next_try = next_try,
        .pages = pages.waiting,
        .page_try = pages.next_try,
        .time_due = engine->time_due,
        .statuses_due = engine->statuses_due,
        .feed_due = engine->feed_due,
        .tidy_due = engine->tidy_due,
        .keys_due = engine->keys_due,
        .hello_due = engine->hello_due,
        .hold_until = engine->link.hold_until,
        .poll_hold = engine->poll_hold,
        .watchdog = SECONDS(engine->settings->sync.watchdog),
    };
    struct plan plan = plan_next(&input);
    err = watchdog(engine, &plan, now);
    if (err != OK)
        return err;
    *next = plan.act == PLAN_WAIT ? plan.at : now;
    return plan.act == PLAN_WAIT ? OK : acts[plan.act](engine, now);
}

/* Nothing is lost by waiting: whatever was not noted is asked or sent again. */
static int64_t hurt(struct engine *engine, enum err err, int64_t now)
{
    /* With the room it gives, what was due is tried at once. */
    if (err == ERR_FULL && ballast_drop(engine->state_dir))
        return now;
    if (db_met(engine->db) != DB_FAULT_NONE) {
        db_close(&engine->db);
        engine->attach_at = now + attach_every;
    }
    log_error("kiosk.db: %s; trying again", err_name(err));
    return now + (err == ERR_BUSY ? SECONDS(1) : attach_every);
}

int64_t engine_step(struct engine *engine, int64_t now)
{
    int64_t next = now + MINUTES(1), join = INT64_MAX;
    engine->boot_ahead = now - clock_boot();
    engine->failed = false;
    if (engine->db && db_moved(engine->db)) {
        db_close(&engine->db);
        engine->attach_at = now;
    }
    if (!attach(engine, now))
        return engine->attach_at;
    enum err err = link_read(engine->db, &engine->link);
    if (err == OK)
        err = engine_join(engine, now, &join);
    if (err == OK)
        err = enrol(engine, now);
    if (err == OK && engine->transport)
        err = proceed(engine, now, &next);
    engine->failed = err != OK;
    if (err != OK)
        return hurt(engine, err, now);
    return join < next ? join : next;
}
