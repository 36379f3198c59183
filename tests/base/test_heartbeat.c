/* A real socket, as a service manager holds one. */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/heartbeat.h"
#include "support/tempdir.h"

struct manager {
    struct tempdir dir;
    int fd;
    char path[100];
};

static void manager_close(struct manager *manager)
{
    close(manager->fd);
    tempdir_remove(&manager->dir);
}

static void manager_open(struct manager *manager, bool abstract, const char *usec, const char *pid)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    tempdir_make(&manager->dir);
    snprintf(manager->path, sizeof(manager->path), "%s/notify", manager->dir.path);
    size_t len = strlen(manager->path);
    assert_true(len < sizeof(address.sun_path));
    memcpy(address.sun_path, manager->path, len);
    if (abstract)
        address.sun_path[0] = '\0';
    manager->fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    assert_true(manager->fd >= 0);
    socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len);
    assert_int_equal(bind(manager->fd, (struct sockaddr *)&address, size), 0);
    if (abstract)
        manager->path[0] = '@';
    setenv("NOTIFY_SOCKET", manager->path, 1);
    if (usec)
        setenv("WATCHDOG_USEC", usec, 1);
    if (pid)
        setenv("WATCHDOG_PID", pid, 1);
}

/* The next datagram, "" where there is none. */
static const char *heard(const struct manager *manager)
{
    static char text[512];
    ssize_t len = recv(manager->fd, text, sizeof(text) - 1, 0);
    text[len > 0 ? len : 0] = '\0';
    return text;
}

static void feeds_by_signs(bool abstract)
{
    struct manager manager;
    struct heartbeat beat;
    manager_open(&manager, abstract, "60000000", NULL);
    heartbeat_open(&beat);
    assert_null(getenv("NOTIFY_SOCKET"));
    assert_null(getenv("WATCHDOG_USEC"));
    assert_true(heartbeat_watched(&beat));

    heartbeat_turn(&beat, 1000, "starting");
    assert_string_equal(heard(&manager), "");
    heartbeat_sign(&beat);
    heartbeat_turn(&beat, 2000, "home");
    assert_string_equal(heard(&manager), "READY=1\nWATCHDOG=1\nSTATUS=home (1)");
    heartbeat_sign(&beat);
    heartbeat_turn(&beat, 2000 + SECONDS(20), "home");
    assert_string_equal(heard(&manager), "WATCHDOG=1\nSTATUS=home (2)");
    heartbeat_close(&beat);
    assert_string_equal(heard(&manager), "STOPPING=1");
    manager_close(&manager);
}

static void test_a_path(void **state)
{
    (void)state;
    feeds_by_signs(false);
}

static void test_an_abstract_name(void **state)
{
    (void)state;
    feeds_by_signs(true);
}

/* The loop turns on, but no frame reaches the screen any more. */
static void test_a_stuck_presenter_starves_it(void **state)
{
    (void)state;
    struct manager manager;
    struct heartbeat beat;
    manager_open(&manager, false, "60000000", NULL);
    heartbeat_open(&beat);
    heartbeat_sign(&beat);
    heartbeat_turn(&beat, 1, "home");
    assert_string_not_equal(heard(&manager), "");
    for (int64_t boot = 1; boot < HOURS(1); boot += SECONDS(1))
        heartbeat_turn(&beat, boot, "home");
    assert_string_equal(heard(&manager), "");
    heartbeat_sign(&beat);
    heartbeat_turn(&beat, HOURS(1), "home");
    assert_non_null(strstr(heard(&manager), "WATCHDOG=1"));
    heartbeat_close(&beat);
    manager_close(&manager);
}

static void test_a_busy_screen_tells_it_seldom(void **state)
{
    (void)state;
    struct manager manager;
    struct heartbeat beat;
    int told = 0;
    manager_open(&manager, false, "60000000", NULL);
    heartbeat_open(&beat);
    for (int64_t boot = 1; boot < SECONDS(60); boot += 40) {
        heartbeat_sign(&beat);
        heartbeat_turn(&beat, boot, "scan");
        told += *heard(&manager) != '\0';
    }
    assert_true(told >= 12 && told <= 30);
    heartbeat_close(&beat);
    manager_close(&manager);
}

static void test_how_often_signs_are_needed(void **state)
{
    (void)state;
    static const struct {
        const char *usec, *pid;
        int64_t pace;
        bool watched;
    } cases[] = {
        {"60000000", NULL, 20000, true}, {"10000000", NULL, 5000, true}, {"1", NULL, 20000, false},
        {"-5", NULL, 20000, false},      {"lots", NULL, 20000, false},   {NULL, NULL, 20000, false},
        {"10000000", "1", 20000, false}, /* another process is watched */
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct manager manager;
        struct heartbeat beat;
        manager_open(&manager, false, cases[i].usec, cases[i].pid);
        heartbeat_open(&beat);
        assert_int_equal(heartbeat_pace(&beat, SECONDS(20)), cases[i].pace);
        assert_int_equal(heartbeat_watched(&beat), cases[i].watched);
        heartbeat_sign(&beat);
        heartbeat_turn(&beat, 5, "up");
        assert_string_equal(heard(&manager), cases[i].watched ? "READY=1\nWATCHDOG=1\nSTATUS=up (1)"
                                                              : "READY=1\nSTATUS=up (1)");
        heartbeat_close(&beat);
        manager_close(&manager);
    }
}

static void test_without_a_manager_nothing_happens(void **state)
{
    (void)state;
    static const char *const names[] = {NULL, "", "notify", "@"};
    for (size_t i = 0; i < LENGTH(names); i++) {
        struct heartbeat beat;
        unsetenv("NOTIFY_SOCKET");
        if (names[i])
            setenv("NOTIFY_SOCKET", names[i], 1);
        heartbeat_open(&beat);
        assert_int_equal(beat.notify.fd, -1);
        assert_false(heartbeat_watched(&beat));
        heartbeat_sign(&beat);
        heartbeat_turn(&beat, 5, "up");
        assert_int_equal(heartbeat_pace(&beat, SECONDS(20)), SECONDS(20));
        heartbeat_close(&beat);
    }
}

/* The manager went away: the program goes on. */
static void test_nobody_listens_any_more(void **state)
{
    (void)state;
    struct manager manager;
    struct heartbeat beat;
    manager_open(&manager, false, "60000000", NULL);
    heartbeat_open(&beat);
    manager_close(&manager);
    heartbeat_sign(&beat);
    heartbeat_turn(&beat, 5, "up");
    assert_int_equal(beat.told, 0);
    heartbeat_close(&beat);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_path),
        cmocka_unit_test(test_an_abstract_name),
        cmocka_unit_test(test_a_stuck_presenter_starves_it),
        cmocka_unit_test(test_a_busy_screen_tells_it_seldom),
        cmocka_unit_test(test_how_often_signs_are_needed),
        cmocka_unit_test(test_without_a_manager_nothing_happens),
        cmocka_unit_test(test_nobody_listens_any_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
