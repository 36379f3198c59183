/* The commands that only look: status, log, outbox, verify-log. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/json.h"
#include "bin/anjunganctl/ctl.h"
#include "store/ballast.h"
#include "store/checks.h"
#include "store/enrolled.h"
#include "store/link.h"
#include "store/outbox.h"
#include "store/salvage.h"
#include "store/sync_log.h"

/* ---- status ------------------------------------------------------------------------------------
 */

struct standing {
    struct enrolled enrolled;
    struct outbox_totals totals;
    struct link link;
    int64_t room;
    size_t set_aside;
    bool new_keys;  /* made, and not announced to the office yet */
    bool stuck;     /* items are due since longer than the watchdog allows */
    int64_t broken; /* the first broken row of the log, 0 none */
    struct chain_head chain;
    bool checked;
    struct check check; /* the last morning check */
    const char *kiosk;
};

static void check_text(const struct check *check)
{
    char at[MOMENT_SIZE];
    printf("last check    %s, %zu passed, %zu failed, %zu skipped", ctl_moment(check->at, at),
           check_count(check, CHECK_PASSED), check_count(check, CHECK_FAILED),
           check_count(check, CHECK_SKIPPED));
    for (enum check_point point = 0; point < CHECK_POINTS; point++)
        if (check->results[point] == CHECK_FAILED)
            printf(" %s", check_point_key(point));
    putchar('\n');
}

static struct json_object *check_json(const struct check *check)
{
    struct json_object *json = json_object_new_object();
    json_put_int(json, "at", check->at);
    json_put_int(json, "took", check->took);
    for (enum check_point point = 0; point < CHECK_POINTS; point++)
        json_put_text(json, check_point_key(point), check_result_key(check->results[point]));
    return json;
}

static void status_text(const struct standing *at)
{
    char oldest[MOMENT_SIZE], contact[MOMENT_SIZE], receipt[MOMENT_SIZE];
    printf("kiosk         %s\n", at->kiosk);
    printf("office        %s\n",
           at->enrolled.there ? at->enrolled.enrolment.office_url : "not enrolled");
    if (at->link.revoked)
        printf("REVOKED       the office takes nothing from this kiosk since %s\n",
               ctl_moment(at->link.revoked, contact));
    printf("waiting       %zu (oldest %s)\n", at->totals.waiting,
           ctl_moment(at->totals.oldest, oldest));
    printf("quarantined   %zu\n", at->totals.quarantined);
    printf("last contact  %s\n", ctl_moment(at->link.last_contact, contact));
    printf("last receipt  %s\n", ctl_moment(at->link.last_receipt, receipt));
    if (at->link.clock_known)
        printf("clock         the office is %+.1f s ahead\n", (double)at->link.clock_offset / 1000);
    else
        printf("clock         not compared yet\n");
    if (at->broken > 0)
        printf("chain         BROKEN at row %" PRId64 ": see verify-log\n", at->broken);
    else
        printf("chain         whole, %" PRId64 " rows\n", at->chain.number);
    printf("disk free     %" PRId64 " MiB\n", at->room >> 20);
    if (at->new_keys)
        printf("keys          new ones are being announced to the office\n");
    if (at->checked)
        check_text(&at->check);
    else
        printf("last check    never\n");
    if (at->set_aside > 0)
        printf("DAMAGED       %zu databases were set aside: kiosk.db.damaged-N, for a technician\n",
               at->set_aside);
    if (at->stuck)
        printf("WARNING       items wait and nothing was tried: is anjungan-syncd running?\n");
}

static void status_json(const struct standing *at)
{
    struct json_object *json = json_object_new_object();
    json_put_text(json, "kiosk", at->kiosk);
    json_put_bool(json, "enrolled", at->enrolled.there);
    json_put_text(json, "office", at->enrolled.there ? at->enrolled.enrolment.office_url : "");
    json_put_int(json, "revoked", at->link.revoked);
    json_put_int(json, "waiting", (int64_t)at->totals.waiting);
    json_put_int(json, "oldest", at->totals.oldest);
    json_put_int(json, "quarantined", (int64_t)at->totals.quarantined);
    json_put_int(json, "last_contact", at->link.last_contact);
    json_put_int(json, "last_receipt", at->link.last_receipt);
    json_put_bool(json, "clock_known", at->link.clock_known);
    json_put_int(json, "clock_offset", at->link.clock_offset);
    json_put_int(json, "chain_broken", at->broken);
    json_put_int(json, "chain_rows", at->chain.number);
    json_put_int(json, "disk_free", at->room);
    json_put_int(json, "set_aside", (int64_t)at->set_aside);
    json_put_bool(json, "new_keys", at->new_keys);
    json_put_bool(json, "stuck", at->stuck);
    json_object_object_add(json, "last_check", at->checked ? check_json(&at->check) : NULL);
    ctl_json(json);
}

