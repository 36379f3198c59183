#include "office/support/fixture.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "office/intake.h"
#include "office/ledger_kiosks.h"
#include "office/ledger_officers.h"
#include "office/ledger_status.h"
#include "office/scribe.h"
#include "office/setup.h"
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

static struct batch_receipt take(const struct batch *batch)
{
    struct intake intake;
    intake_prepare(batch, NULL, MONDAY, &intake);
    assert_int_equal(ledger_transact(fixture.ledger, intake_run, &intake), OK);
    return intake.receipt;
}

static int64_t stored(void)
{
    int64_t count = 0;
    assert_int_equal(ledger_item_count(fixture.ledger, "received", &count), OK);
    return count;
}

static void test_exactly_once(void **unused)
{
    (void)unused;
    struct parcel parcel;
    parcel_init(&parcel);
    const struct item item = fixture_request(1, MONDAY);
    parcel_add(&parcel, &fixture, 1, &item);
    parcel_add(&parcel, &fixture, 2, &item);
    struct batch_receipt first = take(&parcel.batch);
    assert_int_equal(first.verdicts[0].verdict, VERDICT_CREATED);
    assert_int_equal(first.verdicts[1].verdict, VERDICT_CREATED);
    assert_string_equal(first.kiosk, "PKL-01");
    struct batch_receipt again = take(&parcel.batch);
    assert_int_equal(again.verdicts[0].verdict, VERDICT_DUPLICATE);
    assert_memory_equal(again.verdicts[0].hash, first.verdicts[0].hash, HASH_BYTES);
    assert_int_equal(stored(), 2);
    parcel_fini(&parcel);
}

static void test_conflict_tells_what_is_stored(void **unused)
{
    (void)unused;
    struct parcel one, other;
    parcel_init(&one);
    parcel_init(&other);
    const struct item item = fixture_request(1, MONDAY);
    parcel_add(&one, &fixture, 1, &item);
    struct batch_receipt first = take(&one.batch);
    /* The same id with other bytes behind the header. */
    uint8_t changed[ENVELOPE_MAX];
    size_t len = one.batch.items[0].len;
    memcpy(changed, one.batch.items[0].envelope, len);
    changed[len - 1] ^= 1;
    parcel_add_raw(&other, 1, one.batch.items[0].id, ITEM_REQUEST, changed, len);
    struct batch_receipt second = take(&other.batch);
    assert_int_equal(second.verdicts[0].verdict, VERDICT_CONFLICT);
    assert_memory_equal(second.verdicts[0].hash, first.verdicts[0].hash, HASH_BYTES);
    assert_int_equal(stored(), 1);
    parcel_fini(&one);
    parcel_fini(&other);
}

static void test_one_bad_item_holds_up_no_other(void **unused)
{
    (void)unused;
    struct parcel parcel;
    parcel_init(&parcel);
    const struct item item = fixture_request(1, MONDAY);
    const struct uuid id = uuid_make(MONDAY, &fixture.entropy);
    parcel_add_raw(&parcel, 1, id, ITEM_REQUEST, "no envelope", 11);
    parcel_add(&parcel, &fixture, 2, &item);
    parcel_add(&parcel, &fixture, 3, &item);
    parcel.batch.items[2].kind = 99;
    parcel_add(&parcel, &fixture, 4, &item);
    parcel.batch.items[3].id = id; /* the envelope says otherwise */
    parcel_add(&parcel, &fixture, 5, &item);
    struct batch_receipt receipt = take(&parcel.batch);
    static const enum verdict verdicts[] = {VERDICT_REJECTED, VERDICT_CREATED, VERDICT_REJECTED,
                                            VERDICT_REJECTED, VERDICT_CREATED};
    for (size_t i = 0; i < LENGTH(verdicts); i++) {
        assert_int_equal(receipt.verdicts[i].verdict, verdicts[i]);
        assert_int_equal(receipt.verdicts[i].reason[0] != '\0', verdicts[i] == VERDICT_REJECTED);
    }
    assert_int_equal(stored(), 2);
    parcel_fini(&parcel);
}

