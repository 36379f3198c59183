/* /api: what the console's pages ask. The pages themselves are in api_public.c. */
#include "office/api_console.h"

#include <stdlib.h>
#include <string.h>

#include "office/view.h"
#include "wire/page.h"

enum { REMARKS_SHOWN = 50 };

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

bool console_number(const struct exchange *exchange, const char *name, int64_t otherwise,
                    int64_t *out)
{
    char text[20];
    if (!exchange_param(exchange, name, text, sizeof(text)) || strlen(text) > 15 ||
        strspn(text, "0123456789") != strlen(text))
        return false;
    *out = text[0] == '\0' ? otherwise : strtoll(text, NULL, 10);
    return true;
}

bool console_period(struct exchange *exchange, int64_t *from, int64_t *until)
{
    if (console_number(exchange, "from", 0, from) &&
        console_number(exchange, "until", INT64_MAX, until))
        return true;
    exchange_problem(exchange, 400, "query", "The query is malformed", "");
    return false;
}

static void ikm_serve(struct office *office, struct exchange *exchange)
{
    struct survey_sums sums;
    struct survey_remark *remarks = calloc(REMARKS_SHOWN, sizeof(*remarks));
    size_t count = 0;
    int64_t from, until;
    if (!console_period(exchange, &from, &until)) {
        free(remarks);
        return;
    }
    struct ledger *ledger = ledger_pool_take(office->pool);
    enum err err = remarks ? ledger_survey_sums(ledger, from, until, &sums) : ERR_STORAGE;
    if (err == OK)
        err = ledger_survey_remarks(ledger, from, until, remarks, REMARKS_SHOWN, &count);
    ledger_pool_give(office->pool, ledger);
    struct writer json = writer_over(&exchange->answer);
    writer_open(&json, NULL, '{');
    if (err == OK)
        view_ikm_members(&json, &office->rules, &sums);
    writer_open(&json, "remarks", '[');
    for (size_t i = 0; i < count; i++)
        writer_text(&json, NULL, remarks[i].text);
    writer_close(&json, ']');
    writer_close(&json, '}');
    exchange_json(exchange, err == OK ? writer_end(&json) : err);
    free(remarks);
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
    {"POST", "/api/kiosks", GUARD_CHANGE, PERMIT_FLEET, FORM_MAX, kiosk_add_serve},
    {"POST", "/api/kiosks/*/*", GUARD_CHANGE, PERMIT_FLEET, FORM_MAX, kiosk_order_serve},
    {"GET", "/api/log", GUARD_OFFICER, PERMIT_KIOSKS, 0, log_serve},
    {"GET", "/api/content", GUARD_OFFICER, PERMIT_CONTENT, 0, content_serve},
    {"GET", "/api/content/versions", GUARD_OFFICER, PERMIT_CONTENT, 0, content_versions_serve},
    {"POST", "/api/content", GUARD_CHANGE, PERMIT_CONTENT, FEED_BODY_MAX, content_publish_serve},
    {"POST", "/api/content/*/restore", GUARD_CHANGE, PERMIT_CONTENT, FORM_MAX,
     content_restore_serve},
    {"GET", "/api/officers", GUARD_OFFICER, PERMIT_OFFICERS, 0, officers_serve},
    {"POST", "/api/officers", GUARD_CHANGE, PERMIT_OFFICERS, FORM_MAX, officer_add_serve},
    {"POST", "/api/officers/*/*", GUARD_CHANGE, PERMIT_OFFICERS, FORM_MAX, officer_order_serve},
    {"GET", "/api/audit", GUARD_OFFICER, PERMIT_AUDIT, 0, audit_serve},
    {"GET", "/api/surveys", GUARD_OFFICER, PERMIT_REPORTS, 0, ikm_serve},
};
const size_t console_route_count = LENGTH(console_routes);
