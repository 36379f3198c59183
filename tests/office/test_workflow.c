#include "office/support/fixture.h"

#include <string.h>

#include "office/workflow.h"
#include "office/worktime.h"
#include "wire/page.h"

static struct catalogue catalogue;
static const struct standard *standard;

static int setup(void **state)
{
    (void)state;
    struct why why;
    if (catalogue_open(CONFIG, &catalogue, &why) != OK)
        return -1;
    standard = catalogue.services[0];
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    catalogue_close(&catalogue);
    return 0;
}

/* A request with n steps done by advancing, minutes apart. */
static size_t moves_until(uint8_t step, struct case_move moves[MOVES_MAX])
{
    size_t count = 0;
    for (uint8_t i = 1; i < step; i++)
        moves[count++] = (struct case_move){
            .at = MONDAY + MINUTES(i), .act = i == 1 ? CASE_SENT : CASE_ADVANCE, .step = i};
    return count;
}

static struct case_state state_at(uint8_t step)
{
    static struct case_move moves[MOVES_MAX];
    struct case_state state;
    case_replay(standard, moves, moves_until(step, moves), &state);
    return state;
}

static void test_procedure(void **unused)
{
    (void)unused;
    assert_int_equal(standard->step_count, 8);
    static const struct {
        uint8_t step;
        enum turn turn;
        enum progress_stage stage;
        enum role completes; /* besides admin, and nobody else */
        bool returnable;
    } rows[] = {
        {2, TURN_OFFICE, STAGE_RECEIVED, ROLE_HEAD, false},
        {3, TURN_OFFICE, STAGE_WORKING, ROLE_VERIFIER, true},
        {4, TURN_OFFICE, STAGE_WORKING, ROLE_VERIFIER, false},
        {5, TURN_APPLICANT, STAGE_WORKING, ROLE_VERIFIER, false},
        {6, TURN_OFFICE, STAGE_WORKING, ROLE_VERIFIER, true},
        {7, TURN_APPLICANT, STAGE_WORKING, ROLE_VERIFIER, false},
        {8, TURN_OFFICE, STAGE_WORKING, ROLE_VERIFIER, false},
    };
    const struct tracking_code code = tracking_make(TRACKING_REQUEST, 1);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct case_state state = state_at(rows[i].step);
        assert_int_equal(state.step, rows[i].step);
        assert_int_equal(case_turn(standard, &state), rows[i].turn);
        assert_int_equal(case_returnable(standard, rows[i].step), rows[i].returnable);
        struct progress progress;
        case_progress(standard, &state, &code, MONDAY + HOURS(1), &progress);
        assert_int_equal(progress.stage, rows[i].stage);
        assert_int_equal(progress.promise.kind,
                         rows[i].turn == TURN_APPLICANT ? PROMISE_PAUSED : PROMISE_DUE);
        for (enum role role = 0; role < ROLE_COUNT; role++) {
            bool may = role == ROLE_ADMIN || role == rows[i].completes;
            assert_int_equal(case_check(standard, &state, role, CASE_ADVANCE, ""),
                             may ? REFUSAL_NONE : REFUSAL_ROLE);
            assert_int_equal(
                case_check(standard, &state, role, CASE_RETURN, standard->reasons[0].key),
                !may                 ? REFUSAL_ROLE
                : rows[i].returnable ? REFUSAL_NONE
                                     : REFUSAL_STEP);
        }
    }
}

static void test_finishing(void **unused)
{
    (void)unused;
    struct case_state state = state_at(9);
    assert_int_equal(state.step, 9);
    assert_int_equal(state.finished, MONDAY + MINUTES(8));
    assert_int_equal(case_turn(standard, &state), TURN_OVER);
    assert_int_equal(case_check(standard, &state, ROLE_ADMIN, CASE_ADVANCE, ""), REFUSAL_OVER);
    const struct tracking_code code = tracking_make(TRACKING_REQUEST, 1);
    struct progress progress;
    case_progress(standard, &state, &code, MONDAY + HOURS(1), &progress);
    assert_int_equal(progress.stage, STAGE_FINISHED);
    assert_int_equal(progress.promise.kind, PROMISE_OVER);
    assert_false(progress.promise.late);
    for (size_t i = 0; i < 8; i++)
        assert_int_equal(progress.done_at[i], MONDAY + MINUTES(i + 1));
}

