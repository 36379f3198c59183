#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/log.h"

/* stderr, sent into a file while a test looks at it. */
struct capture {
    int before;
    FILE *file;
};

static struct capture capture_start(void)
{
    struct capture capture = {.before = dup(STDERR_FILENO), .file = tmpfile()};
    assert_non_null(capture.file);
    assert_int_equal(dup2(fileno(capture.file), STDERR_FILENO), STDERR_FILENO);
    return capture;
}

static void capture_end(struct capture *capture, char *out, size_t size)
{
    dup2(capture->before, STDERR_FILENO);
    close(capture->before);
    rewind(capture->file);
    out[fread(out, 1, size - 1, capture->file)] = '\0';
    fclose(capture->file);
}

static void lines_name_the_program(void **state)
{
    (void)state;
    char text[256];
    unsetenv("JOURNAL_STREAM");
    struct capture capture = capture_start();
    log_open("anjungan-test", LOG_LEVEL_INFO);
    log_error("disk: %s", "full");
    log_info("ready");
    log_debug("not shown");
    capture_end(&capture, text, sizeof(text));
    assert_string_equal(text, "anjungan-test: disk: full\nanjungan-test: ready\n");
}

static void the_journal_gets_levels(void **state)
{
    (void)state;
    char text[256];
    char stream[64];
    struct stat file;
    struct capture capture = capture_start();
    assert_int_equal(fstat(STDERR_FILENO, &file), 0);
    snprintf(stream, sizeof(stream), "%ju:%ju", (uintmax_t)file.st_dev, (uintmax_t)file.st_ino);
    setenv("JOURNAL_STREAM", stream, 1);
    log_open("p", LOG_LEVEL_DEBUG);
    log_error("a");
    log_warn("b");
    log_info("c");
    log_debug("d");
    setenv("JOURNAL_STREAM", "1:1", 1); /* stderr was sent elsewhere since */
    log_open("p", LOG_LEVEL_DEBUG);
    log_error("e");
    unsetenv("JOURNAL_STREAM");
    capture_end(&capture, text, sizeof(text));
    assert_string_equal(text, "<3>p: a\n<4>p: b\n<6>p: c\n<7>p: d\np: e\n");
}

static void a_message_stays_one_harmless_line(void **state)
{
    (void)state;
    char text[256];
    struct capture capture = capture_start();
    log_open("p", LOG_LEVEL_INFO);
    log_error("a\n<3>p: forged\r\t\x1B[2J\x7F");
    log_error("Pekalongan \xC3\xA9 \xC2\x9B");
    capture_end(&capture, text, sizeof(text));
    assert_string_equal(text, "p: a <3>p: forged   [2J \np: Pekalongan \xC3\xA9 ??\n");
}

static void a_long_message_is_cut_and_says_so(void **state)
{
    (void)state;
    char text[4096];
    char message[3001];
    for (size_t i = 0; i < 3000; i += 2)
        memcpy(message + i, "\xC3\xA9", 3);
    struct capture capture = capture_start();
    log_open("p", LOG_LEVEL_INFO);
    log_error("%s", message);
    capture_end(&capture, text, sizeof(text));
    assert_in_range(strlen(text), 800, 1024);
    assert_true(text_is_utf8(text, strlen(text)));
    assert_string_equal(text + strlen(text) - 4, "...\n");
}

static void errno_survives(void **state)
{
    (void)state;
    char text[64];
    struct capture capture = capture_start();
    log_open("p", LOG_LEVEL_INFO);
    errno = ENOSPC;
    log_error("x");
    int after = errno;
    capture_end(&capture, text, sizeof(text));
    assert_int_equal(after, ENOSPC);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_name_the_program),
        cmocka_unit_test(the_journal_gets_levels),
        cmocka_unit_test(a_message_stays_one_harmless_line),
        cmocka_unit_test(a_long_message_is_cut_and_says_so),
        cmocka_unit_test(errno_survives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
