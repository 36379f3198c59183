#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "scan/eye.h"
#include "scan/reader.h"
#include "scan/scanner.h"
#include "scan/support/pictures.h"
#include "scan/support/programs.h"
#include "scan/support/qr.h"
#include "support/tempdir.h"

enum { STEPS_MAX = 200, PATIENCE = 60000 /* ms, for a machine under load */ };

static struct tempdir dir;
static struct settings settings;
static char program[PATH_SIZE];
static struct frame drawn;

static int setup(void **state)
{
    (void)state;
    tempdir_make(&dir);
    program_path(program, "anjungan-decoder");
    frame_init(&drawn);
    settings = (struct settings){0};
    TEXT_COPY(settings.camera.source, "folder");
    TEXT_COPY(settings.camera.device, dir.path);
    TEXT_COPY(settings.public_url, "https://lacak.example");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    frame_fini(&drawn);
    tempdir_remove(&dir);
    return 0;
}

static void drop(const char *name, const char *const *rows, struct look look)
{
    qr_draw(&drawn, rows, look);
    png_drop(&drawn, dir.path, name);
}

/* Steps with a clock of its own until something is read. The decoder, which runs at the true pace,
 * is waited for. */
static struct finding scan_until_read(struct scanner *scanner, int64_t *now)
{
    struct scan_news news;
    for (int i = 0; i < STEPS_MAX; i++) {
        int fds[SCANNER_FILES];
        scanner_step(scanner, *now, &news);
        if (news.read) {
            assert_true(news.corners[0].x != news.corners[2].x);
            return news.finding;
        }
        scanner_files(scanner, fds);
        if (news.frame) {
            struct pollfd answer = {.fd = fds[1], .events = POLLIN};
            assert_int_equal(poll(&answer, 1, PATIENCE), 1);
        } else {
            *now = scanner_due(scanner);
        }
    }
    fail_msg("nothing was read");
    return (struct finding){0};
}

static void codes_are_found_and_others_told_by_kind(void **state)
{
    (void)state;
    struct scanner *scanner = scanner_new(&settings, program);
    int64_t now = 9000;
    drop("a.png", qr_url, (struct look){0});
    struct finding finding = scan_until_read(scanner, &now);
    assert_int_equal(finding.reading.fault, TRACKING_OK);
    assert_string_equal(finding.reading.code.text, QR_CODE_TEXT);
    assert_int_equal(scanner_frame(scanner)->width, FRAME_WIDTH_MAX);
    scanner_free(scanner);

    TEXT_COPY(settings.public_url, "");
    scanner = scanner_new(&settings, program);
    finding = scan_until_read(scanner, &now);
    assert_int_equal(finding.reading.fault, TRACKING_FOREIGN);
    assert_int_equal(finding.foreign, FOREIGN_WEB);
    scanner_free(scanner);
}

/* A foreign code beside it, which is found first, does not hide ours. */
static void a_code_is_found_beside_a_foreign_one(void **state)
{
    (void)state;
    static struct frame other;
    struct scan_news news = {.finding.reading.fault = TRACKING_FOREIGN};
    int64_t now = 9000;
    frame_init(&other);
    qr_draw(&other, qr_utf8, (struct look){.module = 8});
    for (int swap = 0; swap < 2; swap++) {
        qr_draw(&drawn, qr_url, (struct look){.module = 8});
        for (int y = 0; y < drawn.height; y++)
            for (int x = 0; x < 640; x++) {
                uint8_t *row = drawn.pixels + y * 1280, ours = row[x + 320];
                uint8_t theirs = other.pixels[y * 1280 + x + 320];
                row[x] = swap ? ours : theirs;
                other.pixels[y * 1280 + x] = swap ? theirs : ours; /* for the right half */
            }
        for (int y = 0; y < drawn.height; y++)
            memcpy(drawn.pixels + y * 1280 + 640, other.pixels + y * 1280, 640);
        png_drop(&drawn, dir.path, "a.png");
        struct scanner *scanner = scanner_new(&settings, program);
        for (int i = 0; i < STEPS_MAX && news.finding.reading.fault != TRACKING_OK; i++) {
            news.finding = scan_until_read(scanner, &now);
            now += 40;
        }
        assert_int_equal(news.finding.reading.fault, TRACKING_OK);
        scanner_free(scanner);
        qr_draw(&other, qr_utf8, (struct look){.module = 8});
        news.finding.reading.fault = TRACKING_FOREIGN;
    }
    frame_fini(&other);
}

