/* Trying camera, touch screen and sound, and the morning check. */
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

/* ---- trying things -----------------------------------------------------------------------------
 */

static void sweep(struct rig *rig, int from, int to)
{
    for (size_t i = 0; i < ui_count(rig->ui); i++) {
        struct node_view node = ui_node(rig->ui, i);
        char name[16];
        for (int cell = from; cell <= to; cell++) {
            snprintf(name, sizeof(name), "Petak %d", cell);
            struct input move = {cell == from ? INPUT_DOWN : INPUT_MOVE,
                                 node.rect.x + node.rect.w / 2, node.rect.y + node.rect.h / 2};
            if (strcmp(node.text, name) == 0)
                app_input(rig->app, rig->ui, &move);
        }
    }
    app_input(rig->app, rig->ui, &(struct input){INPUT_UP, 0, 0});
    rig_settle(rig);
}

static void test_a_sweeping_finger_turns_the_cells(void **state)
{
    struct rig *rig = *state;
    officer_device(rig);
    rig_tap(rig, "Cari titik mati");
    assert_shows(rig, "kurang 60");
    sweep(rig, 1, 24);
    assert_shows(rig, "kurang 36");
    sweep(rig, 20, 60);
    assert_shows(rig, "Tidak ada titik mati");
    /* Where the glass is dead, a key leads out. */
    rig_press(rig, INPUT_BACK);
    assert_shows(rig, "Printer struk");
}

static void test_sounds(void **state)
{
    struct rig *rig = *state;
    officer_device(rig);
    int before = rig->chimes[APP_CHIME_CALL];
    rig_tap(rig, "Bunyikan nada uji");
    assert_int_equal(rig->chimes[APP_CHIME_CALL], before + 1);
    rig_tap(rig, "Ucapkan kalimat uji");
    assert_non_null(strstr(rig->said, "kalimat uji"));
}

static void test_what_the_camera_sees(void **state)
{
    struct rig *rig = *state;
    static const struct {
        enum camera_state camera;
        const char *text;
        bool lost;
    } cases[] = {
        {CAMERA_STARTING, "Menyalakan kamera", false},
        {CAMERA_LOOKING, "Mencari kode", false},
        {CAMERA_NONE, "Kamera tidak menjawab", true},
        {CAMERA_DARK, "Gelap di depan kamera", false},
        {CAMERA_NEAR, "Mencari kode", false},
        {CAMERA_FAR, "Mencari kode", false},
        {CAMERA_PALE, "Mencari kode", false},
        {CAMERA_GLARE, "Mencari kode", false},
    };
    officer_camera(rig);
    for (size_t i = 0; i < LENGTH(cases); i++) {
        app_camera(rig->app, cases[i].camera);
        assert_shows(rig, cases[i].text);
        assert_int_equal(rig->app->model.camera_lost, cases[i].lost);
    }
}

static void test_a_code_before_the_camera_is_told(void **state)
{
    struct rig *rig = *state;
    struct tracking_reading reading = tracking_read("HTTPS://EXAMPLE.ORG", "");
    officer_device(rig);
    app_code_read(rig->app, &reading, CODE_WEB);
    assert_false(state_of(rig)->code_read);
    rig_tap(rig, "Lihat gambarnya");
    assert_int_equal(rig->cameras, 1);
    app_code_read(rig->app, &reading, CODE_WEB);
    assert_shows(rig, "Kode terbaca");
    assert_screen(rig, "officer");
    rig_press(rig, INPUT_BACK);
    assert_int_equal(rig->cameras, 0);
}

/* ---- the morning check -------------------------------------------------------------------------
 */

