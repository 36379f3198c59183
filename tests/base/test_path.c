#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "support/tempdir.h"

static struct tempdir dir;

static int setup(void **state)
{
    (void)state;
    tempdir_make(&dir);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    tempdir_remove(&dir);
    return 0;
}

static void in_dir(char out[PATH_SIZE], const char *name)
{
    assert_int_equal(path_join(out, dir.path, name), OK);
}

static int entries(void)
{
    int count = 0;
    DIR *list = opendir(dir.path);
    assert_non_null(list);
    for (const struct dirent *entry; (entry = readdir(list));)
        count += entry->d_name[0] != '.';
    closedir(list);
    return count;
}

static void assert_content(const char *path, const char *wanted)
{
    SCOPED(buf_fini) struct buf text;
    buf_init(&text, 100000);
    assert_int_equal(path_read(path, &text), OK);
    assert_string_equal(buf_text(&text), wanted);
}

static void join_puts_one_slash(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"/a", "b", "/a/b"}, {"/a/", "b", "/a/b"}, {"/", "b", "/b"}, {".", "b/c", "./b/c"}};
    char out[PATH_SIZE];
    for (size_t i = 0; i < LENGTH(cases); i++) {
        assert_int_equal(path_join(out, cases[i][0], cases[i][1]), OK);
        assert_string_equal(out, cases[i][2]);
    }
}

static void join_refuses_what_does_not_fit(void **state)
{
    (void)state;
    char out[PATH_SIZE] = "old";
    char name[PATH_SIZE];
    memset(name, 'n', sizeof(name));
    name[PATH_SIZE - 3] = '\0';
    assert_int_equal(path_join(out, "d", name), OK);
    assert_int_equal(strlen(out), PATH_SIZE - 1);
    assert_int_equal(path_join(out, "dd", name), ERR_INVALID);
    assert_int_equal(strlen(out), PATH_SIZE - 1);
    assert_int_equal(path_join(out, out, "x"), ERR_INVALID);
    assert_int_equal(path_join(out, "/tmp", "x"), OK);
    assert_int_equal(path_join(out, out, "y"), OK);
    assert_string_equal(out, "/tmp/x/y");
}

static void make_makes_parents(void **state)
{
    (void)state;
    char path[PATH_SIZE];
    struct stat made;
    in_dir(path, "a//b/c/");
    assert_int_equal(path_make(path, 0700), OK);
    assert_int_equal(path_make(path, 0700), OK);
    assert_int_equal(stat(path, &made), 0);
    assert_true(S_ISDIR(made.st_mode));
    assert_int_equal(made.st_mode & 0777, 0700);
    assert_int_equal(path_make("/", 0700), OK);
    assert_int_equal(path_make("", 0700), ERR_INVALID);

    in_dir(path, "file");
    assert_int_equal(path_write(path, "x", 1, 0600), OK);
    assert_int_equal(path_make(path, 0700), ERR_STORAGE);
    in_dir(path, "file/below");
    assert_int_equal(path_make(path, 0700), ERR_STORAGE);
}

static void write_then_read(void **state)
{
    (void)state;
    char path[PATH_SIZE];
    struct stat made;
    in_dir(path, "f");
    mode_t before = umask(077);
    assert_int_equal(path_write(path, "one", 3, 0644), OK);
    umask(before);
    assert_content(path, "one");
    assert_int_equal(stat(path, &made), 0);
    assert_int_equal(made.st_mode & 0777, 0644);
    assert_int_equal(path_write(path, "", 0, 0600), OK);
    assert_content(path, "");
    assert_int_equal(stat(path, &made), 0);
    assert_int_equal(made.st_mode & 0777, 0600);
    assert_int_equal(entries(), 1);
}

static void large_content_comes_back(void **state)
{
    (void)state;
    char path[PATH_SIZE];
    SCOPED(buf_fini) struct buf text;
    SCOPED(buf_fini) struct buf back;
    in_dir(path, "large");
    buf_init(&text, 100000);
    buf_init(&back, 100000);
    for (int i = 0; i < 100000; i++)
        buf_putc(&text, (char)(i * 7));
    assert_int_equal(path_write(path, text.data, text.len, 0600), OK);
    assert_int_equal(path_read(path, &back), OK);
    assert_int_equal(back.len, text.len);
    assert_memory_equal(back.data, text.data, text.len);
}

static void read_refuses_and_leaves_nothing(void **state)
{
    (void)state;
    char path[PATH_SIZE];
    SCOPED(buf_fini) struct buf text;
    buf_init(&text, 4);
    in_dir(path, "f");
    assert_int_equal(path_read(path, &text), ERR_NOT_FOUND);
    assert_int_equal(path_write(path, "12345", 5, 0600), OK);
    buf_puts(&text, "old");
    assert_int_equal(path_read(path, &text), ERR_FULL);
    assert_int_equal(text.len, 0);
    assert_int_equal(buf_check(&text), OK);
    assert_int_equal(path_write(path, "1234", 4, 0600), OK);
    assert_int_equal(path_read(path, &text), OK);
    assert_string_equal(buf_text(&text), "1234");
    assert_int_equal(path_read(dir.path, &text), ERR_INVALID);
    in_dir(path, "f/below");
    assert_int_equal(path_read(path, &text), ERR_NOT_FOUND);
}

