#include "office/orders.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "office/ledger_audit.h"
#include "office/ledger_complaints.h"
#include "office/ledger_requests.h"
#include "wire/text.h"

enum { NOTE_BYTES_MAX = 500 }; /* as refusal_text says */

enum refusal note_take(const char *text, char out[NOTE_SIZE])
{
    if (strlen(text) > NOTE_BYTES_MAX || !text_fits(text, TEXT_LINES))
        return REFUSAL_TEXT;
    text_copy(out, NOTE_SIZE, text);
    return REFUSAL_NONE;
}

/* Nothing happens before what happened already, whatever a clock says. */
static int64_t not_before(int64_t now, int64_t last)
{
    return now > last ? now : last;
}

/* ---- requests ---- */

enum err case_order_prepare(struct case_order *order)
{
    return status_derive(order->code.text, order->rules->salt, &order->key);
}

static enum refusal case_order_judge(const struct case_order *order,
                                     const struct standard *standard,
                                     const struct case_state *state)
{
    enum refusal refusal = case_check(standard, state, order->by.role, order->act, order->reason);
    if (refusal == REFUSAL_NONE && order->step != 0 && order->step != state->step)
        return REFUSAL_MOVED;
    return refusal;
}

/* Writes the move and what follows from it. */
static enum err case_order_keep(struct ledger *ledger, const struct case_order *order,
                                const struct standard *standard, struct request_file *file,
                                struct case_state *state)
{
    const struct case_move *move = &file->moves[file->move_count - 1];
    case_replay(standard, file->moves, file->move_count, state);
    struct request_row *row = &file->row;
    row->step = state->step;
    row->returned = state->returned;
    row->turn = case_turn(standard, state);
    struct promise promise = case_promise(standard, state, move->at);
    row->due = promise.kind == PROMISE_DUE ? promise.due : 0;
    row->finished = state->finished;
    enum err err = ledger_request_move(ledger, row, move, file->move_count);
    if (err != OK)
        return err;
    struct progress progress;
    case_progress(standard, state, &row->code, order->now, &progress);
    err = status_publish(ledger, &order->key, &progress, order->now);
    if (err != OK)
        return err;
    char detail[64];
    snprintf(detail, sizeof(detail), "step %d %s", move->step, move->reason);
    char act[32];
    snprintf(act, sizeof(act), "request %s", case_act_key(move->act));
    return ledger_audit(ledger, order->now, order->by.name, act, row->code.text, detail);
}

static enum err case_order_refuse(struct case_order *order, enum refusal refusal)
{
    order->refusal = refusal;
    return ERR_INVALID;
}

enum err case_order_run(struct ledger *ledger, void *argument)
{
    struct case_order *order = argument;
    SCOPED(request_file_free) struct request_file *file = NULL;
    enum err err = ledger_request(ledger, &order->code, &file);
    if (err == ERR_NOT_FOUND)
        return case_order_refuse(order, REFUSAL_UNKNOWN);
    if (err != OK)
        return err;
    const struct standard *standard = rulebook_service(order->rules, file->row.service);
    if (!standard)
        return ERR_NOT_FOUND;
    struct case_state state;
    case_replay(standard, file->moves, file->move_count, &state);
    enum refusal refusal = case_order_judge(order, standard, &state);
    if (refusal != REFUSAL_NONE)
        return case_order_refuse(order, refusal);
    struct case_move *move = &file->moves[file->move_count];
    *move = (struct case_move){
        .at = not_before(order->now, move[-1].at), .act = order->act, .step = state.step};
    TEXT_COPY(move->by, order->by.name);
    TEXT_COPY(move->reason, order->act == CASE_RETURN ? order->reason : "");
    TEXT_COPY(move->note, order->note);
    file->move_count++;
    return case_order_keep(ledger, order, standard, file, &state);
}

/* ---- complaints ---- */

enum err complaint_order_prepare(struct complaint_order *order)
{
    return status_derive(order->code.text, order->rules->salt, &order->key);
}

static enum err complaint_order_keep(struct ledger *ledger, const struct complaint_order *order,
                                     struct complaint_file *file)
{
    const struct standard *standard = rulebook_first(order->rules);
    const struct complaint_move *move = &file->moves[file->move_count - 1];
    struct complaint_state state;
    complaint_replay(file->moves, file->move_count, &state);
    struct complaint_row *row = &file->row;
    row->rung = state.rung;
    row->answered = state.answered;
    row->closed = state.closed;
    struct promise promise = complaint_promise(standard, &state, move->at);
    row->due = promise.kind == PROMISE_DUE ? promise.due : 0;
    enum err err = ledger_complaint_move(ledger, row, move, file->move_count);
    if (err != OK)
        return err;
    struct progress progress;
    complaint_progress(standard, &state, &row->code, order->now, &progress);
    err = status_publish(ledger, &order->key, &progress, order->now);
    if (err != OK)
        return err;
    char act[32], detail[32];
    snprintf(act, sizeof(act), "complaint %s", complaint_act_key(move->act));
    snprintf(detail, sizeof(detail), "rung %d%s", (int)move->rung,
             order->overdue ? " overdue" : "");
    return ledger_audit(ledger, order->now, order->by.name, act, row->code.text, detail);
}

static enum err complaint_order_refuse(struct complaint_order *order, enum refusal refusal)
{
    order->refusal = refusal;
    return ERR_INVALID;
}

enum err complaint_order_run(struct ledger *ledger, void *argument)
{
    struct complaint_order *order = argument;
    SCOPED(complaint_file_free) struct complaint_file *file = NULL;
    enum err err = ledger_complaint(ledger, &order->code, &file);
    if (err == ERR_NOT_FOUND)
        return complaint_order_refuse(order, REFUSAL_UNKNOWN);
    if (err != OK)
        return err;
    struct complaint_state state;
    complaint_replay(file->moves, file->move_count, &state);
    enum rung next = 0;
    if (order->overdue &&
        (state.rung >= RUNG_ESCALATED ||
         !complaint_promise(rulebook_first(order->rules), &state, order->now).late))
        return complaint_order_refuse(order, REFUSAL_MOVED);
    enum refusal refusal = complaint_check(&state, order->by.role, order->act, order->text, &next);
    if (refusal != REFUSAL_NONE)
        return complaint_order_refuse(order, refusal);
    struct complaint_move *move = &file->moves[file->move_count];
    *move = (struct complaint_move){
        .at = not_before(order->now, move[-1].at), .act = order->act, .rung = next};
    TEXT_COPY(move->by, order->by.name);
    TEXT_COPY(move->text, order->text);
    file->move_count++;
    return complaint_order_keep(ledger, order, file);
}
