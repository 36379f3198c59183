/* An applicant's phone: four digits, then pages part by part; sealed by the office as they arrive.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "office/documents.h"
#include "office/support/served.h"

static struct served served;

enum { PHOTO_BYTES = 300 * 1024 };

#define ID_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define ID_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static struct item waiting(int number)
{
    struct item item = fixture_request(number, MONDAY);
    struct request_item *request = &item.request;
    request->documents[0].way = HANDOVER_PHONE;
    struct pair *pair = &request->answers[request->answer_count++];
    TEXT_COPY(pair->key, "mobile");
    TEXT_COPY(pair->value, "085643812110");
    return item;
}

static void put(const struct item *item, int64_t sequence)
{
    struct parcel parcel;
    struct reply reply;
    struct request_file *file = NULL;
    parcel_init(&parcel);
    parcel_add(&parcel, &served.fixture, sequence, item);
    served_post(&served, &parcel.batch, &reply);
    reply_fini(&reply);
    for (int i = 0; i < 200 && !file; i++)
        if (ledger_request(served.fixture.ledger, &item->request.code, &file) != OK)
            usleep(20 * 1000);
    assert_non_null(file);
    request_file_free(&file);
    parcel_fini(&parcel);
}

static int ask(const char *method, const char *target, const void *body, size_t len,
               const char *headers, struct reply *reply)
{
    const struct question question = {
        .method = method, .target = target, .body = body, .len = len, .headers = headers};
    client_ask(served.port, &question, reply);
    return reply->status;
}

/* The status; the token where it is 200. */
static int session(const char *code, const char *body, char token[PHONE_TOKEN])
{
    char target[128];
    struct reply reply;
    snprintf(target, sizeof(target), "/t/%s/session", code);
    int status =
        ask("POST", target, body, strlen(body), "Content-Type: application/json\r\n", &reply);
    const char *at = status == 200 ? strstr(buf_text(&reply.body), "\"token\":\"") : NULL;
    if (at) {
        snprintf(token, PHONE_TOKEN, "%s", at + strlen("\"token\":\""));
        assert_non_null(strstr(buf_text(&reply.body), "\"key\":\"ktp\""));
    }
    reply_fini(&reply);
    return status;
}

struct sending {
    const char *code, *token, *id, *document;
    const uint8_t *bytes;
    int64_t whole;
};

static int patch(const struct sending *sending, int64_t offset, size_t len, int64_t *durable)
{
    char target[256], headers[256], query[BLOB_QUERY];
    struct reply reply;
    blob_query(offset, sending->whole, query);
    snprintf(target, sizeof(target), "/t/%s/blobs/%s?%s", sending->code, sending->id, query);
    snprintf(headers, sizeof(headers), "Anjungan-Session: %s\r\nAnjungan-Document: %s\r\n",
             sending->token, sending->document);
    int status = ask("PATCH", target, sending->bytes + offset, len, headers, &reply);
    *durable = blob_offset_read(reply_header(&reply, "Upload-Offset"));
    reply_fini(&reply);
    return status;
}

static int head(const struct sending *sending, int64_t *durable)
{
    char target[256], headers[256];
    struct reply reply;
    snprintf(target, sizeof(target), "/t/%s/blobs/%s", sending->code, sending->id);
    snprintf(headers, sizeof(headers), "Anjungan-Session: %s\r\n", sending->token);
    int status = ask("HEAD", target, NULL, 0, headers, &reply);
    *durable = blob_offset_read(reply_header(&reply, "Upload-Offset"));
    reply_fini(&reply);
    return status;
}

static void a_photo_arrives_sealed(void **unused)
{
    (void)unused;
    static uint8_t photo[PHOTO_BYTES];
    const struct item item = waiting(60);
    const char *code = item.request.code.text;
    char token[PHONE_TOKEN] = "";
    int64_t durable = 0;
    put(&item, 60);
    memset(photo, 'x', sizeof(photo));
    memcpy(photo, "\xff\xd8\xff\xe0 in clear", 13);
    assert_int_equal(session(code, "{\"digits\":\"2110\"}", token), 200);
    struct sending sending = {code, token, ID_A, "ktp", photo, sizeof(photo)};
    assert_int_equal(head(&sending, &durable), 404);
    assert_int_equal(patch(&sending, 0, 1000, &durable), 204);
    /* The line was lost: the phone asks, and goes on there. */
    assert_int_equal(head(&sending, &durable), 204);
    assert_int_equal(durable, 1000);
    assert_int_equal(patch(&sending, 500, 1000, &durable), 409);
    assert_int_equal(durable, 1000);
    assert_int_equal(patch(&sending, 1000, 200 * 1024, &durable), 204);
    assert_int_equal(patch(&sending, durable, sizeof(photo) - (size_t)durable, &durable), 204);
    assert_int_equal(durable, sizeof(photo));
    /* The answer was lost: said again, it is no second page. */
    assert_int_equal(patch(&sending, durable, 0, &durable), 204);

    SCOPED(request_file_free) struct request_file *file = NULL;
    SCOPED(buf_fini) struct buf plain;
    buf_init(&plain, DOCUMENT_MAX);
    assert_int_equal(ledger_request(served.fixture.ledger, &item.request.code, &file), OK);
    assert_int_equal(file->page_count, 1);
    assert_string_equal(file->pages[0].sender, SENDER_PUBLIC);
    assert_int_equal(
        document_open(&served.office.vault, &served.office.keys, &file->pages[0], &plain), OK);
    assert_int_equal(plain.len, sizeof(photo));
    assert_memory_equal(plain.data, photo, plain.len);
    SCOPED(buf_fini) struct buf sealed;
    buf_init(&sealed, BLOB_MAX);
    assert_int_equal(vault_read(&served.office.vault, &file->pages[0].blob, &sealed), OK);
    assert_null(memmem(sealed.data, sealed.len, "in clear", 8));
}

