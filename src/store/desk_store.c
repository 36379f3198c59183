#include "store/desk_store.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "store/ballast.h"
#include "store/desk_inside.h"
#include "store/feeds.h"
#include "store/jobs.h"
#include "store/link.h"
#include "store/outbox.h"
#include "store/sync_log.h"
#include "store/watch.h"

static const int64_t reserve_default = 8 * 1024 * 1024;
static const int64_t retry_after = SECONDS(10);

enum err desk_ready(const struct desk_store *store)
{
    if (store->db)
        return OK;
    return store->fault == DB_FAULT_FULL ? ERR_FULL : ERR_STORAGE;
}

static void attach(struct desk_store *store)
{
    enum err err = db_open(store->state_dir, DB_KIOSK, &store->db, &store->fault);
    /* After the database, which makes the folder. */
    if (store->watch < 0 && watch_open(store->state_dir, &store->watch) != OK)
        log_warn("changes of %s are noticed late", store->state_dir);
    if (err != OK)
        return;
    store->version = db_version(store->db);
    store->content_fresh = false;
    if (store->watch >= 0)
        watch_wal(store->watch, store->state_dir);
    if (!store->started)
        store->started = desk_ended(store, desk_documents_start(store)) == OK;
    ballast_keep(store->state_dir, 2 * store->reserve);
}

bool desk_give_room(struct desk_store *store)
{
    store->full = true;
    return ballast_drop(store->state_dir);
}

enum err desk_ended(struct desk_store *store, enum err err)
{
    if (err == ERR_FULL && store->db)
        (void)desk_give_room(store);
    if (store->db && db_met(store->db) != DB_FAULT_NONE) {
        store->fault = db_met(store->db);
        log_error("DB-%02d: %s", store->fault, db_fault_text(store->fault));
        db_close(&store->db);
    }
    return err;
}

enum err desk_store_open(const struct desk_store_config *config, struct desk_store **out)
{
    SCOPED(desk_store_close) struct desk_store *store = calloc(1, sizeof(*store));
    if (!store)
        return ERR_STORAGE;
    *store = (struct desk_store){
        .settings = config->settings,
        .catalogue = config->catalogue,
        .entropy = config->entropy,
        .reserve = config->reserve > 0 ? config->reserve : reserve_default,
        .watch = -1,
        .revision = 1,
        .content = calloc(1, sizeof(*store->content)),
        .work = locked_new(sizeof(*store->work)),
        .draft = locked_new(sizeof(*store->draft)),
    };
    if (!store->content || !store->work || !store->draft ||
        !TEXT_COPY(store->state_dir, config->state_dir))
        return ERR_STORAGE;
    enrolled_init(&store->enrolled, store->state_dir);
    attach(store);
    *out = store;
    store = NULL;
    return OK;
}

void desk_store_close(struct desk_store **store)
{
    if (!*store)
        return;
    db_close(&(*store)->db);
    if ((*store)->watch >= 0)
        close((*store)->watch);
    locked_free((*store)->work);
    locked_free((*store)->draft);
    free((*store)->content);
    free(*store);
    *store = NULL;
}

int desk_store_fd(const struct desk_store *store)
{
    return store->watch;
}

void desk_store_drain(struct desk_store *store)
{
    watch_drain(store->watch);
}

void desk_catch_up(struct desk_store *store)
{
    if (store->db && db_moved(store->db)) {
        db_close(&store->db);
        attach(store);
        store->revision++;
    }
    enrolled_look(&store->enrolled);
    if (store->enrolled.revision != store->enrolled_before) {
        store->enrolled_before = store->enrolled.revision;
        store->revision++;
    }
    int64_t version = store->db ? db_version(store->db) : store->version;
    if (version != store->version) {
        store->version = version;
        store->content_fresh = false;
        store->revision++;
    }
}

const struct content *desk_content(struct desk_store *store)
{
    if (!store->content_fresh) {
        enum err err = feeds_content(store->db, store->content);
        store->content_known = err == OK;
        store->content_fresh = err == OK || err == ERR_NOT_FOUND;
    }
    return store->content_known ? store->content : NULL;
}

const struct hours *desk_hours(struct desk_store *store, const struct standard *standard)
{
    const struct content *content = desk_content(store);
    return content ? &content->hours : &standard->hours;
}

struct promise desk_promise(struct desk_store *store, const struct standard *standard,
                            int64_t received, int64_t now)
{
    struct turn_change reception = {.at = received, .turn = TURN_OFFICE};
    return promise_reckon(desk_hours(store, standard), &standard->promise, &reception, 1, now);
}

