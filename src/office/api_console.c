/* /api: what the console's pages ask. The pages themselves are in api_public.c. */
#include "office/api_console.h"

#include <stdlib.h>
#include <string.h>

#include "office/view.h"

bool console_json_sent(const struct exchange *exchange)
{
    return strcmp(exchange->header(exchange, "Content-Type"), "application/json") == 0;
}

bool console_form(struct exchange *exchange, struct json_object **out)
{
    if (console_json_sent(exchange) &&
        json_read(exchange->body.data, exchange->body.len, FORM_MAX, out) == OK)
        return true;
    exchange_problem(exchange, 400, "malformed", "The body is not the JSON that was expected", "");
    return false;
}

bool console_code(struct exchange *exchange, struct tracking_code *out)
{
    struct tracking_reading reading = tracking_read(exchange->args[0], "");
    if (reading.fault == TRACKING_OK) {
        *out = reading.code;
        return true;
    }
    exchange_problem(exchange, 404, "unknown", "There is no such code", "");
    return false;
}

/* ---- pages ---- */

static void answer_made(struct exchange *exchange, enum err err)
{
    if (err == ERR_NOT_FOUND)
        exchange_problem(exchange, 404, "unknown", "There is no such code", "");
    else
        exchange_json(exchange, err);
}

static void request_serve(struct office *office, struct exchange *exchange)
{
    struct tracking_code code;
    if (!console_code(exchange, &code))
        return;
    const struct viewer viewer = console_viewer(exchange);
    SCOPED(request_file_free) struct request_file *file = NULL;
    struct ledger *ledger = ledger_pool_take(office->pool);
    enum err err = ledger_request(ledger, &code, &file);
    ledger_pool_give(office->pool, ledger);
    if (err == OK)
        err = view_request(&office->rules, file, &viewer, &exchange->answer);
    answer_made(exchange, err);
}

static void complaint_serve(struct office *office, struct exchange *exchange)
{
    struct tracking_code code;
    if (!console_code(exchange, &code))
        return;
    const struct viewer viewer = console_viewer(exchange);
    SCOPED(complaint_file_free) struct complaint_file *file = NULL;
    struct ledger *ledger = ledger_pool_take(office->pool);
    enum err err = ledger_complaint(ledger, &code, &file);
    ledger_pool_give(office->pool, ledger);
    if (err == OK)
        err = view_complaint(&office->rules, file, &viewer, &exchange->answer);
    answer_made(exchange, err);
}

static void kiosks_serve(struct office *office, struct exchange *exchange)
{
    struct kiosk *kiosks = NULL;
    size_t count = 0;
    struct ledger *ledger = ledger_pool_take(office->pool);
    enum err err = ledger_kiosks(ledger, &kiosks, &count);
    ledger_pool_give(office->pool, ledger);
    if (err == OK)
        err = view_kiosks(kiosks, count, &exchange->answer);
    exchange_json(exchange, err);
    free(kiosks);
}

static void ikm_serve(struct office *office, struct exchange *exchange)
{
    struct survey_sums sums;
    struct ledger *ledger = ledger_pool_take(office->pool);
    enum err err = ledger_survey_sums(ledger, 0, INT64_MAX, &sums);
    ledger_pool_give(office->pool, ledger);
    if (err == OK)
        err = view_ikm(&office->rules, &sums, &exchange->answer);
    exchange_json(exchange, err);
}

const struct route console_routes[] = {
    {"POST", "/api/sign-in", GUARD_VISITOR, 0, FORM_MAX, sign_in_serve},
    {"POST", "/api/sign-out", GUARD_CHANGE, 0, FORM_MAX, sign_out_serve},
    {"GET", "/api/me", GUARD_OFFICER, 0, 0, me_serve},
    {"POST", "/api/password", GUARD_CHANGE, 0, FORM_MAX, password_serve},
    {"GET", "/api/pulse", GUARD_OFFICER, 0, 0, pulse_serve},
    {"GET", "/api/requests", GUARD_OFFICER, PERMIT_REQUESTS, 0, requests_serve},
    {"GET", "/api/requests/*", GUARD_OFFICER, PERMIT_REQUESTS, 0, request_serve},
    {"POST", "/api/requests/*/*", GUARD_CHANGE, PERMIT_REQUESTS, FORM_MAX, case_order_serve},
    {"GET", "/api/complaints", GUARD_OFFICER, PERMIT_COMPLAINTS, 0, complaints_serve},
    {"GET", "/api/complaints/*", GUARD_OFFICER, PERMIT_COMPLAINTS, 0, complaint_serve},
    {"POST", "/api/complaints/*/*", GUARD_CHANGE, PERMIT_COMPLAINTS, FORM_MAX,
     complaint_order_serve},
    {"GET", "/api/kiosks", GUARD_OFFICER, PERMIT_KIOSKS, 0, kiosks_serve},
    {"GET", "/api/surveys", GUARD_OFFICER, PERMIT_REPORTS, 0, ikm_serve},
};
const size_t console_route_count = LENGTH(console_routes);