enum exit_code ctl_status(const struct ctl *ctl)
{
    struct settings settings;
    SCOPED(db_close) struct db *db = NULL;
    struct standing at = {.room = disk_free(ctl->state)};
    size_t count = 0;
    bool more = false;
    enum err err = ctl_settings(ctl, &settings);
    if (err == OK)
        err = ctl_db(ctl, &db);
    if (err == OK)
        err = outbox_totals(db, &at.totals);
    if (err == OK)
        err = link_read(db, &at.link);
    if (err == OK)
        err = sync_log_verify(db, &at.broken);
    if (err == OK)
        err = sync_log_head(db, &at.chain);
    if (err == OK)
        err = checks_rows(db, 0, &at.check, 1, &count, &more);
    if (err != OK)
        return EXIT_FAILED;
    at.checked = count > 0;
    enrolled_init(&at.enrolled, ctl->state);
    enrolled_look(&at.enrolled);
    at.set_aside = salvage_count(ctl->state);
    char next[PATH_SIZE];
    at.new_keys = path_join(next, ctl->state, DEVICE_NEXT_FILE) == OK && access(next, F_OK) == 0;
    at.kiosk = at.enrolled.there ? at.enrolled.enrolment.kiosk : settings.kiosk;
    int64_t allowed = SECONDS(settings.sync.watchdog);
    at.stuck = at.totals.ready > 0 && at.totals.next_try + allowed <= clock_now(&ctl->clock);
    (ctl->given & OPTION_JSON ? status_json : status_text)(&at);
    return EXIT_OK;
}

/* ---- log ---------------------------------------------------------------------------------------
 */

static void log_text(const struct sync_row *row)
{
    char at[MOMENT_SIZE], next[MOMENT_SIZE] = "";
    int items = row->requests + row->complaints + row->surveys + row->calls;
    printf("%6" PRId64 "  %s  %-5s %-12s %3d  %3d items  %3d statuses  %6" PRId64 " B  %5" PRId64
           " ms",
           row->number, ctl_moment(row->at, at), sync_way_key(row->way), sync_cause_key(row->cause),
           row->http, items, row->statuses, row->bytes, row->duration);
    if (row->blobs > 0)
        printf("  %d page%s of documents", row->blobs, row->blobs > 1 ? "s" : "");
    if (row->conflict + row->rejected + row->retry > 0)
        printf("  conflict %d, rejected %d, retry %d", row->conflict, row->rejected, row->retry);
    if (row->next_try > 0)
        printf("  next try %s", ctl_moment(row->next_try, next));
    putchar('\n');
}

static struct json_object *log_json(const struct sync_row *row)
{
    struct json_object *json = json_object_new_object();
    json_put_int(json, "number", row->number);
    json_put_int(json, "at", row->at);
    json_put_text(json, "way", sync_way_key(row->way));
    json_put_text(json, "cause", sync_cause_key(row->cause));
    json_put_int(json, "http", row->http);
    json_put_int(json, "requests", row->requests);
    json_put_int(json, "complaints", row->complaints);
    json_put_int(json, "surveys", row->surveys);
    json_put_int(json, "calls", row->calls);
    json_put_int(json, "pages", row->blobs);
    json_put_int(json, "statuses", row->statuses);
    json_put_int(json, "created", row->created);
    json_put_int(json, "duplicate", row->duplicate);
    json_put_int(json, "conflict", row->conflict);
    json_put_int(json, "rejected", row->rejected);
    json_put_int(json, "retry", row->retry);
    json_put_int(json, "bytes", row->bytes);
    json_put_int(json, "duration", row->duration);
    json_put_int(json, "next_try", row->next_try);
    json_put_int(json, "offset", row->offset);
    return json;
}

static enum err follow(const struct ctl *ctl, struct db *db, int64_t number)
{
    struct sync_row rows[32];
    for (;;) {
        size_t count = 0;
        enum err err = sync_log_after(db, number, rows, LENGTH(rows), &count);
        if (err != OK || fflush(stdout) != 0)
            return err;
        for (size_t i = 0; i < count; i++) {
            number = rows[i].number;
            bool wanted = !(ctl->given & OPTION_FAILED) || rows[i].cause > CAUSE_UNCHANGED;
            if (wanted && ctl->given & OPTION_JSON)
                ctl_json(log_json(&rows[i]));
            else if (wanted)
                log_text(&rows[i]);
        }
        if (count == 0)
            usleep(500 * 1000);
    }
}

