/* /api: what the console's pages ask. The pages themselves are in api_public.c. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/log.h"
#include "office/accounts.h"
#include "office/orders.h"
#include "office/routes.h"
#include "office/view.h"
#include "wire/writer.h"

enum { FORM_MAX = 8 * 1024, LIST_MAX = 100 };

#define COOKIE "anjungan="

/* ---- who asks ---- */

/* The session's token out of the Cookie header; "" where there is none. */
static void cookie_take(const struct exchange *exchange, char out[TOKEN_SIZE])
{
    out[0] = '\0';
    const char *at = exchange->header(exchange, "Cookie");
    while (at && *at) {
        at += strspn(at, "; ");
        size_t len = strcspn(at, ";");
        size_t name = strlen(COOKIE);
        if (len == name + TOKEN_SIZE - 1 && strncmp(at, COOKIE, name) == 0) {
            memcpy(out, at + name, TOKEN_SIZE - 1);
            out[TOKEN_SIZE - 1] = '\0';
            return;
        }
        at += len;
    }
}

static bool json_sent(const struct exchange *exchange)
{
    return strcmp(exchange->header(exchange, "Content-Type"), "application/json") == 0;
}

bool officer_guard(struct office *office, struct exchange *exchange, const struct route *route)
{
    char token[TOKEN_SIZE];
    cookie_take(exchange, token);
    enum err err = account_session(office, token, exchange->now, &exchange->session);
    wipe(token, sizeof(token));
    if (err == ERR_DENIED) {
        exchange_problem(exchange, 401, "signed-out", "Please sign in", "");
        return false;
    }
    if (err != OK) {
        exchange_failed(exchange, err);
        return false;
    }
    const char *csrf = exchange->header(exchange, "X-CSRF");
    if (route->guard == GUARD_CHANGE &&
        (!json_sent(exchange) || strlen(csrf) != TOKEN_SIZE - 1 ||
         !secret_equal(csrf, exchange->session.csrf, TOKEN_SIZE - 1))) {
        exchange_problem(exchange, 403, "csrf", "This did not come from the console's page", "");
        return false;
    }
    if (route->permit != 0 &&
        !role_may(exchange->session.officer.role, (enum permit)route->permit)) {
        exchange_problem(exchange, 403, "role", "Your role may not see this", "");
        return false;
    }
    return true;
}

/* ---- signing in and out ---- */

static void session_show(struct exchange *exchange, const struct session *session)
{
    enum role role = session->officer.role;
    struct writer json = writer_over(&exchange->answer);
    writer_open(&json, NULL, '{');
    writer_text(&json, "user", session->officer.name);
    writer_text(&json, "role", role_key(role));
    writer_text(&json, "csrf", session->csrf);
    writer_bool(&json, "requests", role_may(role, PERMIT_REQUESTS));
    writer_bool(&json, "complaints", role_may(role, PERMIT_COMPLAINTS));
    writer_bool(&json, "kiosks", role_may(role, PERMIT_KIOSKS));
    writer_bool(&json, "reports", role_may(role, PERMIT_REPORTS));
    writer_close(&json, '}');
    exchange_json(exchange, writer_end(&json));
}

static void cookie_set(struct exchange *exchange, const char *token, int64_t seconds)
{
    char cookie[160];
    snprintf(cookie, sizeof(cookie), COOKIE "%s; HttpOnly; SameSite=Strict; Path=/; Max-Age=%lld%s",
             token, (long long)seconds, exchange->secure ? "; Secure" : "");
    exchange_put(exchange, "Set-Cookie", cookie);
}

/* A form of texts out of the body; false with a problem made. */
static bool form_read(struct exchange *exchange, struct json_object **out)
{
    if (json_sent(exchange) &&
        json_read(exchange->body.data, exchange->body.len, FORM_MAX, out) == OK)
        return true;
    exchange_problem(exchange, 400, "malformed", "The body is not the JSON that was expected", "");
    return false;
}

static bool sign_in_allowed(struct office *office, const struct exchange *exchange,
                            const char *name)
{
    char by_name[OFFICER_SIZE + 8], by_peer[80];
    snprintf(by_name, sizeof(by_name), "user %s", name);
    snprintf(by_peer, sizeof(by_peer), "peer %s", exchange->peer);
    int64_t boot = clock_boot();
    return limiter_take(office->sign_ins, by_peer, boot) &&
           limiter_take(office->sign_ins, by_name, boot);
}