static void a_pipe_does_not_hang_the_reader(void **state)
{
    (void)state;
    char path[PATH_SIZE];
    SCOPED(buf_fini) struct buf text;
    buf_init(&text, 10);
    in_dir(path, "pipe");
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(path_read(path, &text), ERR_INVALID);
}

static void a_failed_write_keeps_the_old_file(void **state)
{
    (void)state;
    char path[PATH_SIZE];
    char large[8192] = {0};
    in_dir(path, "f");
    assert_int_equal(path_write(path, "old", 3, 0600), OK);

    struct rlimit before;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    struct rlimit small = {.rlim_cur = 4096, .rlim_max = before.rlim_max};
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    enum err err = path_write(path, large, sizeof(large), 0600);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, handler);

    assert_int_equal(err, ERR_STORAGE);
    assert_content(path, "old");
    assert_int_equal(entries(), 1);
}

static void write_into_no_folder_fails(void **state)
{
    (void)state;
    char path[PATH_SIZE];
    char too_long[PATH_SIZE + 1];
    in_dir(path, "none/f");
    assert_int_equal(path_write(path, "x", 1, 0600), ERR_STORAGE);
    memset(too_long, 'n', PATH_SIZE);
    too_long[PATH_SIZE] = '\0';
    assert_int_equal(path_write(too_long, "x", 1, 0600), ERR_INVALID);
    assert_int_equal(entries(), 0);
}

static void a_folder_in_the_way_stays(void **state)
{
    (void)state;
    char path[PATH_SIZE];
    in_dir(path, "d");
    assert_int_equal(path_make(path, 0700), OK);
    assert_int_equal(path_write(path, "x", 1, 0600), ERR_STORAGE);
    assert_int_equal(entries(), 1);
}

static void a_leftover_does_not_stop_the_next_write(void **state)
{
    (void)state;
    char path[PATH_SIZE];
    char leftover[PATH_SIZE + 32];
    in_dir(path, "f");
    snprintf(leftover, sizeof(leftover), "%s.%d.new", path, (int)gettid());
    assert_int_equal(path_write(leftover, "half", 4, 0600), OK);
    assert_int_equal(path_write(path, "whole", 5, 0600), OK);
    assert_content(path, "whole");
    assert_int_equal(entries(), 1);
}

static void a_link_is_replaced_and_its_target_kept(void **state)
{
    (void)state;
    char target[PATH_SIZE];
    char link[PATH_SIZE];
    in_dir(target, "target");
    in_dir(link, "link");
    assert_int_equal(path_write(target, "kept", 4, 0600), OK);
    assert_int_equal(symlink(target, link), 0);
    assert_int_equal(path_write(link, "new", 3, 0600), OK);
    assert_content(target, "kept");
    assert_content(link, "new");
}

static void *write_many(void *argument)
{
    char path[PATH_SIZE];
    char text[5000];
    in_dir(path, "shared");
    memset(text, *(const char *)argument, sizeof(text));
    for (int i = 0; i < 20; i++)
        if (path_write(path, text, sizeof(text), 0600) != OK)
            return "failed";
    return NULL;
}

/* Two writers at once: a reader finds the one's content or the other's, never a mixture. */
static void readers_see_whole_files_only(void **state)
{
    (void)state;
    char path[PATH_SIZE];
    pthread_t threads[2];
    void *failed[2];
    SCOPED(buf_fini) struct buf text;
    buf_init(&text, 10000);
    in_dir(path, "shared");
    assert_null(write_many("z"));
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, write_many, (void *)&"ab"[i]), 0);
    for (int i = 0; i < 200; i++) {
        assert_int_equal(path_read(path, &text), OK);
        assert_int_equal(text.len, 5000);
        assert_int_equal(strspn(buf_text(&text), (char[]){(char)text.data[0], '\0'}), 5000);
    }
    for (int i = 0; i < 2; i++) {
        pthread_join(threads[i], &failed[i]);
        assert_null(failed[i]);
    }
    assert_int_equal(entries(), 1);
}

static void a_lock_is_one_holders_alone(void **state)
{
    (void)state;
    int first = -1, second = -1;
    assert_int_equal(path_lock(dir.path, "lock", &first), OK);
    assert_int_equal(path_lock(dir.path, "lock", &second), ERR_BUSY);
    assert_int_equal(second, -1);
    close(first);
    assert_int_equal(path_lock(dir.path, "lock", &second), OK);
    close(second);
    assert_int_equal(path_lock("/nowhere", "lock", &second), ERR_STORAGE);
}

int main(void)
{
#define IN_DIR(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(join_puts_one_slash),
        cmocka_unit_test(join_refuses_what_does_not_fit),
        IN_DIR(make_makes_parents),
        IN_DIR(write_then_read),
        IN_DIR(large_content_comes_back),
        IN_DIR(read_refuses_and_leaves_nothing),
        IN_DIR(a_pipe_does_not_hang_the_reader),
        IN_DIR(a_failed_write_keeps_the_old_file),
        IN_DIR(write_into_no_folder_fails),
        IN_DIR(a_folder_in_the_way_stays),
        IN_DIR(a_leftover_does_not_stop_the_next_write),
        IN_DIR(a_link_is_replaced_and_its_target_kept),
        IN_DIR(a_lock_is_one_holders_alone),
        IN_DIR(readers_see_whole_files_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
