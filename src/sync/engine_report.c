#include <string.h>
#include <sys/statvfs.h>

#include "store/checks.h"
#include "store/feeds.h"
#include "store/sync_log.h"
#include "sync/engine_inside.h"

/* Under this the console says that room is short. */
#define DISK_LOW (INT64_C(512) << 20)

static int64_t disk_free(const char *dir)
{
    struct statvfs disk;
    return statvfs(dir, &disk) == 0 ? (int64_t)disk.f_bavail * (int64_t)disk.f_frsize : 0;
}

/* What somebody saw at the newest morning check; a device that is not configured is none. */
static enum device_state device_of(const struct check *check, enum check_point point, bool fitted)
{
    static const enum device_state states[CHECK_RESULTS] = {
        [CHECK_OPEN] = DEVICE_UNKNOWN,
        [CHECK_PASSED] = DEVICE_OK,
        [CHECK_FAILED] = DEVICE_FAULT,
        [CHECK_SKIPPED] = DEVICE_UNKNOWN,
    };
    return fitted ? states[check->results[point]] : DEVICE_NONE;
}

static enum err rows_take(const struct engine *engine, const struct chain_head *head,
                          struct report *report)
{
    int64_t told = 0;
    enum err err = sync_log_signed(engine->db, &told);
    if (head->number - told > REPORT_ROWS)
        told = head->number - REPORT_ROWS;
    return err == OK
               ? sync_log_after(engine->db, told, report->rows, REPORT_ROWS, &report->row_count)
               : err;
}

enum err engine_report(const struct engine *engine, const struct chain_head *head, int64_t now,
                       struct report *out)
{
    struct outbox_totals totals;
    struct check check = {.at = 0};
    size_t checks = 0;
    bool more = false;
    struct report report = {.at = now,
                            .clock_known = engine->link.clock_known,
                            .clock_offset = engine->link.clock_offset,
                            .disk_free = disk_free(engine->state_dir)};
    enum err err = outbox_totals(engine->db, &totals);
    if (err == OK)
        err = feeds_version(engine->db, &report.content);
    if (err == OK)
        err = checks_rows(engine->db, 0, &check, 1, &checks, &more);
    if (err == OK)
        err = rows_take(engine, head, &report);
    if (err != OK)
        return err;
    report.waiting = (int)totals.waiting;
    report.quarantined = (int)totals.quarantined;
    report.oldest = totals.oldest;
    report.disk_low = report.disk_free < DISK_LOW;
    report.check = check.at;
    report.camera =
        device_of(&check, CHECK_CAMERA, strcmp(engine->settings->camera.source, "none") != 0);
    report.printer = device_of(&check, CHECK_PRINTER, engine->settings->printer.device[0] != '\0');
    *out = report;
    return OK;
}
