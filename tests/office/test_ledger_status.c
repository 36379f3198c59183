#include "office/support/fixture.h"

#include <stdio.h>
#include <string.h>

#include "office/ledger_status.h"
#include "seal/envelope.h"

static struct fixture fixture;

static int setup_each(void **state)
{
    (void)state;
    fixture_open(&fixture);
    return 0;
}

static int teardown_each(void **state)
{
    (void)state;
    fixture_close(&fixture);
    return 0;
}

static void test_status_cursors(void **unused)
{
    (void)unused;
    const uint8_t a[STATUS_ID_BYTES] = {1}, b[STATUS_ID_BYTES] = {2};
    struct status_page page;
    assert_int_equal(ledger_status_after(fixture.ledger, 0, &page), OK);
    assert_int_equal(page.count, 0);
    status_page_fini(&page);
    assert_int_equal(ledger_status_after(fixture.ledger, 1, &page), ERR_NOT_FOUND);
    assert_int_equal(ledger_status_put(fixture.ledger, a, "one", 3, 0), OK);
    assert_int_equal(ledger_status_put(fixture.ledger, b, "two", 3, 5000), OK);
    assert_int_equal(ledger_status_put(fixture.ledger, a, "three", 5, 0), OK);
    assert_int_equal(ledger_status_after(fixture.ledger, 0, &page), OK);
    assert_int_equal(page.count, 2);
    assert_int_equal(page.cursor, 3);
    assert_false(page.more);
    assert_memory_equal(page.rows[0].id, b, sizeof(b));
    assert_int_equal(page.rows[1].len, 5);
    assert_memory_equal(page.rows[1].sealed, "three", 5);
    status_page_fini(&page);
    int64_t ended = -1;
    assert_int_equal(ledger_status_expire(fixture.ledger, 4999, &ended), OK);
    assert_int_equal(ended, 0);
    assert_int_equal(ledger_status_expire(fixture.ledger, 5000, &ended), OK);
    assert_int_equal(ended, 1);
    assert_int_equal(ledger_status_after(fixture.ledger, 3, &page), OK);
    assert_int_equal(page.count, 1);
    assert_int_equal(page.rows[0].len, 0);
    assert_memory_equal(page.rows[0].id, b, sizeof(b));
    status_page_fini(&page);
}

static enum err many_rows(struct ledger *ledger, void *argument)
{
    for (int i = 0; i < *(int *)argument; i++) {
        const uint8_t id[STATUS_ID_BYTES] = {(uint8_t)i, (uint8_t)(i >> 8)};
        enum err err = ledger_status_put(ledger, id, "sealed", 6, 0);
        if (err != OK)
            return err;
    }
    return OK;
}

static void test_status_pages(void **unused)
{
    (void)unused;
    int rows = STATUS_PAGE_ROWS + 5;
    assert_int_equal(ledger_transact(fixture.ledger, many_rows, &rows), OK);
    struct status_page page;
    assert_int_equal(ledger_status_after(fixture.ledger, 0, &page), OK);
    assert_int_equal(page.count, STATUS_PAGE_ROWS);
    assert_true(page.more);
    int64_t cursor = page.cursor;
    status_page_fini(&page);
    assert_int_equal(ledger_status_after(fixture.ledger, cursor, &page), OK);
    assert_int_equal(page.count, 5);
    assert_false(page.more);
    status_page_fini(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_status_cursors, setup_each, teardown_each),
        cmocka_unit_test_setup_teardown(test_status_pages, setup_each, teardown_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
