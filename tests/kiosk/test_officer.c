/* The officer's screen: the PIN, the log, what is wrong, the summary. */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "kiosk/screen.h"
#include "kiosk/support/tour.h"
#include "kiosk/support/walk_officer.h"

static const struct officer_state *state_of(const struct rig *rig)
{
    return &rig->app->model.visit->officer;
}

/* syncd has written: the office answered, or not. */
static void office_says(struct rig *rig, enum sync_cause outcome)
{
    rig->fake.health.tried = rig->now;
    rig->fake.health.outcome = outcome;
    rig->fake.state.revision++;
    app_desk_changed(rig->app);
    rig_settle(rig);
}

/* ---- the PIN -----------------------------------------------------------------------------------
 */

static void test_a_lock_from_before_is_told_at_once(void **state)
{
    struct rig *rig = *state;
    officer_locked(rig);
    assert_shows(rig, "Terkunci sampai 09.42.35");
    assert_shows(rig, "Sisa 95 detik");
    rig_type(rig, "123456");
    assert_string_equal(state_of(rig)->pin, "");
    assert_true(rig_disabled(rig, "Buka"));
    assert_int_equal(rig->fake.unlocks, 0);
    for (int i = 0; i < 3; i++) { /* somebody waits before it */
        rig_advance(rig, SECONDS(30));
        app_touch(rig->app);
    }
    assert_shows(rig, "Sisa 5 detik");
    rig_advance(rig, SECONDS(5));
    assert_shows(rig, "Kunci sudah lepas");
    rig_type(rig, "123456");
    rig_tap(rig, "Buka");
    assert_int_equal(rig->fake.unlocks, 1);
    assert_shows(rig, "Log sinkron");
}

static void test_no_pin_is_told_at_once(void **state)
{
    struct rig *rig = *state;
    rig->fake.pin_set = false;
    officer_pin(rig);
    assert_shows(rig, "PIN belum dipasang");
}

static void test_it_locks_by_itself_and_on_leaving(void **state)
{
    struct rig *rig = *state;
    static const char *const ways[] = {"Kunci (1:00)", NULL};
    for (size_t i = 0; i < LENGTH(ways); i++) {
        tour_go(rig, &(struct stop){"officer_camera", officer_camera});
        assert_int_equal(rig->cameras, 1);
        if (ways[i])
            rig_tap(rig, ways[i]);
        else
            rig_advance(rig, SECONDS(rig->settings.timeouts.officer));
        assert_screen(rig, "home");
        assert_int_equal(rig->cameras, 0);
        walk_emblem(rig);
        assert_screen(rig, "officer");
        assert_false(rig_shows(rig, "Log sinkron"));
    }
}

static void test_the_pin_is_neither_said_nor_told(void **state)
{
    struct rig *rig = *state;
    rig_tap(rig, "Sentuh untuk mulai");
    rig_tap(rig, "Bacakan");
    walk_emblem(rig);
    for (const char *digit = "135790"; *digit; digit++) {
        const char text[2] = {*digit, '\0'};
        rig->said[0] = '\0';
        rig_type(rig, text);
        assert_null(strpbrk(rig->said, "0123456789"));
    }
    struct buf told;
    buf_init(&told, 1 << 16);
    ui_inspect(rig->ui, "officer", &told);
    assert_null(strstr(buf_text(&told), "1357"));
    assert_non_null(strstr(buf_text(&told), "•"));
    buf_fini(&told);
    rig_tap(rig, "Buka");
    assert_string_equal(rig->fake.pin, "135790");
}

/* ---- the log -----------------------------------------------------------------------------------
 */

