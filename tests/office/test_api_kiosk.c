/* What kiosks ask over HTTP, and what strangers try. */
#include "office/support/served.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "office/ledger_requests.h"
#include "office/setup.h"
#include "wire/page.h"

static struct served served;

static int setup(void **state)
{
    (void)state;
    served_open(&served);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    served_close(&served);
    return 0;
}

/* ---- kiosks ---- */

/* Waits, bounded, until the office has opened what it took. */
static void wait_opened(int64_t opened)
{
    for (int i = 0; i < 500; i++) {
        int64_t count = 0;
        assert_int_equal(ledger_item_count(served.fixture.ledger, "opened", &count), OK);
        if (count >= opened)
            return;
        poll(NULL, 0, 20);
    }
    fail_msg("the office opens nothing");
}

/* Looking for news is contact too, written once a minute. */
static void test_polls_are_contact(void **unused)
{
    (void)unused;
    static const struct {
        const char *target;
        int64_t ago; /* seconds since the last contact that is known; 0 none ever */
        bool written;
    } rows[] = {
        {"/v1/feed?after=1", 0, true},     {"/v1/feed?after=1", 30, false},
        {"/v1/status?after=0", 30, false}, {"/v1/status?after=0", 90, true},
        {"/v1/status?after=0", 0, true},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        int64_t before = rows[i].ago ? (now_seconds() - rows[i].ago) * 1000 : 0;
        assert_int_equal(ledger_kiosk_seen(served.fixture.ledger, "PKL-01", before), OK);
        struct signing signing = served_device(&served);
        struct reply reply;
        served_get(&served, rows[i].target, &signing, &reply);
        assert_true(reply.status == 200 || reply.status == 304);
        reply_fini(&reply);
        struct kiosk kiosk;
        assert_int_equal(ledger_kiosk(served.fixture.ledger, "PKL-01", &kiosk), OK);
        if (rows[i].written)
            assert_in_range(kiosk.last_contact / 1000, now_seconds() - 20, now_seconds() + 1);
        else
            assert_int_equal(kiosk.last_contact, before);
    }
}

static void test_a_batch_and_what_follows(void **unused)
{
    (void)unused;
    struct parcel parcel;
    parcel_init(&parcel);
    const struct item request = fixture_request(1, MONDAY - DAYS(30));
    const struct item complaint = fixture_complaint(1, MONDAY - DAYS(30));
    parcel_add(&parcel, &served.fixture, 1, &request);
    parcel_add(&parcel, &served.fixture, 3, &complaint);
    parcel.batch.highest_receipted = 3;
    for (int i = 0; i < 2; i++) {
        struct reply reply;
        served_post(&served, &parcel.batch, &reply);
        assert_int_equal(reply.status, 200);
        struct batch_receipt receipt;
        assert_int_equal(batch_receipt_read(reply.body.data, reply.body.len, &receipt), OK);
        assert_int_equal(receipt.count, 2);
        assert_int_equal(receipt.verdicts[1].verdict, i == 0 ? VERDICT_CREATED : VERDICT_DUPLICATE);
        uint8_t hash[HASH_BYTES];
        hash_bytes(parcel.batch.items[1].envelope, parcel.batch.items[1].len, hash);
        assert_memory_equal(receipt.verdicts[1].hash, hash, sizeof(hash));
        assert_int_equal(receipt.want_count, 1);
        assert_int_equal(receipt.want[0].from, 2);
        reply_fini(&reply);
    }
    parcel_fini(&parcel);
    wait_opened(2);

    struct reply reply;
    struct signing signing = served_device(&served);
    served_get(&served, "/v1/status?after=0", &signing, &reply);
    assert_int_equal(reply.status, 200);
    served_signed(&served, &reply, signing.nonce);
    struct status_page page;
    assert_int_equal(status_page_read(reply.body.data, reply.body.len, &page), OK);
    assert_int_equal(page.count, 2);
    struct status_key key;
    assert_int_equal(status_derive(request.request.code.text, served.fixture.rules.salt, &key), OK);
    assert_memory_equal(page.rows[0].id, key.id, sizeof(key.id));
    status_page_fini(&page);
    reply_fini(&reply);

    struct kiosk kiosk;
    assert_int_equal(ledger_kiosk(served.fixture.ledger, "PKL-01", &kiosk), OK);
    assert_in_range(kiosk.last_contact / 1000, now_seconds() - 60, now_seconds() + 1);

    served_get(&served, "/v1/status?after=999", &signing, &reply);
    assert_int_equal(reply.status, 410);
    served_signed(&served, &reply, signing.nonce);
    reply_fini(&reply);
}

