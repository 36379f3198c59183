/* Sealed pages over the wire: parts, offsets, refusals, items that wait for them, and looking. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "office/documents.h"
#include "office/ledger_audit.h"
#include "office/retention.h"
#include "office/support/served.h"
#include "seal/envelope.h"

static struct served served;

enum { PAGE_BYTES = 600 * 1024 }; /* three parts */

struct sent_page {
    struct blob_name name;
    char hex[BLOB_HEX];
    uint8_t plain[PAGE_BYTES];
    struct buf sealed;
};

static struct sent_page *page_make(const char *kiosk)
{
    struct sent_page *page = calloc(1, sizeof(*page));
    assert_non_null(page);
    memset(page->plain, 'p', sizeof(page->plain));
    memcpy(page->plain, "\xff\xd8\xff\xe0", 4);
    struct envelope_head head = {.item = uuid_make(MONDAY, &served.fixture.entropy),
                                 .kind = ENVELOPE_DOCUMENT,
                                 .created = MONDAY};
    TEXT_COPY(head.kiosk, kiosk);
    const struct seal_public recipients[] = {served.fixture.enrolment.office.seal,
                                             served.fixture.enrolment.escrow};
    buf_init(&page->sealed, BLOB_MAX);
    assert_int_equal(
        envelope_seal(&head, page->plain, sizeof(page->plain), recipients, 2, &page->sealed), OK);
    page->name.len = (int64_t)page->sealed.len;
    hash_sha256(page->sealed.data, page->sealed.len, page->name.hash);
    blob_hex(page->name.hash, page->hex);
    return page;
}

static void page_free(struct sent_page **page)
{
    buf_fini(&(*page)->sealed);
    free(*page);
}

static void ask(const char *method, const char *target, const void *body, size_t len,
                const char *headers, struct reply *reply)
{
    const struct question question = {
        .method = method, .target = target, .body = body, .len = len, .headers = headers};
    struct signing signing = served_device(&served);
    client_ask_signed(served.port, &question, &signing, reply);
    served_signed(&served, reply, signing.nonce);
}

/* Sends `len` bytes at `offset` of a page that is said to be `whole` long; the status. */
static int patch(const struct sent_page *page, int64_t offset, size_t len, int64_t whole,
                 int64_t *durable)
{
    char target[160], query[BLOB_QUERY];
    struct reply reply;
    blob_query(offset, whole, query);
    snprintf(target, sizeof(target), BLOB_PATH "%s?%s", page->hex, query);
    size_t at = (size_t)offset < page->sealed.len ? (size_t)offset : 0;
    ask("PATCH", target, page->sealed.data + at, len, "Content-Type: application/octet-stream\r\n",
        &reply);
    if (durable)
        *durable = blob_offset_read(reply_header(&reply, "Upload-Offset"));
    int status = reply.status;
    reply_fini(&reply);
    return status;
}

static int head(const struct sent_page *page, int64_t *durable, bool *complete)
{
    char target[128];
    struct reply reply;
    snprintf(target, sizeof(target), BLOB_PATH "%s", page->hex);
    ask("HEAD", target, NULL, 0, "", &reply);
    *durable = blob_offset_read(reply_header(&reply, "Upload-Offset"));
    *complete = strcmp(reply_header(&reply, "Upload-Complete"), "?1") == 0;
    assert_int_equal(reply.body.len, 0);
    int status = reply.status;
    reply_fini(&reply);
    return status;
}

static void send_all(const struct sent_page *page)
{
    for (int64_t at = 0; at < page->name.len;) {
        int64_t left = page->name.len - at;
        size_t part = left < BLOB_CHUNK ? (size_t)left : BLOB_CHUNK;
        assert_int_equal(patch(page, at, part, page->name.len, &at), 204);
    }
}

