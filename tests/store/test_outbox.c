#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "store/outbox.h"
#include "store/support/room.h"

static const int64_t noon = 1795342337000;

/* Stores an item whose envelope is its number as text. */
static int64_t put(struct db *db, enum item_kind kind, int64_t created)
{
    struct entropy entropy = entropy_system();
    static char envelope[64];
    snprintf(envelope, sizeof(envelope), "sealed at %lld", (long long)created);
    struct outbox_item item = {
        .id = uuid_make(created, &entropy),
        .kind = kind,
        .form = "bsre-esign-individu",
        .created = created,
        .envelope = (const uint8_t *)envelope,
        .len = strlen(envelope),
    };
    memcpy(item.status_id, item.id.bytes, sizeof(item.status_id));
    int64_t sequence = 0;
    assert_int_equal(outbox_put(db, &item, &sequence), OK);
    return sequence;
}

/* The sequences that are due, as text: "3 1 2". */
static const char *due(struct db *db, int64_t now, size_t most, size_t bytes)
{
    static char text[256];
    struct outbox_due items[64];
    size_t count = 0;
    SCOPED(buf_fini) struct buf store;
    buf_init(&store, bytes);
    assert_int_equal(outbox_due(db, now, items, most, &store, &count), OK);
    *text = '\0';
    for (size_t i = 0; i < count; i++) {
        snprintf(text + strlen(text), sizeof(text) - strlen(text), "%s%lld", i > 0 ? " " : "",
                 (long long)items[i].sequence);
        uint8_t hash[HASH_BYTES];
        hash_bytes(store.data + items[i].offset, items[i].len, hash);
        assert_memory_equal(hash, items[i].hash, sizeof(hash));
    }
    return text;
}

static void settle(struct db *db, int64_t sequence, enum item_state item_state, int64_t next_try,
                   int64_t at)
{
    const struct outbox_outcome outcome = {
        .sequence = sequence,
        .state = item_state,
        .cause = item_state == ITEM_RECEIVED ? CAUSE_OK : CAUSE_ITEM,
        .next_try = next_try,
        .at = at,
        .reason = "",
    };
    assert_int_equal(outbox_settle(db, &outcome, 1), OK);
}

static enum item_state state_of(struct db *db, int64_t sequence)
{
    enum item_state found = ITEM_REJECTED;
    assert_int_equal(outbox_state(db, sequence, &found), OK);
    return found;
}

static void sequences_have_no_gaps(void **state)
{
    SCOPED(db_close) struct db *db = room_db(*state, DB_KIOSK);
    assert_int_equal(put(db, ITEM_REQUEST, noon), 1);
    assert_int_equal(put(db, ITEM_SURVEY, noon), 2);
    {
        SCOPED(tx_close) struct db_tx tx = tx_open(db);
        assert_int_equal(tx.err, OK);
        put(db, ITEM_REQUEST, noon);
    }
    assert_int_equal(put(db, ITEM_REQUEST, noon), 3);
    /* Even after everything was forgotten. */
    for (int64_t i = 1; i <= 3; i++)
        settle(db, i, ITEM_RECEIVED, 0, noon);
    assert_int_equal(outbox_forget(db, noon + 1), OK);
    assert_string_equal(due(db, noon, 50, 4096), "");
    assert_int_equal(put(db, ITEM_REQUEST, noon), 4);
}

static void calls_go_first_then_the_longest_waiting(void **state)
{
    SCOPED(db_close) struct db *db = room_db(*state, DB_KIOSK);
    put(db, ITEM_REQUEST, noon + 2);
    put(db, ITEM_COMPLAINT, noon + 1);
    put(db, ITEM_CALL, noon + 3);
    put(db, ITEM_REQUEST, noon + 60000);
    assert_string_equal(due(db, noon + 10, 50, 4096), "3 2 1");
    assert_string_equal(due(db, noon + 10, 2, 4096), "3 2");
    /* Two envelopes of 23 bytes fit into 50. */
    assert_string_equal(due(db, noon + 10, 50, 50), "3 2");
}

