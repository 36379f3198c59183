#include "office/workflow.h"

#include <assert.h>
#include <string.h>

#include "base/buf.h"

static const struct {
    const char *key, *text;
} refusals[REFUSAL_COUNT] = {
    [REFUSAL_NONE] = {"none", "allowed"},
    [REFUSAL_ROLE] = {"role", "this user's role may not do that here"},
    [REFUSAL_OVER] = {"over", "it is finished already"},
    [REFUSAL_RETURNED] = {"returned", "the file is with the applicant: resume it first"},
    [REFUSAL_NOT_RETURNED] = {"not-returned", "the file was not returned"},
    [REFUSAL_STEP] = {"step", "a file is returned at an examination only (steps 3 and 6)"},
    [REFUSAL_REASON] = {"reason", "the service standard has no such reason for returning a file"},
    [REFUSAL_MOVED] = {"moved", "somebody else moved it in the meantime"},
    [REFUSAL_TEXT] = {"text", "the text is missing or longer than 500 bytes"},
    [REFUSAL_RUNG] = {"rung", "the complaint cannot go there from its rung"},
    [REFUSAL_FULL] = {"full", "it was moved too many times"},
    [REFUSAL_UNKNOWN] = {"unknown", "there is no such code"},
};

const char *refusal_key(enum refusal refusal)
{
    return refusals[refusal].key;
}

const char *refusal_text(enum refusal refusal)
{
    return refusals[refusal].text;
}

const char *case_act_key(enum case_act act)
{
    static const char *const keys[CASE_ACTS] = {"sent", "advance", "return", "resume"};
    return keys[act];
}

enum turn case_turn(const struct standard *standard, const struct case_state *state)
{
    if (state->step > standard->step_count)
        return TURN_OVER;
    bool applicant = standard->steps[state->step - 1].actor == ACTOR_APPLICANT;
    return state->returned || applicant ? TURN_APPLICANT : TURN_OFFICE;
}

static void case_apply(const struct standard *standard, const struct case_move *move,
                       struct case_state *state)
{
    bool forward = move->act == CASE_SENT || move->act == CASE_ADVANCE;
    if (forward && state->step <= standard->step_count) {
        state->done_at[state->step - 1] = move->at;
        state->step++;
        if (state->step > standard->step_count)
            state->finished = move->at;
    }
    state->returned = move->act == CASE_RETURN;
    TEXT_COPY(state->reason, state->returned ? move->reason : "");
    TEXT_COPY(state->note, state->returned ? move->note : "");
    enum turn turn = case_turn(standard, state);
    if (state->turn_count == 0 || state->turns[state->turn_count - 1].turn != turn)
        state->turns[state->turn_count++] = (struct turn_change){.at = move->at, .turn = turn};
}

void case_replay(const struct standard *standard, const struct case_move *moves, size_t count,
                 struct case_state *out)
{
    assert(count >= 1 && count <= MOVES_MAX && moves[0].act == CASE_SENT);
    memset(out, 0, sizeof(*out));
    out->step = 1;
    out->moves = count;
    for (size_t i = 0; i < count; i++)
        case_apply(standard, &moves[i], out);
}

bool case_returnable(const struct standard *standard, uint8_t step)
{
    return step >= 2 && step <= standard->step_count &&
           standard->steps[step - 1].actor == ACTOR_VERIFIER &&
           standard->steps[step - 2].actor != ACTOR_VERIFIER;
}

enum refusal case_check(const struct standard *standard, const struct case_state *state,
                        enum role role, enum case_act act, const char *reason)
{
    if (state->step > standard->step_count)
        return REFUSAL_OVER;
    if (!role_completes(role, standard->steps[state->step - 1].actor))
        return REFUSAL_ROLE;
    if (state->moves >= MOVES_MAX)
        return REFUSAL_FULL;
    if (act == CASE_RESUME)
        return state->returned ? REFUSAL_NONE : REFUSAL_NOT_RETURNED;
    if (state->returned)
        return REFUSAL_RETURNED;
    if (act == CASE_ADVANCE)
        return REFUSAL_NONE;
    assert(act == CASE_RETURN);
    if (!case_returnable(standard, state->step))
        return REFUSAL_STEP;
    return standard_reason(standard, reason) < 0 ? REFUSAL_REASON : REFUSAL_NONE;
}

struct promise case_promise(const struct standard *standard, const struct case_state *state,
                            int64_t now)
{
    return promise_reckon(&standard->hours, &standard->promise, state->turns, state->turn_count,
                          now);
}

