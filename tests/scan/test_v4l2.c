#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <linux/videodev2.h>

#include "base/buf.h"
#include "scan/fake/camera.h"
#include "scan/scanner.h"
#include "scan/source.h"
#include "scan/support/pictures.h"
#include "scan/support/qr.h"
#include "scan/v4l2.h"

enum { NOW = 5000, WIDTH = 64, HEIGHT = 48 };

#define GREY(width, height, pace)                                                                  \
    {                                                                                              \
        V4L2_PIX_FMT_GREY, width, height, width, pace                                              \
    }
#define YUYV(width, height, pace)                                                                  \
    {                                                                                              \
        V4L2_PIX_FMT_YUYV, width, height, (width)*2, pace                                          \
    }
#define MJPEG(width, height, pace)                                                                 \
    {                                                                                              \
        V4L2_PIX_FMT_MJPEG, width, height, 0, pace                                                 \
    }

static struct fake_camera camera;
static struct frame frame;
static struct source source;
static uint8_t picture[WIDTH * HEIGHT * 4];

static int setup(void **state)
{
    (void)state;
    camera = (struct fake_camera){
        .there = true, .modes = {GREY(WIDTH, HEIGHT, 30)}, .buffer_size = WIDTH * HEIGHT};
    fake_camera_use(&camera);
    frame_init(&frame);
    source = (struct source){0};
    for (size_t i = 0; i < sizeof(picture); i++)
        picture[i] = (uint8_t)(i * 7);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    source_close(&source);
    frame_fini(&frame);
    assert_int_equal(camera.opened, camera.closed);
    assert_int_equal(camera.mapped, 0);
    assert_int_equal(camera.streaming, 0);
    return 0;
}

static void deliver(size_t len)
{
    camera.frames[camera.count++] = (struct fake_frame){.bytes = picture, .len = len, .used = len};
}

static void the_best_format_is_chosen(void **state)
{
    (void)state;
    static const struct {
        struct fake_mode modes[FAKE_MODES];
        uint32_t fourcc, width;
    } cases[] = {
        {{YUYV(640, 480, 30), YUYV(1280, 720, 30)}, V4L2_PIX_FMT_YUYV, 1280},
        {{YUYV(640, 480, 30), YUYV(1280, 720, 10)}, V4L2_PIX_FMT_YUYV, 640}, /* as USB 2 allows */
        {{YUYV(640, 480, 30), YUYV(1280, 720, 10), MJPEG(1280, 720, 30)}, V4L2_PIX_FMT_MJPEG, 1280},
        {{MJPEG(1280, 720, 30), YUYV(1280, 720, 30)}, V4L2_PIX_FMT_YUYV, 1280}, /* cheaper */
        {{MJPEG(1280, 720, 0), YUYV(1280, 720, 0), GREY(1280, 720, 0)}, V4L2_PIX_FMT_GREY, 1280},
        {{MJPEG(1920, 1080, 30), MJPEG(320, 240, 30)}, V4L2_PIX_FMT_MJPEG, 320},
        {{YUYV(1280, 720, 5)}, V4L2_PIX_FMT_YUYV, 1280}, /* slow is better than none */
        {{{V4L2_PIX_FMT_H264, 1280, 720, 0, 30}, {V4L2_PIX_FMT_NV12, 800, 600, 800, 30}},
         V4L2_PIX_FMT_NV12,
         800},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        memcpy(camera.modes, cases[i].modes, sizeof(camera.modes));
        assert_int_equal(v4l2_open(FAKE_CAMERA, NOW, &source), OK);
        if (camera.set.fourcc != cases[i].fourcc || camera.set.width != cases[i].width)
            fail_msg("case %zu: %.4s, %u", i, (const char *)&camera.set.fourcc, camera.set.width);
        source_close(&source);
    }
}