static void verdicts_move_items_and_nothing_else_does(void **state)
{
    SCOPED(db_close) struct db *db = room_db(*state, DB_KIOSK);
    for (int i = 0; i < 4; i++)
        put(db, ITEM_REQUEST, noon + i);
    settle(db, 1, ITEM_RECEIVED, 0, noon + 100);
    settle(db, 2, ITEM_CONFLICT, 0, noon + 100);
    settle(db, 3, ITEM_REJECTED, 0, noon + 100);
    settle(db, 4, ITEM_WAITING, noon + 5000, noon + 100);
    assert_int_equal(state_of(db, 1), ITEM_RECEIVED);
    assert_int_equal(state_of(db, 2), ITEM_CONFLICT);
    assert_int_equal(state_of(db, 3), ITEM_REJECTED);
    assert_string_equal(due(db, noon + 4999, 50, 4096), "");
    assert_string_equal(due(db, noon + 5000, 50, 4096), "4");
    /* A late verdict of an earlier try changes nothing any more. */
    settle(db, 1, ITEM_REJECTED, 0, noon + 200);
    assert_int_equal(state_of(db, 1), ITEM_RECEIVED);
    /* Only what was received is ever forgotten. */
    assert_int_equal(outbox_forget(db, noon + DAYS(400)), OK);
    enum item_state gone;
    assert_int_equal(outbox_state(db, 1, &gone), ERR_NOT_FOUND);
    for (int64_t i = 2; i <= 4; i++)
        assert_int_not_equal(state_of(db, i), ITEM_RECEIVED);
    struct outbox_totals totals;
    assert_int_equal(outbox_totals(db, &totals), OK);
    assert_int_equal(totals.waiting, 1);
    assert_int_equal(totals.quarantined, 2);
    assert_int_equal(totals.tries, 1);
    assert_int_equal(totals.oldest, noon + 3);
}

static void what_the_disk_has_spoilt_is_set_apart(void **state)
{
    struct db *db = room_db(*state, DB_KIOSK);
    struct outbox_due due[4];
    size_t count = 0;
    SCOPED(buf_fini) struct buf store;
    buf_init(&store, 1 << 20);
    int64_t first = put(db, ITEM_REQUEST, 1000), second = put(db, ITEM_REQUEST, 2000);
    assert_int_equal(db_exec(db, "UPDATE outbox SET envelope = zeroblob(9) WHERE sequence = 1"),
                     OK);
    assert_int_equal(outbox_due(db, 9000, due, 4, &store, &count), OK);
    assert_int_equal(count, 1);
    assert_int_equal(due[0].sequence, second);
    enum item_state now = ITEM_WAITING;
    assert_int_equal(outbox_state(db, first, &now), OK);
    assert_int_equal(now, ITEM_REJECTED);
    db_close(&db);
}

static void seven_days(void **state)
{
    SCOPED(db_close) struct db *db = room_db(*state, DB_KIOSK);
    put(db, ITEM_REQUEST, noon);
    settle(db, 1, ITEM_RECEIVED, 0, noon);
    assert_int_equal(outbox_forget(db, noon + DAYS(7) - DAYS(7)), OK);
    assert_int_equal(state_of(db, 1), ITEM_RECEIVED);
    assert_int_equal(outbox_forget(db, noon + DAYS(7) + 1 - DAYS(7)), OK);
    enum item_state gone;
    assert_int_equal(outbox_state(db, 1, &gone), ERR_NOT_FOUND);
}

static void outage_defers_and_return_releases(void **state)
{
    SCOPED(db_close) struct db *db = room_db(*state, DB_KIOSK);
    int64_t released = 0;
    for (int i = 0; i < 3; i++)
        put(db, ITEM_REQUEST, noon);
    settle(db, 3, ITEM_WAITING, noon + 60000, noon);
    assert_int_equal(outbox_defer(db, noon, noon + 30000, CAUSE_NO_NETWORK), OK);
    assert_string_equal(due(db, noon + 29999, 50, 4096), "");
    assert_int_equal(outbox_release(db, noon + 10, false, &released), OK);
    assert_int_equal(released, 2);
    assert_string_equal(due(db, noon + 10, 50, 4096), "1 2");
    /* The third waits for its own sake, until an officer asks. */
    assert_int_equal(outbox_release(db, noon + 20, true, &released), OK);
    assert_int_equal(released, 1);
    assert_string_equal(due(db, noon + 20, 50, 4096), "1 2 3");
}

