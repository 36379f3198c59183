/* The console's lists, a page at a time, and what keeps its pages fresh. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "office/api_console.h"
#include "office/ledger_lists.h"
#include "wire/writer.h"

enum { PAGE_ROWS = 50, CALLS_SHOWN = 10, CURSOR_SIZE = 48 };

struct viewer console_viewer(const struct exchange *exchange)
{
    bool english = strncmp(exchange->header(exchange, "Accept-Language"), "en", 2) == 0;
    return (struct viewer){.role = exchange->session.officer.role,
                           .lang = english ? LANG_EN : LANG_ID,
                           .now = exchange->now};
}

/* ---- what was asked for ---- */

/* The steps whose turn is the role's. One bit may stand for different actors in different services;
 * the turn tells them apart, because only the applicant's differ. */
static uint32_t steps_of(const struct rulebook *rules, enum role role)
{
    uint32_t steps = 0;
    const struct catalogue *catalogue = rulebook_catalogue(rules);
    for (size_t i = 0; i < catalogue->count; i++) {
        const struct standard *standard = catalogue->services[i];
        for (size_t step = 0; step < standard->step_count; step++) {
            enum actor actor = standard->steps[step].actor;
            if (actor != ACTOR_APPLICANT && role_completes(role, actor))
                steps |= UINT32_C(1) << (step + 1);
        }
    }
    return steps;
}

static uint32_t rungs_of(enum role role)
{
    uint32_t rungs = 0;
    for (enum rung rung = RUNG_TOLD; rung < RUNG_SETTLED; rung++)
        if (role_handles(role, rung))
            rungs |= UINT32_C(1) << rung;
    return rungs;
}

/* "KEY.CODE", as cursor_write made it. */
static bool cursor_read(const char *text, struct list_place *out)
{
    char *end = NULL;
    *out = (struct list_place){.key = INT64_MIN};
    if (text[0] == '\0')
        return true;
    out->key = strtoll(text, &end, 10);
    return end != text && *end == '.' && out->key != INT64_MIN && TEXT_COPY(out->code, end + 1);
}

static void cursor_write(struct writer *json, bool more, const struct list_place *place)
{
    char text[CURSOR_SIZE] = "";
    if (more)
        snprintf(text, sizeof(text), "%lld.%s", (long long)place->key, place->code);
    writer_text(json, "next", text);
}

struct list_ask {
    struct list_query query;
    char search[80];
};

static bool list_asked(struct exchange *exchange, struct list_ask *out)
{
    char scope[16], cursor[CURSOR_SIZE];
    *out = (struct list_ask){.query = {.now = exchange->now}};
    bool fine = exchange_param(exchange, "scope", scope, sizeof(scope)) &&
                exchange_param(exchange, "cursor", cursor, sizeof(cursor)) &&
                exchange_param(exchange, "search", out->search, sizeof(out->search)) &&
                cursor_read(cursor, &out->query.after);
    out->query.search = out->search;
    out->query.scope = scope[0] == '\0' ? SCOPE_ALL : list_scope_from(scope);
    if (fine && out->query.scope < SCOPE_COUNT)
        return console_period(exchange, &out->query.from, &out->query.until);
    exchange_problem(exchange, 400, "query", "The query is malformed", "");
    return false;
}

static void counts_write(struct writer *json, const char *name, const struct list_counts *counts)
{
    writer_open(json, name, '{');
    writer_int(json, "mine", counts->mine);
    writer_int(json, "open", counts->open);
    writer_int(json, "applicant", counts->applicant);
    writer_int(json, "late", counts->late);
    writer_close(json, '}');
}

/* ---- GET /api/requests, /api/complaints ---- */

void requests_serve(struct office *office, struct exchange *exchange)
{
    struct list_ask ask;
    if (!list_asked(exchange, &ask))
        return;
    ask.query.mine = steps_of(&office->rules, exchange->session.officer.role);
    struct request_row rows[PAGE_ROWS];
    struct list_counts counts = {0};
    size_t count = 0;
    bool more = false;
    struct ledger *ledger = ledger_pool_take(office->pool);
    enum err err = ledger_request_page(ledger, &ask.query, rows, PAGE_ROWS, &count, &more);
    if (err == OK)
        err = ledger_request_counts(ledger, ask.query.mine, exchange->now, &counts);
    ledger_pool_give(office->pool, ledger);
    const struct viewer viewer = console_viewer(exchange);
    struct writer json = writer_over(&exchange->answer);
    writer_open(&json, NULL, '{');
    if (err == OK && count > 0) {
        const struct list_place last = list_place_request(ask.query.scope, &rows[count - 1]);
        cursor_write(&json, more, &last);
    } else {
        writer_text(&json, "next", "");
    }
    counts_write(&json, "counts", &counts);
    if (err == OK)
        view_request_rows(&json, &office->rules, rows, count, &viewer);
    writer_close(&json, '}');
    wipe(rows, sizeof(rows));
    exchange_json(exchange, err == OK ? writer_end(&json) : err);
}