static void what_we_cannot_read_is_no_camera(void **state)
{
    (void)state;
    static const unsigned long requests[] = {VIDIOC_QUERYCAP, VIDIOC_S_FMT, VIDIOC_REQBUFS,
                                             VIDIOC_QUERYBUF, VIDIOC_QBUF,  VIDIOC_STREAMON};
    for (size_t i = 0; i < LENGTH(requests); i++) {
        camera.fails = requests[i];
        camera.error = ENODEV;
        assert_int_equal(v4l2_open(FAKE_CAMERA, NOW, &source), ERR_UNREACHABLE);
        assert_int_equal(camera.opened, camera.closed);
        camera.queued = 0;
    }
    camera.fails = 0; /* mmap */
    assert_int_equal(v4l2_open(FAKE_CAMERA, NOW, &source), ERR_UNREACHABLE);
    camera.error = 0;
    camera.modes[0].fourcc = V4L2_PIX_FMT_H264;
    assert_int_equal(v4l2_open(FAKE_CAMERA, NOW, &source), ERR_UNREACHABLE);
    camera.there = false;
    assert_int_equal(v4l2_open(FAKE_CAMERA, NOW, &source), ERR_UNREACHABLE);
}

static bool has_control(uint32_t id, int value)
{
    for (int i = 0; i < camera.controlled; i++)
        if (camera.controls[i][0] == (int32_t)id && camera.controls[i][1] == value)
            return true;
    return false;
}

static void exposure_and_focus_are_left_to_the_camera(void **state)
{
    (void)state;
    assert_int_equal(v4l2_open(FAKE_CAMERA, NOW, &source), OK);
    assert_true(has_control(V4L2_CID_EXPOSURE_AUTO, V4L2_EXPOSURE_AUTO));
    assert_false(has_control(V4L2_CID_EXPOSURE_AUTO, V4L2_EXPOSURE_APERTURE_PRIORITY));
    assert_true(has_control(V4L2_CID_FOCUS_AUTO, 1));
    assert_true(has_control(V4L2_CID_POWER_LINE_FREQUENCY, V4L2_CID_POWER_LINE_FREQUENCY_50HZ));
    source_close(&source);
    camera.fails = VIDIOC_S_CTRL; /* a camera without any */
    camera.error = EINVAL;
    assert_int_equal(v4l2_open(FAKE_CAMERA, NOW, &source), OK);
}

static void the_newest_frame_is_taken(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++)
        deliver(WIDTH * HEIGHT);
    static uint8_t newest[WIDTH * HEIGHT] = {42};
    camera.frames[2].bytes = newest;
    assert_int_equal(v4l2_open(FAKE_CAMERA, NOW, &source), OK);
    assert_int_equal(source_next(&source, NOW, &frame), OK);
    assert_int_equal(frame.width, WIDTH);
    assert_memory_equal(frame.pixels, newest, sizeof(newest));
    assert_int_equal(camera.queued, FAKE_BUFFERS);
    assert_int_equal(source_next(&source, NOW, &frame), ERR_BUSY);
}

/* Strides wider than the row, buffers shorter than the picture or longer than mapped. */
static void odd_buffers_are_read_or_passed_over(void **state)
{
    (void)state;
    static const struct {
        struct fake_mode mode;
        size_t size, used;
        bool read;
    } cases[] = {
        {{V4L2_PIX_FMT_GREY, 63, 47, 80, 30}, 80 * 47, 80 * 47, true},
        {{V4L2_PIX_FMT_GREY, 63, 47, 80, 30}, 80 * 47, 80 * 46 + 63, true}, /* the end left out */
        {{V4L2_PIX_FMT_GREY, 63, 47, 80, 30}, 80 * 47, 80 * 46 + 62, false},
        {{V4L2_PIX_FMT_GREY, 63, 47, 62, 30}, 80 * 47, 80 * 47, false}, /* less than a row */
        {{V4L2_PIX_FMT_YUYV, 63, 47, 130, 30}, 130 * 47, 130 * 47, true},
        {{V4L2_PIX_FMT_YUYV, 63, 47, 126, 30},
         63 * 47,
         126 * 47,
         false}, /* says more than it has */
        {{V4L2_PIX_FMT_GREY, 64, 48, 64, 30}, 64 * 48, 0, false},
        {{V4L2_PIX_FMT_GREY, 64, 48, 0xFFFFFFFF, 30}, 64 * 48, 64 * 48, false},
        {{V4L2_PIX_FMT_MJPEG, 64, 48, 0, 30}, 64 * 48, 64 * 48, false}, /* no JPEG */
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        camera.modes[0] = cases[i].mode;
        camera.buffer_size = cases[i].size;
        camera.count = camera.next = 0;
        camera.frames[camera.count++] =
            (struct fake_frame){.bytes = picture, .len = cases[i].size, .used = cases[i].used};
        assert_int_equal(v4l2_open(FAKE_CAMERA, NOW, &source), OK);
        enum err err = source_next(&source, NOW, &frame);
        if (err != (cases[i].read ? OK : ERR_BUSY))
            fail_msg("case %zu: %d", i, err);
        assert_int_equal(camera.queued, FAKE_BUFFERS); /* it got its buffer back */
        source_close(&source);
    }
}

