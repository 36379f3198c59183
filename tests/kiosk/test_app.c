/* What holds on every screen: idling, the next visitor, calling an officer, codes, the desk's
 * health, the way to the officer screen. */
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

static const struct prefs *prefs_of(const struct rig *rig)
{
    return &rig->app->model.prefs;
}

static void read_code(struct rig *rig, const char *text)
{
    struct tracking_reading reading = tracking_read(text, "");
    app_code_read(rig->app, &reading, CODE_WEB);
    rig_settle(rig);
}

static void begin_request(struct rig *rig)
{
    app_send(rig->app, (struct msg){0}); /* a touch anywhere leaves the attract screen */
    rig_tap(rig, "Ajukan permohonan");
    rig_tap(rig, "Mulai isi");
    rig_tap(rig, "Lanjut");
    rig_type(rig, "CONTOH");
}

static void test_idle_warns_then_wipes(void **state)
{
    struct rig *rig = *state;
    begin_request(rig);
    rig_advance(rig, SECONDS(rig->settings.timeouts.idle) - 1);
    assert_screen(rig, "request");
    rig_advance(rig, 1);
    assert_screen(rig, "idle");
    assert_false(rig_shows(rig, "CONTOH"));
    rig_advance(rig, SECONDS(rig->settings.timeouts.warning) - 1);
    assert_screen(rig, "idle");
    rig_advance(rig, 1);
    assert_screen(rig, "home");
    assert_null(memmem(rig->secrets, app_secrets_size(), "CONTOH", 6));
}

/* What is drawn of an untouched visit may be kept for the next one: so none of it may tell. */
static void test_a_visit_is_untouched_until_something_is_left(void **state)
{
    struct rig *rig = *state;
    app_send(rig->app, (struct msg){0});
    assert_true(app_untouched(rig->app));
    rig_tap(rig, "Jam layanan");
    assert_true(app_untouched(rig->app));
    rig_tap(rig, "Kembali");
    begin_request(rig);
    assert_shows(rig, "CONTOH");
    assert_false(app_untouched(rig->app));
    app_leave(rig->app, true);
    assert_true(app_untouched(rig->app));
    read_code(rig, "ESG-7K3M-Q9XT-2HW");
    assert_false(app_untouched(rig->app));
}

static void test_staying_keeps_what_was_typed(void **state)
{
    struct rig *rig = *state;
    begin_request(rig);
    rig_advance(rig, SECONDS(rig->settings.timeouts.idle + 20));
    rig_tap(rig, "Ya, saya masih di sini");
    assert_screen(rig, "request");
    assert_shows(rig, "CONTOH");
    rig_advance(rig, SECONDS(rig->settings.timeouts.idle + 1));
    app_send(rig->app, (struct msg){0}); /* a touch anywhere */
    assert_screen(rig, "request");
    rig_advance(rig, SECONDS(rig->settings.timeouts.idle + 1));
    rig_tap(rig, "Hapus sekarang");
    assert_screen(rig, "home");
}

static void test_an_empty_home_just_rests(void **state)
{
    struct rig *rig = *state;
    rig_tap(rig, "Sentuh untuk mulai");
    rig_tap(rig, "Kontras");
    rig_advance(rig, SECONDS(rig->settings.timeouts.attract) - 1);
    assert_screen(rig, "home");
    rig_advance(rig, 1);
    assert_screen(rig, "attract");
    assert_int_equal(prefs_of(rig)->theme, THEME_CIVIC);
}

