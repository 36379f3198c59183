/* What single pages do besides what they say: the attract screen's beginnings and its drift, a step
 * that completes before the visitor's eyes, the accordion of the standard. */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on
#include <string.h>

#include "base/clock.h"
#include "kiosk/screen.h"
#include "kiosk/support/rig.h"
#include "kiosk/support/walk_progress.h"

static void test_attract_starts_in_any_language(void **state)
{
    static const struct {
        const char *button, *greets;
        enum lang lang;
    } table[] = {{"Bahasa Indonesia", "Selamat datang.", LANG_ID},
                 {"Basa Jawa", "Sugeng rawuh.", LANG_JV},
                 {"English", "Welcome.", LANG_EN}};
    struct rig *rig = *state;
    for (size_t i = 0; i < LENGTH(table); i++) {
        rig_restart(rig, rig->now);
        rig_tap(rig, table[i].button);
        assert_screen(rig, "home");
        assert_int_equal(rig->app->model.prefs.lang, table[i].lang);
        assert_shows(rig, table[i].greets);
    }
}

static void test_attract_calls_an_officer(void **state)
{
    struct rig *rig = *state;
    rig_tap(rig, "Panggil petugas");
    assert_int_equal(rig->fake.calls, 1);
    assert_shows(rig, "Memanggil petugas");
    rig_tap(rig, "Tutup");
    assert_screen(rig, "home");
}

static struct rect place_of(struct rig *rig, const char *text)
{
    rig_settle(rig);
    for (size_t i = 0; i < ui_count(rig->ui); i++) {
        struct node_view node = ui_node(rig->ui, i);
        if (strcmp(node.text, text) == 0)
            return node.rect;
    }
    fail_msg("not on screen: %s", text);
    return (struct rect){0};
}

/* Never far, never for long at one place, and back where it began. */
static void test_attract_drifts(void **state)
{
    struct rig *rig = *state;
    const char *text = "Senin, 23 November 2026";
    struct rect first = place_of(rig, text), before = first;
    int moves = 0;
    for (int minutes = 3; minutes <= 24; minutes += 3) {
        rig->app->model.now = rig_monday + MINUTES(minutes);
        struct rect now = place_of(rig, text);
        int across = now.x - before.x, down = now.y - before.y;
        moves += across != 0 || down != 0;
        assert_in_range(across + 6, 0, 12);
        assert_in_range(down + 6, 0, 12);
        assert_int_equal(now.w, first.w);
        before = now;
    }
    assert_int_equal(moves, 8);
    assert_int_equal(before.x, first.x);
    assert_int_equal(before.y, first.y);
}

static void show_progress(struct rig *rig)
{
    struct tracking_reading reading = tracking_read("ESG-7K3M-Q9XT-2HW", "");
    rig->fake.progress.stage = STAGE_WORKING;
    rig->fake.progress.step = 2;
    rig_tap(rig, "Sentuh untuk mulai");
    app_code_read(rig->app, &reading, CODE_OTHER);
    rig_settle(rig);
}

static void test_a_step_completes_and_then_rests(void **state)
{
    struct rig *rig = *state;
    show_progress(rig);
    rig->fake.progress.step = 3;
    rig->fake.state.revision++;
    app_desk_changed(rig->app);
    rig_settle(rig);
    const struct progress_state *progress = &rig->app->model.visit->progress;
    assert_true(progress->moved_at > 0);
    rig_advance(rig, 400);
    assert_true(progress->moved_at > 0);
    assert_shows(rig, "image \"\""); /* the ring */
    rig_advance(rig, 1000);
    assert_false(rig_shows(rig, "image \"\""));
    assert_true(progress->moved_at == 0);
    /* at rest nothing is painted before the next look for news */
    rig_settle(rig);
    int64_t next = app_tick(rig->app, rig->now, rig->boot);
    assert_false(app_changed(rig->app));
    assert_true(next > rig->boot + 500);
}

/* From the warning a form that is being filled in goes along; nothing else does. */
static void test_the_warning_offers_to_take_the_form_along(void **state)
{
    struct rig *rig = *state;
    int64_t idle = SECONDS(rig->settings.timeouts.idle + 1);
    rig_tap(rig, "Sentuh untuk mulai");
    rig_tap(rig, "Jam layanan");
    rig_advance(rig, idle);
    assert_screen(rig, "idle");
    assert_false(rig_shows(rig, "Ambil dokumen dulu"));
    rig_tap(rig, "Hapus sekarang");
    rig_tap(rig, "Ajukan permohonan");
    rig_tap(rig, "Mulai isi");
    rig_tap(rig, "Lanjut");
    rig_type(rig, "CONTOH");
    rig_advance(rig, idle);
    rig_tap(rig, "Ambil dokumen dulu");
    assert_screen(rig, "request");
    assert_shows(rig, "DRF-");
    assert_false(rig_shows(rig, "CONTOH"));
}

static void test_the_standard_folds_and_unfolds(void **state)
{
    struct rig *rig = *state;
    rig_tap(rig, "Sentuh untuk mulai");
    rig_tap(rig, "Standar pelayanan");
    assert_shows(rig, "Scan KTP berwarna");
    rig_tap(rig, "Persyaratan");
    assert_false(rig_shows(rig, "Scan KTP berwarna"));
    rig_tap(rig, "Dasar hukum");
    assert_shows(rig, "Nomor 71 Tahun 2019");
    rig->width = RIG_HEIGHT;
    rig->height = RIG_WIDTH;
    rig_tap(rig, "Biaya");
    rig_tap(rig, "Biaya"); /* beside the list something always stands */
    assert_shows(rig, "Gratis");
}

static void test_an_unknown_code_can_be_mended(void **state)
{
    struct rig *rig = *state;
    progress_unknown(rig);
    rig_tap(rig, "Ketik ulang kode");
    assert_screen(rig, "scan");
    assert_string_equal(rig->app->model.visit->scan.typed, "ESG7K3MQ9XT2HW");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RIG_TEST(test_attract_starts_in_any_language),
        RIG_TEST(test_attract_calls_an_officer),
        RIG_TEST(test_attract_drifts),
        RIG_TEST(test_a_step_completes_and_then_rests),
        RIG_TEST(test_the_warning_offers_to_take_the_form_along),
        RIG_TEST(test_the_standard_folds_and_unfolds),
        RIG_TEST(test_an_unknown_code_can_be_mended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