static void motion_jpeg_is_read(void **state)
{
    (void)state;
    struct buf jpeg;
    qr_draw(&frame, qr_code, (struct look){0});
    jpeg_make(&frame, &jpeg);
    frame_clear(&frame);
    camera.modes[0] = (struct fake_mode)MJPEG(1280, 720, 30);
    camera.buffer_size = jpeg.len + 100;
    camera.frames[camera.count++] =
        (struct fake_frame){.bytes = jpeg.data, .len = jpeg.len, .used = jpeg.len};
    assert_int_equal(v4l2_open(FAKE_CAMERA, NOW, &source), OK);
    assert_int_equal(source_next(&source, NOW, &frame), OK);
    assert_int_equal(frame.width, 1280);
    buf_fini(&jpeg);
}

static void a_buffer_that_is_none_is_passed_over(void **state)
{
    (void)state;
    static const struct fake_frame frames[] = {
        {.bytes = picture, .len = 1, .used = WIDTH * HEIGHT, .flags = V4L2_BUF_FLAG_ERROR},
        {.used = WIDTH * HEIGHT, .index = FAKE_BUFFERS},
        {.used = WIDTH * HEIGHT, .index = UINT32_MAX},
    };
    assert_int_equal(v4l2_open(FAKE_CAMERA, NOW, &source), OK);
    for (size_t i = 0; i < LENGTH(frames); i++) {
        camera.frames[0] = frames[i];
        camera.count = 1;
        camera.next = 0;
        assert_int_equal(source_next(&source, NOW, &frame), ERR_BUSY);
    }
}

static void a_camera_pulled_out_is_gone(void **state)
{
    (void)state;
    camera.count = 1;
    camera.frames[0].error = ENODEV;
    assert_int_equal(v4l2_open(FAKE_CAMERA, NOW, &source), OK);
    assert_int_equal(source_next(&source, NOW, &frame), ERR_UNREACHABLE);
}

/* EIO may pass; and a camera that is silent for long is as good as gone. */
static void a_silent_camera_is_given_up_after_a_while(void **state)
{
    (void)state;
    static const struct fake_frame silences[] = {
        {.error = EAGAIN},
        {.error = EIO},
        {.used = 3, .bytes = picture, .len = 3}, /* broken frames, one after the other */
    };
    for (size_t i = 0; i < LENGTH(silences); i++) {
        camera.frames[0] = silences[i];
        camera.count = 1;
        camera.next = 0;
        camera.repeat = true;
        assert_int_equal(v4l2_open(FAKE_CAMERA, NOW, &source), OK);
        assert_true(source_due(&source) == NOW + V4L2_STALL);
        assert_int_equal(source_next(&source, NOW + V4L2_STALL - 1, &frame), ERR_BUSY);
        assert_int_equal(source_next(&source, NOW + V4L2_STALL, &frame), ERR_UNREACHABLE);
        source_close(&source);
    }
}

