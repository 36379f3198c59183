/* A complaint: with a name and without, about a request or not, and put right on the check page. */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on
#include <string.h>

#include "kiosk/screen.h"
#include "kiosk/support/rig.h"
#include "ui/keyboard.h"

static void read_code(struct rig *rig, const char *text)
{
    struct tracking_reading reading = tracking_read(text, "");
    app_code_read(rig->app, &reading, CODE_WEB);
    rig_settle(rig);
}

static void test_a_complaint_without_a_name(void **state)
{
    struct rig *rig = *state;
    read_code(rig, "ESG-7K3M-Q9XT-2HW");
    rig_tap(rig, "Ada masalah?");
    rig_tap(rig, "Tulis di sini");
    rig_tap(rig, "Lanjut");
    assert_shows(rig, "Pilih salah satu topik.");
    assert_shows(rig, "Ceritakan dulu apa yang terjadi.");
    rig_tap(rig, "Lambat");
    rig_tap(rig, "Ceritakan singkat");
    rig_type(rig, "lama");
    rig_tap(rig, "Lanjut");
    rig_tap(rig, "Kirim aduan");
    assert_screen(rig, "receipt");
    assert_shows(rig, "PGD-7K3M-Q9XT-2HW");
    assert_true(rig->fake.complaint.anonymous);
    assert_string_equal(rig->fake.complaint.topic, "lambat");
    assert_string_equal(rig->fake.complaint.text, "lama");
    assert_string_equal(rig->fake.complaint.about, "ESG-7K3M-Q9XT-2HW");
}

static void test_a_complaint_freed_of_its_request(void **state)
{
    struct rig *rig = *state;
    read_code(rig, "ESG-7K3M-Q9XT-2HW");
    rig_tap(rig, "Ada masalah?");
    rig_tap(rig, "Tulis di sini");
    rig_tap(rig, "Lambat");
    rig_tap(rig, "Tentang ESG-7K3M-Q9XT-2HW");
    rig_tap(rig, "Ceritakan singkat");
    rig_type(rig, "lama");
    rig_tap(rig, "Lanjut");
    assert_false(rig_shows(rig, "ESG-7K3M-Q9XT-2HW"));
    rig_tap(rig, "Kirim aduan");
    assert_screen(rig, "receipt");
    assert_string_equal(rig->fake.complaint.about, "");
}

/* To the check page, with a topic and a few words, without a name. */
static void fill(struct rig *rig)
{
    rig_tap(rig, "Sentuh untuk mulai");
    rig_tap(rig, "Pengaduan");
    rig_tap(rig, "Tulis di sini");
    rig_tap(rig, "Lambat");
    rig_tap(rig, "Ceritakan singkat");
    rig_type(rig, "lama");
    rig_tap(rig, "Lanjut");
    assert_shows(rig, "Periksa lagi aduan Anda");
}

static void test_what_is_changed_leads_back_to_the_check(void **state)
{
    struct rig *rig = *state;
    fill(rig);
    rig_tap(rig, "Ubah: Topik");
    rig_tap(rig, "Kembali");
    assert_shows(rig, "Periksa lagi aduan Anda");
    rig_tap(rig, "Ubah: Dari");
    rig_tap(rig, "Tanpa nama"); /* then who it is has to be said */
    rig_tap(rig, "Lanjut");
    rig_type(rig, "CONTOH");
    rig_tap(rig, "Nomor ponsel");
    rig_type(rig, "085612345678");
    rig_tap(rig, "Lanjut");
    assert_shows(rig, "CONTOH");
    rig_tap(rig, "Ubah: Apa yang terjadi?");
    rig_tap(rig, "Lanjut"); /* the name is known already */
    assert_shows(rig, "Periksa lagi aduan Anda");
    rig_tap(rig, "Kirim aduan");
    assert_screen(rig, "receipt");
    assert_false(rig->fake.complaint.anonymous);
    assert_string_equal(rig->fake.complaint.phone, "085612345678");
}

static void test_nothing_empty_comes_back_to_the_check(void **state)
{
    struct rig *rig = *state;
    fill(rig);
    rig_tap(rig, "Ubah: Topik");
    rig_tap(rig, "Ceritakan singkat");
    for (size_t i = 0; i < strlen("lama"); i++)
        app_send(rig->app, (struct msg){MSG_KEY, KEY_BACKSPACE});
    rig_tap(rig, "Lanjut");
    assert_shows(rig, "Ceritakan dulu apa yang terjadi.");
    rig_tap(rig, "Kembali");
    assert_false(rig_shows(rig, "Periksa lagi aduan Anda"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RIG_TEST(test_a_complaint_without_a_name),
        RIG_TEST(test_a_complaint_freed_of_its_request),
        RIG_TEST(test_what_is_changed_leads_back_to_the_check),
        RIG_TEST(test_nothing_empty_comes_back_to_the_check),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
