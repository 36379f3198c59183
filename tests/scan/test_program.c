#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "scan/support/pictures.h"
#include "scan/support/programs.h"
#include "scan/support/qr.h"
#include "support/tempdir.h"

static struct tempdir dir;
static struct buf output;

static int setup(void **state)
{
    (void)state;
    struct frame frame;
    char path[PATH_SIZE];
    buf_init(&output, 1 << 16);
    tempdir_make(&dir);
    frame_init(&frame);
    qr_draw(&frame, qr_url, (struct look){0});
    png_drop(&frame, dir.path, "url.png");
    qr_draw(&frame, qr_part, (struct look){0});
    png_drop(&frame, dir.path, "part.png");
    frame_fini(&frame);
    assert_int_equal(path_join(path, dir.path, "text.png"), OK);
    return path_write(path, "no picture", 10, 0600) == OK ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    tempdir_remove(&dir);
    buf_fini(&output);
    return 0;
}

/* Runs anjungan-scan in the folder, keeps its standard output, returns its exit status. */
static int run(const char *const *arguments)
{
    char program[PATH_SIZE], bytes[4096];
    int ends[2], status;
    program_path(program, "anjungan-scan");
    assert_int_equal(pipe(ends), 0);
    buf_clear(&output);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        if (chdir(dir.path) == 0)
            execv(program, (char *const *)arguments);
        _exit(99);
    }
    close(ends[1]);
    for (ssize_t len; (len = read(ends[0], bytes, sizeof(bytes))) > 0;)
        buf_put(&output, bytes, (size_t)len);
    close(ends[0]);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

#define RUN(...) run((const char *const[]){"anjungan-scan", __VA_ARGS__, NULL})

/* The line is: file, tab, milliseconds, tab, text. */
static void assert_line(const char *line, const char *file, const char *text)
{
    size_t len = strlen(file);
    assert_memory_equal(line, file, len);
    assert_int_equal(line[len], '\t');
    const char *ms = line + len + 1;
    const char *found = ms + strspn(ms, "0123456789.");
    assert_true(found > ms);
    assert_int_equal(*found, '\t');
    assert_int_equal(strcspn(found + 1, "\n"), strlen(text));
    assert_memory_equal(found + 1, text, strlen(text));
}

static void one_line_a_file(void **state)
{
    (void)state;
    assert_int_equal(RUN("--tsv", "url.png", "part.png", "url.png"), 0);
    const char *first = buf_text(&output);
    const char *second = strchr(first, '\n') + 1, *third = strchr(second, '\n') + 1;
    assert_line(first, "url.png", QR_URL_TEXT);
    assert_line(second, "part.png", "");
    assert_line(third, "url.png", QR_URL_TEXT);
    assert_string_equal(strchr(third, '\n'), "\n");
}

static void files_that_cannot_be_read_are_told_and_passed_over(void **state)
{
    (void)state;
    assert_int_equal(RUN("--tsv", "none.png", "text.png", "url.png"), 1);
    const char *first = buf_text(&output);
    const char *second = strchr(first, '\n') + 1, *third = strchr(second, '\n') + 1;
    assert_line(first, "none.png", "");
    assert_line(second, "text.png", "");
    assert_line(third, "url.png", QR_URL_TEXT);
}

static void people_are_told_in_words(void **state)
{
    (void)state;
    assert_int_equal(RUN("url.png", "part.png"), 0);
    assert_non_null(strstr(buf_text(&output), QR_URL_TEXT));
    assert_non_null(strstr(buf_text(&output), "no QR code found"));
}

static void usage_is_told(void **state)
{
    (void)state;
    assert_int_equal(RUN("--help"), 0);
    assert_non_null(strstr(buf_text(&output), "usage: anjungan-scan"));
    assert_int_equal(RUN("--tsv"), 2);
    assert_int_equal(RUN("--colour", "url.png"), 2);
    assert_string_equal(buf_text(&output), "");
}

static void a_decoder_that_breaks_costs_only_its_files(void **state)
{
    (void)state;
    assert_int_equal(RUN("--tsv", "--decoder", "/bin/false", "url.png", "part.png"), 1);
    const char *first = buf_text(&output);
    assert_line(first, "url.png", "");
    assert_line(strchr(first, '\n') + 1, "part.png", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_line_a_file),
        cmocka_unit_test(files_that_cannot_be_read_are_told_and_passed_over),
        cmocka_unit_test(people_are_told_in_words),
        cmocka_unit_test(usage_is_told),
        cmocka_unit_test(a_decoder_that_breaks_costs_only_its_files),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
