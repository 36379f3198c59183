/* A decoder child that crashes, hangs, leaks, lies or reaches for what is not its own: it is lost,
 * and nothing else is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "scan/decoder.h"
#include "scan/hooked/hooks.h"
#include "scan/reader.h"
#include "scan/support/pictures.h"
#include "scan/support/programs.h"
#include "scan/support/qr.h"
#include "support/tempdir.h"

enum { NOW = 50000, PATIENCE = 60000 /* ms, for a machine under load */, NEWS_MAX = 3000 };

#ifdef __SANITIZE_ADDRESS__ /* cannot live behind the walls, so they are not put up for it */
static const bool walls = false;
#else
static const bool walls = true;
#endif

static char program[PATH_SIZE];
static struct frame code, order;

static int setup(void **state)
{
    (void)state;
    program_hooked(program);
    frame_init(&code);
    frame_init(&order);
    qr_draw(&code, qr_url, (struct look){0});
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    frame_fini(&code);
    frame_fini(&order);
    return 0;
}

static const struct frame *order_for(enum hook hook)
{
    const size_t mark = strlen(HOOKS_MARK);
    order.width = 64;
    order.height = 48;
    memset(order.pixels, 0, frame_len(&order));
    memcpy(order.pixels, HOOKS_MARK, mark);
    order.pixels[mark] = (uint8_t)hook;
    return &order;
}

static void wait_readable(const struct decoder *decoder)
{
    struct pollfd file = {.fd = decoder_fd(decoder), .events = POLLIN};
    assert_int_equal(poll(&file, 1, PATIENCE), 1);
}

/* Whatever a child did before, the next frame with a code is read; a child that ended by itself is
 * left alone for a second. */
static void assert_reads(struct decoder *decoder)
{
    struct qr_text text;
    assert_int_equal(decoder_offer(decoder, &code, 0, NOW + 2000), OK);
    wait_readable(decoder);
    assert_int_equal(decoder_take(decoder, NOW + 2000, &text), OK);
    assert_string_equal(text.bytes, QR_URL_TEXT);
}

/* The frame that the child misbehaves over is lost; `late` when only time tells. */
static void assert_lost(struct decoder *decoder, enum hook hook, bool late)
{
    struct qr_text text;
    assert_int_equal(decoder_offer(decoder, order_for(hook), 0, NOW), OK);
    pid_t child = decoder_pid(decoder);
    if (!late)
        wait_readable(decoder);
    enum err err = decoder_take(decoder, late ? NOW + DECODER_TIME_LIMIT : NOW, &text);
    if (err != ERR_UNREACHABLE)
        fail_msg("hook %d: %d", hook, err);
    assert_false(decoder_busy(decoder));
    assert_reads(decoder);
    assert_int_not_equal(decoder_pid(decoder), child);
}

static void a_child_that_dies_or_hangs_costs_one_frame(void **state)
{
    (void)state;
    static const enum hook deaths[] = {HOOK_ABORT, HOOK_CRASH, HOOK_EXIT, HOOK_OVERFLOW};
    struct decoder *decoder = decoder_new(program);
    for (size_t i = 0; i < LENGTH(deaths); i++)
        assert_lost(decoder, deaths[i], false);
    assert_lost(decoder, HOOK_HANG, true);
    if (walls)
        assert_lost(decoder, HOOK_LEAK, false);
    decoder_free(decoder);
}

static void garbage_is_no_answer(void **state)
{
    (void)state;
    static const enum hook lies[] = {HOOK_SHORT, HOOK_EMPTY,  HOOK_LONG,    HOOK_NOISE,
                                     HOOK_SEQ,   HOOK_LENGTH, HOOK_ENDLESS, HOOK_CORNERS};
    struct decoder *decoder = decoder_new(program);
    for (size_t i = 0; i < LENGTH(lies); i++)
        assert_lost(decoder, lies[i], false);
    decoder_free(decoder);
}

/* The first answer counts; that there are more shows with the next frame, or before. */
static void a_flood_of_answers_ends_the_child(void **state)
{
    (void)state;
    struct qr_text text;
    struct decoder *decoder = decoder_new(program);
    assert_int_equal(decoder_offer(decoder, order_for(HOOK_FLOOD), 0, NOW), OK);
    pid_t child = decoder_pid(decoder);
    wait_readable(decoder);
    assert_int_equal(decoder_take(decoder, NOW, &text), ERR_NOT_FOUND);
    wait_readable(decoder);
    assert_int_equal(decoder_take(decoder, NOW, &text), ERR_NOT_FOUND);
    assert_reads(decoder);
    assert_int_not_equal(decoder_pid(decoder), child);
    decoder_free(decoder);
}

static void planted_system_calls_are_denied(void **state)
{
    (void)state;
    static const enum hook calls[] = {HOOK_SOCKET, HOOK_FORK,     HOOK_EXEC, HOOK_KILL, HOOK_PTRACE,
                                      HOOK_MEMFD,  HOOK_MAP_CODE, HOOK_READ, HOOK_SLEEP};
    struct qr_text text;
    if (!walls)
        skip();
    struct decoder *decoder = decoder_new(program);
    for (size_t i = 0; i < LENGTH(calls); i++)
        assert_lost(decoder, calls[i], false);
    assert_reads(decoder);
    pid_t child = decoder_pid(decoder);
    assert_int_equal(decoder_offer(decoder, order_for(HOOK_OPEN), 0, NOW), OK);
    wait_readable(decoder);
    assert_int_equal(decoder_take(decoder, NOW, &text), ERR_NOT_FOUND);
    assert_int_equal(decoder_pid(decoder), child); /* told no, it went on */
    decoder_free(decoder);
}

/* The whole way: pictures in a folder that stands for a camera, every order among them, and at the
 * end a code. Frames keep coming all the time. */
static void scanning_goes_on_past_every_misbehaviour(void **state)
{
    (void)state;
    static const enum hook orders[] = {HOOK_ABORT, HOOK_NOISE, HOOK_HANG, HOOK_CRASH, HOOK_SHORT};
    struct tempdir dir;
    struct settings settings = {0};
    struct reader_news told = {0};
    struct scan_news news = {0};
    int frames = 0;
    tempdir_make(&dir);
    TEXT_COPY(settings.camera.source, "folder");
    TEXT_COPY(settings.camera.device, dir.path);
    TEXT_COPY(settings.public_url, "https://lacak.example");
    for (size_t i = 0; i < LENGTH(orders); i++) {
        char name[16];
        snprintf(name, sizeof(name), "%zu.png", i);
        png_drop(order_for(orders[i]), dir.path, name);
    }
    png_drop(&code, dir.path, "code.png");
    struct reader *reader = reader_new(&settings, program);
    reader_start(reader);
    for (int i = 0; i < NEWS_MAX && !news.read; i++) {
        struct pollfd file = {.fd = reader_fd(reader), .events = POLLIN};
        assert_int_equal(poll(&file, 1, PATIENCE), 1);
        assert_true(reader_take(reader, &told));
        news = told.scan;
        assert_false(news.camera_missing);
        frames += news.frame;
    }
    assert_true(news.read);
    assert_string_equal(news.finding.reading.code.text, QR_CODE_TEXT);
    assert_true(frames > (int)LENGTH(orders));
    reader_free(reader);
    tempdir_remove(&dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_child_that_dies_or_hangs_costs_one_frame),
        cmocka_unit_test(garbage_is_no_answer),
        cmocka_unit_test(a_flood_of_answers_ends_the_child),
        cmocka_unit_test(planted_system_calls_are_denied),
        cmocka_unit_test(scanning_goes_on_past_every_misbehaviour),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