static void test_gaps(void **unused)
{
    (void)unused;
    static const struct {
        int64_t sequence, highest;
        size_t count;
        struct want want[3];
    } rows[] = {
        {2, 0, 0, {{0}}},
        {3, 3, 1, {{1, 1}}},
        {7, 9, 3, {{1, 1}, {4, 6}, {8, 9}}},
        {1, 9, 2, {{4, 6}, {8, 9}}},
        {5, 9, 3, {{4, 4}, {6, 6}, {8, 9}}},
        {6, 5, 1, {{4, 4}}},
        {4, 7, 0, {{0}}},
        {8, 8, 0, {{0}}},
    };
    const struct item item = fixture_request(1, MONDAY);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct parcel parcel;
        parcel_init(&parcel);
        parcel.batch.highest_receipted = rows[i].highest;
        parcel_add(&parcel, &fixture, rows[i].sequence, &item);
        struct batch_receipt receipt = take(&parcel.batch);
        assert_int_equal(receipt.want_count, rows[i].count);
        for (size_t j = 0; j < rows[i].count; j++) {
            assert_int_equal(receipt.want[j].from, rows[i].want[j].from);
            assert_int_equal(receipt.want[j].to, rows[i].want[j].to);
        }
        parcel_fini(&parcel);
    }
}

static void test_a_restored_office_wants_all(void **unused)
{
    (void)unused;
    struct parcel parcel;
    parcel_init(&parcel);
    parcel.batch.highest_receipted = 4000000000000;
    struct batch_receipt receipt = take(&parcel.batch);
    assert_int_equal(receipt.want_count, 1);
    assert_int_equal(receipt.want[0].from, 1);
    assert_int_equal(receipt.want[0].to, 4000000000000);
    parcel_fini(&parcel);
}

static void test_rejected_items_are_no_gap(void **unused)
{
    (void)unused;
    struct parcel parcel;
    parcel_init(&parcel);
    parcel.batch.highest_receipted = 1;
    parcel_add_raw(&parcel, 1, uuid_make(MONDAY, &fixture.entropy), ITEM_REQUEST, "x", 1);
    struct batch_receipt receipt = take(&parcel.batch);
    assert_int_equal(receipt.want_count, 0);
    parcel_fini(&parcel);
}

