#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/err.h"
#include "scan/cascade.h"
#include "scan/support/qr.h"

static struct frame frame;
static struct cascade *cascade;

static int setup(void **state)
{
    (void)state;
    frame_init(&frame);
    cascade = cascade_new();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    frame_fini(&frame);
    cascade_free(cascade);
    return 0;
}

static bool read_by_any(struct qr_text *text)
{
    for (int stage = 0; stage < CASCADE_STAGES; stage++)
        if (cascade_run(cascade, &frame, stage, text))
            return true;
    return false;
}

static void codes_are_read_in_many_looks(void **state)
{
    (void)state;
    static const struct {
        const char *const *rows;
        const char *text;
        struct look look;
    } cases[] = {
        {qr_code, QR_CODE_TEXT, {0}},
        {qr_url, QR_URL_TEXT, {0}},
        {qr_utf8, QR_UTF8_TEXT, {0}},
        {qr_code, QR_CODE_TEXT, {.module = 3}},
        {qr_code, QR_CODE_TEXT, {.module = 25}},
        {qr_url, QR_URL_TEXT, {.degrees = 30}},
        {qr_url, QR_URL_TEXT, {.degrees = 90}},
        {qr_url, QR_URL_TEXT, {.degrees = 200}},
        {qr_url, QR_URL_TEXT, {.dark = 230, .light = 30}}, /* light on dark */
        {qr_url, QR_URL_TEXT, {.dark = 200, .light = 40, .degrees = 15}},
        {qr_url, QR_URL_TEXT, {.noise = 60}},
        {qr_url, QR_URL_TEXT, {.noise = 100, .degrees = 10}},
        {qr_code, QR_CODE_TEXT, {.dark = 120, .light = 140}}, /* pale */
        {qr_url, QR_URL_TEXT, {.dark = 100, .light = 240, .shadow = 100}},
        {qr_url, QR_URL_TEXT, {.module = 14, .lean = 25}}, /* seen from below */
        {qr_url, QR_URL_TEXT, {.module = 14, .lean = 20, .degrees = 40}},
        {qr_url, QR_URL_TEXT, {.module = 14, .wave = 12}}, /* on a sleeve */
        {qr_url, QR_URL_TEXT, {.module = 14, .wave = 8, .lean = 8, .degrees = 190}},
        {qr_url, QR_URL_TEXT, {.module = 14, .dark = 230, .light = 30, .wave = 10}},
        {qr_url, QR_URL_TEXT, {.module = 12, .mirrored = true}},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct qr_text text;
        qr_draw(&frame, cases[i].rows, cases[i].look);
        if (!read_by_any(&text))
            fail_msg("case %zu was not read", i);
        assert_string_equal(text.bytes, cases[i].text);
        assert_int_equal(text.len, strlen(cases[i].text));
    }
}

static void nothing_is_read_from_nothing(void **state)
{
    (void)state;
    static const int sizes[][2] = {{0, 0}, {1, 1}, {1, 720}, {1280, 1}, {2, 3}, {1280, 720}};
    struct qr_text text;
    for (size_t i = 0; i < LENGTH(sizes); i++) {
        frame.width = sizes[i][0];
        frame.height = sizes[i][1];
        memset(frame.pixels, 200, frame_len(&frame));
        assert_false(read_by_any(&text));
        assert_int_equal(text.len, 0);
    }
}

/* Whatever stage reads a code says where it was. */
static void corners_lie_around_the_code(void **state)
{
    (void)state;
    static const int expected[] = {515, 235, 765, 485}; /* left, top, right, bottom */
    struct qr_text text;
    qr_draw(&frame, qr_url, (struct look){.module = 10});
    for (int stage = 0; stage < CASCADE_STAGES; stage++) {
        int left = INT16_MAX, top = INT16_MAX, right = 0, bottom = 0;
        assert_true(cascade_run(cascade, &frame, stage, &text));
        for (int i = 0; i < QR_CORNERS; i++) {
            struct corner corner = text.corners[i];
            left = corner.x < left ? corner.x : left;
            top = corner.y < top ? corner.y : top;
            right = corner.x > right ? corner.x : right;
            bottom = corner.y > bottom ? corner.y : bottom;
        }
        const int found[] = {left, top, right, bottom};
        for (int i = 0; i < 4; i++)
            assert_in_range(found[i], expected[i] - 12, expected[i] + 12);
    }
}

/* With zbar's cache on, the first of these would abort the program. */
static void a_part_of_a_larger_code_is_no_text(void **state)
{
    (void)state;
    struct qr_text text;
    qr_draw(&frame, qr_part, (struct look){0});
    for (int i = 0; i < 3; i++)
        assert_false(read_by_any(&text));
    assert_int_equal(text.len, 0);
    qr_draw(&frame, qr_code, (struct look){0});
    assert_true(read_by_any(&text));
}

/* Past the point where the scanner is made anew. */
static void reading_goes_on_and_on(void **state)
{
    (void)state;
    struct frame whole, small;
    struct qr_text text;
    frame_init(&whole);
    frame_init(&small);
    qr_draw(&whole, qr_code, (struct look){0});
    const uint8_t *corner = whole.pixels + 270 * whole.width + 550;
    frame_fit(&small, (struct plane){corner, 180, 180, 1, (size_t)whole.width});
    for (int i = 0; i < 1200; i++) {
        assert_true(cascade_run(cascade, &small, 0, &text));
        assert_string_equal(text.bytes, QR_CODE_TEXT);
    }
    frame_fini(&whole);
    frame_fini(&small);
}

/* Two codes in one frame: each is read, the other passed over, by every stage that reads both. */
static void of_several_codes_each_can_be_read(void **state)
{
    (void)state;
    struct qr_text text;
    struct frame other;
    frame_init(&other);
    qr_draw(&other, qr_url, (struct look){.module = 8});
    qr_draw(&frame, qr_code, (struct look){.module = 8});
    for (int y = 0; y < frame.height; y++) { /* the one to the left, the other to the right */
        memmove(frame.pixels + y * 1280, frame.pixels + y * 1280 + 320, 640);
        memcpy(frame.pixels + y * 1280 + 640, other.pixels + y * 1280 + 320, 640);
    }
    for (int stage = 0; stage < CASCADE_STAGES; stage++) {
        struct qr_text first;
        cascade_skip(cascade, 0);
        assert_true(cascade_run(cascade, &frame, stage, &first));
        cascade_skip(cascade, 1);
        assert_true(cascade_run(cascade, &frame, stage, &text));
        bool code_first = strcmp(first.bytes, QR_CODE_TEXT) == 0;
        assert_string_equal(first.bytes, code_first ? QR_CODE_TEXT : QR_URL_TEXT);
        assert_string_equal(text.bytes, code_first ? QR_URL_TEXT : QR_CODE_TEXT);
        cascade_skip(cascade, 2);
        assert_false(cascade_run(cascade, &frame, stage, &text));
        assert_int_equal(text.len, 0);
        assert_int_equal(text.bytes[0], 0);
    }
    cascade_skip(cascade, 0);
    frame_fini(&other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_are_read_in_many_looks),
        cmocka_unit_test(nothing_is_read_from_nothing),
        cmocka_unit_test(corners_lie_around_the_code),
        cmocka_unit_test(a_part_of_a_larger_code_is_no_text),
        cmocka_unit_test(of_several_codes_each_can_be_read),
        cmocka_unit_test(reading_goes_on_and_on),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
