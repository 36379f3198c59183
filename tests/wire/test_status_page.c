#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "wire/page.h"
#include "wire/support/refuse.h"

static uint8_t sealed[STATUS_SEALED_MAX];

static struct status_row row_of(size_t number, size_t len)
{
    struct status_row row = {.sealed = sealed, .len = len};
    memset(row.id, (int)(number * 7), sizeof(row.id));
    row.id[0] = (uint8_t)(number >> 8);
    return row;
}

static int setup(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(sealed); i++)
        sealed[i] = (uint8_t)(i * 13 + i / 256);
    return 0;
}

static void round_trip(const struct status_row *rows, size_t count, int64_t cursor, bool more)
{
    SCOPED(buf_fini) struct buf bytes;
    SCOPED(status_page_fini) struct status_page page = {.cursor = -1};
    buf_init(&bytes, STATUS_PAGE_BODY_MAX);
    assert_int_equal(status_page_write(cursor, more, rows, count, &bytes), OK);
    assert_int_equal(status_page_read(bytes.data, bytes.len, &page), OK);
    assert_int_equal(page.cursor, cursor);
    assert_int_equal(page.more, more);
    assert_int_equal(page.count, count);
    for (size_t i = 0; i < count; i++) {
        assert_memory_equal(page.rows[i].id, rows[i].id, STATUS_ID_BYTES);
        assert_int_equal(page.rows[i].len, rows[i].len);
        assert_memory_equal(page.rows[i].sealed, rows[i].sealed, rows[i].len);
    }
}

static void test_round_trips(void **state)
{
    (void)state;
    static const size_t lengths[] = {553, 0, 1, 2, 3, STATUS_SEALED_MAX, 1065};
    static struct status_row rows[STATUS_PAGE_ROWS];
    round_trip(NULL, 0, 0, false);
    for (size_t i = 0; i < LENGTH(lengths); i++)
        rows[i] = row_of(i, lengths[i]);
    round_trip(rows, LENGTH(lengths), INT64_C(9007199254740993), true);
    for (size_t i = 0; i < STATUS_PAGE_ROWS; i++)
        rows[i] = row_of(i, 1065);
    round_trip(rows, STATUS_PAGE_ROWS, 1000, true);
}

static void test_too_many_rows_are_full(void **state)
{
    (void)state;
    static struct status_row rows[STATUS_PAGE_ROWS + 1];
    SCOPED(buf_fini) struct buf bytes;
    buf_init(&bytes, STATUS_PAGE_BODY_MAX);
    for (size_t i = 0; i < LENGTH(rows); i++)
        rows[i] = row_of(i, STATUS_SEALED_MAX);
    assert_int_equal(status_page_write(1, true, rows, LENGTH(rows), &bytes), ERR_FULL);
    assert_int_equal(status_page_write(1, true, rows, STATUS_PAGE_ROWS, &bytes), ERR_FULL);
    assert_int_equal(bytes.len, 0);
}

static enum err read_page(const void *bytes, size_t len)
{
    struct status_page page, untouched;
    memset(&page, 0x5a, sizeof(page));
    untouched = page;
    enum err err = status_page_read(bytes, len, &page);
    if (err == OK)
        status_page_fini(&page);
    else
        assert_memory_equal(&page, &untouched, sizeof(page));
    return err;
}

static void test_malformed_pages_are_invalid(void **state)
{
    (void)state;
    static const struct damage damages[] = {
        {"\"cursor\":7", "\"cursor\":-7"},
        {"\"cursor\":7", "\"cursor\":\"7\""},
        {"\"cursor\":7", "\"cursor\":7.0"},
        {"\"cursor\":7,", ""},
        {"\"more\":true", "\"more\":\"true\""},
        {"\"more\":true", "\"more\":null"},
        {"\"rows\":[", "\"rows\":{},\"x\":["},
        {"\"rows\":[", "\"rows\":[null,"},
        {"\"rows\":[", "\"rows\":[{},"},
        {"\"rows\":[", "\"rows\":[[],"},
        {"\"id\":\"", "\"id\":\"A"},
        {"\"id\":\"", "\"id\":\"AAAA"},
        {"\"id\":\"", "\"id\":\"\",\"x\":\""},
        {"\"sealed\":\"", "\"sealed\":\"AA"},
        {"\"sealed\":\"", "\"sealed\":\"A==="},
        {"\"sealed\":\"", "\"sealed\":\"\\u0000AAA"},
        {"\"sealed\":\"", "\"sealed\":null,\"x\":\""},
        {"\"sealed\"", "\"seal\""},
    };
    const struct status_row rows[] = {row_of(1, 8), row_of(2, 3)};
    SCOPED(buf_fini) struct buf bytes;
    buf_init(&bytes, STATUS_PAGE_BODY_MAX);
    assert_int_equal(status_page_write(7, true, rows, 2, &bytes), OK);
    refuse_all(buf_text(&bytes), damages, LENGTH(damages), read_page);
}

static void test_rows_beyond_the_bounds_are_invalid(void **state)
{
    (void)state;
    SCOPED(buf_fini) struct buf long_row;
    SCOPED(buf_fini) struct buf many;
    buf_init(&long_row, STATUS_PAGE_BODY_MAX);
    buf_init(&many, STATUS_PAGE_BODY_MAX);
    buf_puts(&long_row, "{\"cursor\":1,\"more\":false,\"rows\":[{"
                        "\"id\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"sealed\":\"");
    for (size_t i = 0; i < (STATUS_SEALED_MAX + 2) / 3 * 4; i++)
        buf_putc(&long_row, 'A');
    buf_puts(&long_row, "\"}]}");
    assert_int_equal(read_page(long_row.data, long_row.len), ERR_INVALID);

    buf_puts(&many, "{\"cursor\":1,\"more\":false,\"rows\":[");
    for (size_t i = 0; i <= STATUS_PAGE_ROWS; i++)
        buf_printf(&many, "%s{\"id\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"sealed\":\"\"}", i ? "," : "");
    buf_puts(&many, "]}");
    assert_int_equal(read_page(many.data, many.len), ERR_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trips),
        cmocka_unit_test(test_too_many_rows_are_full),
        cmocka_unit_test(test_malformed_pages_are_invalid),
        cmocka_unit_test(test_rows_beyond_the_bounds_are_invalid),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
