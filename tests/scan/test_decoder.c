#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scan/decoder.h"
#include "scan/support/programs.h"
#include "scan/support/qr.h"

enum { NOW = 50000, PATIENCE = 60000 /* ms, for a machine under load */ };

static struct frame frame;
static struct decoder *decoder;

static int setup(void **state)
{
    (void)state;
    char program[PATH_SIZE];
    program_path(program, "anjungan-decoder");
    decoder = decoder_new(program);
    frame_init(&frame);
    qr_draw(&frame, qr_code, (struct look){0});
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    decoder_free(decoder);
    frame_fini(&frame);
    return 0;
}

static void wait_readable(void)
{
    struct pollfd file = {.fd = decoder_fd(decoder), .events = POLLIN};
    assert_int_equal(poll(&file, 1, PATIENCE), 1);
}

static enum err answer(struct qr_text *text)
{
    wait_readable();
    return decoder_take(decoder, NOW, text);
}

static void assert_reads(void)
{
    struct qr_text text;
    assert_int_equal(decoder_offer(decoder, &frame, 0, NOW), OK);
    assert_int_equal(answer(&text), OK);
    assert_string_equal(text.bytes, QR_CODE_TEXT);
}

static void a_frame_is_answered(void **state)
{
    (void)state;
    struct qr_text text;
    assert_int_equal(decoder_pid(decoder), 0);
    assert_int_equal(decoder_fd(decoder), -1);
    assert_int_equal(decoder_take(decoder, NOW, &text), ERR_NOT_FOUND);
    assert_true(decoder_due(decoder) == INT64_MAX);
    assert_reads();
    assert_false(decoder_busy(decoder));
    memset(frame.pixels, 255, frame_len(&frame));
    assert_int_equal(decoder_offer(decoder, &frame, 1, NOW), OK);
    assert_int_equal(answer(&text), ERR_NOT_FOUND);
}

static void one_frame_at_a_time(void **state)
{
    (void)state;
    struct qr_text text;
    assert_int_equal(decoder_offer(decoder, &frame, 0, NOW), OK);
    assert_true(decoder_busy(decoder));
    assert_int_equal(decoder_offer(decoder, &frame, 0, NOW), ERR_BUSY);
    assert_int_equal(answer(&text), OK);
}

static void a_child_that_dies_over_a_frame_is_replaced(void **state)
{
    (void)state;
    struct qr_text text;
    assert_reads();
    pid_t first = decoder_pid(decoder);
    assert_int_equal(kill(first, SIGSTOP), 0);
    assert_int_equal(decoder_offer(decoder, &frame, 0, NOW), OK);
    assert_int_equal(kill(first, SIGKILL), 0);
    assert_int_equal(answer(&text), ERR_UNREACHABLE);
    assert_int_equal(decoder_pid(decoder), 0);
    assert_reads();
    assert_int_not_equal(decoder_pid(decoder), first);
}

static void a_late_child_is_killed(void **state)
{
    (void)state;
    struct qr_text text;
    assert_reads();
    pid_t first = decoder_pid(decoder);
    assert_int_equal(kill(first, SIGSTOP), 0);
    assert_int_equal(decoder_offer(decoder, &frame, 0, NOW), OK);
    assert_true(decoder_due(decoder) == NOW + DECODER_TIME_LIMIT);
    assert_int_equal(decoder_take(decoder, NOW + DECODER_TIME_LIMIT - 1, &text), ERR_BUSY);
    assert_int_equal(decoder_take(decoder, NOW + DECODER_TIME_LIMIT, &text), ERR_UNREACHABLE);
    assert_int_not_equal(kill(first, 0), 0); /* dead and buried */
    assert_reads();
}

static void a_child_that_dies_at_rest_costs_no_frame(void **state)
{
    (void)state;
    struct qr_text text;
    assert_reads();
    assert_int_equal(kill(decoder_pid(decoder), SIGKILL), 0);
    wait_readable();
    assert_reads();
    assert_int_equal(kill(decoder_pid(decoder), SIGKILL), 0);
    assert_int_equal(answer(&text), ERR_NOT_FOUND);
    assert_int_equal(decoder_fd(decoder), -1);
    assert_reads();
}

