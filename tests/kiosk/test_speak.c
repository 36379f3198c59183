/* What is read aloud: how single texts and nodes sound, and what is said as a visitor goes on. */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on
#include <string.h>

#include "base/clock.h"
#include "base/tr.h"
#include "kiosk/screen.h"
#include "kiosk/support/rig.h"
#include "kiosk/support/tour.h"
#include "ui/keyboard.h"

static void assert_sounds(const char *text, const char *wanted)
{
    struct buf out;
    buf_init(&out, SPOKEN_MAX);
    spoken_text(&out, text);
    assert_string_equal(buf_text(&out), wanted);
    buf_fini(&out);
}

static void test_how_texts_sound(void **state)
{
    static const struct {
        const char *text, *wanted;
    } cases[] = {
        {"Selamat datang.", "Selamat datang."},
        {"Gratis, selesai 1 hari kerja.", "Gratis, selesai 1 hari kerja."},
        {"16 angka", "16 angka"},
        {"Senin, 23 November 2026", "Senin, 23 November 2026"},
        {"ESG-7K3M-Q9XT-2HW", "E S G, 7 K 3 M, Q 9 X T, 2 H W"},
        {"ESG-RGQP-JXRH-RBS", "E S G, R G Q P, J X R H, R B S"},
        {"KTP-EL", "KTP-EL"},
        {"Kode ESG-7K3M, lalu", "Kode E S G, 7 K 3 M, lalu"},
        {"3375 0170 0890 0012", "3 3 7 5, 0 1 7 0, 0 8 9 0, 0 0 1 2"},
        {"19900830 201502 2 001", "1 9 9 0 0 8 3 0, 2 0 1 5 0 2, 2, 0 0 1"},
        {"0856-1234-5678", "0 8 5 6, 1 2 3 4, 5 6 7 8"},
        {"(0285) 421243", "(0 2 8 5) 4 2 1 2 4 3"},
        {"3375 •••• •••• 0012", "disamarkan"},
        {"••••", "disamarkan"},
        {"•", ""},
        {"·", ""},
        {"", ""},
        {"Senin–Kamis 08.00–12.00", "Senin sampai Kamis 8 sampai 12"},
        {"pukul 07.30", "pukul 7 30"},
        {"buka · tutup 12.00", "buka, tutup 12"},
        {"Rp1.000", "Rp1.000"},
        {"99.99", "99.99"},
        {"A (\"B\")", "A (\"B\")"},
        {"baris\nlain", "baris, lain"},
        {"(", ""},
    };
    (void)state;
    tr_use(LANG_ID);
    for (size_t i = 0; i < LENGTH(cases); i++)
        assert_sounds(cases[i].text, cases[i].wanted);
}

static void test_how_nodes_sound(void **state)
{
    static const struct {
        struct node_view node;
        const char *wanted;
    } cases[] = {
        {{.role = ROLE_TITLE, .text = "Apa keperluan Anda?"}, "Apa keperluan Anda?"},
        {{.role = ROLE_TILE, .text = "Jam layanan\nJadwal loket", .tap = {1, 0}},
         "Jam layanan, Jadwal loket, tombol"},
        {{.role = ROLE_TILE, .text = "Gratis"}, "Gratis"},
        {{.role = ROLE_BUTTON, .text = "Lanjut", .disabled = true},
         "Lanjut, tombol, belum bisa dipilih"},
        {{.role = ROLE_BUTTON, .text = "Huruf", .selected = true, .tap = {1, 0}},
         "Huruf, terpilih, tombol"},
        {{.role = ROLE_CHECK, .text = "Tanpa nama"}, "Tanpa nama, tidak dicentang"},
        {{.role = ROLE_CHECK, .text = "Tanpa nama", .selected = true}, "Tanpa nama, dicentang"},
        {{.role = ROLE_FIELD, .text = "Nama"}, "Nama, kosong, isian"},
        {{.role = ROLE_FIELD, .text = "Nama\nCONTOH"}, "Nama, CONTOH, isian"},
        {{.role = ROLE_FIELD, .text = "NIK\n3375 01\nKurang 10 angka.", .error = true},
         "NIK, 3 3 7 5, 0 1, isian. Kurang 10 angka."},
        {{.role = ROLE_FIELD, .text = "NIK\nHarap diisi.", .error = true},
         "NIK, kosong, isian. Harap diisi."},
        {{.role = ROLE_FIELD, .text = "PIN\n••••", .masked = true}, "PIN, disamarkan, isian"},
        {{.role = ROLE_FIELD, .text = "PIN\n1234", .masked = true}, "PIN, disamarkan, isian"},
        {{.role = ROLE_FIELD, .text = "PIN\n12\nSalah.", .masked = true, .error = true},
         "PIN, disamarkan, isian. Salah."},
        {{.role = ROLE_KEY, .text = "@"}, "tanda a keong"},
        {{.role = ROLE_KEY, .text = "7"}, "7"},
    };
    (void)state;
    tr_use(LANG_ID);
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct buf out;
        buf_init(&out, SPOKEN_MAX);
        spoken_node(&out, &cases[i].node);
        assert_string_equal(buf_text(&out), cases[i].wanted);
        buf_fini(&out);
    }
}