static void test_pages_and_filters(void **state)
{
    struct rig *rig = *state;
    officer_log_days(rig);
    assert_shows(rig, "Minggu, 22 November 2026");
    assert_true(state_of(rig)->skip == 0 && state_of(rig)->more);
    rig_tap(rig, "Lebih lama");
    assert_shows(rig, "9–12");
    assert_true(state_of(rig)->skip == OFFICER_ROWS && !state_of(rig)->more);
    rig_tap(rig, "Lebih baru");
    assert_shows(rig, "1–8");
    rig_tap(rig, "Lebih lama");
    rig_tap(rig, "Gagal saja");
    assert_false(rig_shows(rig, "304"));
    assert_false(rig_shows(rig, "9–12"));
    assert_int_equal(state_of(rig)->count, 8);
}

static void test_asking_the_office(void **state)
{
    struct rig *rig = *state;
    static const struct {
        enum sync_cause outcome;
        const char *badge;
    } cases[] = {{CAUSE_OK, "menjawab"}, {CAUSE_NO_NETWORK, "tidak menjawab"}};
    for (size_t i = 0; i < LENGTH(cases); i++) {
        tour_go(rig, &(struct stop){"officer_device", officer_device});
        rig_tap(rig, "Tanya kantor sekarang");
        assert_int_equal(rig->fake.syncs, 1);
        assert_shows(rig, "ditanya…");
        assert_true(rig_disabled(rig, "Menanyai kantor…"));
        rig_advance(rig, SECONDS(2));
        office_says(rig, cases[i].outcome);
        assert_shows(rig, cases[i].badge);
        assert_false(rig_disabled(rig, "Sinkronkan"));
    }
    assert_shows(rig, "Periksa kabel jaringan");
}

static void test_a_sync_daemon_that_is_gone_is_told(void **state)
{
    struct rig *rig = *state;
    officer_asking(rig);
    rig_advance(rig, SECONDS(15));
    assert_shows(rig, "Layanan sinkron tidak menjawab");
}

/* ---- what is wrong -----------------------------------------------------------------------------
 */

static void not_enrolled(struct counter_health *health)
{
    health->enrolled = false;
}

static void refused(struct counter_health *health)
{
    health->outcome = CAUSE_REFUSED;
}

static void broken(struct counter_health *health)
{
    health->chain_whole = false;
    health->chain_broken_at = 17;
}

static void disk_low(struct counter_health *health)
{
    health->disk_low = true;
    health->disk_free = (int64_t)41 << 20;
}

static void clock_wrong(struct counter_health *health)
{
    health->clock_right = false;
    health->clock_offset = MINUTES(12);
}

static void quarantined(struct counter_health *health)
{
    health->quarantined = 2;
}

static void damaged(struct counter_health *health)
{
    health->set_aside = 1;
}

static void waiting(struct counter_health *health)
{
    health->waiting = 3;
    health->oldest = health->tried - HOURS(1);
    health->outcome = CAUSE_NOT_OFFICE;
}

static void test_each_trouble_has_its_sentence(void **state)
{
    struct rig *rig = *state;
    static const struct {
        void (*make)(struct counter_health *health);
        const char *title, *advice;
    } cases[] = {
        {not_enrolled, "tidak terdaftar di kantor", "anjunganctl enroll"},
        {refused, "Kantor tidak lagi mengenal", "admin kantor"},
        {broken, "diubah dari luar di baris 17", "Kepala Seksi Persandian"},
        {disk_low, "hampir penuh: sisa 41 MB", "teknisi"},
        {damaged, "Basis data yang rusak", "kiosk.db.damaged"},
        {clock_wrong, "Jam kios ini tertinggal 12", "teknisi"},
        {quarantined, "tidak diterima kantor: 2", "antrean"},
        {waiting, "Catatan menunggu sejak 08.40", "halaman masuk"},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        fake_desk_init(&rig->fake, rig->now);
        cases[i].make(&rig->fake.health);
        rig_restart(rig, rig->now);
        officer_log(rig);
        assert_shows(rig, cases[i].title);
        assert_shows(rig, cases[i].advice);
        rig_tap(rig, "Perangkat");
        assert_shows(rig, cases[i].title);
    }
}

