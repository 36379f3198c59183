/* What officers change from the console beside cases: content, kiosks, officers, passwords; and the
 * lists that they read. */
#include "office/ledger_driver.h"
#include "office/support/console.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "office/accounts.h"
#include "office/ledger_audit.h"
#include "office/ledger_lists.h"
#include "wire/page.h"

enum { MANY = 120 };

static struct served served;
static struct browser admin, head;

static int64_t now_ms(void)
{
    return clock_now(&(struct clock){0});
}

static int setup(void **state)
{
    (void)state;
    served_open(&served);
    struct parcel parcel;
    for (int i = 0; i < MANY; i += 40) {
        parcel_init(&parcel);
        for (int j = 0; j < 40; j++) {
            /* Some in the same millisecond: a page must not lose them. */
            const struct item item = fixture_request(i + j + 1, now_ms() - MINUTES((i + j) / 3));
            parcel_add(&parcel, &served.fixture, i + j + 1, &item);
        }
        fixture_take(&served.fixture, &parcel.batch, now_ms());
        parcel_fini(&parcel);
    }
    console_sign_in(&served, "admin", &admin);
    console_sign_in(&served, "kadis", &head);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    served_close(&served);
    return 0;
}

static void assert_audited(const char *by, const char *act, const char *subject)
{
    struct audit_row row = {.number = 0};
    size_t count = 0;
    assert_int_equal(ledger_audit_rows(served.fixture.ledger, "", &row, 1, &count), OK);
    assert_string_equal(row.by, by);
    assert_string_equal(row.act, act);
    assert_string_equal(row.subject, subject);
}

static size_t times(const char *text, const char *what)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, what)) != NULL; at += strlen(what))
        count++;
    return count;
}

/* ---- lists ---- */

static void walk(const char *scope, size_t expected)
{
    char target[200], next[80] = "";
    size_t rows = 0, pages = 0;
    static char seen[MANY * TRACKING_SIZE * 2];
    seen[0] = '\0';
    do {
        struct reply reply;
        snprintf(target, sizeof(target), "/api/requests?scope=%s&cursor=%s", scope, next);
        console_ask(&served, &admin, "GET", target, NULL, &reply);
        assert_int_equal(reply.status, 200);
        console_member(&reply, "next", next, sizeof(next));
        for (const char *at = buf_text(&reply.body); (at = strstr(at, "\"code\":\"")) != NULL;) {
            char code[TRACKING_SIZE];
            snprintf(code, sizeof(code), "%.*s", TRACKING_SIZE - 1, at += 8);
            assert_null(strstr(seen, code));
            strcat(seen, code);
            rows++;
        }
        reply_fini(&reply);
    } while (next[0] != '\0' && ++pages < 20);
    assert_int_equal(rows, expected);
}

static void test_lists(void **unused)
{
    (void)unused;
    walk("all", MANY);
    walk("open", MANY);
    walk("mine", MANY);
    walk("late", 0);
    walk("done", 0);
    walk("applicant", 0);
    const struct item one = fixture_request(7, 0);
    char target[200];
    snprintf(target, sizeof(target), "/api/requests?search=%.8s", one.request.code.text + 4);
    console_answers(&served, &admin, "GET", target, NULL, 200, one.request.code.text);
    console_answers(&served, &admin, "GET", "/api/requests?search=contoh%20PEMOHON%207", NULL, 200,
                    one.request.code.text);
    console_answers(&served, &admin, "GET", "/api/requests?search=%25", NULL, 200,
                    "\"requests\":[]");
    console_answers(&served, &admin, "GET", "/api/requests?until=1000", NULL, 200,
                    "\"requests\":[]");
}

/* Asked again without a change, it costs no body; after a change it does. */
static void test_pulse(void **unused)
{
    (void)unused;
    struct reply reply;
    struct browser again = head;
    int answered = 0;
    /* The minute may turn in between, which is a change too. */
    for (int i = 0; i < 3 && answered != 304; i++) {
        console_ask(&served, &head, "GET", "/api/pulse", NULL, &reply);
        assert_int_equal(reply.status, 200);
        again = head;
        size_t len = strlen(again.headers);
        snprintf(again.headers + len, sizeof(again.headers) - len, "If-None-Match: %s\r\n",
                 reply_header(&reply, "ETag"));
        reply_fini(&reply);
        console_ask(&served, &again, "GET", "/api/pulse", NULL, &reply);
        answered = reply.status;
        assert_int_equal(reply.body.len == 0, answered == 304);
        reply_fini(&reply);
    }
    assert_int_equal(answered, 304);
    const struct item one = fixture_request(3, 0);
    char target[100];
    snprintf(target, sizeof(target), "/api/requests/%s/advance", one.request.code.text);
    console_answers(&served, &head, "POST", target, "{\"step\":2}", 204, "");
    console_answers(&served, &again, "GET", "/api/pulse", NULL, 200, "\"mine\":119");
}