static void test_settings_fall_back_for_the_next_visitor(void **state)
{
    struct rig *rig = *state;
    rig_tap(rig, "Sentuh untuk mulai");
    rig_tap(rig, "Huruf");
    rig_tap(rig, "Kontras");
    rig_tap(rig, "Jangkauan");
    rig_tap(rig, "Bahasa");
    rig_tap(rig, "English");
    assert_int_equal(prefs_of(rig)->text_size, TEXT_LARGE);
    assert_int_equal(prefs_of(rig)->theme, THEME_CONTRAST);
    assert_int_equal(prefs_of(rig)->lang, LANG_EN);
    assert_true(prefs_of(rig)->reach);
    read_code(rig, "ESG-7K3M-Q9XT-2HW");
    assert_shows(rig, "Saved at this kiosk");
    rig_tap(rig, "Cancel");
    assert_int_equal(prefs_of(rig)->lang, LANG_EN); /* still the same person */
    read_code(rig, "ESG-7K3M-Q9XT-2HW");
    rig_tap(rig, "Finish");
    assert_int_equal(prefs_of(rig)->lang, LANG_ID);
    assert_int_equal(prefs_of(rig)->text_size, TEXT_NORMAL);
    assert_int_equal(prefs_of(rig)->theme, THEME_CIVIC);
    assert_false(prefs_of(rig)->reach);
}

static void test_a_call_is_followed(void **state)
{
    struct rig *rig = *state;
    rig_tap(rig, "Sentuh untuk mulai");
    rig_tap(rig, "Jam layanan");
    rig_tap(rig, "Petugas");
    assert_int_equal(rig->fake.calls, 1);
    assert_string_equal(rig->fake.from_screen, "hours");
    rig_advance(rig, 9999);
    assert_false(rig_shows(rig, rig->settings.call_phone));
    rig_advance(rig, 1);
    assert_shows(rig, rig->settings.call_phone);
    rig->fake.received = true;
    rig_advance(rig, SECONDS(1));
    assert_shows(rig, "Panggilan Anda sudah diterima kantor");
    rig_tap(rig, "Tutup");
    assert_screen(rig, "hours");
}

static void test_a_call_that_fails_shows_the_number_at_once(void **state)
{
    struct rig *rig = *state;
    rig->fake.answer = ERR_STORAGE;
    rig_tap(rig, "Sentuh untuk mulai");
    rig_tap(rig, "Petugas");
    assert_shows(rig, rig->settings.call_phone);
}

static void test_a_call_while_the_office_is_out_of_reach(void **state)
{
    struct rig *rig = *state;
    rig->fake.state.cut_off = true;
    rig_restart(rig, rig->now);
    rig_tap(rig, "Sentuh untuk mulai");
    rig_tap(rig, "Petugas");
    assert_shows(rig, "(0285) 421243");
    rig->fake.received = true; /* it was sent after all */
    rig_advance(rig, SECONDS(2));
    assert_shows(rig, "Panggilan Anda sudah diterima kantor");
}

static void test_a_code_leads_to_its_progress_from_anywhere(void **state)
{
    struct rig *rig = *state;
    read_code(rig, "esg7k3mq9xt2hw");
    assert_screen(rig, "progress");
    rig_tap(rig, "Batal");
    assert_screen(rig, "home");
    begin_request(rig);
    read_code(rig, "ESG-7K3M-Q9XT-2HW");
    assert_screen(rig, "progress");
    rig_tap(rig, "Kembali");
    assert_screen(rig, "request");
    assert_shows(rig, "CONTOH");
    read_code(rig, "https://example.org");
    assert_screen(rig, "request");
}

static void test_foreign_codes_are_explained(void **state)
{
    struct rig *rig = *state;
    rig_tap(rig, "Sentuh untuk mulai");
    rig_tap(rig, "Cek progres");
    assert_int_equal(rig->cameras, 1);
    read_code(rig, "https://example.org");
    assert_screen(rig, "scan");
    assert_shows(rig, "alamat situs");
    assert_false(rig_shows(rig, "example.org"));
    rig_tap(rig, "Batal");
    assert_int_equal(rig->cameras, 0);
}

static void test_every_kind_of_foreign_code_has_its_words(void **state)
{
    struct rig *rig = *state;
    static const struct {
        enum code_kind kind;
        const char *words;
    } cases[] = {
        {CODE_WEB, "alamat situs"},
        {CODE_WIFI, "jaringan Wi-Fi"},
        {CODE_PAYMENT, "Layanan ini gratis"},
        {CODE_CONTACT, "data kontak"},
        {CODE_OTHER, "bukan kode tanda terima"},
    };
    struct tracking_reading reading = tracking_read("https://example.org", "");
    rig_tap(rig, "Sentuh untuk mulai");
    rig_tap(rig, "Cek progres");
    for (size_t i = 0; i < LENGTH(cases); i++) {
        assert_false(app_code_seen(rig->app, &reading, cases[i].kind));
        rig_settle(rig);
        assert_screen(rig, "scan");
        assert_shows(rig, cases[i].words);
    }
}

