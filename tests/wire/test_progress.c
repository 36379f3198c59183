#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "wire/page.h"
#include "wire/support/refuse.h"

static struct progress full_progress(void)
{
    struct progress progress = {
        .stage = STAGE_WORKING,
        .turn = TURN_APPLICANT,
        .submitted = INT64_C(1795401660000),
        .as_of = INT64_C(1795405260000),
        .step = 5,
        .done_at = {11, 12, 13, 14},
        .returned = true,
        .promise = {.kind = PROMISE_PAUSED},
        .rung = RUNG_ESCALATED,
        .answered_at = 99,
    };
    TEXT_COPY(progress.service, "bsre-esign-individu");
    TEXT_COPY(progress.reason, "ktp-buram");
    TEXT_COPY(progress.note, "Foto KTP \"buram\",\nmohon diulang");
    return progress;
}

static void write_progress(const struct progress *progress, struct buf *out)
{
    buf_init(out, STATUS_SEALED_MAX);
    assert_int_equal(progress_write(progress, out), OK);
}

static void test_round_trip(void **state)
{
    (void)state;
    struct progress progress = full_progress(), back, expected = progress;
    SCOPED(buf_fini) struct buf bytes;
    TEXT_COPY(progress.code.text, "ESG-7K3M-Q9XT-2HW");
    write_progress(&progress, &bytes);
    assert_null(strstr(buf_text(&bytes), "7K3M")); /* who opened it has the code */
    memset(&back, 0, sizeof(back));
    assert_int_equal(progress_read(bytes.data, bytes.len, &back), OK);
    assert_string_equal(back.code.text, "");
    assert_int_equal(back.stage, expected.stage);
    assert_int_equal(back.turn, expected.turn);
    assert_int_equal(back.submitted, expected.submitted);
    assert_int_equal(back.as_of, expected.as_of);
    assert_string_equal(back.service, expected.service);
    assert_int_equal(back.step, 5);
    assert_memory_equal(back.done_at, expected.done_at, sizeof(back.done_at));
    assert_true(back.returned);
    assert_string_equal(back.reason, expected.reason);
    assert_string_equal(back.note, expected.note);
    assert_int_equal(back.promise.kind, PROMISE_PAUSED);
    assert_int_equal(back.rung, RUNG_ESCALATED);
    assert_int_equal(back.answered_at, 99);
}

static void test_every_stage_turn_and_promise(void **state)
{
    (void)state;
    for (int stage = STAGE_SAVED; stage <= STAGE_TROUBLE; stage++) {
        for (int turn = TURN_OFFICE; turn <= TURN_OVER; turn++) {
            for (int kind = PROMISE_DUE; kind <= PROMISE_UNKNOWN; kind++) {
                struct progress back, progress = {
                                          .stage = (enum progress_stage)stage,
                                          .turn = (enum turn)turn,
                                          .promise = {(enum promise_kind)kind, 7, kind % 2 == 0},
                                      };
                SCOPED(buf_fini) struct buf bytes;
                write_progress(&progress, &bytes);
                assert_int_equal(progress_read(bytes.data, bytes.len, &back), OK);
                assert_int_equal(back.stage, stage);
                assert_int_equal(back.turn, turn);
                assert_int_equal(back.promise.kind, kind);
                assert_int_equal(back.promise.due, 7);
                assert_int_equal(back.promise.late, kind % 2 == 0);
            }
        }
    }
}

static void test_largest_fits_a_sealed_row(void **state)
{
    (void)state;
    struct progress progress = full_progress(), back;
    struct status_key key = {{1}, {2}};
    SCOPED(buf_fini) struct buf bytes;
    SCOPED(buf_fini) struct buf sealed;
    memset(progress.note, '\n', sizeof(progress.note) - 1); /* the most that one byte can grow */
    memset(progress.service, 's', sizeof(progress.service) - 1);
    memset(progress.reason, 'r', sizeof(progress.reason) - 1);
    for (size_t i = 0; i < STEPS_MAX; i++)
        progress.done_at[i] = INT64_C(253402300799999);
    progress.step = STEPS_MAX + 1;
    write_progress(&progress, &bytes);
    assert_int_equal(progress_read(bytes.data, bytes.len, &back), OK);
    buf_init(&sealed, STATUS_SEALED_MAX);
    assert_int_equal(status_seal(&key, bytes.data, bytes.len, &sealed), OK);
}

static void test_note_with_control_characters_is_not_written(void **state)
{
    (void)state;
    struct progress progress = full_progress();
    SCOPED(buf_fini) struct buf bytes;
    buf_init(&bytes, STATUS_SEALED_MAX);
    TEXT_COPY(progress.note, "a\x1b[0m");
    assert_int_equal(progress_write(&progress, &bytes), ERR_INVALID);
    TEXT_COPY(progress.note, "\xff");
    assert_int_equal(progress_write(&progress, &bytes), ERR_INVALID);
    assert_int_equal(bytes.len, 0);
}

static enum err read_progress(const void *bytes, size_t len)
{
    struct progress out, untouched;
    memset(&out, 0x5a, sizeof(out));
    untouched = out;
    enum err err = progress_read(bytes, len, &out);
    if (err != OK)
        assert_memory_equal(&out, &untouched, sizeof(out));
    return err;
}

static void test_malformed_rows_are_invalid(void **state)
{
    (void)state;
    static const struct damage damages[] = {
        {"\"working\"", "\"walking\""},
        {"\"working\"", "2"},
        {"\"applicant\"", "\"nobody\""},
        {"\"stage\":\"working\",", ""},
        {"\"submitted\":1795401660000", "\"submitted\":-1"},
        {"\"as_of\":1795405260000", "\"as_of\":1e12"},
        {"bsre-esign-individu", "bsre esign"},
        {"\"step\":5", "\"step\":14"},
        {"\"step\":5", "\"step\":-1"},
        {"\"step\":5", "\"step\":256"},
        {"[11,", "[\"11\","},
        {"[11,", "[-1,"},
        {"[11,", "[null,"},
        {"[11,", "[1,2,3,4,5,6,7,8,9,10,"},
        {"[11,12,13,14]", "{}"},
        {"\"returned\":true", "\"returned\":1"},
        {"ktp-buram", "ktp buram"},
        {"Foto", "Fo\\u0000to"},
        {"Foto", "Fo\\u009bto"},
        {"\"note\"", "\"nota\""},
        {"\"promise\":{", "\"promise\":\"\",\"x\":{"},
        {"\"paused\"", "\"pause\""},
        {"\"due\":0", "\"due\":-1"},
        {"\"late\":false", "\"late\":null"},
        {"\"rung\":3", "\"rung\":5"},
        {"\"answered_at\":99", "\"answered_at\":\"99\""},
    };
    struct progress progress = full_progress();
    SCOPED(buf_fini) struct buf bytes;
    write_progress(&progress, &bytes);
    refuse_all(buf_text(&bytes), damages, LENGTH(damages), read_progress);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_every_stage_turn_and_promise),
        cmocka_unit_test(test_largest_fits_a_sealed_row),
        cmocka_unit_test(test_note_with_control_characters_is_not_written),
        cmocka_unit_test(test_malformed_rows_are_invalid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