static void test_what_a_batch_says_of_its_kiosk(void **unused)
{
    (void)unused;
    struct parcel parcel;
    parcel_init(&parcel);
    parcel.batch.log.number = 7;
    memset(parcel.batch.log.hash, 0x5a, HASH_BYTES);
    struct batch_receipt receipt = take(&parcel.batch);
    assert_int_equal(receipt.log.number, 7);
    struct kiosk kiosk;
    assert_int_equal(ledger_kiosk(fixture.ledger, "PKL-01", &kiosk), OK);
    assert_int_equal(kiosk.last_contact, MONDAY);
    assert_int_equal(kiosk.log.number, 7);
    assert_memory_equal(kiosk.log.hash, parcel.batch.log.hash, HASH_BYTES);
    assert_string_equal(kiosk.version, "0.1.0");
    uint8_t id[KEY_ID_BYTES];
    key_id(fixture.device.public.sign.bytes, id);
    assert_int_equal(ledger_kiosk_by_key(fixture.ledger, id, &kiosk), OK);
    id[0] ^= 1;
    assert_int_equal(ledger_kiosk_by_key(fixture.ledger, id, &kiosk), ERR_NOT_FOUND);
    parcel_fini(&parcel);
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

static void test_setting_up_twice_changes_nothing(void **unused)
{
    (void)unused;
    struct setup setup = {.keys = fixture.dir.path,
                          .catalogue = rulebook_catalogue(&fixture.rules),
                          .entropy = &fixture.entropy,
                          .now = MONDAY + 1};
    assert_int_equal(setup_run(fixture.ledger, &setup, NULL, NULL), OK);
    assert_int_equal(setup.passwords.len, 0);
    assert_false(setup.escrow_made);
    uint8_t salt[FLEET_SALT_BYTES];
    assert_int_equal(ledger_setting(fixture.ledger, "fleet_salt", salt, sizeof(salt)), OK);
    assert_memory_equal(salt, fixture.rules.salt, sizeof(salt));
    assert_memory_equal(salt, fixture.enrolment.fleet_salt, sizeof(salt));
    int64_t version = 0;
    assert_int_equal(ledger_content_version(fixture.ledger, &version), OK);
    assert_int_equal(version, 1);
}

static void test_publishing_content(void **unused)
{
    (void)unused;
    struct catalogue *catalogue = &atomic_load(&fixture.rules.newest)->catalogue;
    int64_t version = 0;
    bool added = true;
    assert_int_equal(setup_content(fixture.ledger, catalogue, MONDAY, &version, &added), OK);
    assert_int_equal(version, 1);
    assert_false(added);
    struct hours *hours = &catalogue->services[0]->hours;
    const struct day_plan friday = hours->week[4];
    hours->week[4].spans[0].close -= 30;
    assert_int_equal(setup_content(fixture.ledger, catalogue, MONDAY, &version, &added), OK);
    assert_int_equal(version, 2);
    assert_true(added);
    static struct feed feed;
    assert_int_equal(ledger_content(fixture.ledger, &feed), OK);
    assert_int_equal(feed.content.hours.week[4].spans[0].close, friday.spans[0].close - 30);
    /* Never a bundle that closes the counter for good. */
    for (int day = 0; day < 7; day++)
        hours->week[day].count = 0;
    assert_int_equal(setup_content(fixture.ledger, catalogue, MONDAY, &version, &added),
                     ERR_INVALID);
    assert_int_equal(ledger_content_version(fixture.ledger, &version), OK);
    assert_int_equal(version, 2);
}

static void test_kiosk_names_and_keys_are_one(void **unused)
{
    (void)unused;
    struct enrolment enrolment;
    struct enrolment_offer offer = {.kiosk = "PKL-01", .device = fixture.device.public};
    assert_int_equal(setup_kiosk(fixture.ledger, fixture.dir.path, &offer, "http://127.0.0.1:1",
                                 MONDAY, &enrolment),
                     OK);
    struct identity other;
    identity_make(&fixture.entropy, &other);
    offer.device = other.public;
    assert_int_equal(setup_kiosk(fixture.ledger, fixture.dir.path, &offer, "http://127.0.0.1:1",
                                 MONDAY, &enrolment),
                     ERR_INVALID);
    TEXT_COPY(offer.kiosk, "PKL-02");
    offer.device = fixture.device.public;
    assert_int_equal(setup_kiosk(fixture.ledger, fixture.dir.path, &offer, "http://127.0.0.1:1",
                                 MONDAY, &enrolment),
                     ERR_INVALID);
    offer.device = other.public;
    assert_int_equal(setup_kiosk(fixture.ledger, fixture.dir.path, &offer, "http://office.example",
                                 MONDAY, &enrolment),
                     ERR_INVALID);
    assert_int_equal(setup_kiosk(fixture.ledger, fixture.dir.path, &offer, "http://127.0.0.1:1",
                                 MONDAY, &enrolment),
                     OK);
}

/* ---- the writer ---- */

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

static void test_sessions_and_passwords(void **unused)
{
    (void)unused;
    struct session session = {
        .officer = {.name = "kadis", .role = ROLE_HEAD}, .csrf = "c", .expires = MONDAY + 10};
    const uint8_t token[HASH_BYTES] = {7};
    assert_int_equal(ledger_session_add(fixture.ledger, token, &session, MONDAY), OK);
    struct session found;
    assert_int_equal(ledger_session(fixture.ledger, token, MONDAY, 0, &found), OK);
    assert_string_equal(found.officer.name, "kadis");
    assert_int_equal(found.officer.role, ROLE_HEAD);
    assert_int_equal(ledger_session(fixture.ledger, token, MONDAY + 10, 0, &found), ERR_NOT_FOUND);
    assert_int_equal(ledger_session(fixture.ledger, token, MONDAY + 5, MONDAY, &found),
                     ERR_NOT_FOUND);
    assert_int_equal(ledger_officer_password(fixture.ledger, "kadis", "x"), OK);
    assert_int_equal(ledger_session(fixture.ledger, token, MONDAY, 0, &found), ERR_NOT_FOUND);
    assert_int_equal(ledger_officer_password(fixture.ledger, "nobody", "x"), ERR_NOT_FOUND);
    const struct officer again = {.name = "kadis", .role = ROLE_ADMIN};
    assert_int_equal(ledger_officer_add(fixture.ledger, &again, "x", MONDAY), ERR_INVALID);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, setup_each, teardown_each)

int main(void)
{
    const struct CMUnitTest tests[] = {
        EACH(test_exactly_once),
        EACH(test_conflict_tells_what_is_stored),
        EACH(test_one_bad_item_holds_up_no_other),
        EACH(test_gaps),
        EACH(test_a_restored_office_wants_all),
        EACH(test_rejected_items_are_no_gap),
        EACH(test_what_a_batch_says_of_its_kiosk),
        EACH(test_status_cursors),
        EACH(test_status_pages),
        EACH(test_setting_up_twice_changes_nothing),
        EACH(test_publishing_content),
        EACH(test_kiosk_names_and_keys_are_one),
        EACH(test_group_commit),
        EACH(test_killed_while_writing),
        EACH(test_sessions_and_passwords),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
