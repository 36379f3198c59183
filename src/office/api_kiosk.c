/* /v1: what kiosks ask. Every answer is signed over the question's nonce. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "office/intake.h"
#include "office/ledger_status.h"
#include "office/routes.h"
#include "wire/enrolment.h"
#include "wire/page.h"

enum { FRESH_SECONDS = 300 };

struct http_signature kiosk_signature(const struct exchange *exchange)
{
    struct http_signature signature = {0};
    if (!TEXT_COPY(signature.digest, exchange->header(exchange, "Content-Digest")) ||
        !TEXT_COPY(signature.input, exchange->header(exchange, "Signature-Input")) ||
        !TEXT_COPY(signature.signature, exchange->header(exchange, "Signature")))
        return (struct http_signature){0};
    return signature;
}

/* ---- who asks ---- */

static bool refuse(struct exchange *exchange, int status, const char *code, const char *title)
{
    exchange_problem(exchange, status, code, title, "");
    return false;
}

static enum err kiosk_look_up(struct office *office, const struct signature_claim *claim,
                              struct kiosk *out)
{
    struct ledger *ledger = ledger_pool_take(office->pool);
    enum err err = ledger_kiosk_by_key(ledger, claim->key, out);
    ledger_pool_give(office->pool, ledger);
    return err;
}

bool kiosk_signature_holds(const struct exchange *exchange, const struct http_signature *signature,
                           const struct sign_public *key)
{
    const struct http_request request = {.method = exchange->method,
                                         .path = exchange->path,
                                         .query = exchange->query,
                                         .body = exchange->body.data,
                                         .len = exchange->body.len};
    return request_verify(&request, signature, key) == OK;
}

static enum err seen_work(struct ledger *ledger, void *argument)
{
    const struct exchange *exchange = argument;
    return ledger_kiosk_seen(ledger, exchange->kiosk.name, exchange->now);
}

/* A kiosk without items asks too: written once a minute, so that looks cost no fsync each. */
static void kiosk_note(struct office *office, struct exchange *exchange)
{
    if (exchange->now - exchange->kiosk.last_contact < MINUTES(1))
        return;
    enum err err = scribe_write(office->scribe, seen_work, exchange);
    if (err != OK)
        log_warn("the contact of %s was not noted: %s", exchange->kiosk.name, err_name(err));
}

bool kiosk_guard(struct office *office, struct exchange *exchange)
{
    struct http_signature signature = kiosk_signature(exchange);
    struct signature_claim claim;
    if (request_claim(&signature, &claim) != OK)
        return refuse(exchange, 401, "signature-malformed",
                      "The signature is missing or malformed");
    enum err err = kiosk_look_up(office, &claim, &exchange->kiosk);
    if (err != OK && err != ERR_NOT_FOUND) {
        exchange_failed(exchange, err);
        return false;
    }
    if (err == ERR_NOT_FOUND ||
        strcmp(exchange->kiosk.name, exchange->header(exchange, "Anjungan-Kiosk")) != 0)
        return refuse(exchange, 403, "kiosk-unknown", "This kiosk is not known here");
    if (!kiosk_signature_holds(exchange, &signature, &exchange->kiosk.device.sign))
        return refuse(exchange, 401, "signature-wrong", "The signature does not hold");
    if (kiosk_key_ended(&exchange->kiosk, exchange->now))
        return refuse(exchange, 403, "key-replaced", "This key was replaced by a newer one");
    int64_t age = exchange->now / 1000 - claim.created;
    if (age > FRESH_SECONDS || age < -FRESH_SECONDS)
        return refuse(exchange, 401, "signature-stale", "The signature's time is not ours");
    if (exchange->kiosk.blocked)
        return refuse(exchange, 403, "kiosk-blocked", "This kiosk is blocked");
    kiosk_note(office, exchange);
    return true;
}

/* The nonce an answer repeats: of the signature, or of the question for the time. */
static bool nonce_of(const struct exchange *exchange, char out[NONCE_SIZE])
{
    struct http_signature signature = kiosk_signature(exchange);
    struct signature_claim claim;
    if (request_claim(&signature, &claim) == OK)
        return text_copy(out, NONCE_SIZE, claim.nonce) && nonce_valid(out);
    return strcmp(exchange->path, "/v1/time") == 0 &&
           exchange_query(exchange, "n", out, NONCE_SIZE) && nonce_valid(out);
}

void kiosk_sign(struct office *office, struct exchange *exchange)
{
    char nonce[NONCE_SIZE];
    if (!nonce_of(exchange, nonce))
        return;
    const struct http_answer answer = {
        .status = exchange->status, .body = exchange->answer.data, .len = exchange->answer.len};
    struct http_signature signature;
    const char *named = exchange->header(exchange, OFFICE_KEY_HEADER);
    answer_sign(&answer, keyring_signer(&office->keys, named, exchange->now), exchange->now / 1000,
                nonce, &signature);
    exchange_put(exchange, "Content-Digest", signature.digest);
    exchange_put(exchange, "Signature-Input", signature.input);
    exchange_put(exchange, "Signature", signature.signature);
}

