#include "office/support/client.h"

#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "office/ledger_requests.h"
#include "office/office.h"
#include "office/setup.h"
#include "wire/page.h"

static struct fixture fixture;
static struct office office;
static struct http *http;
static uint16_t port;

static int setup(void **state)
{
    (void)state;
    fixture_open(&fixture);
    const struct office_places places = {.ledger = fixture.address,
                                         .keys = fixture.dir.path,
                                         .config = CONFIG,
                                         .assets = "assets/office"};
    struct why why;
    if (office_open(&places, (struct clock){0}, &office, &why) != OK) {
        print_error("%s\n", why.text);
        return -1;
    }
    const struct http_service service = office_service(&office);
    assert_int_equal(http_open("127.0.0.1", 0, &service, (struct clock){0}, &http), OK);
    port = http_port(http);
    return port > 0 ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    http_close(&http);
    office_close(&office);
    fixture_close(&fixture);
    return 0;
}

static int64_t now_seconds(void)
{
    return clock_now(&(struct clock){0}) / 1000;
}

static struct signing device(void)
{
    return (struct signing){.by = &fixture.device, .kiosk = "PKL-01", .created = now_seconds()};
}

/* The office signed this answer over this nonce. */
static void assert_signed(const struct reply *reply, const char *nonce)
{
    const struct http_answer answer = {
        .status = reply->status, .body = reply->body.data, .len = reply->body.len};
    int64_t created = 0;
    assert_int_equal(
        answer_verify(&answer, &reply->signature, &fixture.office.public.sign, nonce, &created),
        OK);
    assert_in_range(created, now_seconds() - 60, now_seconds() + 60);
}

static void get_signed(const char *target, struct signing *signing, struct reply *reply)
{
    const struct question question = {.method = "GET", .target = target};
    client_ask_signed(port, &question, signing, reply);
}

static void post_batch(const struct batch *batch, struct reply *reply)
{
    SCOPED(buf_fini) struct buf json;
    buf_init(&json, BATCH_BODY_MAX);
    assert_int_equal(batch_write(batch, &json), OK);
    const struct question question = {.method = "POST",
                                      .target = "/v1/batches",
                                      .body = buf_text(&json),
                                      .len = json.len,
                                      .headers = "Content-Type: application/json\r\n"};
    struct signing signing = device();
    client_ask_signed(port, &question, &signing, reply);
    assert_signed(reply, signing.nonce);
}

static void assert_alive(void)
{
    struct reply reply;
    const struct question question = {.method = "GET",
                                      .target = "/v1/time?n=AAAAAAAAAAAAAAAAAAAAAA"};
    client_ask(port, &question, &reply);
    assert_int_equal(reply.status, 200);
    int64_t now = 0;
    assert_int_equal(time_read(reply.body.data, reply.body.len, &now), OK);
    assert_in_range(now / 1000, now_seconds() - 60, now_seconds() + 60);
    assert_signed(&reply, "AAAAAAAAAAAAAAAAAAAAAA");
    reply_fini(&reply);
}

/* ---- kiosks ---- */

