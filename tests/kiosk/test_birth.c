/* What the numbers say: asked below their fields, sent to the verifier as notes. */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on
#include <stdio.h>

#include "kiosk/screen.h"
#include "kiosk/support/walk_request.h"

static void test_the_nik_speaks(void **state)
{
    struct rig *rig = *state;
    request_name(rig);
    assert_false(rig_shows(rig, "Tanggal lahir"));
    rig_type(rig, "12");
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
    request_check(rig);
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
    request_agree(rig);
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
    request_check(rig);
    rig_tap(rig, "Ubah: NIP");
    assert_shows(rig, "Tanggal lahir menurut NIP: 30 Agustus 1990, sama dengan NIK.");
    rig_tap(rig, "Lanjut");
    request_agree(rig);
    rig_tap(rig, "Kirim permohonan");
    for (enum request_note note = 0; note < REQUEST_NOTES; note++)
        assert_false(noted(rig, note));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RIG_TEST(test_the_nik_speaks),
        RIG_TEST(test_doubts_travel_as_notes),
        RIG_TEST(test_numbers_that_agree_leave_no_note),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
