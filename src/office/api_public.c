/* The console's files, and the progress page of a receipt's QR: /t/CODE, /T/CODE. */
#include <string.h>

#include "office/ledger_complaints.h"
#include "office/ledger_requests.h"
#include "office/page.h"
#include "office/routes.h"

/* No script but our own files, no frame around us, no code of ours in anybody's logs. */
static void page_headers(struct exchange *exchange)
{
    exchange_put(exchange, "Content-Security-Policy",
                 "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
                 "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    exchange_put(exchange, "Referrer-Policy", "no-referrer");
    exchange_put(exchange, "X-Frame-Options", "DENY");
    exchange_put(exchange, "Cross-Origin-Opener-Policy", "same-origin");
    exchange_put(exchange, "Permissions-Policy",
                 "camera=(self), microphone=(), geolocation=(), payment=(), usb=()");
}

static void asset_serve(struct exchange *exchange, const struct asset *asset)
{
    if (!asset) {
        exchange_problem(exchange, 404, "not-found", "There is nothing at this address", "");
        return;
    }
    buf_put(&exchange->answer, asset->bytes.data, asset->bytes.len);
    exchange_put(exchange, "Content-Type", asset->type);
    exchange_put(exchange, "Cache-Control", "no-cache");
    page_headers(exchange);
}

static void index_serve(struct office *office, struct exchange *exchange)
{
    asset_serve(exchange, assets_find(office->assets, "index.html"));
}

static void file_serve(struct office *office, struct exchange *exchange)
{
    asset_serve(exchange, assets_find(office->assets, exchange->args[0]));
}

/* ---- progress ---- */

static enum err request_progress(struct ledger *ledger, const struct rulebook *rules,
                                 const struct tracking_code *code, int64_t now,
                                 const struct standard **standard, struct progress *out,
                                 bool *upload)
{
    SCOPED(request_file_free) struct request_file *file = NULL;
    enum err err = ledger_request(ledger, code, &file);
    if (err != OK)
        return err;
    *standard = rulebook_service(rules, file->row.service);
    if (!*standard)
        return ERR_NOT_FOUND;
    struct case_state state;
    case_replay(*standard, file->moves, file->move_count, &state);
    case_progress(*standard, &state, code, now, out);
    *upload = phone_wanted(file);
    return OK;
}

static enum err complaint_progress_of(struct ledger *ledger, const struct rulebook *rules,
                                      const struct tracking_code *code, int64_t now,
                                      const struct standard **standard, struct progress *out)
{
    SCOPED(complaint_file_free) struct complaint_file *file = NULL;
    enum err err = ledger_complaint(ledger, code, &file);
    if (err != OK)
        return err;
    *standard = rulebook_first(rules);
    struct complaint_state state;
    complaint_replay(file->moves, file->move_count, &state);
    complaint_progress(*standard, &state, code, now, out);
    return OK;
}

static enum err progress_find(struct office *office, const char *text, int64_t now,
                              const struct standard **standard, struct progress *out, bool *upload)
{
    struct tracking_reading reading = tracking_read(text, "");
    if (reading.fault != TRACKING_OK)
        return ERR_NOT_FOUND;
    struct ledger *ledger = ledger_pool_take(office->pool);
    enum err err =
        tracking_is_complaint(&reading.code)
            ? complaint_progress_of(ledger, &office->rules, &reading.code, now, standard, out)
            : request_progress(ledger, &office->rules, &reading.code, now, standard, out, upload);
    ledger_pool_give(office->pool, ledger);
    return err;
}

static void progress_serve(struct office *office, struct exchange *exchange)
{
    const struct standard *standard = NULL;
    struct progress progress;
    bool upload = false;
    enum err err =
        progress_find(office, exchange->args[0], exchange->now, &standard, &progress, &upload);
    if (err != OK && err != ERR_NOT_FOUND) {
        exchange_failed(exchange, err);
        return;
    }
    if (err == OK) {
        page_progress(standard, &progress, upload, &exchange->answer);
    } else {
        exchange->status = 404;
        page_unknown(rulebook_first(&office->rules), &exchange->answer);
    }
    exchange_put(exchange, "Content-Type", "text/html; charset=utf-8");
    exchange_put(exchange, "Cache-Control", "no-store");
    page_headers(exchange);
}

const struct route public_routes[] = {
    {"GET", "/", GUARD_NONE, 0, 0, index_serve},
    {"GET", "/t/*", GUARD_VISITOR, 0, 0, progress_serve},
    {"GET", "/T/*", GUARD_VISITOR, 0, 0, progress_serve},
    {"GET", "/*", GUARD_NONE, 0, 0, file_serve},
};
const size_t public_route_count = LENGTH(public_routes);
