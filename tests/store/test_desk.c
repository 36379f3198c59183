#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "seal/envelope.h"
#include "store/ballast.h"
#include "store/desk_store.h"
#include "store/feeds.h"
#include "store/outbox.h"
#include "store/statuses.h"
#include "store/support/room.h"
#include "store/support/visitor.h"
#include "store/sync_log.h"
#include "wire/item.h"
#include "wire/page.h"

/* Monday 23 November 2026, 09.41 WIB. */
static const int64_t monday = 1795401660000;

static struct desk_store *open_store(const struct room *room, int64_t reserve)
{
    const struct desk_store_config config = {
        .state_dir = room->dir.path,
        .settings = &room->settings,
        .catalogue = &room->catalogue,
        .entropy = entropy_system(),
        .reserve = reserve,
    };
    struct desk_store *store = NULL;
    assert_int_equal(desk_store_open(&config, &store), OK);
    return store;
}

static struct receipt submit(const struct room *room, struct desk desk, int64_t now)
{
    struct request *request = visitor_request(room->catalogue.services[0]);
    struct receipt receipt;
    assert_int_equal(desk.ops->submit(desk.self, request, now, &receipt), OK);
    free(request);
    return receipt;
}

static struct desk_state state_at(struct desk desk, int64_t now)
{
    struct desk_state found;
    assert_int_equal(desk.ops->state(desk.self, now, &found), OK);
    return found;
}

static struct progress look_up(struct desk desk, const struct tracking_code *code, int64_t now)
{
    struct progress found;
    assert_int_equal(desk.ops->look_up(desk.self, code, now, &found), OK);
    assert_string_equal(found.code.text, code->text);
    return found;
}

/* What syncd does when the office's receipt comes. */
static void receive(const struct room *room, int64_t sequence, int64_t at)
{
    SCOPED(db_close) struct db *db = room_db(room, DB_SYNC);
    const struct outbox_outcome outcome = {
        .sequence = sequence, .state = ITEM_RECEIVED, .at = at, .reason = ""};
    assert_int_equal(outbox_settle(db, &outcome, 1), OK);
}

/* What syncd does when a status row comes. */
static void publish(const struct room *room, const struct progress *progress)
{
    SCOPED(db_close) struct db *db = room_db(room, DB_SYNC);
    SCOPED(buf_fini) struct buf plain;
    SCOPED(buf_fini) struct buf sealed;
    buf_init(&plain, STATUS_SEALED_MAX);
    buf_init(&sealed, STATUS_SEALED_MAX);
    struct status_key key;
    assert_int_equal(status_derive(progress->code.text, room->enrolment.fleet_salt, &key), OK);
    assert_int_equal(progress_write(progress, &plain), OK);
    assert_int_equal(status_seal(&key, plain.data, plain.len, &sealed), OK);
    struct status_row row = {.sealed = sealed.data, .len = sealed.len};
    memcpy(row.id, key.id, sizeof(row.id));
    const struct status_page page = {.cursor = 1, .rows = &row, .count = 1};
    assert_int_equal(statuses_take(db, &page), OK);
}

static void three_states_are_told_apart(void **state)
{
    struct room *room = *state;
    room_enrol(room);
    SCOPED(desk_store_close) struct desk_store *store = open_store(room, 0);
    struct desk desk = desk_store_desk(store);
    struct receipt receipt = submit(room, desk, monday);
    assert_string_not_equal(receipt.qr, "");
    assert_int_equal(receipt.saved, monday);
    assert_int_equal(receipt.promise.kind, PROMISE_DUE);
    /* One working day, received on Monday: Tuesday's close, 16.00 WIB. */
    assert_int_equal(receipt.promise.due, 1795510800000);
    int64_t revision = state_at(desk, monday).revision;

    struct progress saved = look_up(desk, &receipt.code, monday + 1);
    assert_int_equal(saved.stage, STAGE_SAVED);
    assert_int_equal(saved.step, 1);
    assert_int_equal(saved.submitted, monday);
    assert_string_equal(saved.service, room->catalogue.services[0]->id);
    assert_int_equal(saved.promise.due, receipt.promise.due);

    receive(room, 1, monday + 500);
    assert_true(state_at(desk, monday + 600).revision > revision);
    struct progress received = look_up(desk, &receipt.code, monday + 600);
    assert_int_equal(received.stage, STAGE_RECEIVED);
    assert_int_equal(received.as_of, monday + 500);
    assert_int_equal(received.step, 2);
    assert_int_equal(received.done_at[0], monday);

    struct progress working = received;
    working.stage = STAGE_WORKING;
    working.turn = TURN_APPLICANT;
    working.step = 5;
    working.promise = (struct promise){.kind = PROMISE_DUE, .due = monday + 1000};
    publish(room, &working);
    struct progress found = look_up(desk, &receipt.code, monday + 900);
    assert_int_equal(found.stage, STAGE_WORKING);
    assert_int_equal(found.turn, TURN_APPLICANT);
    assert_int_equal(found.step, 5);
    assert_false(found.promise.late);
    assert_true(look_up(desk, &receipt.code, monday + 1001).promise.late);

    struct tracking_code other = tracking_make(TRACKING_REQUEST, 12345);
    assert_int_equal(desk.ops->look_up(desk.self, &other, monday, &found), ERR_NOT_FOUND);
}