static void rows_free(struct sync_row **rows)
{
    free(*rows);
}

enum exit_code ctl_log(const struct ctl *ctl)
{
    SCOPED(db_close) struct db *db = NULL;
    SCOPED(rows_free) struct sync_row *rows = calloc(ctl->limit, sizeof(*rows));
    enum sync_filter filter = ctl->given & OPTION_FAILED ? SYNC_FAILED : SYNC_ALL;
    bool following = ctl->given & OPTION_FOLLOW, json = ctl->given & OPTION_JSON, more = false;
    size_t count = 0;
    struct chain_head head = {0};
    enum err err = rows ? ctl_db(ctl, &db) : ERR_STORAGE;
    if (err == OK)
        err = sync_log_head(db, &head);
    if (err == OK)
        err = sync_log_rows(db, filter, 0, 0, rows, ctl->limit, &count, &more);
    if (err != OK)
        return EXIT_FAILED;
    struct json_object *list = json && !following ? json_object_new_array() : NULL;
    for (size_t i = count; i-- > 0;) {
        if (list)
            json_object_array_add(list, log_json(&rows[i]));
        else if (json)
            ctl_json(log_json(&rows[i]));
        else
            log_text(&rows[i]);
    }
    if (list)
        ctl_json(list);
    return following && follow(ctl, db, head.number) != OK ? EXIT_FAILED : EXIT_OK;
}

/* ---- outbox ------------------------------------------------------------------------------------
 */

static void queue_text(const struct queue_row *row)
{
    char created[MOMENT_SIZE], then[MOMENT_SIZE];
    printf("%6" PRId64 "  %-9s  %-8s  %s", row->sequence, item_kind_key(row->kind),
           item_state_key(row->state), ctl_moment(row->created, created));
    if (row->state == ITEM_RECEIVED)
        printf("  received %s", ctl_moment(row->received, then));
    else if (row->tries > 0)
        printf("  %d tries, %s, next %s", row->tries, sync_cause_key(row->cause),
               ctl_moment(row->next_try, then));
    putchar('\n');
}

static struct json_object *queue_json(const struct queue_row *row)
{
    struct json_object *json = json_object_new_object();
    json_put_int(json, "sequence", row->sequence);
    json_put_text(json, "kind", item_kind_key(row->kind));
    json_put_text(json, "state", item_state_key(row->state));
    json_put_int(json, "created", row->created);
    json_put_int(json, "received", row->received);
    json_put_int(json, "tries", row->tries);
    json_put_text(json, "cause", sync_cause_key(row->cause));
    json_put_int(json, "next_try", row->next_try);
    return json;
}

static void queue_free(struct queue_row **rows)
{
    free(*rows);
}

enum exit_code ctl_outbox(const struct ctl *ctl)
{
    SCOPED(db_close) struct db *db = NULL;
    SCOPED(queue_free) struct queue_row *rows = calloc(ctl->limit, sizeof(*rows));
    size_t count = 0;
    bool more = false;
    enum err err = rows ? ctl_db(ctl, &db) : ERR_STORAGE;
    if (err == OK)
        err = outbox_rows(db, 0, rows, ctl->limit, &count, &more);
    if (err != OK)
        return EXIT_FAILED;
    struct json_object *list = ctl->given & OPTION_JSON ? json_object_new_array() : NULL;
    for (size_t i = count; i-- > 0;) {
        if (list)
            json_object_array_add(list, queue_json(&rows[i]));
        else
            queue_text(&rows[i]);
    }
    if (list)
        ctl_json(list);
    return EXIT_OK;
}

/* ---- verify-log --------------------------------------------------------------------------------
 */

enum exit_code ctl_verify_log(const struct ctl *ctl)
{
    SCOPED(db_close) struct db *db = NULL;
    struct chain_head head = {0};
    int64_t broken = 0;
    enum err err = ctl_db(ctl, &db);
    if (err == OK)
        err = sync_log_head(db, &head);
    if (err == OK)
        err = sync_log_verify(db, &broken);
    if (err != OK)
        return EXIT_FAILED;
    if (ctl->given & OPTION_JSON) {
        struct json_object *json = json_object_new_object();
        json_put_bool(json, "whole", broken == 0);
        json_put_int(json, "broken", broken);
        json_put_int(json, "head", head.number);
        ctl_json(json);
    } else if (broken == 0) {
        printf("the log is whole up to row %" PRId64 "\n", head.number);
    }
    if (broken != 0)
        ctl_say("row %" PRId64 " is the first that was changed, removed or put elsewhere", broken);
    return broken == 0 ? EXIT_OK : EXIT_UNVERIFIED;
}