static void sign_in_serve(struct office *office, struct exchange *exchange)
{
    SCOPED(json_free) struct json_object *form = NULL;
    if (!form_read(exchange, &form))
        return;
    char name[OFFICER_SIZE], password[128], token[TOKEN_SIZE];
    struct json_reader reader = json_over(form);
    json_get_text(&reader, "user", name, sizeof(name));
    json_get_text(&reader, "password", password, sizeof(password));
    if (reader.bad) {
        exchange_problem(exchange, 400, "malformed", "A name and a password were expected", "");
        return;
    }
    if (!sign_in_allowed(office, exchange, name)) {
        exchange_problem(exchange, 429, "too-many", "Too many tries", "Wait a minute.");
        exchange_put(exchange, "Retry-After", "60");
        return;
    }
    struct session session;
    enum err err = account_sign_in(office, name, password, exchange->now, &session, token);
    wipe(password, sizeof(password));
    if (err == ERR_DENIED) {
        log_warn("a sign-in was refused");
        exchange_problem(exchange, 403, "password", "The name or the password is wrong", "");
    } else if (err != OK) {
        exchange_failed(exchange, err);
    } else {
        session_show(exchange, &session);
        cookie_set(exchange, token, SESSION_HOURS * 3600);
    }
    wipe(token, sizeof(token));
}

static void sign_out_serve(struct office *office, struct exchange *exchange)
{
    char token[TOKEN_SIZE];
    cookie_take(exchange, token);
    enum err err = account_sign_out(office, token);
    if (err != OK) {
        exchange_failed(exchange, err);
        return;
    }
    exchange->status = 204;
    cookie_set(exchange, "", 0);
}

static void me_serve(struct office *office, struct exchange *exchange)
{
    (void)office;
    session_show(exchange, &exchange->session);
}

/* ---- lists and pages ---- */

static void requests_serve(struct office *office, struct exchange *exchange)
{
    struct request_row *rows = calloc(LIST_MAX, sizeof(*rows));
    size_t count = 0;
    bool more = false;
    const struct request_filter filter = {.search = ""};
    struct ledger *ledger = ledger_pool_take(office->pool);
    enum err err =
        rows ? ledger_requests(ledger, &filter, rows, LIST_MAX, &count, &more) : ERR_STORAGE;
    ledger_pool_give(office->pool, ledger);
    if (err == OK)
        err = view_requests(&office->rules, rows, count, more, exchange->now, &exchange->answer);
    exchange_json(exchange, err);
    free(rows);
}

static void complaints_serve(struct office *office, struct exchange *exchange)
{
    struct complaint_row *rows = calloc(LIST_MAX, sizeof(*rows));
    size_t count = 0;
    bool more = false;
    struct ledger *ledger = ledger_pool_take(office->pool);
    enum err err =
        rows ? ledger_complaints(ledger, false, 0, rows, LIST_MAX, &count, &more) : ERR_STORAGE;
    ledger_pool_give(office->pool, ledger);
    if (err == OK)
        err = view_complaints(&office->rules, rows, count, more, exchange->now, &exchange->answer);
    exchange_json(exchange, err);
    free(rows);
}

/* The code in the path; false with a problem made. */
static bool code_asked(struct exchange *exchange, struct tracking_code *out)
{
    struct tracking_reading reading = tracking_read(exchange->args[0], "");
    if (reading.fault == TRACKING_OK) {
        *out = reading.code;
        return true;
    }
    exchange_problem(exchange, 404, "unknown", "There is no such code", "");
    return false;
}

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
    if (!code_asked(exchange, &code))
        return;
    SCOPED(request_file_free) struct request_file *file = NULL;
    struct ledger *ledger = ledger_pool_take(office->pool);
    enum err err = ledger_request(ledger, &code, &file);
    ledger_pool_give(office->pool, ledger);
    if (err == OK)
        err = view_request(&office->rules, file, exchange->session.officer.role, exchange->now,
                           &exchange->answer);
    answer_made(exchange, err);
}