/* "Diterima kantor" until somebody here has done something with it. */
static enum progress_stage case_stage(const struct case_state *state)
{
    if (state->finished)
        return STAGE_FINISHED;
    return state->moves == 1 ? STAGE_RECEIVED : STAGE_WORKING;
}

void case_progress(const struct standard *standard, const struct case_state *state,
                   const struct tracking_code *code, int64_t now, struct progress *out)
{
    struct progress progress = {.code = *code,
                                .stage = case_stage(state),
                                .turn = case_turn(standard, state),
                                .submitted = state->turns[0].at,
                                .as_of = now,
                                .step = state->step,
                                .returned = state->returned,
                                .promise = case_promise(standard, state, now)};
    TEXT_COPY(progress.service, standard->id);
    TEXT_COPY(progress.reason, state->reason);
    TEXT_COPY(progress.note, state->note);
    memcpy(progress.done_at, state->done_at, sizeof(progress.done_at));
    *out = progress;
}

/* ---- complaints ---- */

static const struct {
    const char *key;
    enum ladder_act ladder;
} complaint_acts[COMPLAINT_ACTS] = {
    [COMPLAINT_SENT] = {.key = "sent"},
    [COMPLAINT_ANSWER] = {.key = "answer", .ladder = LADDER_ANSWER},
    [COMPLAINT_ESCALATE] = {.key = "escalate", .ladder = LADDER_ESCALATE},
    [COMPLAINT_CLOSE] = {.key = "close", .ladder = LADDER_CLOSE},
};

const char *complaint_act_key(enum complaint_act act)
{
    return complaint_acts[act].key;
}

void complaint_replay(const struct complaint_move *moves, size_t count, struct complaint_state *out)
{
    assert(count >= 1 && moves[0].act == COMPLAINT_SENT);
    struct complaint_state state = {
        .rung = RUNG_TOLD, .submitted = moves[0].at, .done_at = {moves[0].at}, .moves = count};
    for (size_t i = 1; i < count; i++) {
        state.rung = moves[i].rung;
        if (moves[i].text[0] != '\0') {
            TEXT_COPY(state.answer, moves[i].text);
            state.answer_at = moves[i].at;
            state.answered = state.answered ? state.answered : moves[i].at;
            state.done_at[state.rung - 1] = moves[i].at;
        }
        if (state.rung == RUNG_SETTLED && state.closed == 0)
            state.closed = state.done_at[RUNG_SETTLED - 1] = moves[i].at;
    }
    *out = state;
}

enum refusal complaint_check(const struct complaint_state *state, enum role role,
                             enum complaint_act act, const char *text, enum rung *next)
{
    if (state->rung == RUNG_SETTLED)
        return REFUSAL_OVER;
    if (!role_handles(role, state->rung))
        return REFUSAL_ROLE;
    if (state->moves >= MOVES_MAX)
        return REFUSAL_FULL;
    if (act == COMPLAINT_ANSWER && text[0] == '\0')
        return REFUSAL_TEXT;
    enum rung rung = ladder_next(state->rung, complaint_acts[act].ladder);
    if (rung == 0)
        return REFUSAL_RUNG;
    *next = rung;
    return REFUSAL_NONE;
}

struct promise complaint_promise(const struct standard *standard,
                                 const struct complaint_state *state, int64_t now)
{
    const struct ladder_rules *rules = &standard->ladder;
    int days = state->answered ? rules->no_field_check : rules->first_response;
    struct promise promise = {.due = ladder_due(&standard->hours, state->submitted, days)};
    int64_t at = state->closed ? state->closed : now;
    promise.late = promise.due != 0 && at > promise.due;
    if (state->closed)
        promise.kind = PROMISE_OVER;
    else
        promise.kind = promise.due != 0 ? PROMISE_DUE : PROMISE_UNKNOWN;
    return promise;
}

void complaint_progress(const struct standard *standard, const struct complaint_state *state,
                        const struct tracking_code *code, int64_t now, struct progress *out)
{
    struct progress progress = {.code = *code,
                                .stage = state->rung == RUNG_TOLD ? STAGE_RECEIVED : STAGE_WORKING,
                                .turn = state->closed ? TURN_OVER : TURN_OFFICE,
                                .submitted = state->submitted,
                                .as_of = now,
                                .rung = (uint8_t)state->rung,
                                .answered_at = state->answer_at,
                                .promise = complaint_promise(standard, state, now)};
    if (state->closed)
        progress.stage = STAGE_FINISHED;
    TEXT_COPY(progress.note, state->answer);
    memcpy(progress.done_at, state->done_at, sizeof(state->done_at));
    *out = progress;
}