/* Waits, bounded, until the office has opened what it took. */
static void wait_opened(int64_t opened)
{
    for (int i = 0; i < 500; i++) {
        int64_t count = 0;
        assert_int_equal(ledger_item_count(fixture.ledger, "opened", &count), OK);
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
        assert_int_equal(ledger_kiosk_seen(fixture.ledger, "PKL-01", before), OK);
        struct signing signing = device();
        struct reply reply;
        get_signed(rows[i].target, &signing, &reply);
        assert_true(reply.status == 200 || reply.status == 304);
        reply_fini(&reply);
        struct kiosk kiosk;
        assert_int_equal(ledger_kiosk(fixture.ledger, "PKL-01", &kiosk), OK);
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
    parcel_add(&parcel, &fixture, 1, &request);
    parcel_add(&parcel, &fixture, 3, &complaint);
    parcel.batch.highest_receipted = 3;
    for (int i = 0; i < 2; i++) {
        struct reply reply;
        post_batch(&parcel.batch, &reply);
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
    struct signing signing = device();
    get_signed("/v1/status?after=0", &signing, &reply);
    assert_int_equal(reply.status, 200);
    assert_signed(&reply, signing.nonce);
    struct status_page page;
    assert_int_equal(status_page_read(reply.body.data, reply.body.len, &page), OK);
    assert_int_equal(page.count, 2);
    struct status_key key;
    assert_int_equal(status_derive(request.request.code.text, fixture.rules.salt, &key), OK);
    assert_memory_equal(page.rows[0].id, key.id, sizeof(key.id));
    status_page_fini(&page);
    reply_fini(&reply);

    struct kiosk kiosk;
    assert_int_equal(ledger_kiosk(fixture.ledger, "PKL-01", &kiosk), OK);
    assert_in_range(kiosk.last_contact / 1000, now_seconds() - 60, now_seconds() + 1);

    get_signed("/v1/status?after=999", &signing, &reply);
    assert_int_equal(reply.status, 410);
    assert_signed(&reply, signing.nonce);
    reply_fini(&reply);
}

static void test_feed(void **unused)
{
    (void)unused;
    struct reply reply;
    struct signing signing = device();
    assert_int_equal(setup_pin(fixture.ledger, "PKL-01", "135790", MONDAY), OK);
    get_signed("/v1/feed?after=1", &signing, &reply);
    assert_int_equal(reply.status, 200);
    assert_signed(&reply, signing.nonce);
    static struct feed feed;
    assert_int_equal(feed_read(reply.body.data, reply.body.len, &feed), OK);
    reply_fini(&reply);
    assert_int_equal(feed.content.version, 2);
    assert_int_equal(content_check(&feed.content), OK);
    assert_memory_equal(feed.fleet_salt, fixture.rules.salt, sizeof(feed.fleet_salt));
    assert_true(feed.pin_len > 0);
    get_signed("/v1/feed?after=2", &signing, &reply);
    assert_int_equal(reply.status, 304);
    assert_int_equal(reply.body.len, 0);
    assert_signed(&reply, signing.nonce);
    reply_fini(&reply);
}

/* ---- bad input ---- */

static void test_who_is_refused(void **unused)
{
    (void)unused;
    struct identity stranger;
    identity_make(&fixture.entropy, &stranger);
    int64_t now = now_seconds();
    const struct {
        struct signing signing;
        int status;
        const char *code;
    } rows[] = {
        {{.by = &fixture.device, .kiosk = "PKL-01", .created = now - 290}, 200, ""},
        {{.by = &fixture.device, .kiosk = "PKL-01", .created = now + 290}, 200, ""},
        {{.by = &fixture.device, .kiosk = "PKL-01", .created = now - 310}, 401, "signature-stale"},
        {{.by = &fixture.device, .kiosk = "PKL-01", .created = now + 310}, 401, "signature-stale"},
        {{.by = &fixture.device, .kiosk = "PKL-02", .created = now}, 403, "kiosk-unknown"},
        {{.by = &stranger, .kiosk = "PKL-01", .created = now}, 403, "kiosk-unknown"},
        {{.by = &fixture.device, .kiosk = "PKL-01", .created = now, .spoil_signature = true},
         401,
         "signature-wrong"},
        {{.by = &fixture.device, .kiosk = "PKL-01", .created = now, .spoil_digest = true},
         401,
         "signature-wrong"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct signing signing = rows[i].signing;
        struct reply reply;
        get_signed("/v1/status?after=0", &signing, &reply);
        assert_int_equal(reply.status, rows[i].status);
        assert_string_equal(reply_problem(&reply), rows[i].code);
        assert_signed(&reply, signing.nonce);
        reply_fini(&reply);
    }
    assert_alive();
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
        struct signing signing = device();
        struct reply reply;
        if (rows[i].sign)
            client_ask_signed(port, &question, &signing, &reply);
        else
            client_ask(port, &question, &reply);
        if (reply.status != rows[i].status)
            print_error("row %zu: %s %s\n", i, rows[i].method, rows[i].target);
        assert_int_equal(reply.status, rows[i].status);
        assert_string_equal(reply_problem(&reply), rows[i].code);
        assert_string_equal(reply_header(&reply, "Content-Type"), "application/problem+json");
        if (rows[i].sign)
            assert_signed(&reply, signing.nonce);
        reply_fini(&reply);
    }
    assert_alive();
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
        client_raw(port, rows[i], strlen(rows[i]), &reply);
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
    client_raw(port, endless.data, endless.len, &reply);
    assert_int_equal(reply.status, 413);
    reply_fini(&reply);
    assert_alive();
}

/* ---- the console ---- */

struct browser {
    char headers[400];
};

static void browse(const struct browser *browser, const char *method, const char *target,
                   const char *body, struct reply *reply)
{
    const struct question question = {.method = method,
                                      .target = target,
                                      .body = body,
                                      .len = body ? strlen(body) : 0,
                                      .headers = browser ? browser->headers
                                                         : "Content-Type: application/json\r\n"};
    client_ask(port, &question, reply);
}

static void sign_in(const char *user, struct browser *out)
{
    char body[200];
    snprintf(body, sizeof(body), "{\"user\":\"%s\",\"password\":\"%s\"}", user,
             fixture_password(&fixture, user));
    struct reply reply;
    browse(NULL, "POST", "/api/sign-in", body, &reply);
    assert_int_equal(reply.status, 200);
    const char *cookie = reply_header(&reply, "Set-Cookie");
    assert_non_null(strstr(cookie, "HttpOnly"));
    assert_non_null(strstr(cookie, "SameSite=Strict"));
    char token[100];
    snprintf(token, sizeof(token), "%.*s", (int)strcspn(cookie, ";"), cookie);
    const char *csrf = strstr(buf_text(&reply.body), "\"csrf\":\"");
    assert_non_null(csrf);
    csrf += strlen("\"csrf\":\"");
    snprintf(out->headers, sizeof(out->headers),
             "Content-Type: application/json\r\nCookie: other=1; %s\r\nX-CSRF: %.*s\r\n", token,
             (int)strcspn(csrf, "\""), csrf);
    reply_fini(&reply);
}

static void assert_answer(const struct browser *browser, const char *method, const char *target,
                          const char *body, int status, const char *holds)
{
    struct reply reply;
    browse(browser, method, target, body, &reply);
    if (reply.status != status)
        print_error("%s %s: %d\n%s\n", method, target, reply.status, buf_text(&reply.body));
    assert_int_equal(reply.status, status);
    if (!strstr(buf_text(&reply.body), holds))
        fail_msg("%s %s holds no %s:\n%s", method, target, holds, buf_text(&reply.body));
    reply_fini(&reply);
}

static void test_officers_at_work(void **unused)
{
    (void)unused;
    const struct item request = fixture_request(1, 0), complaint = fixture_complaint(1, 0);
    char target[100], page[60];
    struct browser head, verifier, leader;
    sign_in("kadis", &head);
    sign_in("verifikator1", &verifier);
    sign_in("pimpinan", &leader);
    assert_answer(&head, "GET", "/api/me", NULL, 200, "\"kepala_dinas\"");
    assert_answer(&head, "GET", "/api/requests", NULL, 200, request.request.code.text);
    assert_answer(&leader, "GET", "/api/requests", NULL, 403, "role");
    assert_answer(&leader, "GET", "/api/surveys", NULL, 200, "\"surveys\"");
    assert_answer(&verifier, "GET", "/api/kiosks", NULL, 200, "PKL-01");
    assert_answer(&verifier, "GET", "/api/calls", NULL, 200, "\"calls\":[]");
    snprintf(target, sizeof(target), "/api/requests/%s", request.request.code.text);
    assert_answer(&head, "GET", target, NULL, 200, "\"can\":[\"advance\"]");
    assert_answer(&verifier, "GET", target, NULL, 200, "\"can\":[]");
    snprintf(target, sizeof(target), "/api/requests/%s/advance", request.request.code.text);
    assert_answer(&verifier, "POST", target, "{\"step\":2}", 403, "role");
    assert_answer(&head, "POST", target, "{\"step\":2}", 204, "");
    assert_answer(&head, "POST", target, "{\"step\":2}", 403, "role");
    assert_answer(&verifier, "POST", target, "{\"step\":2}", 409, "moved");
    assert_answer(&verifier, "POST", target, "{}", 400, "malformed");
    snprintf(target, sizeof(target), "/api/requests/%s/return", request.request.code.text);
    assert_answer(&verifier, "POST", target, "{\"step\":3,\"reason\":\"none\"}", 409, "reason");
    char body[200];
    snprintf(body, sizeof(body), "{\"step\":3,\"reason\":\"%s\",\"note\":\"Kurang <jelas>\"}",
             rulebook_first(&fixture.rules)->reasons[0].key);
    assert_answer(&verifier, "POST", target, body, 204, "");
    snprintf(page, sizeof(page), "/t/%s", request.request.code.text);
    assert_answer(NULL, "GET", page, NULL, 200, "Kurang &lt;jelas&gt;");
    snprintf(target, sizeof(target), "/api/requests/%s/resume", request.request.code.text);
    assert_answer(&verifier, "POST", target, "{\"step\":3}", 204, "");
    snprintf(target, sizeof(target), "/api/complaints/%s/answer", complaint.complaint.code.text);
    assert_answer(&verifier, "POST", target, "{\"text\":\"\"}", 409, "text");
    assert_answer(&verifier, "POST", target, "{\"text\":\"Sudah.\"}", 204, "");
    snprintf(target, sizeof(target), "/api/complaints/%s", complaint.complaint.code.text);
    assert_answer(&verifier, "GET", target, NULL, 200, "Sudah.");
    /* Passed on, its third rung is in work; answered there, it is done. */
    struct browser official;
    sign_in("pengaduan", &official);
    snprintf(page, sizeof(page), "/t/%s", complaint.complaint.code.text);
    snprintf(target, sizeof(target), "/api/complaints/%s/escalate", complaint.complaint.code.text);
    assert_answer(&verifier, "POST", target, "{}", 204, "");
    assert_answer(NULL, "GET", page, NULL, 200, "<li class=\"now\">");
    assert_answer(NULL, "GET", page, NULL, 200, "Sudah.");
    snprintf(target, sizeof(target), "/api/complaints/%s/answer", complaint.complaint.code.text);
    assert_answer(&official, "POST", target, "{\"text\":\"Beres.\"}", 204, "");
    struct reply reply;
    browse(NULL, "GET", page, NULL, &reply);
    assert_non_null(strstr(buf_text(&reply.body), "Beres."));
    assert_null(strstr(buf_text(&reply.body), "class=\"now\""));
    reply_fini(&reply);
}

static void test_who_may_not_change(void **unused)
{
    (void)unused;
    const struct item request = fixture_request(1, 0);
    char target[100];
    struct browser head, forged;
    sign_in("kadis", &head);
    snprintf(target, sizeof(target), "/api/requests/%s/advance", request.request.code.text);
    assert_answer(NULL, "GET", "/api/requests", NULL, 401, "signed-out");
    assert_answer(NULL, "POST", target, "{\"step\":3}", 401, "signed-out");
    forged = head;
    *strstr(forged.headers, "X-CSRF") = 'Y';
    assert_answer(&forged, "POST", target, "{\"step\":3}", 403, "csrf");
    forged = head;
    memcpy(strstr(forged.headers, "X-CSRF: ") + 8, "AAAA", 4);
    assert_answer(&forged, "POST", target, "{\"step\":3}", 403, "csrf");
    forged = head;
    memcpy(strstr(forged.headers, "application/json"), "application/form", 16);
    assert_answer(&forged, "POST", target, "{\"step\":3}", 403, "csrf");
    assert_answer(&head, "POST", "/api/requests/ESG-7K3M-Q9XT-2HW/advance", "{\"step\":2}", 404,
                  "unknown");
    assert_answer(&head, "POST", "/api/sign-out", "{}", 204, "");
    assert_answer(&head, "GET", "/api/me", NULL, 401, "signed-out");
    assert_answer(NULL, "POST", "/api/sign-in", "{\"user\":\"kadis\",\"password\":\"x\"}", 403,
                  "password");
    assert_answer(NULL, "POST", "/api/sign-in", "{\"user\":\"nobody\",\"password\":\"x\"}", 403,
                  "password");
    assert_answer(NULL, "POST", "/api/sign-in", "{\"user\":1}", 400, "malformed");
}

static void test_public_page_and_files(void **unused)
{
    (void)unused;
    const struct item request = fixture_request(1, 0);
    char page[60] = "/T/";
    size_t len = strlen(page);
    for (const char *at = request.request.code.text; *at; at++)
        if (*at != '-')
            page[len++] = *at;
    struct reply reply;
    browse(NULL, "GET", page, NULL, &reply);
    assert_int_equal(reply.status, 200);
    assert_non_null(strstr(buf_text(&reply.body), request.request.code.text));
    assert_null(strstr(buf_text(&reply.body), "Contoh"));
    assert_null(strstr(buf_text(&reply.body), "3375"));
    assert_non_null(strstr(reply_header(&reply, "Content-Security-Policy"), "default-src 'none'"));
    reply_fini(&reply);
    assert_answer(NULL, "GET", "/t/ESG-7K3M-Q9XT-2HW", NULL, 404, "Kode tidak ditemukan");
    assert_answer(NULL, "GET", "/t/%3Cscript%3E", NULL, 404, "Kode tidak ditemukan");
    assert_answer(NULL, "GET", "/", NULL, 200, "<script type=\"module\"");
    assert_answer(NULL, "GET", "/app.js", NULL, 200, "import");
    assert_answer(NULL, "HEAD", "/style.css", NULL, 200, "");
}

static void test_too_many_visits(void **unused)
{
    (void)unused;
    int refused = 0;
    for (int i = 0; i < 60; i++) {
        struct reply reply;
        const struct question question = {
            .method = "GET", .target = "/t/ESG-1", .headers = "X-Real-IP: 192.0.2.9\r\n"};
        client_ask(port, &question, &reply);
        refused += reply.status == 429;
        reply_fini(&reply);
    }
    assert_true(refused > 0);
    assert_answer(NULL, "GET", "/t/ESG-1", NULL, 404, "Kode");
}

static void test_one_program_serves(void **unused)
{
    (void)unused;
    const struct office_places places = {
        .ledger = fixture.address, .keys = fixture.dir.path, .config = CONFIG};
    struct office other;
    struct why why;
    assert_int_equal(office_open(&places, (struct clock){0}, &other, &why), ERR_BUSY);
    assert_non_null(strstr(why.text, "another program serves this database"));
    assert_alive();
}

/* The last test: afterwards this office keeps nothing. */
static void test_a_database_taken_away(void **unused)
{
    (void)unused;
    struct parcel parcel;
    parcel_init(&parcel);
    const struct item item = fixture_request(9, MONDAY);
    parcel_add(&parcel, &fixture, 9, &item);
    assert_int_equal(unlink(fixture.address + strlen("sqlite:")), 0);
    for (int i = 0; i < 2; i++) {
        struct reply reply;
        post_batch(&parcel.batch, &reply);
        assert_int_equal(reply.status, 503);
        assert_string_equal(reply_problem(&reply), "storage");
        assert_string_equal(reply_header(&reply, "Retry-After"), "5");
        reply_fini(&reply);
    }
    parcel_fini(&parcel);
    assert_alive();
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
        cmocka_unit_test(test_officers_at_work),
        cmocka_unit_test(test_who_may_not_change),
        cmocka_unit_test(test_public_page_and_files),
        cmocka_unit_test(test_too_many_visits),
        cmocka_unit_test(test_one_program_serves),
        cmocka_unit_test(test_a_database_taken_away),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