/* A driver that says "readable" for ever and never has a frame must not keep a core busy. */
static void an_empty_readable_camera_is_not_asked_all_the_time(void **state)
{
    (void)state;
    assert_int_equal(v4l2_open(FAKE_CAMERA, NOW, &source), OK);
    for (int i = 0; i < 100; i++)
        assert_int_equal(source_next(&source, NOW + i, &frame), ERR_BUSY);
    assert_int_equal(source_fd(&source), -1);
    assert_in_range(source_due(&source), NOW + 100, NOW + 200);
    deliver(WIDTH * HEIGHT);
    assert_int_equal(source_next(&source, NOW + 200, &frame), OK);
    assert_int_not_equal(source_fd(&source), -1);
}

/* The way through the scanner: silent, missing, started anew, and back. */
static void a_scanner_starts_a_silent_camera_anew(void **state)
{
    (void)state;
    struct settings settings = {0};
    struct scan_news news;
    TEXT_COPY(settings.camera.source, "v4l2");
    TEXT_COPY(settings.camera.device, FAKE_CAMERA);
    deliver(WIDTH * HEIGHT);
    struct scanner *scanner = scanner_new(&settings, "/nonexistent/decoder");
    scanner_step(scanner, NOW, &news);
    assert_true(news.frame && !news.camera_missing);
    scanner_step(scanner, NOW + V4L2_STALL, &news);
    assert_true(news.camera_missing);
    assert_int_equal(camera.closed, 1);
    int64_t again = scanner_due(scanner);
    scanner_step(scanner, again, &news);
    assert_int_equal(camera.opened, 2);
    assert_true(news.camera_missing); /* until it delivers */
    deliver(WIDTH * HEIGHT);
    scanner_step(scanner, again + 30, &news);
    assert_true(news.frame && !news.camera_missing);
    scanner_free(scanner);
}

static void another_camera_stands_in(void **state)
{
    (void)state;
    struct settings settings = {0};
    struct scan_news news;
    TEXT_COPY(settings.camera.source, "v4l2");
    TEXT_COPY(settings.camera.device, FAKE_CAMERA);
    TEXT_COPY(settings.camera.spare, FAKE_SPARE);
    camera.there = false;
    camera.spare_there = true;
    deliver(WIDTH * HEIGHT);
    struct scanner *scanner = scanner_new(&settings, "/nonexistent/decoder");
    scanner_step(scanner, NOW, &news);
    assert_true(news.frame && !news.camera_missing);
    camera.count = camera.next = 0;
    camera.frames[camera.count++].error = ENODEV; /* that one is pulled out, the first put in */
    camera.there = true;
    camera.spare_there = false;
    scanner_step(scanner, NOW + 100, &news);
    assert_true(news.camera_missing);
    deliver(WIDTH * HEIGHT);
    scanner_step(scanner, scanner_due(scanner), &news);
    assert_true(news.frame && !news.camera_missing);
    scanner_free(scanner);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_best_format_is_chosen, setup, teardown),
        cmocka_unit_test_setup_teardown(what_we_cannot_read_is_no_camera, setup, teardown),
        cmocka_unit_test_setup_teardown(exposure_and_focus_are_left_to_the_camera, setup, teardown),
        cmocka_unit_test_setup_teardown(the_newest_frame_is_taken, setup, teardown),
        cmocka_unit_test_setup_teardown(odd_buffers_are_read_or_passed_over, setup, teardown),
        cmocka_unit_test_setup_teardown(motion_jpeg_is_read, setup, teardown),
        cmocka_unit_test_setup_teardown(a_buffer_that_is_none_is_passed_over, setup, teardown),
        cmocka_unit_test_setup_teardown(a_camera_pulled_out_is_gone, setup, teardown),
        cmocka_unit_test_setup_teardown(a_silent_camera_is_given_up_after_a_while, setup, teardown),
        cmocka_unit_test_setup_teardown(an_empty_readable_camera_is_not_asked_all_the_time, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_scanner_starts_a_silent_camera_anew, setup, teardown),
        cmocka_unit_test_setup_teardown(another_camera_stands_in, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
