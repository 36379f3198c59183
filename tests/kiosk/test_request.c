// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "kiosk/screen.h"
#include "kiosk/support/rig.h"

static void to_fields_from_intro(struct rig *rig)
{
    assert_screen(rig, "request");
    assert_shows(rig, "langkah 1 dari 6");
    rig_tap(rig, "Mulai isi");
    assert_shows(rig, "Data pribadi Anda");
    rig_tap(rig, "Lanjut");
}

static void to_fields(struct rig *rig)
{
    rig_tap(rig, "Sentuh untuk mulai");
    rig_tap(rig, "Ajukan permohonan");
    to_fields_from_intro(rig);
}

static void to_check_from_intro(struct rig *rig)
{
    to_fields_from_intro(rig);
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

static void to_check(struct rig *rig)
{
    rig_tap(rig, "Sentuh untuk mulai");
    rig_tap(rig, "Ajukan permohonan");
    to_check_from_intro(rig);
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

/* ---- what the numbers say ---- */

static void test_the_nik_speaks(void **state)
{
    struct rig *rig = *state;
    to_fields(rig);
    rig_type(rig, "CONTOH");
    rig_tap(rig, "NIK");
    rig_type(rig, "337501700890001");
    assert_false(rig_shows(rig, "Tanggal lahir"));
    rig_type(rig, "2");
    assert_shows(rig, "Tanggal lahir menurut NIK: 30 Agustus 1990. Benar?");
    rig_tap(rig, "Tidak");
    assert_shows(rig, "verifikator mendapat catatan");
    rig_tap(rig, "Lanjut"); /* it holds nobody up */
    assert_shows(rig, "langkah 3 dari 6");
    rig_tap(rig, "Kembali");
    assert_shows(rig, "verifikator mendapat catatan");
    rig_tap(rig, "NIK");
    app_text(rig->app, '\b');
    rig_type(rig, "3");
    assert_false(rig_shows(rig, "verifikator mendapat catatan")); /* another number, asked anew */
}

static bool noted(const struct rig *rig, enum request_note note)
{
    return rig->fake.request.notes[note];
}

static void change(struct rig *rig, const char *field, const char *number)
{
    char name[64];
    snprintf(name, sizeof(name), "Ubah: %s", field);
    rig_tap(rig, name);
    rig_tap(rig, "Hapus semua");
    rig_type(rig, number);
}

static void test_doubts_travel_as_notes(void **state)
{
    struct rig *rig = *state;
    to_check(rig);
    assert_false(rig_shows(rig, "Verifikator mendapat catatan ini"));
    change(rig, "NIP", "199008312015021001");
    assert_shows(rig, "Tanggal lahir menurut NIP: 31 Agustus 1990. Benar?");
    assert_shows(rig, "Berbeda dengan tanggal di NIK.");
    rig_tap(rig, "Ya");
    rig_tap(rig, "Lanjut");
    assert_shows(rig,
                 "Tanggal lahir di NIK dan NIP berbeda. Jenis kelamin di NIK dan NIP berbeda.");
    change(rig, "NIK", "3375017008900012");
    rig_tap(rig, "Tidak");
    rig_tap(rig, "Lanjut");
    agree(rig);
    rig_tap(rig, "Kirim permohonan");
    assert_screen(rig, "receipt");
    assert_true(noted(rig, NOTE_NIK_BIRTH));
    assert_false(noted(rig, NOTE_NIP_BIRTH));
    assert_true(noted(rig, NOTE_BIRTH_DIFFERS));
    assert_true(noted(rig, NOTE_SEX_DIFFERS));
}

static void test_numbers_that_agree_leave_no_note(void **state)
{
    struct rig *rig = *state;
    to_check(rig);
    rig_tap(rig, "Ubah: NIP");
    assert_shows(rig, "Tanggal lahir menurut NIP: 30 Agustus 1990, sama dengan NIK.");
    rig_tap(rig, "Lanjut");
    agree(rig);
    rig_tap(rig, "Kirim permohonan");
    for (enum request_note note = 0; note < REQUEST_NOTES; note++)
        assert_false(noted(rig, note));
}

/* ---- taking the form away ---- */

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
    to_check(rig);
    agree(rig);
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
    to_check(rig);
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
    to_check(rig);
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
    to_check(rig);
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
    to_check(rig);
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
    to_check(rig);
    rig_tap(rig, "Ambil dokumen dulu");
    rig_tap(rig, "Selesai");
    rig_advance(rig, MINUTES(1));
    rig_tap(rig, "Ajukan permohonan");
    to_check_from_intro(rig);
    rig_tap(rig, "Ambil dokumen dulu");
    assert_shows(rig, "Kios ini sedang menyimpan isian pengunjung lain");
    assert_shows(rig, "sampai pukul 10.11");
    assert_int_equal(rig->fake.drafts, 1);
    show_code(rig); /* the first comes back: nothing of the second's is lost */
    assert_shows(rig, "Selesaikan atau batalkan dulu permohonan ini");
    assert_shows(rig, "langkah 5 dari 6");
    assert_true(rig->fake.draft_len > 0);
    rig_tap(rig, "Batal");
    show_code(rig);
    assert_shows(rig, "langkah 5 dari 6");
}

static void test_a_desk_that_cannot_keep_it(void **state)
{
    struct rig *rig = *state;
    to_check(rig);
    rig->fake.answer = ERR_STORAGE;
    rig_tap(rig, "Ambil dokumen dulu");
    assert_shows(rig, "Kios ini gagal menyimpan");
    assert_shows(rig, "3375 •••• •••• 0012");
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
        RIG_TEST(test_the_nik_speaks),
        RIG_TEST(test_doubts_travel_as_notes),
        RIG_TEST(test_numbers_that_agree_leave_no_note),
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