/* ---- content ---- */

/* The content as the console reads it, with one piece replaced; the caller frees. */
static char *content_with(const char *from, const char *to)
{
    struct reply reply;
    console_ask(&served, &head, "GET", "/api/content", NULL, &reply);
    assert_int_equal(reply.status, 200);
    const char *text = buf_text(&reply.body);
    const char *at = strstr(text, from);
    assert_non_null(at);
    char *out = malloc(reply.body.len + strlen(to) + 1);
    assert_non_null(out);
    sprintf(out, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
    reply_fini(&reply);
    return out;
}

static void publish(const char *from, const char *to, int status, const char *holds)
{
    char *body = content_with(from, to);
    console_answers(&served, &head, "POST", "/api/content", body, status, holds);
    free(body);
}

static void test_content(void **unused)
{
    (void)unused;
    char *old = content_with("Masehi", "Baru");
    publish("Masehi", "Masehi", 409, "content-same");
    publish("\"name\":{\"id\":\"Tahun Baru 2026 Masehi\"", "\"name\":{\"id\":\"\"", 409,
            "content-order");
    publish("\"uri\":\"mailto:", "\"uri\":\"javascript:", 409, "content-order");
    publish("\"contacts\":[{", "\"contacts\":[],\"x\":[{", 409, "content-empty");
    publish("\"hours\":{", "\"hours\":[", 409, "content-order");
    publish("Tahun Baru 2026 Masehi", "<b>Tahun Baru</b>", 200, "\"version\":2");
    assert_audited("kadis", "content publish", "version 2");
    console_answers(&served, &head, "POST", "/api/content", old, 409, "content-moved");
    free(old);
    /* A kiosk gets it at its next look, with the fleet's salt, which no browser was shown. */
    struct reply reply;
    struct signing signing = served_device(&served);
    served_get(&served, "/v1/feed?after=1", &signing, &reply);
    assert_int_equal(reply.status, 200);
    served_signed(&served, &reply, signing.nonce);
    struct feed *feed = calloc(1, sizeof(*feed));
    assert_int_equal(feed_read(reply.body.data, reply.body.len, feed), OK);
    assert_string_equal(feed->content.hours.holidays[0].name[LANG_ID], "<b>Tahun Baru</b>");
    assert_memory_equal(feed->fleet_salt, served.fixture.rules.salt, sizeof(feed->fleet_salt));
    free(feed);
    reply_fini(&reply);
    console_answers(&served, &head, "POST", "/api/content/1/restore", "{}", 200, "\"version\":3");
    console_answers(&served, &head, "GET", "/api/content", NULL, 200, "Tahun Baru 2026 Masehi");
    console_answers(&served, &head, "POST", "/api/content/99/restore", "{}", 404, "unknown");
    console_answers(&served, &head, "GET", "/api/content/versions", NULL, 200, "\"by\":\"init\"");
}

/* ---- kiosks ---- */

static void test_kiosks(void **unused)
{
    (void)unused;
    console_answers(&served, &admin, "POST", "/api/kiosks", "{\"name\":\"../x\"}", 409, "name");
    console_answers(&served, &admin, "POST", "/api/kiosks", "{\"name\":\"PKL-09\"}", 200,
                    "\"code\":\"ENR-");
    assert_audited("admin", "kiosk code", "PKL-09");
    console_answers(&served, &admin, "GET", "/api/kiosks", NULL, 200, "\"state\":\"code\"");
    console_answers(&served, &admin, "POST", "/api/kiosks/PKL-09/approve", "{}", 409, "not-asked");
    console_answers(&served, &admin, "POST", "/api/kiosks/PKL-09/decline", "{}", 204, "");
    console_answers(&served, &admin, "POST", "/api/kiosks/PKL-01/block", "{}", 204, "");
    struct reply reply;
    struct signing signing = served_device(&served);
    served_get(&served, "/v1/feed?after=0", &signing, &reply);
    assert_int_equal(reply.status, 403);
    reply_fini(&reply);
    console_answers(&served, &admin, "POST", "/api/kiosks/PKL-01/unblock", "{}", 204, "");
    assert_audited("admin", "kiosk unblock", "PKL-01");
    console_answers(&served, &admin, "POST", "/api/kiosks/PKL-77/block", "{}", 404, "unknown");
    console_answers(&served, &admin, "POST", "/api/kiosks/PKL-01/explode", "{}", 404, "not-found");
}

/* What a batch tells of its kiosk stands in the console; told twice it stands there once. */
static void test_reports(void **unused)
{
    (void)unused;
    struct reply reply;
    struct batch batch = {.version = "0.1.0"};
    TEXT_COPY(batch.kiosk, "PKL-01");
    batch.report = (struct report){.at = now_ms(), .camera = DEVICE_OK, .printer = DEVICE_FAULT};
    batch.report.row_count = 2;
    batch.report.rows[0] = (struct sync_row){.number = 1, .at = now_ms(), .way = SYNC_PULL};
    batch.report.rows[1] = (struct sync_row){
        .number = 2, .at = now_ms(), .way = SYNC_PUSH, .cause = CAUSE_STALLED, .offset = -5};
    for (int i = 0; i < 2; i++) {
        served_post(&served, &batch, &reply);
        assert_int_equal(reply.status, 200);
        reply_fini(&reply);
    }
    console_answers(&served, &admin, "GET", "/api/kiosks", NULL, 200, "\"printer\":\"fault\"");
    console_ask(&served, &admin, "GET", "/api/log?kiosk=PKL-01", NULL, &reply);
    assert_int_equal(times(buf_text(&reply.body), "\"number\":"), 2);
    reply_fini(&reply);
    console_ask(&served, &admin, "GET", "/api/log?way=push&result=failed", NULL, &reply);
    assert_int_equal(times(buf_text(&reply.body), "\"cause\":\"stalled\""), 1);
    reply_fini(&reply);
    console_answers(&served, &admin, "GET", "/api/log?kiosk=PKL-02", NULL, 200, "\"rows\":[]");
}

/* ---- officers ---- */

static void test_officers(void **unused)
{
    (void)unused;
    struct reply reply;
    struct browser fresh;
    char password[64], body[300];
    console_answers(&served, &admin, "POST", "/api/officers",
                    "{\"name\":\"<b>\",\"role\":\"verifikator\"}", 409, "name");
    console_answers(&served, &admin, "POST", "/api/officers",
                    "{\"name\":\"siti\",\"role\":\"root\"}", 409, "name");
    console_ask(&served, &admin, "POST", "/api/officers",
                "{\"name\":\"siti\",\"role\":\"verifikator\"}", &reply);
    assert_int_equal(reply.status, 200);
    console_member(&reply, "password", password, sizeof(password));
    reply_fini(&reply);
    assert_audited("admin", "user add", "siti");
    console_answers(&served, &admin, "POST", "/api/officers",
                    "{\"name\":\"siti\",\"role\":\"pimpinan\"}", 409, "taken");
    /* With somebody else's password nothing is open but a new one. */
    console_sign_in_with(&served, "siti", password, &fresh);
    console_answers(&served, &fresh, "GET", "/api/me", NULL, 200, "\"renew\":true");
    console_answers(&served, &fresh, "GET", "/api/requests", NULL, 403, "renew");
    snprintf(body, sizeof(body), "{\"old\":\"%s\",\"new\":\"siti1234567\"}", password);
    console_answers(&served, &fresh, "POST", "/api/password", body, 409, "password-weak");
    console_answers(&served, &fresh, "POST", "/api/password",
                    "{\"old\":\"x\",\"new\":\"kereta.api.malam\"}", 403, "password");
    snprintf(body, sizeof(body), "{\"old\":\"%s\",\"new\":\"kereta.api.malam\"}", password);
    console_answers(&served, &fresh, "POST", "/api/password", body, 200, "\"renew\":false");
    /* Every session of the old password has ended. */
    console_answers(&served, &fresh, "GET", "/api/me", NULL, 401, "signed-out");
    console_sign_in_with(&served, "siti", "kereta.api.malam", &fresh);
    console_answers(&served, &fresh, "GET", "/api/requests", NULL, 200, "requests");
    console_answers(&served, &admin, "POST", "/api/officers/siti/role", "{\"role\":\"pimpinan\"}",
                    204, "");
    console_answers(&served, &fresh, "GET", "/api/requests", NULL, 403, "role");
    console_answers(&served, &admin, "POST", "/api/officers/siti/disable", "{}", 204, "");
    assert_audited("admin", "user disable", "siti");
    console_answers(&served, &fresh, "GET", "/api/me", NULL, 401, "signed-out");
    console_answers(&served, NULL, "POST", "/api/sign-in",
                    "{\"user\":\"siti\",\"password\":\"kereta.api.malam\"}", 403, "password");
    console_answers(&served, &admin, "POST", "/api/officers/admin/disable", "{}", 409, "self");
    console_answers(&served, &admin, "POST", "/api/officers/nobody/disable", "{}", 404, "unknown");
    console_answers(&served, &admin, "GET", "/api/audit?by=siti&act=refused", NULL, 200,
                    "sign in: password");
}

/* ---- sessions ---- */

static void ledger_do(const char *sql)
{
    struct ledger *ledger = served.fixture.ledger;
    assert_int_equal(ledger->driver->script(ledger->connection, sql), OK);
}

static void test_sessions_end(void **unused)
{
    (void)unused;
    struct browser one;
    char sql[200];
    console_sign_in(&served, "kasi", &one);
    snprintf(sql, sizeof(sql), "UPDATE session SET seen = seen - %lld WHERE officer = 'kasi'",
             (long long)MINUTES(SESSION_IDLE_MINUTES - 1));
    ledger_do(sql);
    /* The page's own looks keep nothing alive; somebody's do. */
    struct browser quiet = one;
    strncat(quiet.headers, "X-Quiet: 1\r\n", sizeof(quiet.headers) - strlen(quiet.headers) - 1);
    console_answers(&served, &quiet, "GET", "/api/pulse", NULL, 200, "requests");
    ledger_do("UPDATE session SET seen = seen - 120000 WHERE officer = 'kasi'");
    console_answers(&served, &one, "GET", "/api/me", NULL, 401, "signed-out");
    console_sign_in(&served, "kasi", &one);
    ledger_do(sql);
    console_answers(&served, &one, "GET", "/api/me", NULL, 200, "kasi");
    ledger_do("UPDATE session SET seen = seen - 120000 WHERE officer = 'kasi'");
    console_answers(&served, &one, "GET", "/api/me", NULL, 200, "kasi");
    ledger_do("UPDATE session SET expires = 1 WHERE officer = 'kasi'");
    console_answers(&served, &one, "GET", "/api/me", NULL, 401, "signed-out");
}

/* A session that somebody else chose is never taken over. */
static void test_no_fixation(void **unused)
{
    (void)unused;
    struct browser chosen = {.headers = "Content-Type: application/json\r\nCookie: anjungan="
                                        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n"};
    char body[200];
    struct reply reply;
    snprintf(body, sizeof(body), "{\"user\":\"pengaduan\",\"password\":\"%s\"}",
             fixture_password(&served.fixture, "pengaduan"));
    console_ask(&served, &chosen, "POST", "/api/sign-in", body, &reply);
    assert_int_equal(reply.status, 200);
    assert_null(strstr(reply_header(&reply, "Set-Cookie"), "AAAAAAAAAAAAAAAA"));
    reply_fini(&reply);
    console_answers(&served, &chosen, "GET", "/api/me", NULL, 401, "signed-out");
}

static void test_lock_out(void **unused)
{
    (void)unused;
    struct officer officer;
    char body[200];
    /* From an address of its own: addresses have a limit too. */
    const struct browser other = {
        .headers = "Content-Type: application/json\r\nX-Real-IP: 192.0.2.77\r\n"};
    ledger_do("UPDATE officer SET failures = 9 WHERE name = 'verifikator2'");
    console_answers(&served, &other, "POST", "/api/sign-in",
                    "{\"user\":\"verifikator2\",\"password\":\"x\"}", 403, "password");
    assert_int_equal(ledger_officer(served.fixture.ledger, "verifikator2", &officer, NULL), OK);
    assert_in_range(officer.locked_until, now_ms(), now_ms() + MINUTES(1));
    /* Even the right one, until the minute is over. */
    snprintf(body, sizeof(body), "{\"user\":\"verifikator2\",\"password\":\"%s\"}",
             fixture_password(&served.fixture, "verifikator2"));
    console_answers(&served, &other, "POST", "/api/sign-in", body, 429, "too-many");
    assert_audited("verifikator2", "refused", "console");
    ledger_do("UPDATE officer SET locked_until = 1 WHERE name = 'verifikator2'");
    console_answers(&served, &other, "POST", "/api/sign-in", body, 200, "verifikator");
    assert_int_equal(ledger_officer(served.fixture.ledger, "verifikator2", &officer, NULL), OK);
    assert_int_equal(officer.failures, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lists),        cmocka_unit_test(test_pulse),
        cmocka_unit_test(test_content),      cmocka_unit_test(test_kiosks),
        cmocka_unit_test(test_reports),      cmocka_unit_test(test_officers),
        cmocka_unit_test(test_sessions_end), cmocka_unit_test(test_no_fixation),
        cmocka_unit_test(test_lock_out),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