/* A poster's code in the camera's view must neither redraw the page for ever nor keep it awake. */
static void test_a_foreign_code_held_into_view_is_told_once(void **state)
{
    struct rig *rig = *state;
    struct tracking_reading reading = tracking_read("https://example.org", "");
    rig_tap(rig, "Sentuh untuk mulai");
    rig_tap(rig, "Cek progres");
    app_code_seen(rig->app, &reading, CODE_WEB);
    rig_settle(rig);
    for (int i = 0; i < 130; i++) {
        app_code_seen(rig->app, &reading, CODE_WEB);
        assert_false(app_changed(rig->app));
        rig_advance(rig, SECONDS(1));
    }
    assert_screen(rig, "idle");
}

static void test_a_code_seen_stays_in_view_for_a_moment(void **state)
{
    struct rig *rig = *state;
    struct tracking_reading reading = tracking_read("ESG-7K3M-Q9XT-2HW", "");
    rig_tap(rig, "Sentuh untuk mulai");
    rig_tap(rig, "Cek progres");
    assert_true(app_code_seen(rig->app, &reading, CODE_OTHER));
    rig_settle(rig);
    assert_screen(rig, "scan");
    assert_shows(rig, "Kode ditemukan");
    assert_int_equal(rig->chimes[APP_CHIME_CODE], 1);
    rig_advance(rig, 500);
    rig_settle(rig);
    assert_screen(rig, "progress");
    assert_shows(rig, "ESG-7K3M-Q9XT-2HW");
    assert_int_equal(rig->chimes[APP_CHIME_CODE], 1);
    assert_int_equal(rig->cameras, 0);
}

static void test_a_code_seen_is_dropped_with_its_screen(void **state)
{
    struct rig *rig = *state;
    struct tracking_reading reading = tracking_read("ESG-7K3M-Q9XT-2HW", "");
    rig_tap(rig, "Sentuh untuk mulai");
    rig_tap(rig, "Cek progres");
    app_code_seen(rig->app, &reading, CODE_OTHER);
    rig_tap(rig, "Ketik kode saja");
    rig_advance(rig, 1000);
    assert_screen(rig, "scan");
    rig_tap(rig, "Pakai kamera");
    app_camera(rig->app, CAMERA_NEAR);
    rig_settle(rig);
    assert_shows(rig, "Terlalu dekat");
}

static void test_a_typed_code(void **state)
{
    struct rig *rig = *state;
    rig_tap(rig, "Sentuh untuk mulai");
    rig_tap(rig, "Cek progres");
    rig_tap(rig, "Ketik kode saja");
    assert_int_equal(rig->cameras, 0);
    rig_type(rig, "ESG7K3MQ9XT2H");
    assert_shows(rig, "Masih kurang 1 huruf atau angka.");
    rig_tap(rig, "Cek progres");
    assert_screen(rig, "scan");
    rig_type(rig, "W");
    rig_tap(rig, "Cek progres");
    assert_screen(rig, "progress");
    assert_shows(rig, "ESG-7K3M-Q9XT-2HW");
}

static void test_without_a_camera_codes_are_typed(void **state)
{
    struct rig *rig = *state;
    rig->no_camera = true;
    rig_restart(rig, rig->now);
    rig_tap(rig, "Sentuh untuk mulai");
    rig_tap(rig, "Cek progres");
    assert_shows(rig, "Ketik kode di tanda terima Anda");
    assert_false(rig_shows(rig, "Pakai kamera"));
}