static void test_returning(void **unused)
{
    (void)unused;
    static struct case_move moves[MOVES_MAX];
    size_t count = moves_until(3, moves);
    struct case_move back = {.at = MONDAY + HOURS(1), .act = CASE_RETURN, .step = 3};
    TEXT_COPY(back.reason, standard->reasons[0].key);
    TEXT_COPY(back.note, "Foto kurang jelas");
    moves[count++] = back;
    struct case_state state;
    case_replay(standard, moves, count, &state);
    assert_true(state.returned);
    assert_int_equal(state.step, 3);
    assert_int_equal(case_turn(standard, &state), TURN_APPLICANT);
    assert_int_equal(case_check(standard, &state, ROLE_VERIFIER, CASE_ADVANCE, ""),
                     REFUSAL_RETURNED);
    assert_int_equal(case_check(standard, &state, ROLE_HEAD, CASE_RESUME, ""), REFUSAL_ROLE);
    assert_int_equal(case_check(standard, &state, ROLE_VERIFIER, CASE_RESUME, ""), REFUSAL_NONE);
    struct progress progress;
    const struct tracking_code code = tracking_make(TRACKING_REQUEST, 1);
    case_progress(standard, &state, &code, MONDAY + HOURS(1), &progress);
    assert_true(progress.returned);
    assert_string_equal(progress.note, "Foto kurang jelas");
    assert_string_equal(progress.reason, standard->reasons[0].key);
    assert_int_equal(progress.promise.kind, PROMISE_PAUSED);

    moves[count++] = (struct case_move){.at = MONDAY + HOURS(2), .act = CASE_RESUME, .step = 3};
    case_replay(standard, moves, count, &state);
    assert_false(state.returned);
    assert_int_equal(state.step, 3);
    assert_string_equal(state.note, "");
    assert_int_equal(case_turn(standard, &state), TURN_OFFICE);
    assert_int_equal(state.turn_count, 3);
    assert_int_equal(case_check(standard, &state, ROLE_VERIFIER, CASE_RESUME, ""),
                     REFUSAL_NOT_RETURNED);
    assert_int_equal(case_check(standard, &state, ROLE_VERIFIER, CASE_RETURN, "no-such-reason"),
                     REFUSAL_REASON);
}

static void test_endless_returning(void **unused)
{
    (void)unused;
    static struct case_move moves[MOVES_MAX];
    size_t count = moves_until(3, moves);
    while (count < MOVES_MAX) {
        moves[count] = (struct case_move){.at = MONDAY + HOURS((int64_t)count),
                                          .act = count % 2 ? CASE_RESUME : CASE_RETURN,
                                          .step = 3};
        count++;
    }
    struct case_state state;
    case_replay(standard, moves, count, &state);
    assert_int_equal(case_check(standard, &state, ROLE_ADMIN, CASE_ADVANCE, ""), REFUSAL_FULL);
}