void complaints_serve(struct office *office, struct exchange *exchange)
{
    struct list_ask ask;
    if (!list_asked(exchange, &ask))
        return;
    ask.query.mine = rungs_of(exchange->session.officer.role);
    struct complaint_row rows[PAGE_ROWS];
    struct list_counts counts = {0};
    size_t count = 0;
    bool more = false;
    struct ledger *ledger = ledger_pool_take(office->pool);
    enum err err = ledger_complaint_page(ledger, &ask.query, rows, PAGE_ROWS, &count, &more);
    if (err == OK)
        err = ledger_complaint_counts(ledger, ask.query.mine, exchange->now, &counts);
    ledger_pool_give(office->pool, ledger);
    const struct viewer viewer = console_viewer(exchange);
    struct writer json = writer_over(&exchange->answer);
    writer_open(&json, NULL, '{');
    if (err == OK && count > 0) {
        const struct list_place last = list_place_complaint(ask.query.scope, &rows[count - 1]);
        cursor_write(&json, more, &last);
    } else {
        writer_text(&json, "next", "");
    }
    counts_write(&json, "counts", &counts);
    if (err == OK)
        view_complaint_rows(&json, &office->rules, rows, count, &viewer);
    writer_close(&json, '}');
    exchange_json(exchange, err == OK ? writer_end(&json) : err);
}

/* ---- GET /api/pulse ---- */

/* Counts move with time too, because what is late becomes so: once a minute at the latest. */
static void etag_make(const struct exchange *exchange, const struct ledger_stamp *stamp,
                      char out[80])
{
    snprintf(out, 80, "\"%lld-%lld-%lld-%lld-%d\"", (long long)stamp->audit,
             (long long)stamp->status, (long long)stamp->call,
             (long long)(exchange->now / MINUTES(1)), (int)exchange->session.officer.role);
}

static enum err pulse_make(struct office *office, struct ledger *ledger, struct exchange *exchange)
{
    enum role role = exchange->session.officer.role;
    struct list_counts requests = {0}, complaints = {0};
    struct call_row calls[CALLS_SHOWN];
    size_t count = 0;
    enum err err = OK;
    if (role_may(role, PERMIT_REQUESTS))
        err =
            ledger_request_counts(ledger, steps_of(&office->rules, role), exchange->now, &requests);
    if (err == OK && role_may(role, PERMIT_COMPLAINTS))
        err = ledger_complaint_counts(ledger, rungs_of(role), exchange->now, &complaints);
    if (err == OK && role_may(role, PERMIT_KIOSKS))
        err = ledger_calls(ledger, calls, CALLS_SHOWN, &count);
    struct writer json = writer_over(&exchange->answer);
    writer_open(&json, NULL, '{');
    counts_write(&json, "requests", &requests);
    counts_write(&json, "complaints", &complaints);
    view_call_rows(&json, calls, count);
    writer_int(&json, "now", exchange->now);
    writer_close(&json, '}');
    return err == OK ? writer_end(&json) : err;
}

void pulse_serve(struct office *office, struct exchange *exchange)
{
    struct ledger_stamp stamp = {0};
    char etag[80];
    struct ledger *ledger = ledger_pool_take(office->pool);
    enum err err = ledger_stamp(ledger, &stamp);
    etag_make(exchange, &stamp, etag);
    bool same = err == OK && strcmp(exchange->header(exchange, "If-None-Match"), etag) == 0;
    if (err == OK && !same)
        err = pulse_make(office, ledger, exchange);
    ledger_pool_give(office->pool, ledger);
    if (same)
        exchange->status = 304;
    else
        exchange_json(exchange, err);
    if (err == OK)
        exchange_put(exchange, "ETag", etag);
}