static void test_feed(void **unused)
{
    (void)unused;
    struct reply reply;
    struct signing signing = served_device(&served);
    assert_int_equal(setup_pin(served.fixture.ledger, "PKL-01", "135790", MONDAY), OK);
    served_get(&served, "/v1/feed?after=1", &signing, &reply);
    assert_int_equal(reply.status, 200);
    served_signed(&served, &reply, signing.nonce);
    static struct feed feed;
    assert_int_equal(feed_read(reply.body.data, reply.body.len, &feed), OK);
    reply_fini(&reply);
    assert_int_equal(feed.content.version, 2);
    assert_int_equal(content_check(&feed.content), OK);
    assert_memory_equal(feed.fleet_salt, served.fixture.rules.salt, sizeof(feed.fleet_salt));
    assert_true(feed.pin_len > 0);
    served_get(&served, "/v1/feed?after=2", &signing, &reply);
    assert_int_equal(reply.status, 304);
    assert_int_equal(reply.body.len, 0);
    served_signed(&served, &reply, signing.nonce);
    reply_fini(&reply);
}

/* ---- bad input ---- */

static void test_who_is_refused(void **unused)
{
    (void)unused;
    struct identity stranger;
    identity_make(&served.fixture.entropy, &stranger);
    int64_t now = now_seconds();
    const struct {
        struct signing signing;
        int status;
        const char *code;
    } rows[] = {
        {{.by = &served.fixture.device, .kiosk = "PKL-01", .created = now - 290}, 200, ""},
        {{.by = &served.fixture.device, .kiosk = "PKL-01", .created = now + 290}, 200, ""},
        {{.by = &served.fixture.device, .kiosk = "PKL-01", .created = now - 310},
         401,
         "signature-stale"},
        {{.by = &served.fixture.device, .kiosk = "PKL-01", .created = now + 310},
         401,
         "signature-stale"},
        {{.by = &served.fixture.device, .kiosk = "PKL-02", .created = now}, 403, "kiosk-unknown"},
        {{.by = &stranger, .kiosk = "PKL-01", .created = now}, 403, "kiosk-unknown"},
        {{.by = &served.fixture.device, .kiosk = "PKL-01", .created = now, .spoil_signature = true},
         401,
         "signature-wrong"},
        {{.by = &served.fixture.device, .kiosk = "PKL-01", .created = now, .spoil_digest = true},
         401,
         "signature-wrong"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct signing signing = rows[i].signing;
        struct reply reply;
        served_get(&served, "/v1/status?after=0", &signing, &reply);
        assert_int_equal(reply.status, rows[i].status);
        assert_string_equal(reply_problem(&reply), rows[i].code);
        served_signed(&served, &reply, signing.nonce);
        reply_fini(&reply);
    }
    served_alive(&served);
}

static void test_bad_questions(void **unused)
{
    (void)unused;
    static char large[BATCH_BODY_MAX + 10];
    memset(large, ' ', sizeof(large) - 1);
    static const struct {
        const char *method, *target, *body;
        const char *headers;
        bool sign;
        int status;
        const char *code;
    } rows[] = {
        {"POST", "/v1/batches", "{", "Content-Type: application/json\r\n", true, 400,
         "batch-malformed"},
        {"POST", "/v1/batches", "{\"kiosk\":\"PKL-01\",\"items\":[",
         "Content-Type: application/json\r\n", true, 400, "batch-malformed"},
        {"POST", "/v1/batches", "[]", "Content-Type: application/json\r\n", true, 400,
         "batch-malformed"},
        {"POST", "/v1/batches", "", "Content-Type: application/json\r\n", true, 400,
         "batch-malformed"},
        {"POST", "/v1/batches", "{}", "Content-Type: text/plain\r\n", true, 415, "content-type"},
        {"POST", "/v1/batches", large, "Content-Type: application/json\r\n", true, 413,
         "too-large"},
        {"POST", "/v1/batches", "{}", "Content-Type: application/json\r\n", false, 401,
         "signature-malformed"},
        {"POST", "/v1/batches", "{}", "Signature: x\r\nSignature-Input: y\r\nContent-Digest: z\r\n",
         false, 401, "signature-malformed"},
        {"GET", "/v1/status?after=-1", NULL, "", true, 400, "query"},
        {"GET", "/v1/status?after=1&x=2", NULL, "", true, 400, "query"},
        {"GET", "/v1/status?after=99999999999999999999", NULL, "", true, 400, "query"},
        {"GET", "/v1/feed?after=one", NULL, "", true, 400, "query"},
        {"GET", "/v1/time", NULL, "", false, 400, "query"},
        {"GET", "/v1/time?n=short", NULL, "", false, 400, "query"},
        {"GET", "/v1/batches", NULL, "", true, 405, "method"},
        {"DELETE", "/v1/status", NULL, "", true, 405, "method"},
        {"GET", "/v1/nothing", NULL, "", true, 404, "not-found"},
        {"GET", "/v1/status/", NULL, "", true, 404, "not-found"},
        {"GET", "/../office.key", NULL, "", false, 404, "not-found"},
        {"GET", "/%2e%2e/office.key", NULL, "", false, 404, "not-found"},
        {"GET", "/office.key", NULL, "", false, 404, "not-found"},
        {"GET", "/v1/status?after=0", "body", "", true, 413, "too-large"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const struct question question = {.method = rows[i].method,
                                          .target = rows[i].target,
                                          .body = rows[i].body,
                                          .len = rows[i].body ? strlen(rows[i].body) : 0,
                                          .headers = rows[i].headers};
        struct signing signing = served_device(&served);
        struct reply reply;
        if (rows[i].sign)
            client_ask_signed(served.port, &question, &signing, &reply);
        else
            client_ask(served.port, &question, &reply);
        if (reply.status != rows[i].status)
            print_error("row %zu: %s %s\n", i, rows[i].method, rows[i].target);
        assert_int_equal(reply.status, rows[i].status);
        assert_string_equal(reply_problem(&reply), rows[i].code);
        assert_string_equal(reply_header(&reply, "Content-Type"), "application/problem+json");
        if (rows[i].sign)
            served_signed(&served, &reply, signing.nonce);
        reply_fini(&reply);
    }
    served_alive(&served);
}

static void test_bytes_that_are_no_http(void **unused)
{
    (void)unused;
    static const char *const rows[] = {
        "",
        "\r\n\r\n",
        "GET\r\n\r\n",
        "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        "POST /v1/batches HTTP/1.1\r\nHost: x\r\nContent-Length: 400\r\n\r\n{\"kiosk\":",
        "POST /v1/batches HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        "POST /v1/batches HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct reply reply;
        client_raw(served.port, rows[i], strlen(rows[i]), &reply);
        assert_true(reply.status == 0 || reply.status >= 400);
        reply_fini(&reply);
    }
    /* A body of unknown length that goes on past the limit is not kept either. */
    SCOPED(buf_fini) struct buf endless;
    buf_init(&endless, 4 * 1024 * 1024);
    buf_puts(&endless, "POST /v1/batches HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                       "Transfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 600; i++)
        buf_printf(&endless, "400\r\n%1024s\r\n", "x");
    buf_puts(&endless, "0\r\n\r\n");
    struct reply reply;
    client_raw(served.port, endless.data, endless.len, &reply);
    assert_int_equal(reply.status, 413);
    reply_fini(&reply);
    served_alive(&served);
}

static void test_one_program_serves(void **unused)
{
    (void)unused;
    const struct office_places places = {
        .ledger = served.fixture.address, .keys = served.fixture.dir.path, .config = CONFIG};
    struct office other;
    struct why why;
    if (ledger_shared(served.fixture.address))
        skip();
    assert_int_equal(office_open(&places, (struct clock){0}, &other, &why), ERR_BUSY);
    assert_non_null(strstr(why.text, "another program serves this database"));
    served_alive(&served);
}

/* The last test: afterwards this office keeps nothing. */
static void test_a_database_taken_away(void **unused)
{
    (void)unused;
    if (ledger_shared(served.fixture.address)) /* a server's files are not ours to watch */
        skip();
    struct parcel parcel;
    parcel_init(&parcel);
    const struct item item = fixture_request(9, MONDAY);
    parcel_add(&parcel, &served.fixture, 9, &item);
    assert_int_equal(unlink(served.fixture.address + strlen("sqlite:")), 0);
    for (int i = 0; i < 2; i++) {
        struct reply reply;
        served_post(&served, &parcel.batch, &reply);
        assert_int_equal(reply.status, 503);
        assert_string_equal(reply_problem(&reply), "storage");
        assert_string_equal(reply_header(&reply, "Retry-After"), "5");
        reply_fini(&reply);
    }
    parcel_fini(&parcel);
    served_alive(&served);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_polls_are_contact),
        cmocka_unit_test(test_a_batch_and_what_follows),
        cmocka_unit_test(test_feed),
        cmocka_unit_test(test_who_is_refused),
        cmocka_unit_test(test_bad_questions),
        cmocka_unit_test(test_bytes_that_are_no_http),
        cmocka_unit_test(test_one_program_serves),
        cmocka_unit_test(test_a_database_taken_away),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