static void parts_are_resumed_at_the_byte(void **unused)
{
    (void)unused;
    SCOPED(page_free) struct sent_page *page = page_make("PKL-01");
    int64_t durable = 0, len = page->name.len;
    bool complete = false;
    assert_int_equal(head(page, &durable, &complete), 404);
    assert_int_equal(patch(page, 0, 1000, len, &durable), 204);
    assert_int_equal(durable, 1000);
    assert_int_equal(head(page, &durable, &complete), 204);
    assert_int_equal(durable, 1000);
    assert_false(complete);
    /* The answer got lost: what is sent again is told where to go on. */
    assert_int_equal(patch(page, 0, 1000, len, &durable), 409);
    assert_int_equal(durable, 1000);
    assert_int_equal(patch(page, 1001, 10, len, &durable), 409);
    assert_int_equal(durable, 1000);
    for (int64_t at = 1000; at < len; at = durable) {
        size_t part = len - at < BLOB_CHUNK ? (size_t)(len - at) : BLOB_CHUNK;
        assert_int_equal(patch(page, at, part, len, &durable), 204);
    }
    assert_int_equal(head(page, &durable, &complete), 204);
    assert_int_equal(durable, len);
    assert_true(complete);
    /* All of it is there: nothing more comes, and saying so again does no harm. */
    assert_int_equal(patch(page, len, 0, len, &durable), 204);
    assert_int_equal(patch(page, 0, 1000, len, &durable), 409);
    struct stat file;
    char path[PATH_SIZE];
    assert_int_equal(path_join(path, served.office.vault.dir, page->hex), OK);
    assert_int_equal(stat(path, &file), 0);
    assert_int_equal(file.st_mode & 0777, 0600);
}

