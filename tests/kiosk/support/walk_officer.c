#include "kiosk/support/walk_officer.h"

#include "base/clock.h"

void walk_emblem(struct rig *rig)
{
    for (int i = 0; i < 5; i++)
        rig_tap(rig, "Dinas Komunikasi dan Informatika");
}

static void to_officer(struct rig *rig)
{
    rig_tap(rig, "Sentuh untuk mulai");
    walk_emblem(rig);
}

void officer_pin(struct rig *rig)
{
    to_officer(rig);
    rig_type(rig, "1234");
}

void officer_wrong(struct rig *rig)
{
    rig->fake.unlock = ERR_DENIED;
    rig->fake.wait_until = rig->now + SECONDS(30);
    officer_pin(rig);
    rig_tap(rig, "Buka");
}

/* Nothing was typed yet: it was locked before. */
void officer_locked(struct rig *rig)
{
    rig->fake.locked_until = rig->now + SECONDS(95);
    to_officer(rig);
}

void officer_log(struct rig *rig)
{
    officer_pin(rig);
    rig_tap(rig, "Buka");
}

/* Rows of several days and every kind of end, on several pages. */
void officer_log_days(struct rig *rig)
{
    static const enum sync_cause causes[] = {
        CAUSE_NO_NETWORK, CAUSE_BUSY,       CAUSE_OK,      CAUSE_REFUSED,   CAUSE_ITEM, CAUSE_TLS,
        CAUSE_STALLED,    CAUSE_NOT_OFFICE, CAUSE_STORAGE, CAUSE_UNCHANGED, CAUSE_OK,   CAUSE_OK};
    static const int http[] = {0, 503, 200, 403, 200, 0, 0, 200, 200, 304, 200, 200};
    struct fake_desk *fake = &rig->fake;
    fake->log_count = LENGTH(causes);
    for (size_t i = 0; i < fake->log_count; i++)
        fake->log[i] = (struct sync_row){
            .number = (int64_t)(fake->log_count - i),
            .at = rig->now - HOURS(4) * (int64_t)i - SECONDS(7),
            .way = i % 3 == 2 ? SYNC_PULL : SYNC_PUSH,
            .cause = causes[i],
            .http = http[i],
            .requests = 3,
            .duration = 182 + 911 * (int64_t)i,
            .next_try = i == 0 ? rig->now + SECONDS(31) : 0,
        };
    fake->health.waiting = 4;
    fake->health.oldest = rig->now - HOURS(9);
    fake->health.outcome = CAUSE_NO_NETWORK;
    officer_log(rig);
}

void officer_log_empty(struct rig *rig)
{
    rig->fake.log_count = 0;
    officer_log(rig);
}

void officer_asking(struct rig *rig)
{
    officer_log(rig);
    rig_tap(rig, "Sinkronkan");
}

void officer_queue(struct rig *rig)
{
    officer_log(rig);
    rig_tap(rig, "Antrean");
}

void officer_device(struct rig *rig)
{
    officer_log(rig);
    rig_tap(rig, "Perangkat");
}

/* All that can be wrong at once. */
void officer_device_troubles(struct rig *rig)
{
    struct counter_health *health = &rig->fake.health;
    rig->printer = true;
    health->enrolled = true;
    health->outcome = CAUSE_REFUSED;
    health->chain_whole = false;
    health->chain_broken_at = 17;
    health->clock_offset = -MINUTES(12);
    health->clock_right = false;
    health->quarantined = 2;
    health->set_aside = 1;
    health->disk_low = true;
    health->disk_free = (int64_t)41 << 20;
    rig_restart(rig, rig->now);
    app_printer(rig->app, &(struct printer_news){.state = PRINTER_PAPER_OUT});
    app_camera(rig->app, CAMERA_NONE);
    officer_device(rig);
}

/* Neither camera nor printer, and no office yet. */
void officer_device_bare(struct rig *rig)
{
    rig->no_camera = true;
    rig->fake.health.enrolled = rig->fake.health.clock_known = rig->fake.health.clock_right = false;
    rig->fake.health.tried = 0;
    rig_restart(rig, rig->now);
    officer_device(rig);
}

void officer_summary(struct rig *rig)
{
    officer_log(rig);
    rig_tap(rig, "Ringkasan QR");
}

void officer_camera(struct rig *rig)
{
    officer_device(rig);
    rig_tap(rig, "Lihat gambarnya");
    app_camera(rig->app, CAMERA_LOOKING);
}

void officer_camera_none(struct rig *rig)
{
    officer_camera(rig);
    app_camera(rig->app, CAMERA_NONE);
}

void officer_grid(struct rig *rig)
{
    officer_device(rig);
    rig_tap(rig, "Cari titik mati");
    static const char *const cells[] = {"Petak 1", "Petak 2", "Petak 8", "Petak 15", "Petak 60"};
    for (size_t i = 0; i < LENGTH(cells); i++)
        rig_tap(rig, cells[i]);
}

static void past_check(struct rig *rig, int64_t at, enum check_point failed)
{
    struct check *check = &rig->fake.checks[rig->fake.check_count++];
    *check = (struct check){.at = at, .took = 47000};
    for (size_t point = 0; point < CHECK_POINTS; point++)
        check->results[point] = CHECK_PASSED;
    check->results[CHECK_PRINTER] = CHECK_SKIPPED;
    if (failed < CHECK_POINTS)
        check->results[failed] = check->results[CHECK_OFFICE] = CHECK_FAILED;
}

void officer_checks(struct rig *rig)
{
    for (int64_t day = 1; day <= 10; day++)
        past_check(rig, rig->now - DAYS(day) - HOURS(2), day == 2 ? CHECK_CAMERA : CHECK_POINTS);
    officer_log(rig);
    rig_tap(rig, "Cek pagi");
}

void officer_checks_empty(struct rig *rig)
{
    officer_log(rig);
    rig_tap(rig, "Cek pagi");
}

void check_colors(struct rig *rig)
{
    officer_checks_empty(rig);
    rig_tap(rig, "Mulai cek pagi");
}

void check_touch(struct rig *rig)
{
    check_colors(rig);
    rig_tap(rig, "Ya");
    rig_tap(rig, "Petak 1");
}

void check_camera(struct rig *rig)
{
    check_touch(rig);
    rig_tap(rig, "Lewati");
    app_camera(rig->app, CAMERA_LOOKING);
}

void check_sound(struct rig *rig)
{
    check_camera(rig);
    rig_tap(rig, "Ya");
}

void check_waits(struct rig *rig)
{
    check_sound(rig);
    rig_tap(rig, "Ya");
}

/* The office has answered. */
static void answer(struct rig *rig)
{
    rig->fake.health.tried = rig->now;
    rig->fake.state.revision++;
    app_desk_changed(rig->app);
    rig_settle(rig);
}

void check_good(struct rig *rig)
{
    check_waits(rig);
    answer(rig);
}

void check_failed(struct rig *rig)
{
    check_sound(rig);
    rig->fake.health.clock_right = false;
    rig_tap(rig, "Tidak");
    rig->fake.health.outcome = CAUSE_NO_NETWORK;
    answer(rig);
}