static void test_devices_that_fail_have_theirs(void **state)
{
    struct rig *rig = *state;
    rig->printer = true;
    rig_restart(rig, rig->now);
    officer_device(rig);
    assert_false(rig_shows(rig, "Kamera tidak menjawab"));
    app_camera(rig->app, CAMERA_NONE);
    app_camera(rig->app, CAMERA_OFF); /* as the scan screen leaves it */
    app_printer(rig->app, &(struct printer_news){.state = PRINTER_COVER_OPEN});
    assert_shows(rig, "Kamera tidak menjawab");
    assert_shows(rig, "Periksa kertas, tutup");
    app_camera(rig->app, CAMERA_LOOKING);
    app_printer(rig->app, &(struct printer_news){.state = PRINTER_READY});
    assert_false(rig_shows(rig, "Kamera tidak menjawab"));
    assert_false(rig_shows(rig, "Periksa kertas, tutup"));
}

static void test_a_desk_that_takes_nothing_has_its_sentence(void **state)
{
    struct rig *rig = *state;
    static const struct {
        enum desk_health health;
        const char *title;
    } cases[] = {{DESK_FULL, "Penyimpanan penuh"}, {DESK_REVOKED, "Kantor tidak lagi mengenal"}};
    for (size_t i = 0; i < LENGTH(cases); i++) {
        tour_go(rig, &(struct stop){"officer_log", officer_log});
        rig->fake.state.health = cases[i].health;
        rig->fake.state.revision++;
        app_desk_changed(rig->app);
        assert_screen(rig, "officer");
        assert_shows(rig, cases[i].title);
    }
}

/* A well kiosk complains of nothing; the printer that is not there is no trouble. */
static void test_no_trouble_no_words(void **state)
{
    struct rig *rig = *state;
    officer_device(rig);
    assert_false(rig_shows(rig, "teknisi"));
    assert_shows(rig, "Tidak ada; tanda terima tampil di layar");
}

/* ---- the summary -------------------------------------------------------------------------------
 */

static void test_the_summary_is_in_its_code(void **state)
{
    struct rig *rig = *state;
    officer_log_days(rig);
    rig_tap(rig, "Ringkasan QR");
    static const char *const facts[] = {"Kios: PKL-01 · ",
                                        "Dibuat: Sen 23 Nov · 09.41",
                                        "Catatan menunggu: 4",
                                        "Catatan menunggu terlama: Sen 23 Nov · 00.41",
                                        "Tanda terima terakhir: Sen 23 Nov · 09.40",
                                        "Tidak diterima kantor: 0",
                                        "Rantai log: utuh, baris 4, 1f3a9c02",
                                        "Selisih jam: +0,4 s"};
    const char *code = NULL;
    for (size_t i = 0; i < ui_count(rig->ui); i++) {
        struct node_view node = ui_node(rig->ui, i);
        if (node.role == ROLE_IMAGE)
            code = node.text;
    }
    assert_non_null(code);
    for (size_t i = 0; i < LENGTH(facts); i++) {
        assert_shows(rig, facts[i]);
        if (!strstr(code, facts[i]))
            fail_msg("not in the code: %s; it is: %s", facts[i], code);
    }
    assert_true(strlen(code) < 400);
    rig_tap(rig, "Kembali");
    assert_shows(rig, "Semua");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RIG_TEST(test_a_lock_from_before_is_told_at_once),
        RIG_TEST(test_no_pin_is_told_at_once),
        RIG_TEST(test_it_locks_by_itself_and_on_leaving),
        RIG_TEST(test_the_pin_is_neither_said_nor_told),
        RIG_TEST(test_pages_and_filters),
        RIG_TEST(test_asking_the_office),
        RIG_TEST(test_a_sync_daemon_that_is_gone_is_told),
        RIG_TEST(test_each_trouble_has_its_sentence),
        RIG_TEST(test_devices_that_fail_have_theirs),
        RIG_TEST(test_a_desk_that_takes_nothing_has_its_sentence),
        RIG_TEST(test_no_trouble_no_words),
        RIG_TEST(test_the_summary_is_in_its_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
