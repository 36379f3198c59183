/* Kiosks: which there are, how they are, letting them in and shutting them out. */
#include <stdlib.h>
#include <string.h>

#include "office/admission.h"
#include "office/api_console.h"
#include "office/ledger_reports.h"
#include "wire/writer.h"

enum { PENDING_SHOWN = 64, CALLS_SHOWN = 10, LOG_SHOWN = 100 };

void kiosks_serve(struct office *office, struct exchange *exchange)
{
    struct kiosk *kiosks = NULL;
    struct pending_kiosk *pending = calloc(PENDING_SHOWN, sizeof(*pending));
    struct call_row calls[CALLS_SHOWN];
    size_t count = 0, pending_count = 0, call_count = 0;
    struct ledger *ledger = ledger_pool_take(office->pool);
    enum err err = pending ? ledger_kiosks(ledger, &kiosks, &count) : ERR_STORAGE;
    if (err == OK)
        err = ledger_enrolments(ledger, exchange->now, pending, PENDING_SHOWN, &pending_count);
    if (err == OK)
        err = ledger_calls(ledger, calls, CALLS_SHOWN, &call_count);
    struct writer json = writer_over(&exchange->answer);
    writer_open(&json, NULL, '{');
    if (err == OK) {
        view_kiosk_rows(&json, kiosks, count);
        view_enrolment_rows(&json, pending, pending_count);
        view_call_rows(&json, calls, call_count);
        err = view_reports(&json, ledger);
    }
    ledger_pool_give(office->pool, ledger);
    writer_close(&json, '}');
    exchange_json(exchange, err == OK ? writer_end(&json) : err);
    free(kiosks);
    free(pending);
}

/* ---- orders ---- */

static void admission_done(struct exchange *exchange, enum err err,
                           const struct admission_order *order)
{
    if (err == ERR_NOT_FOUND) {
        exchange_problem(exchange, 404, "unknown", "There is no such kiosk", "");
    } else if (err == ERR_INVALID) {
        bool offer = order->act == ADMISSION_OFFER;
        exchange_problem(exchange, 409, offer ? "name" : "not-asked",
                         offer ? "A kiosk cannot have that name" : "No device came with the code",
                         "");
    } else if (err != OK) {
        exchange_failed(exchange, err);
    } else if (order->act == ADMISSION_OFFER) {
        struct writer json = writer_over(&exchange->answer);
        writer_open(&json, NULL, '{');
        writer_text(&json, "kiosk", order->admission.kiosk);
        writer_text(&json, "code", order->code);
        writer_int(&json, "expires", order->admission.now + ADMISSION_TIME);
        writer_close(&json, '}');
        exchange_json(exchange, writer_end(&json));
    } else {
        exchange->status = 204;
    }
}

static void admission_do(struct office *office, struct exchange *exchange, const char *kiosk,
                         enum admission_act act)
{
    struct admission_order order = {
        .act = act, .admission = {.now = exchange->now}, .entropy = &office->entropy};
    TEXT_COPY(order.admission.by, exchange->session.officer.name);
    enum err err = TEXT_COPY(order.admission.kiosk, kiosk)
                       ? scribe_write(office->scribe, admission_order_run, &order)
                       : ERR_INVALID;
    admission_done(exchange, err, &order);
    wipe(order.code, sizeof(order.code));
}

void kiosk_add_serve(struct office *office, struct exchange *exchange)
{
    SCOPED(json_free) struct json_object *form = NULL;
    if (!console_form(exchange, &form))
        return;
    char name[64];
    struct json_reader reader = json_over(form);
    json_get_text(&reader, "name", name, sizeof(name));
    admission_do(office, exchange, reader.bad ? "" : name, ADMISSION_OFFER);
}

void kiosk_order_serve(struct office *office, struct exchange *exchange)
{
    enum admission_act act = 0;
    while (act < ADMISSION_ACTS && strcmp(exchange->args[1], admission_act_key(act)) != 0)
        act++;
    if (act == ADMISSION_ACTS)
        exchange_problem(exchange, 404, "not-found", "There is nothing at this address", "");
    else
        admission_do(office, exchange, exchange->args[0], act);
}

/* ---- the sync log ---- */

void log_serve(struct office *office, struct exchange *exchange)
{
    struct log_filter filter;
    char way[16], result[16];
    bool fine = exchange_param(exchange, "kiosk", filter.kiosk, sizeof(filter.kiosk)) &&
                exchange_param(exchange, "way", way, sizeof(way)) &&
                exchange_param(exchange, "result", result, sizeof(result)) &&
                log_filter_ways(&filter, way);
    filter.failed = strcmp(result, "failed") == 0;
    if (!fine) {
        exchange_problem(exchange, 400, "query", "The query is malformed", "");
        return;
    }
    struct writer json = writer_over(&exchange->answer);
    writer_open(&json, NULL, '{');
    struct ledger *ledger = ledger_pool_take(office->pool);
    enum err err = view_log(&json, ledger, &filter, LOG_SHOWN);
    ledger_pool_give(office->pool, ledger);
    writer_close(&json, '}');
    exchange_json(exchange, err == OK ? writer_end(&json) : err);
}
