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

static void to_fields(struct rig *rig)
{
    rig_tap(rig, "Sentuh untuk mulai");
    rig_tap(rig, "Ajukan permohonan");
    assert_screen(rig, "request");
    assert_shows(rig, "langkah 1 dari 6");
    rig_tap(rig, "Mulai isi");
    assert_shows(rig, "Data pribadi Anda");
    rig_tap(rig, "Lanjut");
}

static void to_check(struct rig *rig)
{
    to_fields(rig);
    assert_shows(rig, "langkah 2 dari 6");
    rig_type(rig, "CONTOH NAMA PEMOHON");
    rig_tap(rig, "NIK");
    rig_type(rig, "3375017008900012");
    rig_tap(rig, "Lanjut");
    assert_shows(rig, "langkah 3 dari 6");
    rig_type(rig, "contoh.pemohon");
    rig_tap(rig, "@pekalongankota.go.id");
    rig_tap(rig, "Nomor ponsel (WhatsApp)");
    rig_type(rig, "085612345678");
    rig_tap(rig, "Lanjut");
    assert_shows(rig, "langkah 4 dari 6");
    rig_type(rig, "199008302015022001");
    rig_tap(rig, "Jabatan");
    rig_type(rig, "Analis Kebijakan");
    rig_tap(rig, "Unit kerja");
    rig_type(rig, "Bagian Organisasi Setda");
    rig_tap(rig, "Lanjut");
    assert_shows(rig, "Cara menyerahkan berkas");
    rig_tap(rig, "Lanjut");
    assert_shows(rig, "langkah 5 dari 6");
}

static void agree(struct rig *rig)
{
    rig_tap(rig, "Saya sudah membaca pemberitahuan data pribadi. Data dipakai hanya untuk "
                 "menerbitkan sertifikat ini.");
}

static void test_a_request_goes_all_the_way(void **state)
{
    struct rig *rig = *state;
    to_check(rig);
    assert_shows(rig, "3375 •••• •••• 0012");
    assert_true(rig_disabled(rig, "Kirim permohonan"));
    agree(rig);
    rig_tap(rig, "Kirim permohonan");
    assert_screen(rig, "receipt");
    assert_int_equal(rig->fake.submits, 1);
    const struct request *sent = &rig->fake.request;
    assert_string_equal(sent->standard->id, "bsre-esign-individu");
    static const char *const answers[][2] = {
        {"name", "CONTOH NAMA PEMOHON"},
        {"nik", "3375017008900012"},
        {"email", "contoh.pemohon@pekalongankota.go.id"},
        {"mobile", "085612345678"},
        {"nip", "199008302015022001"},
        {"position", "Analis Kebijakan"},
        {"unit", "Bagian Organisasi Setda"},
    };
    for (size_t i = 0; i < LENGTH(answers); i++)
        assert_string_equal(sent->answers[standard_field(sent->standard, answers[i][0])],
                            answers[i][1]);
    assert_int_equal(sent->documents[0], HANDOVER_AUTOMATIC);
    assert_int_equal(sent->documents[1], HANDOVER_OFFICER);
    assert_shows(rig, "ESG-7K3M-Q9XT-2HW");
}

/* The draft is gone from the app's memory once it is stored, and once it is cancelled. */
static bool remembers(const struct rig *rig, const char *text)
{
    return memmem(rig->secrets, app_secrets_size(), text, strlen(text)) != NULL;
}

static void test_nothing_typed_stays(void **state)
{
    struct rig *rig = *state;
    to_check(rig);
    assert_true(remembers(rig, "3375017008900012"));
    agree(rig);
    rig_tap(rig, "Kirim permohonan");
    assert_false(remembers(rig, "3375017008900012"));
    assert_false(remembers(rig, "PEMOHON"));
    rig_tap(rig, "Selesai");
    assert_screen(rig, "home");
    assert_false(remembers(rig, "7K3M"));
}

static void test_cancel_wipes(void **state)
{
    struct rig *rig = *state;
    to_fields(rig);
    rig_type(rig, "CONTOH");
    assert_true(remembers(rig, "CONTOH"));
    rig_tap(rig, "Batal");
    assert_screen(rig, "home");
    assert_false(remembers(rig, "CONTOH"));
    assert_true(rig->forgets > 0);
}

