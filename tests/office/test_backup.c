/* backup and restore, as an officer types them. */
#include "office/support/program.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Sixty-four digits, as sealed pages are named. */
#define PAGE "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static struct fixture fixture;
static struct program program;

static int setup(void **state)
{
    (void)state;
    fixture_open(&fixture);
    program_find(&program, &fixture);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    fixture_close(&fixture);
    return 0;
}

static bool files_same(const char *dir, const char *other, const char *name)
{
    char paths[2][PATH_SIZE];
    SCOPED(buf_fini) struct buf one;
    SCOPED(buf_fini) struct buf two;
    buf_init(&one, 4096);
    buf_init(&two, 4096);
    assert_int_equal(path_join(paths[0], dir, name), OK);
    assert_int_equal(path_join(paths[1], other, name), OK);
    assert_int_equal(path_read(paths[0], &one), OK);
    return path_read(paths[1], &two) == OK && one.len == two.len &&
           memcmp(one.data, two.data, one.len) == 0;
}

/* What was backed up comes back elsewhere, with the key that opens it; what is there already is not
 * written over. */
static void test_backup_and_restore(void **unused)
{
    (void)unused;
    char backup[300], keys[300], address[400];
    struct outcome outcome, here;
    snprintf(backup, sizeof(backup), "%s/backup", fixture.dir.path);
    snprintf(keys, sizeof(keys), "%s/elsewhere", fixture.dir.path);
    snprintf(address, sizeof(address), "sqlite:%s/office.db", keys);

    char blobs[300], page[400];
    snprintf(blobs, sizeof(blobs), "%s/blobs", fixture.dir.path);
    snprintf(page, sizeof(page), "%s/%s", blobs, PAGE);
    assert_int_equal(path_make(blobs, 0700), OK);
    assert_int_equal(path_write(page, "sealed", 6, 0600), OK);

    RUN(&program, "", &outcome, "backup", backup);
    assert_outcome(&outcome, 0, "are the same");
    RUN(&program, "", &outcome, "backup", backup);
    assert_outcome(&outcome, 1, "a folder of its own");

    RUN(&program, "", &outcome, "--db", address, "restore", backup);
    assert_outcome(&outcome, 0, "are the same");
    RUN(&program, "", &here, "audit", "--json");
    RUN(&program, "", &outcome, "--db", address, "audit", "--json");
    assert_outcome(&outcome, 0, here.out);
    assert_true(files_same(fixture.dir.path, keys, "office.key"));
    assert_true(files_same(fixture.dir.path, keys, "blobs/" PAGE));
    assert_false(files_same(fixture.dir.path, keys, "escrow.key")); /* it stays in its safe */

    RUN(&program, "", &outcome, "--db", address, "restore", backup);
    assert_outcome(&outcome, 1, "holds rows already");
    RUN(&program, "", &outcome, "--db", address, "restore", "/nowhere");
    assert_outcome(&outcome, 1, "no backup");
}

static void test_another_key_is_not_written_over(void **unused)
{
    (void)unused;
    char backup[300], keys[300], key[400], address[400];
    struct outcome outcome;
    struct buf left;
    snprintf(backup, sizeof(backup), "%s/backup", fixture.dir.path);
    snprintf(keys, sizeof(keys), "%s/taken", fixture.dir.path);
    snprintf(key, sizeof(key), "%s/office.key", keys);
    snprintf(address, sizeof(address), "sqlite:%s/office.db", keys);
    RUN(&program, "", &outcome, "backup", backup);
    assert_outcome(&outcome, 0, "are the same");
    assert_int_equal(path_make(keys, 0700), OK);
    assert_int_equal(path_write(key, "another", 7, 0600), OK);
    RUN(&program, "", &outcome, "--db", address, "restore", backup);
    assert_outcome(&outcome, 1, "another file is there");
    buf_init(&left, 64);
    assert_int_equal(path_read(key, &left), OK);
    assert_string_equal(buf_text(&left), "another");
    buf_fini(&left);
}

static void test_copy_asks_for_both(void **unused)
{
    (void)unused;
    struct outcome outcome;
    RUN(&program, "", &outcome, "copy", "--from", fixture.address);
    assert_outcome(&outcome, 2, "--to");
    RUN(&program, "", &outcome, "copy", "--from", fixture.address, "--to", "mysql://office");
    assert_outcome(&outcome, 1, "was expected");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_backup_and_restore),
        TEST(test_another_key_is_not_written_over),
        TEST(test_copy_asks_for_both),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
