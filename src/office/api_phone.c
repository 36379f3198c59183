/* /t/CODE/session and /t/CODE/blobs/ID: an applicant sends missing documents from a phone. */
#include <string.h>

#include "office/documents.h"
#include "office/ledger_audit.h"
#include "office/page.h"
#include "office/routes.h"
#include "wire/writer.h"

enum { DIGITS = 4, FORM_BYTES = 256 };

#define SESSION_HEADER  "Anjungan-Session"
#define DOCUMENT_HEADER "Anjungan-Document"

static bool refuse(struct exchange *exchange, int status, const char *code, const char *title)
{
    exchange_problem(exchange, status, code, title, "");
    return false;
}

/* What may still be sent: what the applicant said would come by phone, and anything once a file was
 * returned. */
static bool is_wanted(const struct request_file *file, const struct handed *handed)
{
    return handed->way == HANDOVER_PHONE ||
           (file->row.returned && handed->way != HANDOVER_AUTOMATIC);
}

bool phone_wanted(const struct request_file *file)
{
    bool wanted = false;
    for (size_t i = 0; i < file->sent.document_count && !file->row.finished; i++)
        wanted = wanted || is_wanted(file, &file->sent.documents[i]);
    return wanted;
}

static enum err file_of(struct office *office, struct exchange *exchange, struct request_file **out)
{
    struct tracking_reading reading = tracking_read(exchange->args[0], "");
    if (reading.fault != TRACKING_OK || tracking_is_complaint(&reading.code))
        return ERR_NOT_FOUND;
    struct ledger *ledger = ledger_pool_take(office->pool);
    enum err err = ledger_request(ledger, &reading.code, out);
    ledger_pool_give(office->pool, ledger);
    return err;
}

/* ---- POST /t/CODE/session ---- */

static bool digits_hold(const struct standard *standard, const struct request_file *file,
                        const char *digits)
{
    for (size_t i = 0; i < file->sent.answer_count; i++) {
        const struct pair *pair = &file->sent.answers[i];
        int at = standard_field(standard, pair->key);
        size_t len = strlen(pair->value);
        if (at >= 0 && standard->fields[at].kind == FIELD_MOBILE && len >= DIGITS &&
            secret_equal(pair->value + len - DIGITS, digits, DIGITS))
            return true;
    }
    return false;
}

static enum err session_write(const struct standard *standard, const struct request_file *file,
                              const char *token, struct buf *out)
{
    struct writer json = writer_over(out);
    writer_open(&json, NULL, '{');
    writer_text(&json, "token", token);
    writer_open(&json, "documents", '[');
    for (size_t i = 0; i < file->sent.document_count; i++) {
        const struct handed *handed = &file->sent.documents[i];
        size_t at = 0;
        while (at < standard->document_count &&
               strcmp(standard->documents[at].key, handed->key) != 0)
            at++;
        if (!is_wanted(file, handed) || at == standard->document_count)
            continue;
        int pages = 0;
        for (size_t p = 0; p < file->page_count; p++)
            pages += strcmp(file->pages[p].document, handed->key) == 0;
        writer_open(&json, NULL, '{');
        writer_text(&json, "key", handed->key);
        writer_text(&json, "title", words_in(&standard->documents[at].title, LANG_ID));
        writer_int(&json, "pages", pages);
        writer_close(&json, '}');
    }
    writer_close(&json, ']');
    writer_close(&json, '}');
    return writer_end(&json);
}

/* Whoever guesses has five tries a code, then one more every five minutes; a code that does not
 * exist, and digits that do not hold, are answered alike. */
static void session_serve(struct office *office, struct exchange *exchange)
{
    SCOPED(json_free) struct json_object *form = NULL;
    SCOPED(request_file_free) struct request_file *file = NULL;
    char digits[DIGITS + 1] = "", token[PHONE_TOKEN];
    if (json_read(exchange->body.data, exchange->body.len, FORM_BYTES, &form) == OK) {
        struct json_reader reader = json_over(form);
        json_get_text(&reader, "digits", digits, sizeof(digits));
    }
    if (strspn(digits, "0123456789") != DIGITS) {
        refuse(exchange, 400, "digits", "Four digits were expected");
        return;
    }
    /* By the code, however it is written. */
    struct tracking_reading reading = tracking_read(exchange->args[0], "");
    if (!limiter_take(office->phone_tries, reading.code.text, clock_boot())) {
        refuse(exchange, 429, "too-many", "Too many tries");
        exchange_put(exchange, "Retry-After", "300");
        return;
    }
    enum err err = file_of(office, exchange, &file);
    const struct standard *standard =
        err == OK ? rulebook_service(&office->rules, file->row.service) : NULL;
    if (!standard || !phone_wanted(file) || !digits_hold(standard, file, digits)) {
        refuse(exchange, 403, "digits-wrong", "These are not the digits of this request");
        return;
    }
    phone_admit(office->phone, file->row.code.text, exchange->now, &office->entropy, token);
    exchange_json(exchange, session_write(standard, file, token, &exchange->answer));
}

/* ---- /t/CODE/blobs/ID ---- */

/* The code as it is written, for a session that holds. */
static bool session_holds(struct office *office, struct exchange *exchange,
                          char code[TRACKING_SIZE], uint8_t id[HASH_BYTES])
{
    struct tracking_reading reading = tracking_read(exchange->args[0], "");
    if (reading.fault != TRACKING_OK || !blob_hex_read(exchange->args[1], id))
        return refuse(exchange, 404, "not-found", "There is nothing at this address");
    text_copy(code, TRACKING_SIZE, reading.code.text);
    if (!phone_admitted(office->phone, code, exchange->header(exchange, SESSION_HEADER),
                        exchange->now))
        return refuse(exchange, 401, "session", "The session is over: show the digits again");
    return true;
}