static void test_faults_are_told_and_kept(void **state)
{
    struct rig *rig = *state;
    to_fields(rig);
    rig_tap(rig, "Lanjut");
    assert_shows(rig, "Bagian ini harus diisi.");
    rig_type(rig, "CONTOH");
    rig_tap(rig, "NIK");
    rig_type(rig, "33750170089000");
    assert_shows(rig, "Masih kurang 2 angka.");
    assert_true(rig_disabled(rig, "Lanjut"));
    rig_type(rig, "00");
    rig_tap(rig, "Lanjut");
    assert_shows(rig, "Empat angka terakhir NIK tidak mungkin 0000.");
    assert_shows(rig, "3375 0170 0890 0000");
    assert_shows(rig, "langkah 2 dari 6");
}

static void test_what_cannot_stand_there_is_not_typed(void **state)
{
    struct rig *rig = *state;
    to_fields(rig);
    rig_tap(rig, "NIK");
    for (const char *key = "12a-3 "; *key; key++)
        app_text(rig->app, (uint32_t)*key);
    assert_shows(rig, "field \"NIK\\n123");
}

static void test_a_refusal_keeps_everything(void **state)
{
    struct rig *rig = *state;
    static const struct {
        enum err err;
        const char *title;
    } cases[] = {{ERR_FULL, "Penyimpanan kios ini penuh"},
                 {ERR_BUSY, "Kios ini sedang sibuk"},
                 {ERR_STORAGE, "Kios ini gagal menyimpan"},
                 {ERR_DENIED, "Kios ini tidak terdaftar di kantor"}};
    to_check(rig);
    agree(rig);
    for (size_t i = 0; i < LENGTH(cases); i++) {
        rig->fake.answer = cases[i].err;
        rig_tap(rig, "Kirim permohonan");
        assert_screen(rig, "request");
        assert_shows(rig, cases[i].title);
        assert_shows(rig, "loket");
        assert_shows(rig, "Bagian Organisasi Setda");
    }
    rig->fake.answer = OK;
    rig_tap(rig, "Kirim permohonan");
    assert_screen(rig, "receipt");
    assert_string_equal(rig->fake.request.answers[0], "CONTOH NAMA PEMOHON");
}

static void test_change_returns_to_the_check(void **state)
{
    struct rig *rig = *state;
    to_check(rig);
    rig_tap(rig, "Ubah: Ponsel");
    assert_shows(rig, "langkah 3 dari 6");
    rig_type(rig, "9");
    rig_tap(rig, "Lanjut");
    assert_shows(rig, "langkah 5 dari 6");
    assert_shows(rig, "0856-1234-56789");
    rig_tap(rig, "Kembali");
    assert_shows(rig, "Cara menyerahkan berkas");
}

static void test_back_goes_page_by_page(void **state)
{
    struct rig *rig = *state;
    static const char *const pages[] = {"Cara menyerahkan berkas", "langkah 4 dari 6",
                                        "langkah 3 dari 6",        "langkah 2 dari 6",
                                        "Data pribadi Anda",       "siapkan empat berkas"};
    to_check(rig);
    for (size_t i = 0; i < LENGTH(pages); i++) {
        rig_tap(rig, "Kembali");
        assert_shows(rig, pages[i]);
    }
    rig_tap(rig, "Kembali");
    assert_screen(rig, "home");
}

static void test_the_receipt_follows_the_office(void **state)
{
    struct rig *rig = *state;
    static const struct {
        enum progress_stage stage;
        const char *text;
    } stages[] = {{STAGE_SAVED, "Tersimpan di kios ini"},
                  {STAGE_RECEIVED, "Diterima kantor"},
                  {STAGE_WORKING, "Sedang diproses"}};
    to_check(rig);
    agree(rig);
    rig_tap(rig, "Kirim permohonan");
    for (size_t i = 0; i < LENGTH(stages); i++) {
        rig->fake.progress.stage = stages[i].stage;
        rig->fake.state.revision++;
        app_desk_changed(rig->app);
        for (size_t other = 0; other < LENGTH(stages); other++)
            assert_int_equal(rig_shows(rig, stages[other].text), other == i);
    }
    assert_shows(rig, "Target selesai Selasa 24 Nov, 16.00");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RIG_TEST(test_a_request_goes_all_the_way),
        RIG_TEST(test_nothing_typed_stays),
        RIG_TEST(test_cancel_wipes),
        RIG_TEST(test_faults_are_told_and_kept),
        RIG_TEST(test_what_cannot_stand_there_is_not_typed),
        RIG_TEST(test_a_refusal_keeps_everything),
        RIG_TEST(test_change_returns_to_the_check),
        RIG_TEST(test_back_goes_page_by_page),
        RIG_TEST(test_the_receipt_follows_the_office),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
