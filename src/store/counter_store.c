#include "store/counter_store.h"

#include <stdio.h>

#include "base/clock.h"
#include "store/ballast.h"
#include "store/checks.h"
#include "store/desk_inside.h"
#include "store/feeds.h"
#include "store/jobs.h"
#include "store/link.h"
#include "store/outbox.h"
#include "store/pin.h"
#include "store/salvage.h"
#include "store/sync_log.h"

/* The log holds 90 days: verified whole at most once a minute. */
static const int64_t chain_every = MINUTES(1);

/* An officer is told long before visitors are turned away. */
enum { DISK_LOW_RESERVES = 8 };

static int64_t day_start(int64_t now)
{
    struct civil day = civil_from(now, ZONE_WIB_MINUTES);
    day.hour = day.minute = day.second = 0;
    return civil_moment(day, ZONE_WIB_MINUTES);
}

static enum err unlock(void *self, const char *pin, int64_t now, int64_t *wait_until)
{
    struct desk_store *store = self;
    enum err err = desk_ready(store);
    if (err == OK)
        err = pin_try(store->db, pin, now, wait_until);
    /* Who comes because the disk is full must get in. */
    if (err == ERR_FULL && desk_give_room(store))
        err = pin_try(store->db, pin, now, wait_until);
    return desk_ended(store, err);
}

static enum err look(void *self, int64_t now, int64_t *wait_until)
{
    struct desk_store *store = self;
    enum err err = desk_ready(store);
    return desk_ended(store, err == OK ? pin_look(store->db, now, wait_until) : err);
}

static enum err log_page(void *self, enum sync_filter filter, int64_t now, size_t skip,
                         struct sync_row *rows, size_t most, size_t *count, bool *more)
{
    struct desk_store *store = self;
    enum err err = desk_ready(store);
    if (err == OK)
        err = sync_log_rows(store->db, filter, day_start(now), skip, rows, most, count, more);
    return desk_ended(store, err);
}

static enum err queue(void *self, size_t skip, struct queue_row *rows, size_t most, size_t *count,
                      bool *more)
{
    struct desk_store *store = self;
    enum err err = desk_ready(store);
    return desk_ended(store,
                      err == OK ? outbox_rows(store->db, skip, rows, most, count, more) : err);
}

static enum err check_chain(struct desk_store *store, int64_t now)
{
    bool fresh = store->chain_checked != 0 && now >= store->chain_checked &&
                 now < store->chain_checked + chain_every;
    enum err err = fresh ? OK : sync_log_verify(store->db, &store->chain_broken);
    if (err == OK && !fresh)
        store->chain_checked = now;
    return err;
}

static enum err read_log(struct desk_store *store, int64_t now, struct counter_health *out)
{
    struct chain_head head;
    enum err err = check_chain(store, now);
    if (err == OK)
        err = sync_log_head(store->db, &head);
    if (err == OK)
        err = sync_log_median(store->db, day_start(now), &out->median_answer);
    if (err == OK)
        err = sync_log_newest(store->db, &out->tried, &out->outcome);
    if (err != OK)
        return err;
    out->chain_broken_at = store->chain_broken;
    out->chain_whole = store->chain_broken == 0;
    out->chain_head = head.number;
    for (size_t i = 0; i < sizeof(out->chain_hash) / 2; i++)
        snprintf(out->chain_hash + 2 * i, 3, "%02x", head.hash[i]);
    return OK;
}

static enum err read_health(struct desk_store *store, int64_t now, struct counter_health *out)
{
    struct outbox_totals totals;
    struct link link;
    enum err err = outbox_totals(store->db, &totals);
    if (err == OK)
        err = link_read(store->db, &link);
    if (err == OK)
        err = outbox_received_since(store->db, day_start(now), &out->sent_today);
    if (err == OK)
        err = feeds_version(store->db, &out->content);
    if (err == OK)
        err = read_log(store, now, out);
    if (err != OK)
        return err;
    out->waiting = totals.waiting;
    out->quarantined = totals.quarantined;
    out->oldest = totals.oldest;
    out->last_receipt = link.last_receipt;
    out->revoked = link.revoked;
    out->set_aside = salvage_count(store->state_dir);
    out->clock_known = link.clock_known;
    out->clock_offset = link.clock_offset;
    struct office_clock office = {link.clock_known, link.clock_offset};
    const struct hours *hours = desk_hours(store, store->catalogue->services[0]);
    out->clock_right = office.known && time_check(hours, &office, now) == TIME_RIGHT;
    return OK;
}

static enum err health(void *self, int64_t now, struct counter_health *out)
{
    struct desk_store *store = self;
    struct counter_health found = {
        .median_answer = -1,
        .disk_free = disk_free(store->state_dir),
        .enrolled = enrolled_look(&store->enrolled),
        .schema = db_schema(),
    };
    found.disk_low = found.disk_free >= 0 && found.disk_free < DISK_LOW_RESERVES * store->reserve;
    if (found.enrolled)
        (void)TEXT_COPY(found.office_url, store->enrolled.enrolment.office_url);
    (void)TEXT_COPY(found.kiosk,
                    found.enrolled ? store->enrolled.enrolment.kiosk : store->settings->kiosk);
    enum err err = store->db ? read_health(store, now, &found) : OK;
    if (err == OK)
        *out = found;
    return desk_ended(store, err);
}

static enum err sync_now(void *self, int64_t now)
{
    struct desk_store *store = self;
    enum err err = desk_ready(store);
    return desk_ended(store, err == OK ? jobs_ask(store->db, JOB_EVERYTHING, now) : err);
}

static enum err check(void *self, const struct check *done)
{
    struct desk_store *store = self;
    enum err err = desk_ready(store);
    return desk_ended(store, err == OK ? checks_add(store->db, done) : err);
}

static enum err checks(void *self, size_t skip, struct check *rows, size_t most, size_t *count,
                       bool *more)
{
    struct desk_store *store = self;
    enum err err = desk_ready(store);
    return desk_ended(store,
                      err == OK ? checks_rows(store->db, skip, rows, most, count, more) : err);
}

struct counter counter_store(struct desk_store *store)
{
    static const struct counter_ops ops = {
        .unlock = unlock,
        .look = look,
        .log = log_page,
        .queue = queue,
        .health = health,
        .sync_now = sync_now,
        .check = check,
        .checks = checks,
    };
    return (struct counter){.ops = &ops, .self = store};
}