static void clock_set_back_strands_nothing(void **state)
{
    SCOPED(db_close) struct db *db = room_db(*state, DB_KIOSK);
    put(db, ITEM_REQUEST, noon + DAYS(3));
    assert_string_equal(due(db, noon, 50, 4096), "1");
    assert_int_equal(outbox_defer(db, noon, noon + 1000, CAUSE_NO_NETWORK), OK);
    assert_string_equal(due(db, noon, 50, 4096), "");
    assert_string_equal(due(db, noon + 1000, 50, 4096), "1");
}

static void what_the_office_lacks_goes_again(void **state)
{
    SCOPED(db_close) struct db *db = room_db(*state, DB_KIOSK);
    int64_t resent = 0;
    for (int i = 0; i < 5; i++)
        put(db, ITEM_REQUEST, noon);
    for (int64_t i = 1; i <= 4; i++)
        settle(db, i, i == 3 ? ITEM_CONFLICT : ITEM_RECEIVED, 0, noon);
    assert_int_equal(outbox_resend(db, 2, 5, noon + 10, &resent), OK);
    assert_int_equal(resent, 2);
    assert_string_equal(due(db, noon + 10, 50, 4096), "5 2 4");
    assert_int_equal(state_of(db, 3), ITEM_CONFLICT);
}

static void found_by_the_status_it_opens(void **state)
{
    SCOPED(db_close) struct db *db = room_db(*state, DB_KIOSK);
    struct outbox_item item = {
        .kind = ITEM_REQUEST,
        .form = "f",
        .created = noon,
        .status_id = "fifteen letters",
        .envelope = (const uint8_t *)"e",
        .len = 1,
    };
    int64_t sequence = 0;
    struct outbox_news news;
    assert_int_equal(outbox_find(db, item.status_id, &news), ERR_NOT_FOUND);
    assert_int_equal(outbox_put(db, &item, &sequence), OK);
    assert_int_equal(outbox_find(db, item.status_id, &news), OK);
    assert_int_equal(news.state, ITEM_WAITING);
    assert_string_equal(news.form, "f");
    assert_int_equal(news.created, noon);
    /* The same id again is a mistake of ours, and is not stored. */
    assert_int_equal(outbox_put(db, &item, &sequence), ERR_INVALID);
}

static void pages_of_the_queue(void **state)
{
    SCOPED(db_close) struct db *db = room_db(*state, DB_KIOSK);
    struct queue_row rows[2];
    size_t count = 0;
    bool more = false;
    for (int i = 0; i < 3; i++)
        put(db, ITEM_REQUEST, noon);
    assert_int_equal(outbox_rows(db, 0, rows, 2, &count, &more), OK);
    assert_int_equal(count, 2);
    assert_true(more);
    assert_int_equal(rows[0].sequence, 3);
    assert_int_equal(outbox_rows(db, 2, rows, 2, &count, &more), OK);
    assert_int_equal(count, 1);
    assert_false(more);
    assert_int_equal(rows[0].sequence, 1);
}

#define ROOM_TEST(function) cmocka_unit_test_setup_teardown(function, room_setup, room_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROOM_TEST(sequences_have_no_gaps),
        ROOM_TEST(calls_go_first_then_the_longest_waiting),
        ROOM_TEST(verdicts_move_items_and_nothing_else_does),
        ROOM_TEST(what_the_disk_has_spoilt_is_set_apart),
        ROOM_TEST(seven_days),
        ROOM_TEST(outage_defers_and_return_releases),
        ROOM_TEST(clock_set_back_strands_nothing),
        ROOM_TEST(what_the_office_lacks_goes_again),
        ROOM_TEST(found_by_the_status_it_opens),
        ROOM_TEST(pages_of_the_queue),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