static void assert_said(const struct rig *rig, const char *text)
{
    if (!strstr(rig->said, text))
        fail_msg("not in what was said: \"%s\"; it was: \"%s\"", text, rig->said);
}

static void assert_unsaid(const struct rig *rig, const char *text)
{
    if (strstr(rig->said, text))
        fail_msg("\"%s\" was said: \"%s\"", text, rig->said);
}

static void switch_on(struct rig *rig)
{
    rig_tap(rig, "Sentuh untuk mulai");
    rig_tap(rig, "Bacakan");
}

static void begin_request(struct rig *rig)
{
    switch_on(rig);
    rig_tap(rig, "Ajukan permohonan");
    rig_tap(rig, "Mulai isi");
    rig_tap(rig, "Lanjut");
}

static void test_nothing_is_said_unasked(void **state)
{
    struct rig *rig = *state;
    rig_tap(rig, "Sentuh untuk mulai");
    rig_tap(rig, "Jam layanan");
    rig_point(rig, "Batal");
    assert_int_equal(rig->says, 0);
}

static void test_typing_is_echoed(void **state)
{
    static const struct {
        int64_t key;
        const char *heard;
    } keys[] = {
        {'3', "3. Masih kurang 15 angka."},
        {'x', "Tidak bisa di sini. Masih kurang 15 angka."},
        {KEY_BACKSPACE, "terhapus. Masih kurang 16 angka."},
        {KEY_BACKSPACE, "kosong. Masih kurang 16 angka."},
    };
    struct rig *rig = *state;
    begin_request(rig);
    rig_type(rig, "ab");
    assert_string_equal(rig->said, "b");
    app_send(rig->app, TAP(MSG_KEY, ' '));
    rig_settle(rig);
    assert_string_equal(rig->said, "spasi");
    app_send(rig->app, TAP(MSG_KEY, KEY_SHIFT));
    rig_settle(rig);
    assert_string_equal(rig->said, "huruf besar");
    rig_tap(rig, "NIK");
    for (size_t i = 0; i < LENGTH(keys); i++) {
        app_send(rig->app, TAP(MSG_KEY, keys[i].key));
        rig_settle(rig);
        assert_string_equal(rig->said, keys[i].heard);
    }
    rig_type(rig, "3375017008900012");
    assert_string_equal(rig->said,
                        "2. Angkanya sudah lengkap. Tanggal lahir menurut NIK: 30 Agustus 1990. "
                        "Benar?");
}

static void test_an_inserted_word_is_read(void **state)
{
    struct rig *rig = *state;
    begin_request(rig);
    rig_type(rig, "contoh");
    rig_tap(rig, "NIK");
    rig_type(rig, "3375017008900012");
    rig_tap(rig, "Lanjut");
    rig_type(rig, "contoh");
    rig_tap(rig, "@pekalongankota.go.id");
    assert_said(rig, "Alamat e-mail dinas, contoh@pekalongankota.go.id, isian");
}

static void test_louder_and_faster(void **state)
{
    struct rig *rig = *state;
    switch_on(rig);
    assert_int_equal(rig->volume, rig->settings.speech.volume);
    assert_int_equal(rig->rate, rig->settings.speech.rate);
    rig_tap(rig, "Bacakan");
    assert_ptr_equal(strstr(rig->said, "Pembacaan. Volume 60 persen."), rig->said);
    rig_tap(rig, "Lebih keras");
    assert_string_equal(rig->said, "Volume 70 persen. Kecepatan 150 kata per menit.");
    assert_int_equal(rig->volume, 70);
    rig_tap(rig, "Lebih lambat");
    assert_int_equal(rig->rate, 130);
    for (int i = 0; i < 30; i++)
        app_send(rig->app, TAP(MSG_LOUDER, -1));
    rig_settle(rig);
    assert_int_equal(rig->volume, SPEECH_VOLUME_MIN);
    assert_true(rig_disabled(rig, "Lebih pelan"));
    rig_tap(rig, "Lebih keras"); /* one step up from the end, however often it was asked */
    assert_int_equal(rig->volume, SPEECH_VOLUME_MIN + 10);
    rig_tap(rig, "Tutup");
    assert_said(rig, "Selamat datang.");
}