static void complaint_serve(struct office *office, struct exchange *exchange)
{
    struct tracking_code code;
    if (!code_asked(exchange, &code))
        return;
    SCOPED(complaint_file_free) struct complaint_file *file = NULL;
    struct ledger *ledger = ledger_pool_take(office->pool);
    enum err err = ledger_complaint(ledger, &code, &file);
    ledger_pool_give(office->pool, ledger);
    if (err == OK)
        err = view_complaint(&office->rules, file, exchange->session.officer.role, exchange->now,
                             &exchange->answer);
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

/* ---- orders ---- */

static void refusal_show(struct exchange *exchange, enum refusal refusal)
{
    int status = refusal == REFUSAL_UNKNOWN ? 404 : refusal == REFUSAL_ROLE ? 403 : 409;
    exchange_problem(exchange, status, refusal_key(refusal), refusal_text(refusal), "");
}

static void order_done(struct exchange *exchange, enum err err, enum refusal refusal)
{
    if (err == ERR_INVALID && refusal != REFUSAL_NONE)
        refusal_show(exchange, refusal);
    else if (err != OK)
        exchange_failed(exchange, err);
    else
        exchange->status = 204;
}

/* The acts of a request as the last part of its address. */
static enum case_act case_act_asked(const struct exchange *exchange)
{
    enum case_act act = CASE_ADVANCE;
    while (act < CASE_ACTS && strcmp(exchange->args[1], case_act_key(act)) != 0)
        act++;
    return act;
}

static void case_order_serve(struct office *office, struct exchange *exchange)
{
    SCOPED(json_free) struct json_object *form = NULL;
    struct case_order order = {.rules = &office->rules,
                               .by = exchange->session.officer,
                               .act = case_act_asked(exchange),
                               .now = exchange->now};
    if (order.act == CASE_ACTS) {
        exchange_problem(exchange, 404, "not-found", "There is nothing at this address", "");
        return;
    }
    if (!code_asked(exchange, &order.code) || !form_read(exchange, &form))
        return;
    char note[FORM_MAX];
    struct json_reader reader = json_over(form);
    order.step = (uint8_t)json_get_int(&reader, "step", 1, STEPS_MAX);
    json_get_text_opt(&reader, "reason", order.reason, sizeof(order.reason));
    json_get_text_opt(&reader, "note", note, sizeof(note));
    if (reader.bad) {
        exchange_problem(exchange, 400, "malformed", "The body is not what was expected",
                         reader.bad);
        return;
    }
    enum refusal refusal = note_take(note, order.note);
    if (refusal != REFUSAL_NONE) {
        refusal_show(exchange, refusal);
        return;
    }
    enum err err = case_order_prepare(&order);
    if (err == OK)
        err = scribe_write(office->scribe, case_order_run, &order);
    order_done(exchange, err, order.refusal);
}

static enum complaint_act complaint_act_asked(const struct exchange *exchange)
{
    enum complaint_act act = COMPLAINT_ANSWER;
    while (act <= COMPLAINT_CLOSE && strcmp(exchange->args[1], complaint_act_key(act)) != 0)
        act++;
    return act;
}

static void complaint_order_serve(struct office *office, struct exchange *exchange)
{
    SCOPED(json_free) struct json_object *form = NULL;
    struct complaint_order order = {.rules = &office->rules,
                                    .by = exchange->session.officer,
                                    .act = complaint_act_asked(exchange),
                                    .now = exchange->now};
    if (order.act > COMPLAINT_CLOSE) {
        exchange_problem(exchange, 404, "not-found", "There is nothing at this address", "");
        return;
    }
    if (!code_asked(exchange, &order.code) || !form_read(exchange, &form))
        return;
    char text[FORM_MAX];
    struct json_reader reader = json_over(form);
    json_get_text_opt(&reader, "text", text, sizeof(text));
    enum refusal refusal = reader.bad ? REFUSAL_TEXT : note_take(text, order.text);
    if (refusal != REFUSAL_NONE) {
        refusal_show(exchange, refusal);
        return;
    }
    enum err err = complaint_order_prepare(&order);
    if (err == OK)
        err = scribe_write(office->scribe, complaint_order_run, &order);
    order_done(exchange, err, order.refusal);
}

const struct route console_routes[] = {
    {"POST", "/api/sign-in", GUARD_VISITOR, 0, FORM_MAX, sign_in_serve},
    {"POST", "/api/sign-out", GUARD_CHANGE, 0, FORM_MAX, sign_out_serve},
    {"GET", "/api/me", GUARD_OFFICER, 0, 0, me_serve},
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