static void test_ladder(void **unused)
{
    (void)unused;
    static const struct {
        enum rung from;
        enum complaint_act act;
        enum role role;
        enum refusal refusal;
        enum rung to;
    } rows[] = {
        {RUNG_TOLD, COMPLAINT_ANSWER, ROLE_VERIFIER, REFUSAL_NONE, RUNG_ANSWERED},
        {RUNG_TOLD, COMPLAINT_CLOSE, ROLE_VERIFIER, REFUSAL_RUNG, 0},
        {RUNG_TOLD, COMPLAINT_ESCALATE, ROLE_VERIFIER, REFUSAL_NONE, RUNG_ESCALATED},
        {RUNG_TOLD, COMPLAINT_ANSWER, ROLE_HEAD, REFUSAL_ROLE, 0},
        {RUNG_ANSWERED, COMPLAINT_CLOSE, ROLE_COMPLAINTS, REFUSAL_NONE, RUNG_SETTLED},
        {RUNG_ESCALATED, COMPLAINT_ANSWER, ROLE_VERIFIER, REFUSAL_ROLE, 0},
        {RUNG_ESCALATED, COMPLAINT_ANSWER, ROLE_COMPLAINTS, REFUSAL_NONE, RUNG_ESCALATED},
        {RUNG_ESCALATED, COMPLAINT_ESCALATE, ROLE_COMPLAINTS, REFUSAL_RUNG, 0},
        {RUNG_ESCALATED, COMPLAINT_CLOSE, ROLE_HEAD, REFUSAL_NONE, RUNG_SETTLED},
        {RUNG_ESCALATED, COMPLAINT_CLOSE, ROLE_SECTION, REFUSAL_ROLE, 0},
        {RUNG_SETTLED, COMPLAINT_ANSWER, ROLE_ADMIN, REFUSAL_OVER, 0},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct complaint_state state = {.rung = rows[i].from, .submitted = MONDAY, .moves = 1};
        enum rung to = 0;
        assert_int_equal(complaint_check(&state, rows[i].role, rows[i].act, "Jawaban", &to),
                         rows[i].refusal);
        assert_int_equal(to, rows[i].to);
    }
    struct complaint_state told = {.rung = RUNG_TOLD, .moves = 1};
    enum rung to = 0;
    assert_int_equal(complaint_check(&told, ROLE_ADMIN, COMPLAINT_ANSWER, "", &to), REFUSAL_TEXT);
}

static void test_complaint_progress(void **unused)
{
    (void)unused;
    struct complaint_move moves[] = {
        {.at = MONDAY, .act = COMPLAINT_SENT, .rung = RUNG_TOLD},
        {.at = MONDAY + HOURS(1),
         .act = COMPLAINT_ANSWER,
         .rung = RUNG_ANSWERED,
         .text = "Sudah kami proses."},
        {.at = MONDAY + HOURS(2), .act = COMPLAINT_CLOSE, .rung = RUNG_SETTLED},
    };
    static const struct {
        enum progress_stage stage;
        enum turn turn;
        enum promise_kind kind;
        const char *note;
    } rows[] = {
        {STAGE_RECEIVED, TURN_OFFICE, PROMISE_DUE, ""},
        {STAGE_WORKING, TURN_OFFICE, PROMISE_DUE, "Sudah kami proses."},
        {STAGE_FINISHED, TURN_OVER, PROMISE_OVER, "Sudah kami proses."},
    };
    const struct tracking_code code = tracking_make(TRACKING_COMPLAINT, 1);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct complaint_state state;
        struct progress progress;
        complaint_replay(moves, i + 1, &state);
        complaint_progress(standard, &state, &code, MONDAY + HOURS(3), &progress);
        assert_int_equal(progress.stage, rows[i].stage);
        assert_int_equal(progress.turn, rows[i].turn);
        assert_int_equal(progress.promise.kind, rows[i].kind);
        assert_string_equal(progress.note, rows[i].note);
        assert_int_equal(progress.answered_at, i > 0 ? MONDAY + HOURS(1) : 0);
    }
}

