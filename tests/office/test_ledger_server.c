/* What a database server brings that a file has not: several programs at work in it, and
 * connections that are lost. Runs where LEDGER_SERVER names one (tests/office/on-postgresql). */
#include "office/support/fixture.h"

#include <libpq-fe.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "office/ledger_audit.h"
#include "office/ledger_driver.h"
#include "office/ledger_status.h"

enum { WRITERS = 4, WRITES = 60 };

static struct fixture fixture;

static int setup_each(void **state)
{
    (void)state;
    if (getenv("LEDGER_SERVER"))
        fixture_open(&fixture);
    return 0;
}

static int teardown_each(void **state)
{
    (void)state;
    if (getenv("LEDGER_SERVER"))
        fixture_close(&fixture);
    return 0;
}

#define NEEDS_SERVER()                                                                             \
    if (!getenv("LEDGER_SERVER"))                                                                  \
    skip()

static struct ledger *ledger_more(void)
{
    struct ledger *ledger = NULL;
    struct why why;
    if (ledger_open(fixture.address, LEDGER_WRITE, &ledger, &why) != OK)
        fail_msg("%s", why.text);
    return ledger;
}

static enum err row_put(struct ledger *ledger, void *argument)
{
    uint8_t id[STATUS_ID_BYTES] = {0};
    memcpy(id, argument, sizeof(int));
    enum err err = ledger_status_put(ledger, id, "sealed", 6, 0);
    return err == OK ? ledger_audit(ledger, MONDAY, "system", "test", "row", "") : err;
}

static atomic_int writers_done;

static void *writer_main(void *argument)
{
    struct ledger *ledger = ledger_more();
    for (int i = 0; i < WRITES; i++) {
        int number = *(int *)argument * WRITES + i + 1;
        enum err err;
        do
            err = ledger_transact(ledger, row_put, &number);
        while (err == ERR_BUSY);
        assert_int_equal(err, OK);
    }
    ledger_close(&ledger);
    atomic_fetch_add(&writers_done, 1);
    return NULL;
}

/* A kiosk asks for what came after its cursor: were a lower one to appear later, it would never
 * hear of it. */
static void test_cursors_rise_in_the_order_of_commits(void **unused)
{
    (void)unused;
    NEEDS_SERVER();
    pthread_t threads[WRITERS];
    int numbers[WRITERS];
    int64_t cursor = 0;
    int seen = 0;
    atomic_store(&writers_done, 0);
    for (int i = 0; i < WRITERS; i++) {
        numbers[i] = i;
        assert_int_equal(pthread_create(&threads[i], NULL, writer_main, &numbers[i]), 0);
    }
    for (bool last = false; !last;) {
        last = atomic_load(&writers_done) == WRITERS;
        struct status_page page;
        assert_int_equal(ledger_status_after(fixture.ledger, cursor, &page), OK);
        seen += (int)page.count;
        cursor = page.cursor;
        status_page_fini(&page);
    }
    for (int i = 0; i < WRITERS; i++)
        pthread_join(threads[i], NULL);
    assert_int_equal(seen, WRITERS * WRITES);
    assert_int_equal(cursor, WRITERS * WRITES);
}

/* Ends every other connection to this database's schema that is not in use. */
static void connections_cut(void)
{
    PGconn *pg = PQconnectdb(getenv("LEDGER_SERVER"));
    PGresult *cut = PQexec(pg, "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                               " WHERE pid <> pg_backend_pid() AND application_name ="
                               " 'anjungan-office'");
    assert_int_equal(PQresultStatus(cut), PGRES_TUPLES_OK);
    assert_true(PQntuples(cut) > 0);
    PQclear(cut);
    PQfinish(pg);
}

static int64_t rows_count(void)
{
    int64_t count = -1;
    assert_int_equal(ledger_number(fixture.ledger, "SELECT COUNT(*) FROM status", NULL, 0, &count),
                     OK);
    return count;
}

static void test_a_lost_connection_comes_back(void **unused)
{
    (void)unused;
    NEEDS_SERVER();
    int number = 1;
    assert_int_equal(ledger_transact(fixture.ledger, row_put, &number), OK);
    connections_cut();
    assert_int_equal(rows_count(), 1); /* a question */
    connections_cut();
    number = 2;
    assert_int_equal(ledger_transact(fixture.ledger, row_put, &number), OK); /* a change */
    assert_int_equal(rows_count(), 2);
}

static enum err row_put_and_cut(struct ledger *ledger, void *argument)
{
    enum err err = row_put(ledger, argument);
    connections_cut();
    return err;
}

static void test_a_connection_lost_in_a_transaction_keeps_nothing(void **unused)
{
    (void)unused;
    NEEDS_SERVER();
    int number = 1;
    assert_int_equal(ledger_transact(fixture.ledger, row_put_and_cut, &number), ERR_STORAGE);
    assert_int_equal(rows_count(), 0);
    assert_int_equal(ledger_transact(fixture.ledger, row_put, &number), OK);
    assert_int_equal(rows_count(), 1);
}

/* A server answers COMMIT with a rollback when something before it failed. */
static enum err fails_unheeded(struct ledger *ledger, void *argument)
{
    enum err err = row_put(ledger, argument);
    assert_int_equal(err, OK);
    assert_int_equal(
        ledger_run(ledger, "INSERT INTO setting (name, value) VALUES (NULL, NULL)", NULL, 0, NULL),
        ERR_INVALID);
    return OK;
}

static void test_what_was_not_committed_is_not_called_so(void **unused)
{
    (void)unused;
    NEEDS_SERVER();
    int number = 1;
    assert_int_equal(ledger_transact(fixture.ledger, fails_unheeded, &number), ERR_STORAGE);
    assert_int_equal(rows_count(), 0);
    assert_int_equal(ledger_transact(fixture.ledger, row_put, &number), OK);
}

static void test_values_come_back_as_they_went(void **unused)
{
    (void)unused;
    NEEDS_SERVER();
    static const int64_t numbers[] = {0, 1, -1, 255, -32768, INT32_MAX, INT64_MAX, INT64_MIN};
    for (size_t i = 0; i < LENGTH(numbers); i++) {
        int64_t back = 7;
        assert_int_equal(
            ledger_number(fixture.ledger, "SELECT $1", VALUES(V_INT(numbers[i])), &back), OK);
        assert_int_equal(back, numbers[i]);
    }
    const uint8_t bytes[] = {0, 1, 0, 255, '\''};
    uint8_t got[sizeof(bytes)];
    assert_int_equal(ledger_set(fixture.ledger, "bytes", bytes, sizeof(bytes)), OK);
    assert_int_equal(ledger_setting(fixture.ledger, "bytes", got, sizeof(got)), OK);
    assert_memory_equal(bytes, got, sizeof(bytes));
    assert_int_equal(ledger_set(fixture.ledger, "bytes", NULL, 0), OK);
    assert_int_equal(ledger_setting(fixture.ledger, "bytes", got, 0), OK);
    assert_int_equal(ledger_setting(fixture.ledger, "none", got, sizeof(got)), ERR_NOT_FOUND);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup_each, teardown_each)
    const struct CMUnitTest tests[] = {
        TEST(test_cursors_rise_in_the_order_of_commits),
        TEST(test_a_lost_connection_comes_back),
        TEST(test_a_connection_lost_in_a_transaction_keeps_nothing),
        TEST(test_what_was_not_committed_is_not_called_so),
        TEST(test_values_come_back_as_they_went),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
