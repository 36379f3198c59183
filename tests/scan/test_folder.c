#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/path.h"
#include "scan/folder.h"
#include "scan/support/pictures.h"
#include "support/tempdir.h"

static struct tempdir dir;
static struct source source;
static struct frame shown;
static int64_t now;

static int setup(void **state)
{
    (void)state;
    tempdir_make(&dir);
    frame_init(&shown);
    source = (struct source){0};
    now = 7000;
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    source_close(&source);
    frame_fini(&shown);
    tempdir_remove(&dir);
    return 0;
}

/* A picture that is told by its width. */
static void drop(const char *name, int width)
{
    struct frame frame;
    frame_init(&frame);
    frame.width = width;
    frame.height = 10;
    png_drop(&frame, dir.path, name);
    frame_fini(&frame);
}

static void drop_text(const char *name, const char *text)
{
    char path[PATH_SIZE];
    assert_int_equal(path_join(path, dir.path, name), OK);
    assert_int_equal(path_write(path, text, strlen(text), 0600), OK);
}

static void open_folder(void)
{
    assert_int_equal(source_open("folder", dir.path, now, &source), OK);
    assert_int_equal(source_fd(&source), -1);
}

/* The width of the next frame, when it is due. */
static int next_width(void)
{
    now = source_due(&source);
    assert_int_equal(source_next(&source, now, &shown), OK);
    assert_true(source_due(&source) == now + FOLDER_PERIOD);
    assert_int_equal(source_next(&source, now + FOLDER_PERIOD - 1, &shown), ERR_BUSY);
    return shown.width;
}

static void assert_shown(int width, int frames)
{
    for (int i = 0; i < frames; i++)
        assert_int_equal(next_width(), width);
}

/* Frames go by until the folder was looked into again. */
static void pass_a_look(void)
{
    for (int i = 0; i <= FOLDER_LOOK / FOLDER_PERIOD; i++)
        next_width();
}

static void pictures_come_by_name_and_again(void **state)
{
    (void)state;
    drop("b.png", 20);
    drop("c.png", 30);
    drop("a.png", 10);
    open_folder();
    for (int round = 0; round < 2; round++) {
        assert_shown(10, FOLDER_FRAMES);
        assert_shown(20, FOLDER_FRAMES);
        assert_shown(30, FOLDER_FRAMES);
    }
}

static void a_new_picture_is_shown_at_once(void **state)
{
    (void)state;
    drop("a.png", 10);
    drop("b.png", 20);
    open_folder();
    assert_shown(10, 3);
    drop("0.png", 5);
    pass_a_look();
    int frames = 1;
    while (next_width() == 5)
        frames++;
    assert_in_range(frames, FOLDER_FRAMES - FOLDER_LOOK / FOLDER_PERIOD, FOLDER_FRAMES);
    assert_int_equal(shown.width, 10);
    assert_shown(10, FOLDER_FRAMES - 1); /* the next by name */
    assert_shown(20, 1);
    drop("b.png", 25); /* written anew */
    pass_a_look();
    assert_shown(25, FOLDER_FRAMES / 2);
}

static void what_is_no_picture_is_passed_over(void **state)
{
    (void)state;
    drop("a.png", 10);
    drop_text("b.txt", "not a picture");
    drop_text(".hidden", "nor this");
    drop("c.png", 30);
    open_folder();
    assert_shown(10, FOLDER_FRAMES + 1); /* one frame more, for the try */
    assert_shown(30, FOLDER_FRAMES);
}

static const char *path_of(const char *name)
{
    static char path[PATH_SIZE];
    assert_int_equal(path_join(path, dir.path, name), OK);
    return path;
}

static void an_empty_folder_is_grey(void **state)
{
    (void)state;
    open_folder();
    assert_true(next_width() > 0);
    for (size_t i = 1; i < frame_len(&shown); i++)
        assert_int_equal(shown.pixels[i], shown.pixels[0]);
    for (int i = 0; i < 3; i++) { /* and has nothing new to show */
        now = source_due(&source);
        assert_int_equal(source_next(&source, now, &shown), ERR_BUSY);
        assert_true(source_due(&source) == now + FOLDER_LOOK);
    }
    drop("a.png", 10);
    assert_shown(10, 2);
    assert_int_equal(unlink(path_of("a.png")), 0);
    while (next_width() == 10) {
    }
}

static void a_folder_can_be_missing_and_go_away(void **state)
{
    (void)state;
    char path[PATH_SIZE];
    assert_int_equal(path_join(path, dir.path, "none"), OK);
    assert_int_equal(source_open("folder", path, now, &source), ERR_UNREACHABLE);
    assert_int_equal(path_make(path, 0700), OK);
    assert_int_equal(source_open("folder", path, now, &source), OK);
    assert_int_equal(source_next(&source, now, &shown), OK);
    assert_int_equal(rmdir(path), 0);
    assert_int_equal(source_next(&source, now + FOLDER_LOOK, &shown), ERR_UNREACHABLE);
}

static void other_places_are_refused(void **state)
{
    (void)state;
    assert_int_equal(source_open("none", "", now, &source), ERR_INVALID);
    assert_int_equal(source_open("v4l2", "/nonexistent/video0", now, &source), ERR_UNREACHABLE);
    assert_int_equal(source_open("v4l2", "/dev/null", now, &source), ERR_UNREACHABLE);
    assert_null(source.ops);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(pictures_come_by_name_and_again, setup, teardown),
        cmocka_unit_test_setup_teardown(a_new_picture_is_shown_at_once, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_no_picture_is_passed_over, setup, teardown),
        cmocka_unit_test_setup_teardown(an_empty_folder_is_grey, setup, teardown),
        cmocka_unit_test_setup_teardown(a_folder_can_be_missing_and_go_away, setup, teardown),
        cmocka_unit_test_setup_teardown(other_places_are_refused, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