static void offset_serve(struct office *office, struct exchange *exchange)
{
    char code[TRACKING_SIZE];
    uint8_t id[HASH_BYTES];
    int64_t len = 0;
    if (!session_holds(office, exchange, code, id))
        return;
    int64_t durable = phone_offset(office->phone, code, id, &len);
    if (durable < 0) {
        refuse(exchange, 404, "unknown", "Nothing of this page is here");
        return;
    }
    exchange->status = 204;
    exchange_put(exchange, "Cache-Control", "no-store");
    upload_headers(exchange, durable, len);
}

struct page_work {
    struct request_page page;
    const char *code;
    int64_t now;
};

static enum err page_work(struct ledger *ledger, void *argument)
{
    struct page_work *work = argument;
    enum err err = ledger_page_add(ledger, work->code, &work->page);
    return err == OK ? ledger_audit(ledger, work->now, SENDER_PUBLIC, "document received",
                                    work->code, work->page.document)
                     : err;
}

/* Seals the page to the office and the escrow key, and keeps it. */
static enum err page_keep(struct office *office, const struct buf *plain, struct page_work *work)
{
    struct seal_public recipients[2] = {office->keys.keys[0].public.seal};
    SCOPED(buf_fini) struct buf sealed;
    struct envelope_head head = {.item = uuid_make(work->now, &office->entropy),
                                 .kind = ENVELOPE_DOCUMENT,
                                 .created = work->now};
    TEXT_COPY(head.kiosk, SENDER_PUBLIC);
    buf_init(&sealed, BLOB_MAX);
    struct ledger *ledger = ledger_pool_take(office->pool);
    enum err err = ledger_setting(ledger, "escrow_seal", recipients[1].bytes, KEY_BYTES);
    ledger_pool_give(office->pool, ledger);
    if (err == OK)
        err = envelope_seal(&head, plain->data, plain->len, recipients, 2, &sealed);
    if (err != OK)
        return err;
    struct upload upload = {.sender = SENDER_PUBLIC,
                            .bytes = sealed.data,
                            .len = sealed.len,
                            .name = {.len = (int64_t)sealed.len},
                            .now = work->now};
    hash_sha256(sealed.data, sealed.len, upload.name.hash);
    const struct upload_desk desk = {
        .vault = &office->vault, .pool = office->pool, .scribe = office->scribe};
    enum upload_end end = upload_take(&desk, &upload);
    if (end != UPLOAD_KEPT)
        return end == UPLOAD_FULL || end == UPLOAD_MANY ? ERR_FULL : ERR_STORAGE;
    work->page.blob = upload.name;
    return scribe_write(office->scribe, page_work, work);
}

/* Whether this request still wants pages of the document the phone names. */
static bool document_wanted(struct office *office, struct exchange *exchange,
                            struct request_page *page)
{
    SCOPED(request_file_free) struct request_file *file = NULL;
    const char *key = exchange->header(exchange, DOCUMENT_HEADER);
    if (file_of(office, exchange, &file) != OK || file->row.finished)
        return false;
    for (size_t i = 0; i < file->sent.document_count; i++)
        if (strcmp(file->sent.documents[i].key, key) == 0 &&
            is_wanted(file, &file->sent.documents[i]))
            return TEXT_COPY(page->document, key);
    return false;
}

/* The page is whole: it is judged by its content, sealed and kept. */
static bool page_take(struct office *office, struct exchange *exchange,
                      const struct phone_part *part, const struct buf *plain)
{
    struct page_work work = {.code = part->code,
                             .now = exchange->now,
                             .page = {.added = exchange->now, .sender = SENDER_PUBLIC}};
    if (!document_wanted(office, exchange, &work.page))
        return refuse(exchange, 409, "document", "This document is not waited for");
    if (document_type_of(plain->data, plain->len) == DOCUMENT_TYPES)
        return refuse(exchange, 415, "content", "A photo (JPEG, PNG) or a PDF was expected");
    enum err err = page_keep(office, plain, &work);
    if (err != OK)
        exchange_failed(exchange, err);
    return err == OK;
}

static void part_serve(struct office *office, struct exchange *exchange)
{
    char code[TRACKING_SIZE];
    SCOPED(buf_fini) struct buf whole;
    struct phone_part part = {.code = code,
                              .bytes = exchange->body.data,
                              .part = exchange->body.len,
                              .now = exchange->now};
    buf_init(&whole, 0);
    if (!session_holds(office, exchange, code, part.id))
        return;
    if (!blob_query_read(exchange->query, &part.offset, &part.len)) {
        refuse(exchange, 400, "query", "The query is malformed");
        return;
    }
    enum phone_end end = phone_take(office->phone, &part, &whole);
    if (end == PHONE_WHOLE) {
        bool kept = page_take(office, exchange, &part, &whole);
        phone_done(office->phone, &part, kept);
        if (!kept)
            return;
    }
    if (end == PHONE_FULL)
        refuse(exchange, 503, "busy", "Too many are sending now");
    else if (end == PHONE_LENGTH)
        refuse(exchange, 413, "length", "The page is longer than it was said, or may be");
    else if (end == PHONE_OFFSET)
        refuse(exchange, 409, "offset", "The part does not begin where the last one ended");
    else
        exchange->status = 204;
    upload_headers(exchange, part.durable, part.len);
}

const struct route phone_routes[] = {
    {"POST", "/t/*/session", GUARD_VISITOR, 0, FORM_BYTES, session_serve},
    {"HEAD", "/t/*/blobs/*", GUARD_NONE, 0, 0, offset_serve},
    {"PATCH", "/t/*/blobs/*", GUARD_NONE, 0, BLOB_CHUNK, part_serve},
};
const size_t phone_route_count = LENGTH(phone_routes);