static void test_a_morning_check_is_kept(void **state)
{
    struct rig *rig = *state;
    struct tracking_reading reading = tracking_read("ANJUNGAN", "");
    check_colors(rig);
    rig_advance(rig, SECONDS(9));
    rig_tap(rig, "Ya");
    sweep(rig, 1, 60); /* goes on by itself */
    assert_shows(rig, "Apakah gambar kamera jelas?");
    assert_int_equal(rig->cameras, 1);
    app_code_read(rig->app, &reading, CODE_OTHER); /* and so does this */
    rig_settle(rig);
    assert_int_equal(rig->cameras, 0);
    assert_shows(rig, "Terdengar nada dan kalimat?");
    assert_non_null(strstr(rig->said, "kalimat uji"));
    rig_tap(rig, "Tidak");
    assert_shows(rig, "Memeriksa sisanya");
    assert_int_equal(rig->fake.check_count, 0);
    office_says(rig, CAUSE_UNCHANGED);
    assert_shows(rig, "Perlu perhatian: 1");
    assert_shows(rig, "Hasilnya sudah disimpan.");
    assert_int_equal(rig->fake.check_count, 1);
    const struct check *kept = &rig->fake.checks[0];
    static const enum check_result wanted[CHECK_POINTS] = {
        [CHECK_SCREEN] = CHECK_PASSED,   [CHECK_TOUCH] = CHECK_PASSED,
        [CHECK_CAMERA] = CHECK_PASSED,   [CHECK_SOUND] = CHECK_FAILED,
        [CHECK_PRINTER] = CHECK_SKIPPED, [CHECK_DISK] = CHECK_PASSED,
        [CHECK_CLOCK] = CHECK_PASSED,    [CHECK_OFFICE] = CHECK_PASSED};
    assert_memory_equal(kept->results, wanted, sizeof(wanted));
    assert_int_equal(kept->at, rig_monday);
    assert_int_equal(kept->took, SECONDS(9));
    rig_tap(rig, "Selesai");
    assert_shows(rig, "1 gagal");
    assert_shows(rig, "Suara");
}

static void test_what_is_not_there_is_skipped(void **state)
{
    struct rig *rig = *state;
    rig->no_camera = true;
    rig_restart(rig, rig->now);
    check_colors(rig);
    rig_tap(rig, "Lewati");
    rig_tap(rig, "Lewati");
    assert_shows(rig, "Terdengar nada dan kalimat?");
    rig_tap(rig, "Ya");
    rig_advance(rig, SECONDS(15)); /* nobody synchronises */
    assert_int_equal(rig->fake.check_count, 1);
    assert_int_equal(rig->fake.checks[0].results[CHECK_CAMERA], CHECK_SKIPPED);
    assert_int_equal(rig->fake.checks[0].results[CHECK_TOUCH], CHECK_SKIPPED);
    assert_int_equal(rig->fake.checks[0].results[CHECK_OFFICE], CHECK_FAILED);
}

static void test_a_dead_camera_cannot_pass(void **state)
{
    struct rig *rig = *state;
    check_camera(rig);
    app_camera(rig->app, CAMERA_NONE);
    rig_settle(rig);
    assert_true(rig_disabled(rig, "Ya"));
    rig_tap(rig, "Tidak");
    assert_int_equal(state_of(rig)->checkup.check.results[CHECK_CAMERA], CHECK_FAILED);
}

static void test_the_printer_answers_or_fails(void **state)
{
    struct rig *rig = *state;
    static const struct {
        enum printer_state state;
        enum check_result result;
    } cases[] = {{PRINTER_READY, CHECK_PASSED},
                 {PRINTER_LOW, CHECK_PASSED},
                 {PRINTER_PAPER_OUT, CHECK_FAILED},
                 {PRINTER_UNKNOWN, CHECK_FAILED}};
    for (size_t i = 0; i < LENGTH(cases); i++) {
        fake_desk_init(&rig->fake, rig->now);
        rig->printer = true;
        rig_restart(rig, rig->now);
        check_waits(rig);
        app_printer(rig->app, &(struct printer_news){.state = cases[i].state});
        office_says(rig, CAUSE_OK);
        rig_advance(rig, SECONDS(11));
        assert_int_equal(rig->fake.check_count, 1);
        assert_int_equal(rig->fake.checks[0].results[CHECK_PRINTER], cases[i].result);
    }
}

static void test_a_check_that_cannot_be_kept_is_kept_later(void **state)
{
    struct rig *rig = *state;
    rig->fake.answer = ERR_STORAGE;
    check_good(rig);
    assert_shows(rig, "Kios ini gagal menyimpan");
    assert_int_equal(rig->fake.check_count, 0);
    rig->fake.answer = OK;
    rig_tap(rig, "Simpan lagi");
    assert_int_equal(rig->fake.check_count, 1);
    assert_shows(rig, "Hasilnya sudah disimpan.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RIG_TEST(test_a_sweeping_finger_turns_the_cells),
        RIG_TEST(test_sounds),
        RIG_TEST(test_what_the_camera_sees),
        RIG_TEST(test_a_code_before_the_camera_is_told),
        RIG_TEST(test_a_morning_check_is_kept),
        RIG_TEST(test_what_is_not_there_is_skipped),
        RIG_TEST(test_a_dead_camera_cannot_pass),
        RIG_TEST(test_the_printer_answers_or_fails),
        RIG_TEST(test_a_check_that_cannot_be_kept_is_kept_later),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