static void test_progress_refreshes_while_it_is_shown(void **state)
{
    struct rig *rig = *state;
    read_code(rig, "ESG-7K3M-Q9XT-2HW");
    rig_advance(rig, SECONDS(21));
    assert_in_range(rig->fake.refreshes, 4, 6);
    int looks = rig->fake.look_ups;
    rig->fake.progress.stage = STAGE_RECEIVED;
    rig->fake.state.revision++;
    app_desk_changed(rig->app);
    assert_shows(rig, "Diterima kantor");
    assert_int_equal(rig->fake.look_ups, looks + 1);
    rig->fake.found = ERR_BUSY; /* a moment's trouble does not take away what is known */
    rig->fake.state.revision++;
    rig_advance(rig, SECONDS(3));
    assert_int_equal(rig->fake.look_ups, looks + 2);
    assert_shows(rig, "Diterima kantor");
    rig_tap(rig, "Selesai");
    int refreshes = rig->fake.refreshes;
    rig_advance(rig, SECONDS(30));
    assert_int_equal(rig->fake.refreshes, refreshes);
}

static void test_an_answer_for_somebody_who_left_is_dropped(void **state)
{
    struct rig *rig = *state;
    struct tracking_reading reading = tracking_read("ESG-7K3M-Q9XT-2HW", "");
    app_code_read(rig->app, &reading, CODE_OTHER);
    app_send(rig->app, TAP(MSG_CANCEL));
    rig_settle(rig);
    assert_screen(rig, "home");
    const char *secrets = rig->secrets;
    for (size_t i = 0; i < app_secrets_size(); i++)
        assert_int_equal(secrets[i], 0);
}

static void test_outage_comes_and_goes(void **state)
{
    struct rig *rig = *state;
    rig->fake.state.health = DESK_BROKEN;
    rig->fake.state.fault = 7;
    app_desk_changed(rig->app);
    rig_settle(rig);
    assert_screen(rig, "outage");
    assert_shows(rig, "DB-07 · PKL-01");
    rig_advance(rig, SECONDS(12));
    assert_shows(rig, "dalam 18 detik");
    rig->fake.state.health = DESK_WELL;
    rig_advance(rig, SECONDS(18));
    assert_screen(rig, "home");
}

static void test_an_outage_says_why(void **state)
{
    static const struct {
        enum desk_health health;
        int fault;
        const char *cause, *code;
    } cases[] = {
        {DESK_BROKEN, 7, "tidak dapat membaca penyimpanannya", "DB-07"},
        {DESK_BROKEN, DESK_FAULT_STOPS, "berhenti berturut-turut", "DB-90"},
        {DESK_FULL, 8, "Penyimpanan kios ini penuh", "DB-08"},
    };
    struct rig *rig = *state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        rig->fake.state.health = cases[i].health;
        rig->fake.state.fault = cases[i].fault;
        app_desk_changed(rig->app);
        rig_settle(rig);
        assert_screen(rig, "outage");
        assert_shows(rig, cases[i].cause);
        assert_shows(rig, cases[i].code);
    }
}

static void test_an_outage_waits_for_the_visitor(void **state)
{
    struct rig *rig = *state;
    begin_request(rig);
    rig->fake.state.health = DESK_FULL;
    app_desk_changed(rig->app);
    rig_settle(rig);
    assert_screen(rig, "request");
    assert_shows(rig, "CONTOH");
    rig_tap(rig, "Batal");
    assert_screen(rig, "outage");
    rig_tap(rig, "Cek progres");
    assert_screen(rig, "scan");
    rig_tap(rig, "Kembali");
    assert_screen(rig, "outage");
}

static void emblem(struct rig *rig, int taps)
{
    while (taps--)
        rig_tap(rig, "Dinas Komunikasi dan Informatika");
}

static void test_five_taps_on_the_emblem(void **state)
{
    struct rig *rig = *state;
    rig_tap(rig, "Sentuh untuk mulai");
    emblem(rig, 4);
    rig_advance(rig, SECONDS(6));
    emblem(rig, 1);
    assert_screen(rig, "home");
    emblem(rig, 4);
    assert_screen(rig, "officer");
    rig_type(rig, "123456");
    rig_tap(rig, "Buka");
    assert_string_equal(rig->fake.pin, "123456");
    assert_shows(rig, "Log sinkron");
    assert_shows(rig, "tak ada jaringan");
    rig_tap(rig, "Gagal saja");
    assert_false(rig_shows(rig, "304"));
    rig_tap(rig, "Sinkronkan");
    assert_int_equal(rig->fake.syncs, 1);
    rig_advance(rig, SECONDS(rig->settings.timeouts.officer));
    assert_screen(rig, "home");
    emblem(rig, 5);
    assert_false(rig_shows(rig, "Log sinkron"));
}

