#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "scan/picture.h"
#include "scan/support/pictures.h"
#include "scan/support/qr.h"
#include "support/tempdir.h"

static struct frame drawn, got;

static int setup(void **state)
{
    (void)state;
    frame_init(&drawn);
    frame_init(&got);
    qr_draw(&drawn, qr_code, (struct look){0});
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    frame_fini(&drawn);
    frame_fini(&got);
    return 0;
}

static void assert_near(const struct frame *a, const struct frame *b, int most)
{
    assert_int_equal(a->width, b->width);
    assert_int_equal(a->height, b->height);
    for (size_t i = 0; i < frame_len(a); i++)
        assert_true(abs(a->pixels[i] - b->pixels[i]) <= most);
}

static void png_and_jpeg_come_back(void **state)
{
    (void)state;
    struct buf bytes;
    png_make(&drawn, &bytes);
    assert_int_equal(picture_decode(bytes.data, bytes.len, &got), OK);
    assert_near(&got, &drawn, 0);
    assert_int_equal(picture_decode_jpeg(bytes.data, bytes.len, &got), ERR_INVALID);
    buf_fini(&bytes);
    jpeg_make(&drawn, &bytes);
    assert_int_equal(picture_decode(bytes.data, bytes.len, &got), OK);
    assert_near(&got, &drawn, 90); /* JPEG rings at hard edges */
    buf_fini(&bytes);
}

static void what_is_transparent_shows_white(void **state)
{
    (void)state;
    struct buf bytes;
    png_make_rgba(&drawn, &bytes);
    assert_int_equal(picture_decode(bytes.data, bytes.len, &got), OK);
    size_t middle = frame_len(&got) / 2;
    assert_true(got.pixels[0] > 235);
    assert_int_equal(got.width, drawn.width);
    assert_true(abs(got.pixels[middle] - drawn.pixels[middle]) < 30);
    buf_fini(&bytes);
}

/* Nothing that goes wrong may change the frame. */
static void assert_refused(const void *bytes, size_t len)
{
    static const uint8_t pixel = 42;
    frame_fit(&got, (struct plane){&pixel, 1, 1, 1, 1});
    assert_int_equal(picture_decode(bytes, len, &got), ERR_INVALID);
    assert_int_equal(got.width, 1);
    assert_int_equal(got.pixels[0], 42);
}

static void what_is_cut_short_is_refused(void **state)
{
    (void)state;
    static void (*const makers[])(const struct frame *, struct buf *) = {png_make, jpeg_make};
    for (size_t i = 0; i < LENGTH(makers); i++) {
        struct buf bytes;
        makers[i](&drawn, &bytes);
        for (size_t part = 0; part < 20; part++)
            assert_refused(bytes.data, bytes.len * part / 20);
        buf_fini(&bytes);
    }
}

/* Any answer will do, as long as there is one. */
static void broken_bytes_do_no_harm(void **state)
{
    (void)state;
    static void (*const makers[])(const struct frame *, struct buf *) = {png_make, jpeg_make};
    uint32_t series = 7;
    for (size_t i = 0; i < LENGTH(makers); i++) {
        struct buf bytes;
        struct frame small = {160, 120, drawn.pixels};
        makers[i](&small, &bytes);
        for (int round = 0; round < 300; round++) {
            size_t at = series_next(&series) % bytes.len;
            uint8_t was = bytes.data[at];
            bytes.data[at] = (uint8_t)series_next(&series);
            enum err err = picture_decode(bytes.data, bytes.len, &got);
            assert_true(err == OK || err == ERR_INVALID || err == ERR_FULL);
            bytes.data[at] = was;
        }
        buf_fini(&bytes);
    }
}

static void other_bytes_are_refused(void **state)
{
    (void)state;
    static const char text[] = "GIF89a, a poem, anything", png[] = "\x89PNG\r\n\x1a\n";
    assert_refused("", 0);
    assert_refused(text, sizeof(text));
    assert_refused(png, sizeof(png) - 1);
}

/* A PNG header that promises 20,000 by 20,000 pixels. */
static void giants_are_refused(void **state)
{
    (void)state;
    static const uint8_t giant[] = {
        0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48,
        0x44, 0x52, 0x00, 0x00, 0x4e, 0x20, 0x00, 0x00, 0x4e, 0x20, 0x08, 0x00, 0x00, 0x00,
        0x00, 0xc6, 0x1b, 0x19, 0xe5, 0x00, 0x00, 0x00, 0x09, 0x49, 0x44, 0x41, 0x54, 0x78,
        0x9c, 0x63, 0x00, 0x00, 0x00, 0x01, 0x00, 0x01, 0x5e, 0xff, 0x7d, 0xf9};
    assert_int_equal(picture_decode(giant, sizeof(giant), &got), ERR_FULL);
}

static void files_are_read(void **state)
{
    (void)state;
    struct tempdir dir;
    char path[PATH_SIZE];
    tempdir_make(&dir);
    png_drop(&drawn, dir.path, "code.png");
    assert_int_equal(path_join(path, dir.path, "code.png"), OK);
    assert_int_equal(picture_read(path, &got), OK);
    assert_near(&got, &drawn, 0);
    assert_int_equal(path_join(path, dir.path, "none.png"), OK);
    assert_int_equal(picture_read(path, &got), ERR_NOT_FOUND);
    assert_int_not_equal(picture_read(dir.path, &got), OK);
    assert_int_equal(path_write(path, NULL, 0, 0600), OK);
    assert_int_equal(picture_read(path, &got), ERR_INVALID);
    tempdir_remove(&dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(png_and_jpeg_come_back),
        cmocka_unit_test(what_is_transparent_shows_white),
        cmocka_unit_test(what_is_cut_short_is_refused),
        cmocka_unit_test(broken_bytes_do_no_harm),
        cmocka_unit_test(other_bytes_are_refused),
        cmocka_unit_test(giants_are_refused),
        cmocka_unit_test(files_are_read),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