/* Who listens to nothing else hears the warning, and no more once it is over. */
static void test_the_idle_warning_is_spoken_to_everybody(void **state)
{
    struct rig *rig = *state;
    rig_tap(rig, "Sentuh untuk mulai");
    rig_tap(rig, "Jam layanan");
    rig_advance(rig, SECONDS(rig->settings.timeouts.idle));
    assert_screen(rig, "idle");
    assert_int_equal(rig->says, 1);
    assert_ptr_equal(strstr(rig->said, "Anda masih di sini?"), rig->said);
    rig_tap(rig, "Ya, saya masih di sini");
    assert_string_equal(rig->said, "");
    int says = rig->says;
    rig_tap(rig, "Batal");
    assert_int_equal(rig->says, says);
}

static void test_pages_are_read_from_their_title_on(void **state)
{
    struct rig *rig = *state;
    switch_on(rig);
    assert_true(rig->app->model.prefs.speech);
    assert_ptr_equal(strstr(rig->said, "Pembacaan menyala."), rig->said);
    assert_said(rig, "Selamat datang. Apa keperluan Anda? ");
    assert_said(rig, "Cek progres, Pindai kode QR di tanda terima Anda, atau ketik kodenya.");
    assert_unsaid(rig, "Kota Pekalongan");
    assert_unsaid(rig, "Kontras");
    rig_tap(rig, "Ajukan permohonan");
    rig_tap(rig, "Mulai isi");
    rig_tap(rig, "Lanjut");
    assert_ptr_equal(strstr(rig->said, "Siapa nama dan NIK Anda?"), rig->said);
    assert_said(rig, "langkah 2 dari 6");
    assert_said(rig, "NIK, kosong, isian");
    assert_said(rig, "Papan ketik ada di bawah layar.");
    assert_unsaid(rig, "Pembacaan menyala");
}

static void test_what_is_scrolled_away_is_read_too(void **state)
{
    struct rig *rig = *state;
    rig->height = 900;
    switch_on(rig);
    rig_tap(rig, "Standar pelayanan");
    assert_said(rig, "Persyaratan");
    assert_said(rig, "Jaminan dan evaluasi");
}

static void test_what_is_touched_is_named(void **state)
{
    struct rig *rig = *state;
    switch_on(rig);
    rig_point(rig, "Kota Pekalongan");
    assert_string_equal(rig->said, "Kota Pekalongan");
    rig_point(rig, "Petugas");
    assert_string_equal(rig->said, "Petugas, tombol");
    rig_tap(rig, "Kontras");
    assert_said(rig, "terpilih");
    rig_tap(rig, "Kontras");
    assert_said(rig, "tidak terpilih lagi");
}

static void test_the_focus_is_named(void **state)
{
    struct rig *rig = *state;
    struct input next = {.kind = INPUT_NEXT};
    bool tile = false;
    switch_on(rig);
    for (int i = 0; i < 12 && !tile; i++) {
        app_input(rig->app, rig->ui, &next);
        tile = strncmp(rig->said, "Jam layanan", strlen("Jam layanan")) == 0;
    }
    assert_true(tile);
}

static void test_errors_are_read_when_they_appear(void **state)
{
    struct rig *rig = *state;
    begin_request(rig);
    rig_tap(rig, "NIK");
    rig_type(rig, "33");
    assert_string_equal(rig->said, "3. Masih kurang 14 angka.");
    rig_tap(rig, "Nama lengkap (sesuai KTP)");
    assert_said(rig, "NIK, 3 3, isian. Masih kurang 14 angka.");
    int says = rig->says;
    rig_settle(rig);
    assert_int_equal(rig->says, says);
}

static void test_what_a_number_says_is_read_when_it_appears(void **state)
{
    struct rig *rig = *state;
    begin_request(rig);
    rig_tap(rig, "NIK");
    rig_type(rig, "337501700890001");
    rig_type(rig, "2");
    assert_said(rig, "Tanggal lahir menurut NIK: 30 Agustus 1990. Benar?");
    rig_tap(rig, "Tidak");
    assert_said(rig, "verifikator mendapat catatan");
}

static void test_a_masked_field_keeps_its_secret(void **state)
{
    struct rig *rig = *state;
    switch_on(rig);
    for (int i = 0; i < 5; i++)
        app_send(rig->app, TAP(MSG_EMBLEM));
    rig_settle(rig);
    assert_screen(rig, "officer");
    assert_said(rig, "Angka tidak dibacakan di sini. Tombol pertama angka 1");
    rig_type(rig, "7");
    assert_string_equal(rig->said, "karakter");
    rig_type(rig, "93");
    rig_point(rig, "7");
    assert_string_equal(rig->said, "karakter");
    rig_point(rig, "Hapus");
    assert_string_equal(rig->said, "Hapus");
    rig_point(rig, "PIN");
    assert_string_equal(rig->said, "PIN, disamarkan, isian");
}

