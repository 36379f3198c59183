/* What officers and the public ask over HTTP. */
#include "office/support/console.h"

#include <stdio.h>
#include <string.h>

#include "office/ledger_requests.h"

static struct served served;

static int setup(void **state)
{
    (void)state;
    struct parcel parcel;
    served_open(&served);
    parcel_init(&parcel);
    /* Lately, so that no deadline passes meanwhile. */
    const int64_t sent = clock_now(&(struct clock){0}) - MINUTES(10);
    const struct item request = fixture_request(1, sent);
    const struct item complaint = fixture_complaint(1, sent);
    parcel_add(&parcel, &served.fixture, 1, &request);
    parcel_add(&parcel, &served.fixture, 2, &complaint);
    fixture_take(&served.fixture, &parcel.batch, sent);
    fixture_open_items(&served.fixture, sent);
    parcel_fini(&parcel);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    served_close(&served);
    return 0;
}

/* ---- the console ---- */

static void test_officers_at_work(void **unused)
{
    (void)unused;
    const struct item request = fixture_request(1, 0), complaint = fixture_complaint(1, 0);
    char target[100], page[60];
    struct browser head, verifier, leader;
    console_sign_in(&served, "kadis", &head);
    console_sign_in(&served, "verifikator1", &verifier);
    console_sign_in(&served, "pimpinan", &leader);
    console_answers(&served, &head, "GET", "/api/me", NULL, 200, "\"kepala_dinas\"");
    console_answers(&served, &head, "GET", "/api/requests", NULL, 200, request.request.code.text);
    console_answers(&served, &leader, "GET", "/api/requests", NULL, 403, "role");
    console_answers(&served, &leader, "GET", "/api/surveys", NULL, 200, "\"surveys\"");
    console_answers(&served, &verifier, "GET", "/api/kiosks", NULL, 200, "PKL-01");
    console_answers(&served, &verifier, "GET", "/api/pulse", NULL, 200, "\"calls\":[]");
    snprintf(target, sizeof(target), "/api/requests/%s", request.request.code.text);
    console_answers(&served, &head, "GET", target, NULL, 200, "\"can\":[\"advance\"]");
    console_answers(&served, &verifier, "GET", target, NULL, 200, "\"can\":[]");
    snprintf(target, sizeof(target), "/api/requests/%s/advance", request.request.code.text);
    console_answers(&served, &verifier, "POST", target, "{\"step\":2}", 403, "role");
    console_answers(&served, &head, "POST", target, "{\"step\":2}", 204, "");
    console_answers(&served, &head, "POST", target, "{\"step\":2}", 403, "role");
    console_answers(&served, &verifier, "POST", target, "{\"step\":2}", 409, "moved");
    console_answers(&served, &verifier, "POST", target, "{}", 400, "malformed");
    snprintf(target, sizeof(target), "/api/requests/%s/return", request.request.code.text);
    console_answers(&served, &verifier, "POST", target, "{\"step\":3,\"reason\":\"none\"}", 409,
                    "reason");
    char body[200];
    snprintf(body, sizeof(body), "{\"step\":3,\"reason\":\"%s\",\"note\":\"Kurang <jelas>\"}",
             rulebook_first(&served.fixture.rules)->reasons[0].key);
    console_answers(&served, &verifier, "POST", target, body, 204, "");
    snprintf(page, sizeof(page), "/t/%s", request.request.code.text);
    console_answers(&served, NULL, "GET", page, NULL, 200, "Kurang &lt;jelas&gt;");
    snprintf(target, sizeof(target), "/api/requests/%s/resume", request.request.code.text);
    console_answers(&served, &verifier, "POST", target, "{\"step\":3}", 204, "");
    snprintf(target, sizeof(target), "/api/complaints/%s/answer", complaint.complaint.code.text);
    console_answers(&served, &verifier, "POST", target, "{\"text\":\"\"}", 409, "text");
    console_answers(&served, &verifier, "POST", target, "{\"text\":\"Sudah.\"}", 204, "");
    snprintf(target, sizeof(target), "/api/complaints/%s", complaint.complaint.code.text);
    console_answers(&served, &verifier, "GET", target, NULL, 200, "Sudah.");
    /* Passed on, its third rung is in work; answered there, it is done. */
    struct browser official;
    console_sign_in(&served, "pengaduan", &official);
    snprintf(page, sizeof(page), "/t/%s", complaint.complaint.code.text);
    snprintf(target, sizeof(target), "/api/complaints/%s/escalate", complaint.complaint.code.text);
    console_answers(&served, &verifier, "POST", target, "{}", 204, "");
    console_answers(&served, NULL, "GET", page, NULL, 200, "<li class=\"now\">");
    console_answers(&served, NULL, "GET", page, NULL, 200, "Sudah.");
    snprintf(target, sizeof(target), "/api/complaints/%s/answer", complaint.complaint.code.text);
    console_answers(&served, &official, "POST", target, "{\"text\":\"Beres.\"}", 204, "");
    struct reply reply;
    console_ask(&served, NULL, "GET", page, NULL, &reply);
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
    console_sign_in(&served, "kadis", &head);
    snprintf(target, sizeof(target), "/api/requests/%s/advance", request.request.code.text);
    console_answers(&served, NULL, "GET", "/api/requests", NULL, 401, "signed-out");
    console_answers(&served, NULL, "POST", target, "{\"step\":3}", 401, "signed-out");
    forged = head;
    *strstr(forged.headers, "X-CSRF") = 'Y';
    console_answers(&served, &forged, "POST", target, "{\"step\":3}", 403, "csrf");
    forged = head;
    memcpy(strstr(forged.headers, "X-CSRF: ") + 8, "AAAA", 4);
    console_answers(&served, &forged, "POST", target, "{\"step\":3}", 403, "csrf");
    forged = head;
    memcpy(strstr(forged.headers, "application/json"), "application/form", 16);
    console_answers(&served, &forged, "POST", target, "{\"step\":3}", 415, "content-type");
    console_answers(&served, &head, "POST", "/api/requests/ESG-7K3M-Q9XT-2HW/advance",
                    "{\"step\":2}", 404, "unknown");
    console_answers(&served, &head, "POST", "/api/sign-out", "{}", 204, "");
    console_answers(&served, &head, "GET", "/api/me", NULL, 401, "signed-out");
    console_answers(&served, NULL, "POST", "/api/sign-in",
                    "{\"user\":\"kadis\",\"password\":\"x\"}", 403, "password");
    console_answers(&served, NULL, "POST", "/api/sign-in",
                    "{\"user\":\"nobody\",\"password\":\"x\"}", 403, "password");
    console_answers(&served, NULL, "POST", "/api/sign-in", "{\"user\":1}", 400, "malformed");
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
    console_ask(&served, NULL, "GET", page, NULL, &reply);
    assert_int_equal(reply.status, 200);
    assert_non_null(strstr(buf_text(&reply.body), request.request.code.text));
    assert_null(strstr(buf_text(&reply.body), "Contoh"));
    assert_null(strstr(buf_text(&reply.body), "3375"));
    assert_non_null(strstr(reply_header(&reply, "Content-Security-Policy"), "default-src 'none'"));
    reply_fini(&reply);
    console_answers(&served, NULL, "GET", "/t/ESG-7K3M-Q9XT-2HW", NULL, 404,
                    "Kode tidak ditemukan");
    console_answers(&served, NULL, "GET", "/t/%3Cscript%3E", NULL, 404, "Kode tidak ditemukan");
    console_answers(&served, NULL, "GET", "/", NULL, 200, "<script type=\"module\"");
    console_answers(&served, NULL, "GET", "/app.js", NULL, 200, "import");
    console_answers(&served, NULL, "HEAD", "/style.css", NULL, 200, "");
}

static void test_too_many_visits(void **unused)
{
    (void)unused;
    int refused = 0;
    for (int i = 0; i < 60; i++) {
        struct reply reply;
        const struct question question = {
            .method = "GET", .target = "/t/ESG-1", .headers = "X-Real-IP: 192.0.2.9\r\n"};
        client_ask(served.port, &question, &reply);
        refused += reply.status == 429;
        reply_fini(&reply);
    }
    assert_true(refused > 0);
    console_answers(&served, NULL, "GET", "/t/ESG-1", NULL, 404, "Kode");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_officers_at_work),
        cmocka_unit_test(test_who_may_not_change),
        cmocka_unit_test(test_public_page_and_files),
        cmocka_unit_test(test_too_many_visits),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
