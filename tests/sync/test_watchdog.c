/* That items wait and nothing is tried: it does not happen, or it is said. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/query.h"
#include "sync/support/house.h"

static size_t rows_of(struct house *house, enum sync_cause cause)
{
    struct sync_row rows[200];
    size_t count = 0, found = 0;
    bool more = false;
    assert_int_equal(sync_log_rows(house->db, SYNC_ALL, 0, 0, rows, LENGTH(rows), &count, &more),
                     OK);
    for (size_t i = 0; i < count; i++)
        found += rows[i].cause == cause;
    return found;
}

/* An envelope that fits into no batch, which nothing but this test can make. */
static void jam(struct house *house)
{
    int64_t sequence = house_put(house, ITEM_REQUEST);
    SCOPED(query_end)
    struct query query =
        query_on(house->db, "UPDATE outbox SET envelope = zeroblob(400000) WHERE sequence = ?1");
    query_int(&query, 1, sequence);
    assert_int_equal(query_run(&query), OK);
}

static void a_jam_is_said_and_ends_the_program(void **state)
{
    struct house *house = *state;
    house_settle(house);
    jam(house);
    for (int i = 0; i < 130 && !engine_dead(house->engine); i++) {
        house->now += SECONDS(1);
        (void)engine_step(house->engine, house->now);
    }
    assert_true(engine_dead(house->engine));
    assert_int_equal(rows_of(house, CAUSE_UNTRIED), 2); /* when it was noticed, and at the end */
    int64_t broken = -1;
    assert_int_equal(sync_log_verify(house->db, &broken), OK);
    assert_int_equal(broken, 0);
}

/* It was off, or hung and was killed: the log says so, and it goes on. */
static void a_time_of_nothing_is_said_afterwards(void **state)
{
    struct house *house = *state;
    house_settle(house);
    int64_t sequence = house_put(house, ITEM_REQUEST);
    house_pass(house, MINUTES(10));
    assert_int_equal(house_state(house, sequence), ITEM_RECEIVED);
    assert_int_equal(rows_of(house, CAUSE_UNTRIED), 1);
    assert_false(engine_dead(house->engine));
}

static void an_office_out_of_reach_is_no_jam(void **state)
{
    struct house *house = *state;
    house_settle(house);
    fake_office_stop(&house->office);
    (void)house_put(house, ITEM_REQUEST);
    for (int i = 0; i < 1800; i++) {
        house->now += SECONDS(1);
        for (int j = 0; j < 5 && engine_step(house->engine, house->now) <= house->now; j++)
            continue;
    }
    assert_false(engine_dead(house->engine));
    assert_int_equal(rows_of(house, CAUSE_UNTRIED), 0);
    fake_office_start(&house->office);
}

static void *visit(void *self)
{
    usleep(300 * 1000);
    (void)house_put(self, ITEM_REQUEST);
    return NULL;
}

/* The office is slow to say what is new when a visitor sends something. */
static void a_look_for_news_gives_way(void **state)
{
    struct house *house = *state;
    pthread_t visitor;
    house_settle(house);
    house->office.mishap = MISHAP_SILENT;
    house->office.only = "/v1/status";
    house->now += SECONDS(6);
    assert_int_equal(pthread_create(&visitor, NULL, visit, house), 0);
    (void)engine_step(house->engine, house->now);
    pthread_join(visitor, NULL);
    house->office.mishap = MISHAP_NONE;
    assert_int_equal(rows_of(house, CAUSE_STALLED), 0);
    (void)house_settle(house);
    assert_int_equal(house_arrived(house), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_jam_is_said_and_ends_the_program, house_setup,
                                        house_teardown),
        cmocka_unit_test_setup_teardown(a_time_of_nothing_is_said_afterwards, house_setup,
                                        house_teardown),
        cmocka_unit_test_setup_teardown(an_office_out_of_reach_is_no_jam, house_setup,
                                        house_teardown),
        cmocka_unit_test_setup_teardown(a_look_for_news_gives_way, house_setup, house_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