static void test_a_wrong_pin_is_told(void **state)
{
    struct rig *rig = *state;
    static const struct {
        enum err err;
        int64_t wait;
        const char *text;
    } cases[] = {{ERR_DENIED, 0, "PIN salah."},
                 {ERR_DENIED, SECONDS(8), "Sisa 8 detik"},
                 {ERR_BUSY, SECONDS(30), "Terkunci"},
                 {ERR_NOT_FOUND, 0, "PIN belum dipasang"},
                 {ERR_STORAGE, 0, "Kios ini gagal menyimpan"}};
    rig_tap(rig, "Sentuh untuk mulai");
    emblem(rig, 5);
    for (size_t i = 0; i < LENGTH(cases); i++) {
        rig->fake.unlock = cases[i].err;
        rig->fake.wait_until = cases[i].wait ? rig->now + cases[i].wait : 0;
        rig_type(rig, "9");
        rig_tap(rig, "Buka");
        assert_shows(rig, cases[i].text);
        assert_false(rig_shows(rig, "Log sinkron"));
        rig_advance(rig, cases[i].wait);
    }
}

static void test_a_survey_with_skips(void **state)
{
    struct rig *rig = *state;
    rig_tap(rig, "Sentuh untuk mulai");
    rig_tap(rig, "Nilai layanan kami");
    for (int i = 0; i < SURVEY_ELEMENTS; i++)
        rig_tap(rig, "Lewati");
    assert_true(rig_disabled(rig, "Kirim jawaban"));
    rig_tap(rig, "Kembali");
    rig_tap(rig, "Baik");
    rig_tap(rig, "Lanjut");
    rig_tap(rig, "Kirim jawaban");
    assert_shows(rig, "Terima kasih");
    assert_int_equal(rig->fake.ratings, 1);
    assert_int_equal(rig->fake.survey.answers[0], 0);
    assert_int_equal(rig->fake.survey.answers[8], 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RIG_TEST(test_idle_warns_then_wipes),
        RIG_TEST(test_a_visit_is_untouched_until_something_is_left),
        RIG_TEST(test_staying_keeps_what_was_typed),
        RIG_TEST(test_an_empty_home_just_rests),
        RIG_TEST(test_settings_fall_back_for_the_next_visitor),
        RIG_TEST(test_a_call_is_followed),
        RIG_TEST(test_a_call_that_fails_shows_the_number_at_once),
        RIG_TEST(test_a_call_while_the_office_is_out_of_reach),
        RIG_TEST(test_a_code_leads_to_its_progress_from_anywhere),
        RIG_TEST(test_foreign_codes_are_explained),
        RIG_TEST(test_every_kind_of_foreign_code_has_its_words),
        RIG_TEST(test_a_foreign_code_held_into_view_is_told_once),
        RIG_TEST(test_a_code_seen_stays_in_view_for_a_moment),
        RIG_TEST(test_a_code_seen_is_dropped_with_its_screen),
        RIG_TEST(test_a_typed_code),
        RIG_TEST(test_without_a_camera_codes_are_typed),
        RIG_TEST(test_progress_refreshes_while_it_is_shown),
        RIG_TEST(test_an_answer_for_somebody_who_left_is_dropped),
        RIG_TEST(test_outage_comes_and_goes),
        RIG_TEST(test_an_outage_says_why),
        RIG_TEST(test_an_outage_waits_for_the_visitor),
        RIG_TEST(test_five_taps_on_the_emblem),
        RIG_TEST(test_a_wrong_pin_is_told),
        RIG_TEST(test_a_survey_with_skips),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