/* ---- POST /v1/batches ---- */

static bool batch_parse(struct exchange *exchange, struct buf *store, struct batch *batch)
{
    if (strcmp(exchange->header(exchange, "Content-Type"), "application/json") != 0)
        return refuse(exchange, 415, "content-type", "A batch is application/json");
    if (batch_read(exchange->body.data, exchange->body.len, store, batch) != OK)
        return refuse(exchange, 400, "batch-malformed", "The batch is malformed");
    if (strcmp(batch->kiosk, exchange->kiosk.name) != 0)
        return refuse(exchange, 403, "kiosk-other", "The batch is another kiosk's");
    return true;
}

static void batches_serve(struct office *office, struct exchange *exchange)
{
    SCOPED(buf_fini) struct buf store;
    buf_init(&store, BATCH_BODY_MAX);
    struct batch batch;
    struct intake intake;
    if (!batch_parse(exchange, &store, &batch))
        return;
    intake_prepare(&batch, &office->vault, exchange->now, &intake);
    enum err err = scribe_write(office->scribe, intake_run, &intake);
    if (err != OK) {
        log_error("a batch of %s was not kept: %s", batch.kiosk, err_name(err));
        exchange_failed(exchange, err);
        return;
    }
    if (intake.created > 0)
        opener_wake(office->opener);
    log_info("%s: %zu items, %zu new", batch.kiosk, batch.count, intake.created);
    exchange_json(exchange, batch_receipt_write(&intake.receipt, &exchange->answer));
}

/* ---- GET /v1/feed, /v1/status, /v1/time ---- */

/* A whole number of the query, 0 where it is missing. */
static bool number_asked(struct exchange *exchange, const char *name, int64_t *out)
{
    char text[20];
    *out = 0;
    if (!exchange_query(exchange, name, text, sizeof(text)) ||
        strspn(text, "0123456789") != strlen(text))
        return refuse(exchange, 400, "query", "The query is malformed");
    *out = text[0] == '\0' ? 0 : strtoll(text, NULL, 10);
    return true;
}

static void feed_serve(struct office *office, struct exchange *exchange)
{
    int64_t after = 0, newest = 0;
    if (!number_asked(exchange, "after", &after))
        return;
    struct feed *feed = calloc(1, sizeof(*feed));
    if (!feed) {
        exchange_failed(exchange, ERR_STORAGE);
        return;
    }
    struct ledger *ledger = ledger_pool_take(office->pool);
    enum err err = ledger_content_version(ledger, &newest);
    if (err == OK && newest > after)
        err = ledger_content(ledger, feed);
    if (err == OK && newest > after)
        err = ledger_setting(ledger, "escrow_seal", feed->escrow.bytes, KEY_BYTES);
    ledger_pool_give(office->pool, ledger);
    if (err != OK) {
        exchange_failed(exchange, err);
    } else if (newest <= after) {
        exchange->status = 304;
    } else {
        memcpy(feed->pin, exchange->kiosk.pin, exchange->kiosk.pin_len);
        feed->pin_len = exchange->kiosk.pin_len;
        feed->has_keys = true;
        feed->office = office->keys.keys[0].public;
        exchange_json(exchange, feed_write(feed, &exchange->answer));
    }
    free(feed);
}

static void status_serve(struct office *office, struct exchange *exchange)
{
    int64_t after = 0;
    if (!number_asked(exchange, "after", &after))
        return;
    struct status_page page = {0};
    struct ledger *ledger = ledger_pool_take(office->pool);
    enum err err = ledger_status_after(ledger, after, &page);
    ledger_pool_give(office->pool, ledger);
    if (err == ERR_NOT_FOUND) {
        exchange_problem(exchange, 410, "cursor-ahead", "Start over", "The cursor is not ours.");
        return;
    }
    if (err != OK) {
        exchange_failed(exchange, err);
        return;
    }
    exchange_json(exchange, status_page_write(page.cursor, page.more, page.rows, page.count,
                                              &exchange->answer));
    status_page_fini(&page);
}

static void time_serve(struct office *office, struct exchange *exchange)
{
    (void)office;
    char nonce[NONCE_SIZE];
    if (!exchange_query(exchange, "n", nonce, sizeof(nonce)) || !nonce_valid(nonce)) {
        refuse(exchange, 400, "query", "The query is malformed");
        return;
    }
    exchange_json(exchange, time_write(exchange->now, &exchange->answer));
}

const struct route kiosk_routes[] = {
    {"POST", "/v1/batches", GUARD_KIOSK, 0, BATCH_BODY_MAX, batches_serve},
    {"GET", "/v1/feed", GUARD_KIOSK, 0, 0, feed_serve},
    {"GET", "/v1/status", GUARD_KIOSK, 0, 0, status_serve},
    {"GET", "/v1/time", GUARD_NONE, 0, 0, time_serve},
};
const size_t kiosk_route_count = LENGTH(kiosk_routes);
