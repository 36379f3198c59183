/* A page before a folder that stands for a camera, as far as its JPEG. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <poll.h>
#include <string.h>

#include "scan/picture.h"
#include "scan/reader.h"
#include "scan/support/pictures.h"
#include "scan/support/sheet.h"
#include "support/tempdir.h"

enum { STEPS_MAX = 200, STEP = 34, PATIENCE = 10000 };

static struct tempdir dir;
static struct settings settings;
static struct frame frame;

static const struct sheet_scene good = {.width = 210,
                                        .height = 297,
                                        .pixels = 2,
                                        .tilt = 8,
                                        .roll = 5,
                                        .paper = 205,
                                        .ink = 60,
                                        .desk = 90,
                                        .noise = 2,
                                        .text = true};
static const struct sheet_scene none = {.desk = 150, .noise = 3, .face = true};

static int setup(void **state)
{
    (void)state;
    tempdir_make(&dir);
    frame_init(&frame);
    settings = (struct settings){0};
    TEXT_COPY(settings.camera.source, "folder");
    TEXT_COPY(settings.camera.device, dir.path);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    frame_fini(&frame);
    tempdir_remove(&dir);
    return 0;
}

static void show(const struct sheet_scene *scene)
{
    sheet_shoot(scene, 1, &frame, NULL);
    png_drop(&frame, dir.path, "a.png");
}

/* Steps until what was asked for is answered. */
static enum err answer(struct photographer *photographer, int64_t *now, struct photo_news *news)
{
    for (int i = 0; i < STEPS_MAX; i++, *now += STEP) {
        photographer_step(photographer, *now, news);
        if (news->taken)
            return news->err;
    }
    fail_msg("no answer");
    return ERR_BUSY;
}

static void a_still_and_sharp_page_is_taken(void **state)
{
    (void)state;
    struct photo_news news;
    struct still page = {0};
    int64_t now = 1000;
    show(&good);
    struct photographer *photographer = photographer_new(&settings);
    for (int i = 0; i < 40; i++, now += STEP)
        photographer_step(photographer, now, &news);
    assert_true(news.page);
    assert_int_equal(news.hint, PAGE_HINT_NONE);
    photographer_shoot(photographer, true, now);
    assert_int_equal(answer(photographer, &now, &news), OK);
    const struct photo *photo = photographer_photo(photographer);
    assert_int_equal(photo->flaw, PAGE_FINE);
    assert_int_equal(picture_decode_color(photo->jpeg.data, photo->jpeg.len, &page), OK);
    assert_true(fabs((double)page.height / page.width - 297.0 / 210) < 0.01);
    assert_true(photo->copy.height <= PHOTOGRAPHER_COPY);
    still_fini(&page);
    photographer_free(photographer);
}

/* A face is no page: nothing is taken, however long one asks. */
static void without_a_page_nothing_is_taken(void **state)
{
    (void)state;
    struct photo_news news;
    int64_t now = 1000;
    show(&none);
    struct photographer *photographer = photographer_new(&settings);
    photographer_shoot(photographer, false, now);
    assert_int_equal(answer(photographer, &now, &news), ERR_NOT_FOUND);
    assert_true(now - 1000 >= PHOTOGRAPHER_PATIENCE);
    assert_int_equal(photographer_photo(photographer)->jpeg.len, 0);
    assert_null(photographer_photo(photographer)->copy.rgb);
    photographer_free(photographer);
}

static void a_camera_that_is_gone_answers_too(void **state)
{
    (void)state;
    struct photo_news news;
    int64_t now = 1000;
    TEXT_COPY(settings.camera.device, "/nonexistent/folder");
    struct photographer *photographer = photographer_new(&settings);
    photographer_shoot(photographer, true, now);
    assert_int_equal(answer(photographer, &now, &news), ERR_NOT_FOUND);
    assert_true(news.camera_missing);
    photographer_free(photographer);
    photographer_free(NULL);
}

static struct reader_news await(struct reader *reader)
{
    struct reader_news news;
    struct pollfd file = {.fd = reader_fd(reader), .events = POLLIN};
    assert_int_equal(poll(&file, 1, PATIENCE), 1);
    assert_true(reader_take(reader, &news));
    assert_true(news.pages);
    return news;
}

static void a_reader_hands_the_page_over_and_forgets_it(void **state)
{
    (void)state;
    struct reader_news news;
    show(&good);
    struct reader *reader = reader_new(&settings, "/nonexistent/decoder");
    reader_watch(reader);
    reader_shoot(reader, true);
    do
        news = await(reader);
    while (!news.photo.taken);
    assert_int_equal(news.photo.err, OK);
    assert_true(reader_photo(reader)->jpeg.len > 1000);
    assert_non_null(reader_photo(reader)->copy.rgb);
    reader_stop(reader);
    assert_int_equal(reader_photo(reader)->jpeg.len, 0);
    assert_null(reader_photo(reader)->copy.rgb);
    assert_int_equal(frame_len(reader_frame(reader)), 0);
    reader_free(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_still_and_sharp_page_is_taken, setup, teardown),
        cmocka_unit_test_setup_teardown(without_a_page_nothing_is_taken, setup, teardown),
        cmocka_unit_test_setup_teardown(a_camera_that_is_gone_answers_too, setup, teardown),
        cmocka_unit_test_setup_teardown(a_reader_hands_the_page_over_and_forgets_it, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