static void what_is_refused(void **unused)
{
    (void)unused;
    SCOPED(page_free) struct sent_page *page = page_make("PKL-01");
    int64_t len = page->name.len, durable = 0;
    char target[160];
    assert_int_equal(patch(page, 0, 100, BLOB_MAX + 1, NULL), 413); /* longer than any page */
    assert_int_equal(patch(page, 0, 1000, 999, NULL), 413);         /* past its own end */
    assert_int_equal(patch(page, 0, 1000, len, NULL), 204);
    assert_int_equal(patch(page, 1000, 10, len + 1, NULL), 413); /* another length than before */
    static const struct {
        const char *method, *path, *query, *headers;
        int status;
        const char *code;
    } rows[] = {
        {"PATCH", "", "?offset=1000&length=9", "Content-Type: text/plain\r\n", 415, "content-type"},
        {"PATCH", "", "?offset=-1&length=9", "", 400, "query"},
        {"PATCH", "", "?offset=00&length=9", "", 400, "query"},
        {"PATCH", "", "", "", 400, "query"},
        {"PATCH", "00", "?offset=0&length=9", "", 404, "not-found"},
        {"PATCH", "..", "?offset=0&length=9", "", 404, "not-found"},
        {"PATCH", "../office.key", "?offset=0&length=9", "", 404, "not-found"},
        {"PATCH", "%2e%2e%2foffice.key", "?offset=0&length=9", "", 404, "not-found"},
        {"POST", "", "?offset=1000&length=9", "", 405, "method"},
        {"GET", "", "", "", 405, "method"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct reply reply;
        snprintf(target, sizeof(target), BLOB_PATH "%s%s", *rows[i].path ? rows[i].path : page->hex,
                 rows[i].query);
        bool body = strcmp(rows[i].method, "PATCH") == 0;
        ask(rows[i].method, target, body ? "x" : NULL, body,
            *rows[i].headers ? rows[i].headers : "Content-Type: application/octet-stream\r\n",
            &reply);
        assert_int_equal(reply.status, rows[i].status);
        assert_string_equal(reply_problem(&reply), rows[i].code);
        reply_fini(&reply);
    }
    /* A part that is too large is not even read. */
    static char large[BLOB_CHUNK + 1];
    struct reply reply;
    snprintf(target, sizeof(target), BLOB_PATH "%s?offset=1000&length=%lld", page->hex,
             (long long)len);
    ask("PATCH", target, large, sizeof(large), "Content-Type: application/octet-stream\r\n",
        &reply);
    assert_int_equal(reply.status, 413);
    reply_fini(&reply);
    /* Nobody but a kiosk that is known. */
    const struct question question = {.method = "PATCH", .target = target, .body = "x", .len = 1};
    client_ask(served.port, &question, &reply);
    assert_int_equal(reply.status, 401);
    reply_fini(&reply);
    /* None of it moved the page. */
    bool complete = false;
    assert_int_equal(head(page, &durable, &complete), 204);
    assert_int_equal(durable, 1000);
}

/* Whole, but not what its name says: thrown away, and taken when it comes right. */
static void a_page_that_is_not_its_name_starts_over(void **unused)
{
    (void)unused;
    SCOPED(page_free) struct sent_page *page = page_make("PKL-01");
    int64_t durable = 0;
    bool complete = false;
    page->sealed.data[5000] ^= 1;
    assert_int_equal(patch(page, 0, BLOB_CHUNK, page->name.len, NULL), 204);
    assert_int_equal(patch(page, BLOB_CHUNK, BLOB_CHUNK, page->name.len, NULL), 204);
    size_t rest = page->sealed.len - 2 * BLOB_CHUNK;
    assert_int_equal(patch(page, 2 * BLOB_CHUNK, rest, page->name.len, &durable), 422);
    assert_int_equal(durable, 0);
    assert_int_equal(head(page, &durable, &complete), 404);
    page->sealed.data[5000] ^= 1;
    send_all(page);
    assert_int_equal(head(page, &durable, &complete), 204);
    assert_true(complete);
}

static void one_writer_each_and_room_on_the_disk(void **unused)
{
    (void)unused;
    SCOPED(page_free) struct sent_page *page = page_make("PKL-01");
    struct vault_writer writer;
    int64_t durable = 0, reserve = served.office.vault.reserve;
    assert_int_equal(patch(page, 0, 1000, page->name.len, NULL), 204);
    assert_int_equal(vault_begin(&served.office.vault, page->name.hash, &writer), OK);
    assert_int_equal(patch(page, 1000, 1000, page->name.len, &durable), 409);
    assert_int_equal(durable, 1000);
    vault_end(&writer);
    served.office.vault.reserve = INT64_MAX / 2;
    assert_int_equal(patch(page, 1000, 1000, page->name.len, NULL), 507);
    served.office.vault.reserve = reserve;
    assert_int_equal(patch(page, 1000, 1000, page->name.len, &durable), 204);
    assert_int_equal(durable, 2000);
    /* The file was taken away, as an older backup does: it starts over. */
    bool complete = false;
    vault_remove(&served.office.vault, page->name.hash);
    assert_int_equal(head(page, &durable, &complete), 404);
    assert_int_equal(patch(page, 2000, 1000, page->name.len, &durable), 409);
    assert_int_equal(durable, 0);
    send_all(page);
}

static enum verdict post(const struct parcel *parcel)
{
    struct reply reply;
    static struct batch_receipt receipt;
    served_post(&served, &parcel->batch, &reply);
    assert_int_equal(reply.status, 200);
    assert_int_equal(batch_receipt_read(reply.body.data, reply.body.len, &receipt), OK);
    reply_fini(&reply);
    return receipt.verdicts[0].verdict;
}

static struct item request_with(const struct sent_page *page, int number)
{
    struct item item = fixture_request(number, MONDAY);
    struct request_item *request = &item.request;
    request->documents[0].way = HANDOVER_PHOTO;
    TEXT_COPY(request->pages[0].document, request->documents[0].key);
    request->pages[0].blob = page->name;
    request->page_count = 1;
    return item;
}

/* Opened by the office's own thread, a moment after it was acknowledged. */
static struct request_file *opened(const struct tracking_code *code)
{
    struct request_file *file = NULL;
    for (int i = 0; i < 200 && !file; i++) {
        if (ledger_request(served.fixture.ledger, code, &file) != OK)
            usleep(20 * 1000);
    }
    assert_non_null(file);
    return file;
}

static struct document_look look(const char *user, const struct tracking_code *code, int number)
{
    struct document_look look = {.code = *code, .number = number, .now = MONDAY};
    assert_int_equal(ledger_officer(served.fixture.ledger, user, &look.by, NULL), OK);
    return look;
}

static void items_wait_for_their_pages(void **unused)
{
    (void)unused;
    SCOPED(page_free) struct sent_page *page = page_make("PKL-01");
    const struct item item = request_with(page, 40);
    struct parcel parcel;
    parcel_init(&parcel);
    parcel_add(&parcel, &served.fixture, 40, &item);
    parcel.batch.items[0].blobs[0] = page->name;
    parcel.batch.items[0].blob_count = 1;
    assert_int_equal(post(&parcel), VERDICT_MISSING_BLOBS);
    assert_int_equal(patch(page, 0, 1000, page->name.len, NULL), 204);
    assert_int_equal(post(&parcel), VERDICT_MISSING_BLOBS);
    for (int64_t at = 1000; at < page->name.len;) {
        int64_t left = page->name.len - at;
        size_t part = left < BLOB_CHUNK ? (size_t)left : BLOB_CHUNK;
        assert_int_equal(patch(page, at, part, page->name.len, &at), 204);
    }
    assert_int_equal(post(&parcel), VERDICT_CREATED);
    assert_int_equal(post(&parcel), VERDICT_DUPLICATE);

    SCOPED(request_file_free) struct request_file *file = opened(&item.request.code);
    assert_int_equal(file->page_count, 1);
    assert_string_equal(file->pages[0].document, "ktp");
    SCOPED(buf_fini) struct buf plain;
    buf_init(&plain, DOCUMENT_MAX);
    assert_int_equal(
        document_open(&served.office.vault, &served.office.keys, &file->pages[0], &plain), OK);
    assert_int_equal(plain.len, sizeof(page->plain));
    assert_memory_equal(plain.data, page->plain, plain.len);
    assert_int_equal(document_type_of(plain.data, plain.len), DOCUMENT_JPEG);

    /* Looking is for those who read requests, and the audit says who it was. */
    struct document_look allowed = look("verifikator1", &item.request.code, 1);
    struct document_look refused = look("pimpinan", &item.request.code, 1);
    struct document_look none = look("verifikator1", &item.request.code, 2);
    struct ledger *ledger = served.fixture.ledger;
    assert_int_equal(ledger_transact(ledger, document_look_note, &allowed), OK);
    assert_true(allowed.allowed);
    assert_int_equal(ledger_transact(ledger, document_look_note, &refused), OK);
    assert_false(refused.allowed);
    assert_int_equal(ledger_transact(ledger, document_look_note, &none), ERR_NOT_FOUND);
    struct audit_row rows[4];
    size_t count = 0;
    assert_int_equal(ledger_audit_rows(ledger, item.request.code.text, rows, 4, &count), OK);
    assert_int_equal(count, 2);
    assert_string_equal(rows[1].act, "document viewed");
    assert_string_equal(rows[1].by, "verifikator1");
    assert_string_equal(rows[0].act, "document refused");

    /* The folder lost the file: the kiosk is asked for it again. */
    vault_remove(&served.office.vault, page->name.hash);
    assert_int_equal(post(&parcel), VERDICT_MISSING_BLOBS);
    send_all(page);
    assert_int_equal(post(&parcel), VERDICT_DUPLICATE);

    /* One byte of the file changed: it is not what the request names. */
    char path[PATH_SIZE];
    assert_int_equal(path_join(path, served.office.vault.dir, page->hex), OK);
    FILE *edit = fopen(path, "r+");
    assert_non_null(edit);
    fseek(edit, 100, SEEK_SET);
    fputc('x', edit);
    fclose(edit);
    assert_int_equal(
        document_open(&served.office.vault, &served.office.keys, &file->pages[0], &plain),
        ERR_INVALID);
    parcel_fini(&parcel);
}

static enum err finish(struct ledger *ledger, void *argument)
{
    (void)argument;
    struct request_row row = {.step = 9, .turn = TURN_OVER, .finished = MONDAY};
    const struct item item = fixture_request(41, MONDAY);
    row.code = item.request.code;
    const struct case_move move = {.at = MONDAY, .act = CASE_ADVANCE, .step = 8, .by = "x"};
    return ledger_request_move(ledger, &row, &move, 2);
}

/* Pages go some time after their request ended, unfinished ones when nobody goes on. */
static void retention_deletes(void **unused)
{
    (void)unused;
    SCOPED(page_free) struct sent_page *page = page_make("PKL-01");
    SCOPED(page_free) struct sent_page *torn = page_make("PKL-01");
    const struct item item = request_with(page, 41);
    struct parcel parcel;
    parcel_init(&parcel);
    parcel_add(&parcel, &served.fixture, 41, &item);
    parcel.batch.items[0].blobs[0] = page->name;
    parcel.batch.items[0].blob_count = 1;
    send_all(page);
    assert_int_equal(post(&parcel), VERDICT_CREATED);
    SCOPED(request_file_free) struct request_file *file = opened(&item.request.code);
    assert_int_equal(patch(torn, 0, 1000, torn->name.len, NULL), 204);
    struct retention retention = {.vault = &served.office.vault,
                                  .pool = served.office.pool,
                                  .scribe = served.office.scribe,
                                  .now = now_seconds() * 1000};
    assert_int_equal(ledger_transact(served.fixture.ledger, finish, NULL), OK);
    retention.now = MONDAY + DAYS(89);
    assert_int_equal(retention_run(&retention), OK);
    assert_int_equal(retention.outdated, 0);
    retention.now = MONDAY + DAYS(91);
    assert_int_equal(retention_run(&retention), OK);
    assert_int_equal(retention.outdated, 1);
    assert_int_equal(vault_size(&served.office.vault, page->name.hash), -1);
    assert_int_equal(vault_size(&served.office.vault, torn->name.hash), -1);
    /* What was deleted by rule is not asked for again. */
    assert_int_equal(post(&parcel), VERDICT_DUPLICATE);
    SCOPED(request_file_free) struct request_file *after = opened(&item.request.code);
    assert_int_equal(after->pages[0].removed, retention.now);
    SCOPED(buf_fini) struct buf plain;
    buf_init(&plain, DOCUMENT_MAX);
    assert_int_equal(
        document_open(&served.office.vault, &served.office.keys, &after->pages[0], &plain),
        ERR_NOT_FOUND);
    parcel_fini(&parcel);
}

static void types_are_told_by_content(void **unused)
{
    (void)unused;
    assert_int_equal(document_type_of("\xff\xd8\xff\xe1", 4), DOCUMENT_JPEG);
    assert_int_equal(document_type_of("\x89PNG\r\n\x1a\n..", 10), DOCUMENT_PNG);
    assert_int_equal(document_type_of("%PDF-1.4", 8), DOCUMENT_PDF);
    assert_int_equal(document_type_of("<html>", 6), DOCUMENT_TYPES);
    assert_int_equal(document_type_of("\xff\xd8", 2), DOCUMENT_TYPES);
    assert_int_equal(document_type_of("", 0), DOCUMENT_TYPES);
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
        cmocka_unit_test(parts_are_resumed_at_the_byte),
        cmocka_unit_test(what_is_refused),
        cmocka_unit_test(a_page_that_is_not_its_name_starts_over),
        cmocka_unit_test(one_writer_each_and_room_on_the_disk),
        cmocka_unit_test(items_wait_for_their_pages),
        cmocka_unit_test(retention_deletes),
        cmocka_unit_test(types_are_told_by_content),
    };
    return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