static void test_the_idle_warning_is_spoken_once(void **state)
{
    struct rig *rig = *state;
    begin_request(rig);
    rig_advance(rig, SECONDS(rig->settings.timeouts.idle));
    assert_screen(rig, "idle");
    assert_ptr_equal(strstr(rig->said, "Anda masih di sini?"), rig->said);
    int says = rig->says;
    rig_advance(rig, SECONDS(5));
    assert_int_equal(rig->says, says);
    rig_tap(rig, "Ya, saya masih di sini");
    assert_said(rig, "Siapa nama dan NIK Anda?");
}

static void test_news_are_read(void **state)
{
    struct rig *rig = *state;
    switch_on(rig);
    rig_tap(rig, "Jam layanan");
    rig_tap(rig, "Petugas");
    assert_said(rig, "Memanggil petugas");
    assert_int_equal(rig->afters, 0); /* asked for: it takes the place of what was being said */
    rig_advance(rig, SECONDS(10));
    assert_said(rig, "Kantor belum menjawab");
    assert_int_equal(rig->afters, 1); /* news: they do not cut it off */
    assert_said(rig, "(0 2 8 5) 4 2 1 2 4 3");
    rig->fake.received = true;
    rig_advance(rig, SECONDS(1));
    assert_said(rig, "Panggilan Anda sudah diterima kantor");
}

static void test_switching_off_is_silence(void **state)
{
    struct rig *rig = *state;
    switch_on(rig);
    rig_tap(rig, "Bacakan");
    rig_tap(rig, "Matikan");
    assert_string_equal(rig->said, "");
    assert_false(rig->app->model.prefs.speech);
    int says = rig->says;
    rig_tap(rig, "Jam layanan");
    assert_int_equal(rig->says, says);
}

static void test_the_next_visitor_hears_nothing(void **state)
{
    struct rig *rig = *state;
    begin_request(rig);
    rig_tap(rig, "Batal"); /* still the same person */
    assert_said(rig, "Selamat datang.");
    int forgets = rig->forgets;
    rig_advance(rig, SECONDS(rig->settings.timeouts.attract));
    assert_screen(rig, "attract");
    assert_true(rig->forgets > forgets);
    assert_false(rig->app->model.prefs.speech);
    assert_int_equal(rig->app->speaking.count, 0);
}

static void test_languages(void **state)
{
    static const struct {
        enum lang lang;
        const char *name, *title;
    } cases[] = {
        {LANG_EN, "English", "Welcome."},
        {LANG_JV, "Basa Jawa", "Sugeng rawuh."},
    };
    struct rig *rig = *state;
    switch_on(rig);
    for (size_t i = 0; i < LENGTH(cases); i++) {
        app_send(rig->app, TAP(MSG_LANGUAGES));
        rig_tap(rig, cases[i].name);
        assert_int_equal(rig->said_in, cases[i].lang);
        assert_ptr_equal(strstr(rig->said, cases[i].title), rig->said);
    }
}

static void test_chimes(void **state)
{
    struct rig *rig = *state;
    struct tracking_reading ours = tracking_read("ESG-7K3M-Q9XT-2HW", "");
    struct tracking_reading other = tracking_read("https://example.org", "");
    rig_tap(rig, "Sentuh untuk mulai");
    rig_tap(rig, "Petugas");
    assert_int_equal(rig->chimes[APP_CHIME_CALL], 1);
    rig_tap(rig, "Tutup");
    app_code_read(rig->app, &other, CODE_WEB);
    assert_int_equal(rig->chimes[APP_CHIME_CODE], 0);
    app_code_read(rig->app, &ours, CODE_OTHER);
    assert_int_equal(rig->chimes[APP_CHIME_CODE], 1);
    rig_settle(rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RIG_TEST(test_how_texts_sound),
        RIG_TEST(test_how_nodes_sound),
        RIG_TEST(test_nothing_is_said_unasked),
        RIG_TEST(test_typing_is_echoed),
        RIG_TEST(test_an_inserted_word_is_read),
        RIG_TEST(test_louder_and_faster),
        RIG_TEST(test_the_idle_warning_is_spoken_to_everybody),
        RIG_TEST(test_pages_are_read_from_their_title_on),
        RIG_TEST(test_what_is_scrolled_away_is_read_too),
        RIG_TEST(test_what_is_touched_is_named),
        RIG_TEST(test_the_focus_is_named),
        RIG_TEST(test_errors_are_read_when_they_appear),
        RIG_TEST(test_what_a_number_says_is_read_when_it_appears),
        RIG_TEST(test_a_masked_field_keeps_its_secret),
        RIG_TEST(test_the_idle_warning_is_spoken_once),
        RIG_TEST(test_news_are_read),
        RIG_TEST(test_switching_off_is_silence),
        RIG_TEST(test_the_next_visitor_hears_nothing),
        RIG_TEST(test_languages),
        RIG_TEST(test_chimes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