static void trouble_sends_to_the_counter(void **state)
{
    struct room *room = *state;
    room_enrol(room);
    SCOPED(desk_store_close) struct desk_store *store = open_store(room, 0);
    struct desk desk = desk_store_desk(store);
    struct complaint complaint = visitor_complaint();
    struct receipt receipt;
    assert_int_equal(desk.ops->complain(desk.self, &complaint, monday, &receipt), OK);
    assert_true(tracking_is_complaint(&receipt.code));
    struct progress found = look_up(desk, &receipt.code, monday);
    assert_int_equal(found.stage, STAGE_SAVED);
    assert_int_equal(found.rung, RUNG_TOLD);
    SCOPED(db_close) struct db *db = room_db(room, DB_SYNC);
    const struct outbox_outcome outcome = {
        .sequence = 1, .state = ITEM_CONFLICT, .cause = CAUSE_ITEM, .at = monday, .reason = "x"};
    assert_int_equal(outbox_settle(db, &outcome, 1), OK);
    assert_int_equal(look_up(desk, &receipt.code, monday).stage, STAGE_TROUBLE);
}

/* Office and escrow open what was sealed, and read what the visitor wrote. */
static void office_reads_what_the_kiosk_sealed(void **state)
{
    struct room *room = *state;
    room_enrol(room);
    SCOPED(desk_store_close) struct desk_store *store = open_store(room, 0);
    struct receipt receipt = submit(room, desk_store_desk(store), monday);
    SCOPED(db_close) struct db *db = room_db(room, DB_SYNC);
    SCOPED(buf_fini) struct buf envelope;
    buf_init(&envelope, 4 * ENVELOPE_MAX);
    struct outbox_due due[2];
    size_t count = 0;
    assert_int_equal(outbox_due(db, monday, due, 2, &envelope, &count), OK);
    assert_int_equal(count, 1);
    const struct identity *const readers[] = {&room->office, &room->escrow};
    for (size_t i = 0; i < LENGTH(readers); i++) {
        SCOPED(buf_fini) struct buf plain;
        buf_init(&plain, ITEM_PLAIN_MAX);
        struct envelope_head head;
        static struct item item;
        assert_int_equal(envelope_open(envelope.data, envelope.len, &readers[i]->public.seal,
                                       &readers[i]->seal, &head, &plain),
                         OK);
        assert_string_equal(head.kiosk, "PKL-01");
        assert_memory_equal(head.item.bytes, due[0].id.bytes, sizeof(head.item.bytes));
        assert_int_equal(item_read(ITEM_REQUEST, plain.data, plain.len, &item), OK);
        assert_string_equal(item.request.code.text, receipt.code.text);
        assert_string_equal(item.request.answers[0].value, VISITOR_NAME);
    }
}

static void calls_and_surveys(void **state)
{
    struct room *room = *state;
    room_enrol(room);
    SCOPED(desk_store_close) struct desk_store *store = open_store(room, 0);
    struct desk desk = desk_store_desk(store);
    int64_t first = 0, second = 0;
    bool received = true;
    struct survey survey = {.answers = {4, 4, 3, 4, 4, 4, 4, 4, 4}, .remark = "Terima kasih"};
    assert_int_equal(desk.ops->rate(desk.self, &survey, monday), OK);
    assert_int_equal(desk.ops->call(desk.self, "home", monday, &first), OK);
    assert_int_equal(desk.ops->call(desk.self, "scan", monday, &second), OK);
    assert_int_not_equal(first, second);
    assert_int_equal(desk.ops->call_received(desk.self, first, &received), OK);
    assert_false(received);
    receive(room, first, monday);
    assert_int_equal(desk.ops->call_received(desk.self, first, &received), OK);
    assert_true(received);
    assert_int_equal(desk.ops->call_received(desk.self, second, &received), OK);
    assert_false(received);
    assert_int_equal(state_at(desk, monday).waiting, 2);
}

