/* What officers order from the console. */
#include <stdio.h>
#include <string.h>

#include "office/accounts.h"
#include "office/api_console.h"
#include "office/orders.h"

static void refusal_show(struct exchange *exchange, enum refusal refusal)
{
    int status = refusal == REFUSAL_UNKNOWN ? 404 : refusal == REFUSAL_ROLE ? 403 : 409;
    exchange_problem(exchange, status, refusal_key(refusal), refusal_text(refusal), "");
}

static void order_done(struct office *office, struct exchange *exchange, enum err err,
                       enum refusal refusal)
{
    if (err == ERR_INVALID && refusal == REFUSAL_ROLE) {
        char detail[64];
        snprintf(detail, sizeof(detail), "%.40s: role", exchange->args[1]);
        account_refused(office, exchange->session.officer.name, exchange->args[0], detail,
                        exchange->now);
    }
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

void case_order_serve(struct office *office, struct exchange *exchange)
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
    if (!console_code(exchange, &order.code) || !console_form(exchange, &form))
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
    order_done(office, exchange, err, order.refusal);
}

static enum complaint_act complaint_act_asked(const struct exchange *exchange)
{
    enum complaint_act act = COMPLAINT_ANSWER;
    while (act <= COMPLAINT_CLOSE && strcmp(exchange->args[1], complaint_act_key(act)) != 0)
        act++;
    return act;
}

void complaint_order_serve(struct office *office, struct exchange *exchange)
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
    if (!console_code(exchange, &order.code) || !console_form(exchange, &form))
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
    order_done(office, exchange, err, order.refusal);
}
