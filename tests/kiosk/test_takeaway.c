/* "Ambil dokumen dulu": a form leaves the screen and its code brings it back. */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on
#include <string.h>

#include "base/clock.h"
#include "kiosk/screen.h"
#include "kiosk/support/walk_request.h"

static bool remembers(const struct rig *rig, const char *text)
{
    return memmem(rig->secrets, app_secrets_size(), text, strlen(text)) != NULL;
}

static struct tracking_reading taken_code(const struct rig *rig)
{
    return (struct tracking_reading){
        .fault = TRACKING_DRAFT,
        .draft = draft_code_make(0x123456789ABCD, (uint64_t)rig->fake.drafts)};
}

static void show_code(struct rig *rig)
{
    struct tracking_reading reading = taken_code(rig);
    app_code_read(rig->app, &reading, CODE_OTHER);
    rig_settle(rig);
}

static void test_a_form_is_taken_away_and_brought_back(void **state)
{
    struct rig *rig = *state;
    request_check(rig);
    request_agree(rig);
    rig_tap(rig, "Ambil dokumen dulu");
    assert_shows(rig, "Isian Anda disimpan 30 menit");
    assert_shows(rig, "Disimpan sampai pukul 10.11");
    assert_shows(rig, taken_code(rig).draft.text);
    assert_false(remembers(rig, "3375017008900012"));
    rig_tap(rig, "Selesai");
    assert_screen(rig, "home");
    assert_false(remembers(rig, taken_code(rig).draft.text));
    show_code(rig);
    assert_screen(rig, "request");
    assert_shows(rig, "langkah 5 dari 6"); /* on the page it was left, with what was agreed to */
    assert_shows(rig, "3375 •••• •••• 0012");
    rig_tap(rig, "Kirim permohonan");
    assert_screen(rig, "receipt");
    assert_string_equal(rig->fake.request.answers[0], "CONTOH NAMA PEMOHON");
    rig_tap(rig, "Selesai");
    show_code(rig); /* once is once */
    assert_screen(rig, "scan");
    assert_shows(rig, "Tidak ada isian dengan kode ini di sini.");
}

static void test_from_the_documents_page_and_by_typing(void **state)
{
    struct rig *rig = *state;
    request_check(rig);
    rig_tap(rig, "Kembali");
    rig_tap(rig, "Ambil dokumen dulu");
    rig_tap(rig, "Selesai");
    rig_tap(rig, "Cek progres");
    rig_tap(rig, "Ketik kode saja");
    for (const char *at = taken_code(rig).draft.text; *at; at++)
        if (*at != '-')
            rig_type(rig, (const char[]){*at, '\0'});
    assert_shows(rig, taken_code(rig).draft.text);
    rig_tap(rig, "Cek progres");
    assert_screen(rig, "request");
    assert_shows(rig, "Cara menyerahkan berkas");
    assert_true(rig->cameras <= 0); /* off */
}

static void test_a_draft_comes_back_on_the_attract_screen(void **state)
{
    struct rig *rig = *state;
    request_check(rig);
    rig_tap(rig, "Ambil dokumen dulu");
    rig_tap(rig, "Selesai");
    rig_advance(rig, SECONDS(rig->settings.timeouts.attract + 2));
    assert_screen(rig, "attract");
    show_code(rig);
    assert_shows(rig, "langkah 5 dari 6");
    rig_tap(rig, "Batal");
    assert_screen(rig, "home");
}

static void test_going_on_after_all(void **state)
{
    struct rig *rig = *state;
    request_check(rig);
    rig_tap(rig, "Ambil dokumen dulu");
    rig_tap(rig, "Lanjut mengisi");
    assert_shows(rig, "langkah 5 dari 6");
    assert_int_equal(rig->fake.draft_len, 0);
    rig_tap(rig, "Ambil dokumen dulu"); /* the place is free again */
    assert_shows(rig, "Isian Anda disimpan 30 menit");
}

static void test_a_draft_ends_after_half_an_hour(void **state)
{
    struct rig *rig = *state;
    request_check(rig);
    rig_tap(rig, "Ambil dokumen dulu");
    rig_tap(rig, "Selesai");
    rig_advance(rig, DRAFT_KEPT - SECONDS(1));
    assert_true(rig->fake.draft_len > 0);
    rig_advance(rig, SECONDS(2));
    assert_int_equal(rig->fake.draft_len, 0);
    show_code(rig);
    assert_screen(rig, "scan");
    assert_shows(rig, "Tidak ada isian dengan kode ini di sini.");
}

static void test_the_second_visitor_is_told(void **state)
{
    struct rig *rig = *state;
    request_held_up(rig);
    assert_shows(rig, "Kios ini sedang menyimpan isian pengunjung lain");
    assert_shows(rig, "sampai pukul 10.11");
    assert_int_equal(rig->fake.drafts, 1);
    show_code(rig); /* the first comes back: nothing of the second's is lost */
    assert_shows(rig, "Selesaikan atau batalkan dulu permohonan ini");
    assert_shows(rig, "langkah 5 dari 6");
    assert_true(rig->fake.draft_len > 0);
    rig_tap(rig, "Batal");
    show_code(rig);
    assert_shows(rig, "Cara menyerahkan berkas");
}

static void test_a_desk_that_cannot_keep_it(void **state)
{
    struct rig *rig = *state;
    request_check(rig);
    rig->fake.answer = ERR_STORAGE;
    rig_tap(rig, "Ambil dokumen dulu");
    assert_shows(rig, "Kios ini gagal menyimpan");
    assert_shows(rig, "3375 •••• •••• 0012");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RIG_TEST(test_a_form_is_taken_away_and_brought_back),
        RIG_TEST(test_from_the_documents_page_and_by_typing),
        RIG_TEST(test_a_draft_comes_back_on_the_attract_screen),
        RIG_TEST(test_going_on_after_all),
        RIG_TEST(test_a_draft_ends_after_half_an_hour),
        RIG_TEST(test_the_second_visitor_is_told),
        RIG_TEST(test_a_desk_that_cannot_keep_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