/* What the last attempt met says whether the office is in reach, whatever the clocks say. */
static void an_office_out_of_reach(void **state)
{
    struct room *room = *state;
    static const struct {
        enum sync_way way;
        enum sync_cause cause;
        bool cut_off;
    } attempts[] = {
        {SYNC_PULL, CAUSE_NO_NETWORK, true}, {SYNC_START, CAUSE_OK, true},
        {SYNC_PULL, CAUSE_UNCHANGED, false}, {SYNC_PUSH, CAUSE_NOT_OFFICE, true},
        {SYNC_PUSH, CAUSE_ITEM, false},      {SYNC_CLOCK, CAUSE_TLS, true},
        {SYNC_PUSH, CAUSE_BUSY, false},      {SYNC_PUSH, CAUSE_STALLED, true},
        {SYNC_PULL, CAUSE_REFUSED, false},
    };
    room_enrol(room);
    SCOPED(desk_store_close) struct desk_store *store = open_store(room, 0);
    SCOPED(db_close) struct db *db = room_db(room, DB_SYNC);
    struct desk desk = desk_store_desk(store);
    assert_false(state_at(desk, monday).cut_off);
    for (size_t i = 0; i < LENGTH(attempts); i++) {
        struct sync_row row = {
            .at = monday - DAYS(1), .way = attempts[i].way, .cause = attempts[i].cause};
        assert_int_equal(sync_log_add(db, &row, NULL), OK);
        assert_int_equal(state_at(desk, monday).cut_off, attempts[i].cut_off);
    }
}

static void nothing_is_accepted_before_enrolment(void **state)
{
    struct room *room = *state;
    SCOPED(desk_store_close) struct desk_store *store = open_store(room, 0);
    struct desk desk = desk_store_desk(store);
    struct request *request = visitor_request(room->catalogue.services[0]);
    struct receipt receipt;
    assert_int_equal(state_at(desk, monday).health, DESK_UNSEALED);
    assert_int_equal(desk.ops->submit(desk.self, request, monday, &receipt), ERR_DENIED);
    int64_t revision = state_at(desk, monday).revision;
    desk_store_drain(store);
    room_enrol(room);
    struct desk_state now = state_at(desk, monday);
    assert_int_equal(now.health, DESK_WELL);
    assert_true(now.revision > revision);
    assert_int_equal(desk.ops->submit(desk.self, request, monday, &receipt), OK);
    free(request);
}

static void full_disk_accepts_nothing_and_says_so(void **state)
{
    struct room *room = *state;
    room_enrol(room);
    SCOPED(desk_store_close) struct desk_store *store = open_store(room, INT64_MAX / 4);
    struct desk desk = desk_store_desk(store);
    struct request *request = visitor_request(room->catalogue.services[0]);
    struct receipt receipt;
    assert_int_equal(state_at(desk, monday).health, DESK_FULL);
    assert_int_equal(desk.ops->submit(desk.self, request, monday, &receipt), ERR_FULL);
    free(request);
    SCOPED(db_close) struct db *db = room_db(room, DB_TOOL);
    struct outbox_totals totals;
    assert_int_equal(outbox_totals(db, &totals), OK);
    assert_int_equal(totals.waiting, 0);
}

/* Whoever has written a form when the disk fills up is the last one taken in. */
static void last_form_is_taken_on_the_ballast(void **state)
{
    struct room *room = *state;
    room_enrol(room);
    int64_t reserve = disk_free(room->dir.path) * 2;
    SCOPED(desk_store_close) struct desk_store *store = open_store(room, reserve);
    struct desk desk = desk_store_desk(store);
    struct request *request = visitor_request(room->catalogue.services[0]);
    struct receipt receipt;
    int64_t page = 0;
    assert_int_equal(access(room_path(room, "ballast"), F_OK), -1);
    assert_int_equal(path_write(room_path(room, "ballast"), "sand", 4, 0600), OK);
    assert_int_equal(desk.ops->document_put(desk.self, "jpeg", 4, monday, &page), ERR_FULL);
    assert_int_equal(path_write(room_path(room, "ballast"), "sand", 4, 0600), OK);
    assert_int_equal(desk.ops->submit(desk.self, request, monday, &receipt), OK);
    assert_int_equal(access(room_path(room, "ballast"), F_OK), -1);
    assert_int_equal(state_at(desk, monday).health, DESK_FULL);
    assert_int_equal(desk.ops->submit(desk.self, request, monday, &receipt), ERR_FULL);
    free(request);
}

static void ballast_is_kept_where_there_is_room(void **state)
{
    struct room *room = *state;
    SCOPED(desk_store_close) struct desk_store *store = open_store(room, 4096);
    assert_int_equal(access(room_path(room, "ballast"), F_OK), 0);
    assert_int_equal(state_at(desk_store_desk(store), monday).health, DESK_UNSEALED);
}