/* Passed on and then answered twice: the kiosk can tell that from waiting at the official's. */
static void test_an_answer_of_the_official(void **unused)
{
    (void)unused;
    const struct complaint_move moves[] = {
        {.at = MONDAY, .act = COMPLAINT_SENT, .rung = RUNG_TOLD},
        {.at = MONDAY + 1, .act = COMPLAINT_ANSWER, .rung = RUNG_ANSWERED, .text = "Pertama."},
        {.at = MONDAY + 2, .act = COMPLAINT_ESCALATE, .rung = RUNG_ESCALATED},
        {.at = MONDAY + 3, .act = COMPLAINT_ANSWER, .rung = RUNG_ESCALATED, .text = "Kedua."},
        {.at = MONDAY + 4, .act = COMPLAINT_ANSWER, .rung = RUNG_ESCALATED, .text = "Ketiga."},
        {.at = MONDAY + 5, .act = COMPLAINT_CLOSE, .rung = RUNG_SETTLED},
    };
    static const struct {
        const char *note;
        int answered, done[RUNGS]; /* numbers of moves, 0 none */
    } rows[] = {
        {"", 0, {1}},
        {"Pertama.", 2, {1, 2}},
        {"Pertama.", 2, {1, 2}},
        {"Kedua.", 4, {1, 2, 4}},
        {"Ketiga.", 5, {1, 2, 5}},
        {"Ketiga.", 5, {1, 2, 5, 6}},
    };
    const struct tracking_code code = tracking_make(TRACKING_COMPLAINT, 1);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct complaint_state state;
        struct progress progress, read = {0};
        complaint_replay(moves, i + 1, &state);
        assert_int_equal(state.answered, i > 0 ? MONDAY + 1 : 0);
        complaint_progress(standard, &state, &code, MONDAY + HOURS(1), &progress);
        SCOPED(buf_fini) struct buf wire;
        buf_init(&wire, STATUS_SEALED_MAX);
        assert_int_equal(progress_write(&progress, &wire), OK);
        assert_int_equal(progress_read(wire.data, wire.len, &read), OK);
        assert_int_equal(read.rung, moves[i].rung);
        assert_string_equal(read.note, rows[i].note);
        assert_int_equal(read.answered_at, rows[i].answered ? moves[rows[i].answered - 1].at : 0);
        for (size_t rung = 0; rung < RUNGS; rung++) {
            int done = rows[i].done[rung];
            assert_int_equal(read.done_at[rung], done ? moves[done - 1].at : 0);
        }
    }
}

static void test_roles(void **unused)
{
    (void)unused;
    for (enum role role = 0; role < ROLE_COUNT; role++)
        assert_int_equal(role_from_key(role_key(role)), role);
    assert_int_equal(role_from_key("root"), ROLE_COUNT);
    assert_false(role_may(ROLE_LEADER, PERMIT_REQUESTS));
    assert_true(role_may(ROLE_SECTION, PERMIT_REQUESTS));
    assert_false(role_may(ROLE_COMPLAINTS, PERMIT_REQUESTS));
    for (enum actor actor = ACTOR_APPLICANT; actor <= ACTOR_BSRE; actor++) {
        assert_false(role_completes(ROLE_SECTION, actor));
        assert_false(role_completes(ROLE_LEADER, actor));
    }
}

static void test_worktime(void **unused)
{
    (void)unused;
    static const struct {
        int64_t from, until, minutes;
    } rows[] = {
        {MONDAY, MONDAY + MINUTES(10), 10},
        {MONDAY, MONDAY + HOURS(30) + MINUTES(19), 12 * 60 + 19}, /* Tuesday 16.00 */
        {MONDAY - DAYS(3), MONDAY, 79 + 101},    /* Friday 09.41, until 11.00; Monday from 08.00 */
        {MONDAY - DAYS(2), MONDAY - DAYS(1), 0}, /* a weekend */
        {MONDAY, MONDAY, 0},
        {MONDAY, MONDAY - 1, 0},
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        assert_int_equal(worktime_between(&standard->hours, rows[i].from, rows[i].until),
                         MINUTES(rows[i].minutes));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_procedure),
        cmocka_unit_test(test_finishing),
        cmocka_unit_test(test_returning),
        cmocka_unit_test(test_endless_returning),
        cmocka_unit_test(test_ladder),
        cmocka_unit_test(test_complaint_progress),
        cmocka_unit_test(test_an_answer_of_the_official),
        cmocka_unit_test(test_roles),
        cmocka_unit_test(test_worktime),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
