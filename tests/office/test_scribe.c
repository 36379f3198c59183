#include "office/support/fixture.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "office/intake.h"
#include "office/ledger_status.h"
#include "office/scribe.h"
#include "office/setup.h"

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

struct put {
    uint8_t number;
    bool fails;
};

static enum err put_work(struct ledger *ledger, void *argument)
{
    const struct put *put = argument;
    const uint8_t id[STATUS_ID_BYTES] = {0xee, put->number};
    enum err err = ledger_status_put(ledger, id, "x", 1, 0);
    return err == OK && put->fails ? ERR_INVALID : err;
}

struct client {
    pthread_t thread;
    struct scribe *scribe;
    struct put put;
    enum err err;
};

static void *client_main(void *argument)
{
    struct client *client = argument;
    client->err = scribe_write(client->scribe, put_work, &client->put);
    return NULL;
}

static void test_group_commit(void **unused)
{
    (void)unused;
    enum { CLIENTS = 64 };
    struct why why;
    struct scribe *scribe = NULL;
    assert_int_equal(scribe_open(fixture.address, &scribe, &why), OK);
    static struct client clients[CLIENTS];
    /* While another connection holds the write lock, all of them come to wait. */
    assert_int_equal(ledger_begin(fixture.ledger), OK);
    for (int i = 0; i < CLIENTS; i++) {
        clients[i] = (struct client){.scribe = scribe, .put = {(uint8_t)i, i % 4 == 3}};
        assert_int_equal(pthread_create(&clients[i].thread, NULL, client_main, &clients[i]), 0);
    }
    ledger_rollback(fixture.ledger);
    for (int i = 0; i < CLIENTS; i++) {
        pthread_join(clients[i].thread, NULL);
        assert_int_equal(clients[i].err, i % 4 == 3 ? ERR_INVALID : OK);
    }
    struct scribe_tally tally = scribe_tally(scribe);
    assert_int_equal(tally.works, CLIENTS);
    assert_true(tally.transactions < CLIENTS);
    scribe_close(&scribe);
    struct status_page page;
    assert_int_equal(ledger_status_after(fixture.ledger, 0, &page), OK);
    assert_int_equal(page.count, CLIENTS * 3 / 4);
    for (size_t i = 0; i < page.count; i++)
        assert_int_not_equal(page.rows[i].id[1] % 4, 3);
    status_page_fini(&page);
}

/* Stores batches for ever and tells each acknowledged sequence through the pipe. */
static void child_main(int pipe_end)
{
    struct why why;
    struct scribe *scribe = NULL;
    if (scribe_open(fixture.address, &scribe, &why) != OK)
        _exit(1);
    const struct item item = fixture_request(1, MONDAY);
    for (int64_t sequence = 1; sequence <= 100000; sequence++) {
        struct parcel parcel;
        parcel_init(&parcel);
        parcel_add(&parcel, &fixture, sequence, &item);
        struct intake intake;
        intake_prepare(&parcel.batch, NULL, MONDAY, &intake);
        if (scribe_write(scribe, intake_run, &intake) != OK ||
            write(pipe_end, &sequence, sizeof(sequence)) != sizeof(sequence))
            _exit(1);
        parcel_fini(&parcel);
    }
    _exit(0);
}

static void test_killed_while_writing(void **unused)
{
    (void)unused;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        child_main(ends[1]);
    close(ends[1]);
    int64_t acknowledged = 0;
    while (acknowledged < 25)
        assert_int_equal(read(ends[0], &acknowledged, sizeof(acknowledged)), sizeof(acknowledged));
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    while (read(ends[0], &acknowledged, sizeof(acknowledged)) == sizeof(acknowledged)) {
        /* what it had told before it died */
    }
    close(ends[0]);
    struct why why;
    struct ledger *ledger = NULL;
    assert_int_equal(ledger_open(fixture.address, LEDGER_READ, &ledger, &why), OK);
    struct want want[WANT_MAX];
    size_t gaps = 9;
    assert_int_equal(ledger_item_gaps(ledger, "PKL-01", acknowledged, want, &gaps), OK);
    assert_int_equal(gaps, 0);
    int64_t count = 0;
    assert_int_equal(ledger_item_count(ledger, "received", &count), OK);
    assert_in_range(count, acknowledged, acknowledged + 1);
    ledger_close(&ledger);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_group_commit, setup_each, teardown_each),
        cmocka_unit_test_setup_teardown(test_killed_while_writing, setup_each, teardown_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