static void broken_database_is_left_and_tried_again(void **state)
{
    struct room *room = *state;
    room_enrol(room);
    struct db *foreign = room_db(room, DB_KIOSK);
    assert_int_equal(db_exec(foreign, "PRAGMA application_id = 7"), OK);
    db_close(&foreign);
    SCOPED(buf_fini) struct buf before;
    buf_init(&before, 1 << 20);
    assert_int_equal(path_read(room_path(room, DB_FILE), &before), OK);
    SCOPED(desk_store_close) struct desk_store *store = open_store(room, 0);
    struct desk desk = desk_store_desk(store);
    struct request *request = visitor_request(room->catalogue.services[0]);
    struct receipt receipt;
    struct desk_state broken = state_at(desk, monday);
    assert_int_equal(broken.health, DESK_BROKEN);
    assert_int_equal(broken.fault, DB_FAULT_FOREIGN);
    assert_int_equal(desk.ops->submit(desk.self, request, monday, &receipt), ERR_STORAGE);
    SCOPED(buf_fini) struct buf bytes;
    buf_init(&bytes, 1 << 20);
    assert_int_equal(path_read(room_path(room, DB_FILE), &bytes), OK);
    assert_int_equal(bytes.len, before.len);
    assert_memory_equal(bytes.data, before.data, before.len);
    /* A technician takes it away: within ten seconds the kiosk is itself again. */
    assert_int_equal(unlink(room_path(room, DB_FILE)), 0);
    assert_int_equal(state_at(desk, monday + SECONDS(9)).health, DESK_BROKEN);
    struct desk_state mended = state_at(desk, monday + SECONDS(10));
    assert_int_equal(mended.health, DESK_WELL);
    assert_true(mended.revision > broken.revision);
    assert_int_equal(desk.ops->submit(desk.self, request, monday, &receipt), OK);
    free(request);
}

static void newer_content_wins(void **state)
{
    struct room *room = *state;
    SCOPED(desk_store_close) struct desk_store *store = open_store(room, 0);
    struct desk desk = desk_store_desk(store);
    struct content *content = calloc(1, sizeof(*content));
    assert_int_equal(desk.ops->content(desk.self, content), ERR_NOT_FOUND);
    SCOPED(db_close) struct db *db = room_db(room, DB_SYNC);
    SCOPED(buf_fini) struct buf bytes;
    buf_init(&bytes, FEED_BODY_MAX);
    room_feed(room, 7, &bytes);
    assert_int_equal(feeds_take(db, bytes.data, bytes.len, "", monday), OK);
    assert_int_equal(desk.ops->content(desk.self, content), OK);
    assert_int_equal(content->version, 7);
    free(content);
}

static bool holds(const struct buf *bytes, const char *text)
{
    return bytes->len > 0 && memmem(bytes->data, bytes->len, text, strlen(text)) != NULL;
}

/* Neither the database nor its WAL hold a word of what was typed, or the code that opens it. */
static void nothing_typed_is_on_the_disk(void **state)
{
    struct room *room = *state;
    room_enrol(room);
    SCOPED(desk_store_close) struct desk_store *store = open_store(room, 0);
    struct desk desk = desk_store_desk(store);
    struct receipt receipt = submit(room, desk, monday), about;
    struct complaint complaint = visitor_complaint();
    assert_int_equal(desk.ops->complain(desk.self, &complaint, monday, &about), OK);
    const char *const secrets[] = {
        VISITOR_NAME,  "Wongsodimejo",        VISITOR_NIK,
        VISITOR_EMAIL, VISITOR_PHONE,         "19900830201502200",
        VISITOR_WORDS, receipt.code.text + 4, about.code.text + 4,
    };
    static const char *const files[] = {DB_FILE, DB_FILE "-wal", DB_FILE "-shm"};
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < LENGTH(files); i++) {
            SCOPED(buf_fini) struct buf bytes;
            buf_init(&bytes, 16 << 20);
            assert_int_equal(path_read(room_path(room, files[i]), &bytes), OK);
            for (size_t j = 0; j < LENGTH(secrets); j++)
                assert_false(holds(&bytes, secrets[j]));
        }
        /* Once more with the WAL copied into the file. */
        SCOPED(db_close) struct db *db = room_db(room, DB_SYNC);
        db_checkpoint(db);
    }
}

#define ROOM_TEST(function) cmocka_unit_test_setup_teardown(function, room_setup, room_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROOM_TEST(three_states_are_told_apart),
        ROOM_TEST(trouble_sends_to_the_counter),
        ROOM_TEST(office_reads_what_the_kiosk_sealed),
        ROOM_TEST(calls_and_surveys),
        ROOM_TEST(an_office_out_of_reach),
        ROOM_TEST(nothing_is_accepted_before_enrolment),
        ROOM_TEST(full_disk_accepts_nothing_and_says_so),
        ROOM_TEST(last_form_is_taken_on_the_ballast),
        ROOM_TEST(ballast_is_kept_where_there_is_room),
        ROOM_TEST(broken_database_is_left_and_tried_again),
        ROOM_TEST(newer_content_wins),
        ROOM_TEST(nothing_typed_is_on_the_disk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