static void who_is_refused(void **unused)
{
    (void)unused;
    static const uint8_t page[] = "<script>alert(1)</script>";
    const struct item item = waiting(61), other = waiting(62);
    struct item closed = fixture_request(63, MONDAY);
    char token[PHONE_TOKEN] = "", none[PHONE_TOKEN] = "";
    int64_t durable = 0;
    put(&item, 61);
    put(&other, 62);
    put(&closed, 63);
    const char *code = item.request.code.text;
    assert_int_equal(session(code, "{\"digits\":\"211\"}", none), 400);
    assert_int_equal(session(code, "{\"digits\":\"2x10\"}", none), 400);
    assert_int_equal(session(code, "[]", none), 400);
    assert_int_equal(session(closed.request.code.text, "{\"digits\":\"2110\"}", none), 403);
    assert_int_equal(session("ESG-7K3M-Q9XT-2HW", "{\"digits\":\"2110\"}", none), 403);
    assert_int_equal(session(code, "{\"digits\":\"2110\"}", token), 200);

    struct sending sending = {code, token, ID_A, "ktp", page, sizeof(page)};
    struct sending wrong[] = {
        {code, ID_B, ID_A, "ktp", page, sizeof(page)},                     /* another's token */
        {other.request.code.text, token, ID_A, "ktp", page, sizeof(page)}, /* another's request */
        {code, "", ID_A, "ktp", page, sizeof(page)},
    };
    for (size_t i = 0; i < LENGTH(wrong); i++)
        assert_int_equal(patch(&wrong[i], 0, sizeof(page), &durable), 401);
    sending.id = "../../../office.key";
    assert_int_equal(patch(&sending, 0, sizeof(page), &durable), 404);
    sending.id = ID_A;
    /* No picture and no PDF, whatever it is called. */
    assert_int_equal(patch(&sending, 0, sizeof(page), &durable), 415);
    assert_int_equal(head(&sending, &durable), 404);
    sending.document = "formulir";
    assert_int_equal(patch(&sending, 0, sizeof(page), &durable), 409);
    sending.document = "ktp";
    sending.whole = DOCUMENT_MAX + 1;
    assert_int_equal(patch(&sending, 0, sizeof(page), &durable), 413);

    /* A second session ends the first. */
    char second[PHONE_TOKEN] = "";
    assert_int_equal(session(code, "{\"digits\":\"2110\"}", second), 200);
    sending.whole = sizeof(page);
    assert_int_equal(head(&sending, &durable), 401);
    /* Guessing ends soon, however the code is written. */
    int status = 0;
    char lower[TRACKING_SIZE];
    for (size_t i = 0; i <= strlen(code); i++)
        lower[i] = (char)(code[i] >= 'A' && code[i] <= 'Z' ? code[i] + 32 : code[i]);
    for (int i = 0; i < 6 && status != 429; i++)
        status = session(i % 2 ? lower : code, "{\"digits\":\"0000\"}", none);
    assert_int_equal(status, 429);
    served_alive(&served);
}

static void the_page_offers_it(void **unused)
{
    (void)unused;
    const struct item item = waiting(64);
    const struct item closed = fixture_request(65, MONDAY);
    struct reply reply;
    char target[64];
    put(&item, 64);
    put(&closed, 65);
    snprintf(target, sizeof(target), "/t/%s", item.request.code.text);
    assert_int_equal(ask("GET", target, NULL, 0, "", &reply), 200);
    assert_non_null(strstr(buf_text(&reply.body), "id=\"phone\""));
    assert_non_null(strstr(buf_text(&reply.body), "src=\"/phone.js\""));
    assert_null(strstr(buf_text(&reply.body), "2110"));
    assert_non_null(strstr(reply_header(&reply, "Content-Security-Policy"), "script-src 'self'"));
    reply_fini(&reply);
    snprintf(target, sizeof(target), "/t/%s", closed.request.code.text);
    assert_int_equal(ask("GET", target, NULL, 0, "", &reply), 200);
    assert_null(strstr(buf_text(&reply.body), "id=\"phone\""));
    reply_fini(&reply);
}

static int group_setup(void **state)
{
    (void)state;
    served_open(&served);
    return 0;
}

static int group_teardown(void **state)
{
    (void)state;
    served_close(&served);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_photo_arrives_sealed),
        cmocka_unit_test(who_is_refused),
        cmocka_unit_test(the_page_offers_it),
    };
    return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