/* It takes stages beyond the first, one a frame. */
static void hard_codes_are_found_too(void **state)
{
    (void)state;
    struct scanner *scanner = scanner_new(&settings, program);
    int64_t now = 9000;
    drop("a.png", qr_code, (struct look){.dark = 230, .light = 30});
    struct finding finding = scan_until_read(scanner, &now);
    assert_string_equal(finding.reading.code.text, QR_CODE_TEXT);
    scanner_free(scanner);
}

static void a_missing_camera_is_looked_for(void **state)
{
    (void)state;
    char place[PATH_SIZE];
    struct scan_news news;
    assert_int_equal(path_join(place, dir.path, "camera"), OK);
    TEXT_COPY(settings.camera.device, place);
    struct scanner *scanner = scanner_new(&settings, program);
    scanner_step(scanner, 1000, &news);
    assert_true(news.camera_missing);
    assert_true(scanner_due(scanner) == 1000 + EYE_REOPEN);
    assert_int_equal(path_make(place, 0700), OK);
    scanner_step(scanner, 1000 + EYE_REOPEN - 1, &news);
    assert_true(news.camera_missing);
    scanner_step(scanner, 1000 + EYE_REOPEN, &news);
    assert_false(news.camera_missing);
    assert_true(news.frame);
    assert_int_equal(rmdir(place), 0);
    scanner_step(scanner, 9000, &news);
    assert_true(news.camera_missing);
    assert_false(news.frame);
    assert_int_equal(frame_len(scanner_frame(scanner)), 0);
    scanner_free(scanner);
}

static void no_camera_at_all_is_never_looked_for(void **state)
{
    (void)state;
    struct scan_news news;
    TEXT_COPY(settings.camera.source, "none");
    struct scanner *scanner = scanner_new(&settings, program);
    scanner_step(scanner, 1000, &news);
    assert_true(news.camera_missing);
    assert_true(scanner_due(scanner) == INT64_MAX);
    scanner_free(scanner);
}

static void without_a_decoder_the_picture_still_runs(void **state)
{
    (void)state;
    struct scan_news news;
    struct scanner *scanner = scanner_new(&settings, "/nonexistent/decoder");
    drop("a.png", qr_code, (struct look){0});
    for (int64_t now = 1000; now < 3000; now += 200) {
        scanner_step(scanner, now, &news);
        assert_true(news.frame);
        assert_false(news.read);
    }
    scanner_free(scanner);
}

static struct scan_news news_await(struct reader *reader)
{
    struct reader_news news;
    struct pollfd file = {.fd = reader_fd(reader), .events = POLLIN};
    assert_int_equal(poll(&file, 1, PATIENCE), 1);
    assert_true(reader_take(reader, &news));
    assert_false(news.pages);
    return news.scan;
}

static void a_reader_hands_news_to_another_thread(void **state)
{
    (void)state;
    struct reader_news none;
    struct scan_news news = {0};
    bool frame = false;
    drop("a.png", qr_url, (struct look){0});
    struct reader *reader = reader_new(&settings, program);
    assert_false(reader_take(reader, &none));
    reader_start(reader);
    for (int i = 0; i < STEPS_MAX && !news.read; i++) {
        news = news_await(reader);
        frame |= news.frame;
    }
    assert_true(news.read);
    assert_true(frame);
    assert_string_equal(news.finding.reading.code.text, QR_CODE_TEXT);
    assert_memory_equal(reader_frame(reader)->pixels, drawn.pixels, frame_len(&drawn));
    reader_stop(reader);
    assert_false(reader_take(reader, &none));
    assert_int_equal(frame_len(reader_frame(reader)), 0);
    reader_start(reader);
    assert_true(news_await(reader).frame);
    reader_free(reader);
}

static void a_reader_tells_once_that_the_camera_is_missing(void **state)
{
    (void)state;
    struct reader_news none;
    TEXT_COPY(settings.camera.source, "none");
    struct reader *reader = reader_new(&settings, program);
    reader_start(reader);
    assert_true(news_await(reader).camera_missing);
    assert_false(reader_take(reader, &none));
    reader_free(reader);
    reader_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(codes_are_found_and_others_told_by_kind, setup, teardown),
        cmocka_unit_test_setup_teardown(a_code_is_found_beside_a_foreign_one, setup, teardown),
        cmocka_unit_test_setup_teardown(hard_codes_are_found_too, setup, teardown),
        cmocka_unit_test_setup_teardown(a_missing_camera_is_looked_for, setup, teardown),
        cmocka_unit_test_setup_teardown(no_camera_at_all_is_never_looked_for, setup, teardown),
        cmocka_unit_test_setup_teardown(without_a_decoder_the_picture_still_runs, setup, teardown),
        cmocka_unit_test_setup_teardown(a_reader_hands_news_to_another_thread, setup, teardown),
        cmocka_unit_test_setup_teardown(a_reader_tells_once_that_the_camera_is_missing, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
