/* Documents photographed at the kiosk, before a fake desk and a fake camera. */
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

static const struct request *draft_of(const struct rig *rig)
{
    return &rig->app->secrets->visit.request.draft;
}

static void a_page_is_taken_kept_and_sent(void **state)
{
    struct rig *rig = *state;
    request_aim(rig);
    assert_int_equal(rig->page_cameras, 1);
    assert_shows(rig, "Bagus. Sentuh \"Ambil foto\"");
    request_shot(rig, SHEET_GOOD);
    assert_int_equal(rig->shots, 1);
    assert_true(rig->straighten);
    assert_int_equal(rig->page_cameras, 0); /* off while one looks at the page */
    assert_int_equal(rig->copy_shown, 1);
    assert_int_equal(rig->fake.page_count, 1);
    rig_tap(rig, "Tambah halaman");
    assert_int_equal(rig->page_cameras, 1);
    app_camera(rig->app, CAMERA_LOOKING);
    request_shot(rig, SHEET_GOOD);
    assert_shows(rig, "Halaman 2");
    rig_tap(rig, "Halaman 1");
    assert_int_equal(rig->copy_shown, 1);
    rig_tap(rig, "Selesai");
    assert_shows(rig, "2 halaman difoto");
    assert_int_equal(draft_of(rig)->page_count, 2);
    rig_tap(rig, "Lanjut");
    request_agree(rig);
    rig_tap(rig, "Kirim permohonan");
    assert_screen(rig, "receipt");
    assert_int_equal(rig->fake.request.page_count, 2);
    uint8_t document = rig->fake.request.pages[0].document;
    assert_int_equal(rig->fake.request.documents[document], HANDOVER_PHOTO);
    assert_shows(rig, "Sudah difoto: ");
    assert_shows(rig, "Serahkan ke petugas: ");
}

static void a_page_is_taken_again_or_deleted(void **state)
{
    struct rig *rig = *state;
    request_page_soft(rig);
    assert_shows(rig, "Foto ini kurang tajam");
    rig_tap(rig, "Ulangi");
    assert_int_equal(rig->fake.page_count, 0);
    assert_int_equal(rig->page_cameras, 1);
    app_camera(rig->app, CAMERA_LOOKING);
    request_shot(rig, SHEET_GOOD);
    assert_int_equal(rig->fake.pages[0], 2);
    rig_tap(rig, "Hapus halaman ini");
    assert_int_equal(rig->fake.page_count, 0);
    rig_tap(rig, "Kembali");
    assert_int_equal(rig->page_cameras, 0);
    assert_false(rig_shows(rig, "difoto"));
}

static void another_way_drops_the_pages(void **state)
{
    struct rig *rig = *state;
    request_photographed(rig);
    uint8_t document = draft_of(rig)->pages[0].document;
    rig_tap(rig, "Serahkan ke petugas");
    assert_int_equal(draft_of(rig)->documents[document], HANDOVER_OFFICER);
    assert_int_equal(draft_of(rig)->page_count, 0);
    assert_int_equal(rig->fake.page_count, 0);
}

static void without_a_page_in_view_nothing_is_taken(void **state)
{
    struct rig *rig = *state;
    request_missed(rig);
    assert_shows(rig, "Lembar yang utuh tidak terlihat");
    assert_int_equal(rig->fake.page_count, 0);
    rig_tap(rig, "Luruskan otomatis");
    rig_tap(rig, "Ambil foto");
    assert_false(rig->straighten);
}

static void a_full_or_broken_desk_says_so_and_nothing_is_lost(void **state)
{
    struct rig *rig = *state;
    request_aim(rig);
    rig->fake.photo = ERR_FULL;
    request_shot(rig, SHEET_GOOD);
    assert_shows(rig, "Tempat untuk foto di kios ini sedang penuh.");
    rig->fake.photo = ERR_STORAGE;
    request_shot(rig, SHEET_GOOD);
    assert_shows(rig, "Halaman tidak dapat disimpan.");
    rig->fake.photo = OK;
    request_shot(rig, SHEET_GOOD);
    assert_shows(rig, "Halaman 1");
}

static void photographing_is_offered_where_it_can_be(void **state)
{
    struct rig *rig = *state;
    request_no_photo(rig);
    assert_false(rig_shows(rig, "Foto di sini"));
    assert_shows(rig, "Kamera tidak menjawab");
    rig->no_camera = true;
    rig_restart(rig, rig->now);
    request_documents(rig);
    assert_false(rig_shows(rig, "Foto di sini"));
    assert_shows(rig, "Kios ini tidak punya kamera");
}

static void who_leaves_leaves_no_page(void **state)
{
    struct rig *rig = *state;
    request_photographed(rig);
    rig_tap(rig, "Batal");
    rig_settle(rig);
    assert_int_equal(rig->fake.page_count, 0);
}

/* The idle wipe while the camera is on. */
static void the_camera_goes_off_with_the_visitor(void **state)
{
    struct rig *rig = *state;
    request_aim(rig);
    rig_advance(rig, MINUTES(10));
    assert_int_equal(rig->page_cameras, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RIG_TEST(a_page_is_taken_kept_and_sent),
        RIG_TEST(a_page_is_taken_again_or_deleted),
        RIG_TEST(another_way_drops_the_pages),
        RIG_TEST(without_a_page_in_view_nothing_is_taken),
        RIG_TEST(a_full_or_broken_desk_says_so_and_nothing_is_lost),
        RIG_TEST(photographing_is_offered_where_it_can_be),
        RIG_TEST(who_leaves_leaves_no_page),
        RIG_TEST(the_camera_goes_off_with_the_visitor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