enum err desk_key(struct desk_store *store, const struct tracking_code *code,
                  struct status_key *out)
{
    uint8_t salt[FLEET_SALT_BYTES];
    enum err err = feeds_salt(store->db, salt);
    if (err == ERR_NOT_FOUND && enrolled_look(&store->enrolled))
        return status_derive(code->text, store->enrolled.enrolment.fleet_salt, out);
    return err == OK ? status_derive(code->text, salt, out) : err;
}

static enum err desk_call_received(void *self, int64_t id, bool *received)
{
    struct desk_store *store = self;
    enum item_state state = ITEM_WAITING;
    enum err err = desk_ready(store);
    if (err == OK)
        err = outbox_state(store->db, id, &state);
    if (err == OK)
        *received = state == ITEM_RECEIVED;
    return desk_ended(store, err);
}

static enum err desk_refresh(void *self, int64_t now)
{
    struct desk_store *store = self;
    enum err err = desk_ready(store);
    return desk_ended(store, err == OK ? jobs_ask(store->db, JOB_STATUSES, now) : err);
}

static enum err desk_give_content(void *self, struct content *out)
{
    struct desk_store *store = self;
    desk_catch_up(store);
    enum err err = desk_ready(store);
    if (err != OK)
        return err;
    const struct content *content = desk_content(store);
    if (!content)
        return desk_ended(store, ERR_NOT_FOUND);
    *out = *content;
    return OK;
}

static enum desk_health health_now(struct desk_store *store, const struct link *link)
{
    if (!store->db)
        return store->fault == DB_FAULT_FULL ? DESK_FULL : DESK_BROKEN;
    int64_t room = disk_free(store->state_dir);
    /* Once a write has met the end, a little room is not enough to call it mended. */
    if (room >= 2 * store->reserve)
        store->full = false;
    if (store->full || (room >= 0 && room < store->reserve))
        return DESK_FULL;
    if (!store->enrolled.there)
        return DESK_UNSEALED;
    return link->revoked ? DESK_REVOKED : DESK_WELL;
}

/* Whether what answered last, if anything did, was not the office. */
static enum err read_reach(struct desk_store *store, bool *cut_off)
{
    static const bool unreached[] = {
        [CAUSE_NO_NETWORK] = true,
        [CAUSE_STALLED] = true,
        [CAUSE_TLS] = true,
        [CAUSE_NOT_OFFICE] = true,
    };
    int64_t at = 0;
    enum sync_cause cause = CAUSE_OK;
    enum err err = sync_log_newest(store->db, &at, &cause);
    *cut_off = err == OK && at != 0 && (size_t)cause < LENGTH(unreached) && unreached[cause];
    return err;
}

static enum err desk_tell_state(void *self, int64_t now, struct desk_state *out)
{
    struct desk_store *store = self;
    if (!store->db && (now >= store->retry_at || store->retry_at > now + retry_after)) {
        store->retry_at = now + retry_after;
        attach(store);
    }
    desk_catch_up(store);
    struct outbox_totals totals = {0};
    struct link link = {0};
    enum err err = store->db ? outbox_totals(store->db, &totals) : OK;
    bool cut_off = false;
    if (err == OK && store->db)
        err = link_read(store->db, &link);
    if (err == OK && store->db)
        err = read_reach(store, &cut_off);
    err = desk_ended(store, err);
    enum desk_health health = health_now(store, &link);
    if (health == DESK_WELL)
        ballast_keep(store->state_dir, 2 * store->reserve);
    if (health != store->health) {
        store->health = health;
        store->revision++;
    }
    *out = (struct desk_state){
        .health = health,
        .fault = store->db ? DB_FAULT_NONE : store->fault,
        .last_contact = link.last_contact,
        .office = {link.clock_known, link.clock_offset},
        .photo_full = desk_photo_full(store),
        .cut_off = cut_off,
        .waiting = totals.waiting,
        .revision = store->revision,
    };
    return store->db ? err : OK;
}

struct desk desk_store_desk(struct desk_store *store)
{
    static const struct desk_ops ops = {
        .document_put = desk_document_put,
        .document_drop = desk_document_drop,
        .submit = desk_submit,
        .complain = desk_complain,
        .rate = desk_rate,
        .call = desk_call,
        .call_received = desk_call_received,
        .look_up = desk_look_up,
        .hold = desk_hold,
        .resume = desk_resume,
        .expire = desk_expire,
        .refresh = desk_refresh,
        .content = desk_give_content,
        .state = desk_tell_state,
    };
    return (struct desk){.ops = &ops, .self = store};
}
