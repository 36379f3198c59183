#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/path.h"
#include "office/listener.h"
#include "support/tempdir.h"

static void test_addresses(void **state)
{
    (void)state;
    static const struct {
        const char *address;
        enum err err;
    } rows[] = {
        {"127.0.0.1", OK},       {"localhost", ERR_INVALID},     {"256.0.0.1", ERR_INVALID},
        {"", ERR_INVALID},       {"relative.sock", ERR_INVALID}, {"/nowhere/at/all.sock", ERR_BUSY},
        {"192.0.2.1", ERR_BUSY}, /* nobody's here (RFC 5737) */
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        int fd = -1;
        uint16_t port = 0;
        assert_int_equal(listener_open(rows[i].address, 0, &fd, &port), rows[i].err);
        assert_int_equal(fd >= 0, rows[i].err == OK);
        assert_int_equal(port > 0, rows[i].err == OK);
        if (fd >= 0)
            close(fd);
    }
}

static void test_a_port_has_one_listener(void **state)
{
    (void)state;
    int first = -1, second = -1;
    uint16_t port = 0, other = 0;
    assert_int_equal(listener_open("127.0.0.1", 0, &first, &port), OK);
    assert_int_equal(listener_open("127.0.0.1", port, &second, &other), ERR_BUSY);
    close(first);
}

static void test_a_socket_file(void **state)
{
    (void)state;
    struct tempdir dir;
    tempdir_make(&dir);
    char path[PATH_SIZE];
    assert_int_equal(path_join(path, dir.path, "http.sock"), OK);
    int first = -1, second = -1;
    uint16_t port = 9;
    assert_int_equal(listener_open(path, 0, &first, &port), OK);
    assert_int_equal(port, 0);
    struct stat file;
    assert_int_equal(stat(path, &file), 0);
    assert_int_equal(file.st_mode & 0777, 0660);
    assert_int_equal(listener_open(path, 0, &second, &port), ERR_BUSY); /* somebody is there */
    close(first);
    assert_int_equal(listener_open(path, 0, &second, &port), OK); /* nobody is any more */
    close(second);
    tempdir_remove(&dir);
}

static void test_another_file_stays(void **state)
{
    (void)state;
    struct tempdir dir;
    tempdir_make(&dir);
    char path[PATH_SIZE];
    assert_int_equal(path_join(path, dir.path, "letters"), OK);
    assert_int_equal(path_write(path, "x", 1, 0600), OK);
    int fd = -1;
    uint16_t port = 0;
    assert_int_equal(listener_open(path, 0, &fd, &port), ERR_BUSY);
    assert_int_equal(access(path, F_OK), 0);
    tempdir_remove(&dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_a_port_has_one_listener),
        cmocka_unit_test(test_a_socket_file),
        cmocka_unit_test(test_another_file_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