static void a_program_that_does_not_start_is_left_alone_for_a_while(void **state)
{
    (void)state;
    struct qr_text text;
    decoder_free(decoder);
    decoder = decoder_new("/nonexistent/decoder");
    assert_int_equal(decoder_offer(decoder, &frame, 0, NOW), ERR_UNREACHABLE);
    assert_false(decoder_busy(decoder));
    decoder_free(decoder);
    decoder = decoder_new("/bin/true"); /* starts, and ends at once */
    enum err err = decoder_offer(decoder, &frame, 0, NOW);
    if (err == OK) /* it had not ended yet */
        assert_int_equal(answer(&text), ERR_UNREACHABLE);
    assert_int_equal(decoder_offer(decoder, &frame, 0, NOW + 999), ERR_UNREACHABLE);
    assert_int_equal(decoder_pid(decoder), 0);
}

/* Noise, stripes, squares and large shapes: what a camera never sees, and worse. */
static void frame_scribble(uint32_t *series)
{
    frame.width = 1 + (int)(series_next(series) % 200);
    frame.height = 1 + (int)(series_next(series) % 150);
    unsigned kind = series_next(series) % 4, grain = 1 + series_next(series) % 12;
    for (int y = 0; y < frame.height; y++)
        for (int x = 0; x < frame.width; x++) {
            uint32_t noise = series_next(series);
            unsigned across = (unsigned)x / grain, down = (unsigned)y / grain;
            uint32_t value = kind == 0   ? noise
                             : kind == 1 ? (across % 2) * 255
                             : kind == 2 ? ((across ^ down) % 3) * 120
                                         : ((across * down) & 7) * 36;
            frame.pixels[y * frame.width + x] = (uint8_t)value;
        }
}

static void thousands_of_random_frames_do_no_harm(void **state)
{
    (void)state;
    uint32_t series = 20261122;
    assert_reads();
    pid_t first = decoder_pid(decoder);
    for (int i = 0; i < 2000; i++) {
        struct qr_text text;
        frame_scribble(&series);
        assert_int_equal(decoder_offer(decoder, &frame, i % CASCADE_STAGES, NOW), OK);
        assert_int_equal(answer(&text), ERR_NOT_FOUND);
    }
    assert_int_equal(decoder_pid(decoder), first);
}

static void a_part_of_a_larger_code_does_no_harm(void **state)
{
    (void)state;
    struct qr_text text;
    assert_reads();
    pid_t first = decoder_pid(decoder);
    qr_draw(&frame, qr_part, (struct look){0});
    assert_int_equal(decoder_read(decoder, &frame, &text), ERR_NOT_FOUND);
    qr_draw(&frame, qr_url, (struct look){.dark = 230, .light = 30});
    assert_int_equal(decoder_read(decoder, &frame, &text), OK);
    assert_string_equal(text.bytes, QR_URL_TEXT);
    assert_int_equal(decoder_pid(decoder), first);
}

static void the_child_is_locked_in(void **state)
{
    (void)state;
    char path[64], line[256];
    bool filtered = false, bound = false;
    assert_reads();
    snprintf(path, sizeof(path), "/proc/%d/status", (int)decoder_pid(decoder));
    FILE *status = fopen(path, "r");
    assert_non_null(status);
    while (fgets(line, sizeof(line), status)) {
        filtered |= strcmp(line, "Seccomp:\t2\n") == 0;
        bound |= strcmp(line, "NoNewPrivs:\t1\n") == 0;
    }
    fclose(status);
#ifndef __SANITIZE_ADDRESS__
    assert_true(filtered);
    assert_true(bound);
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_frame_is_answered, setup, teardown),
        cmocka_unit_test_setup_teardown(one_frame_at_a_time, setup, teardown),
        cmocka_unit_test_setup_teardown(a_child_that_dies_over_a_frame_is_replaced, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_late_child_is_killed, setup, teardown),
        cmocka_unit_test_setup_teardown(a_child_that_dies_at_rest_costs_no_frame, setup, teardown),
        cmocka_unit_test_setup_teardown(a_program_that_does_not_start_is_left_alone_for_a_while,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(thousands_of_random_frames_do_no_harm, setup, teardown),
        cmocka_unit_test_setup_teardown(a_part_of_a_larger_code_does_no_harm, setup, teardown),
        cmocka_unit_test_setup_teardown(the_child_is_locked_in, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
