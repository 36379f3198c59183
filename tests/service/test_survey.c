#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/err.h"
#include "service/survey.h"

static const struct survey_rules ninth = {.weight = 1.0 / 9, .minimum = 1};

static struct survey all(int answer)
{
    struct survey survey = {.remark = ""};
    memset(survey.answers, answer, sizeof(survey.answers));
    return survey;
}

static void grades(void **state)
{
    (void)state;
    static const struct {
        double score;
        char grade;
    } table[] = {
        {100, 'A'},    {88.31, 'A'},    {88.305, 'A'}, {88.3049, 'B'}, {88.30, 'B'},
        {76.61, 'B'},  {76.605, 'B'},   {76.60, 'C'},  {76.6049, 'C'}, {65.00, 'C'},
        {64.995, 'C'}, {64.99499, 'D'}, {64.99, 'D'},  {25, 'D'},
    };
    for (size_t i = 0; i < LENGTH(table); i++)
        if (survey_grade(table[i].score) != table[i].grade)
            fail_msg("%f: %c", table[i].score, survey_grade(table[i].score));
}

static void extremes(void **state)
{
    (void)state;
    static const struct {
        int answer;
        double score;
        char grade;
    } table[] = {{1, 25, 'D'}, {2, 50, 'D'}, {3, 75, 'C'}, {4, 100, 'A'}};
    for (size_t i = 0; i < LENGTH(table); i++) {
        struct survey_sums sums = {0};
        struct survey survey = all(table[i].answer);
        for (int n = 0; n < 7; n++)
            survey_add(&sums, &survey);
        struct ikm ikm = survey_ikm(&sums, &ninth);
        assert_true(ikm.enough);
        assert_int_equal(ikm.count, 7);
        assert_true(ikm.score == table[i].score);
        assert_int_equal(ikm.grade, table[i].grade);
        assert_true(ikm.mean[8] == table[i].answer);
    }
}

/* The regulation's worked example multiplies by 0.11: a perfect survey then misses a point. */
static void the_weight_is_a_setting(void **state)
{
    (void)state;
    struct survey_sums sums = {0};
    struct survey survey = all(4);
    survey_add(&sums, &survey);
    struct ikm ikm = survey_ikm(&sums, &(struct survey_rules){.weight = 0.11, .minimum = 1});
    assert_true(ikm.score == 99);
}

static void rounds_before_it_compares(void **state)
{
    (void)state;
    /* 3179 points in 900 answers: 88.3055..., which only rounding puts into a band */
    struct survey_sums sums = {.surveys = 100};
    for (int i = 0; i < SURVEY_ELEMENTS; i++) {
        sums.sum[i] = 300 + 53;
        sums.count[i] = 100;
    }
    sums.sum[0] += 2;
    struct ikm ikm = survey_ikm(&sums, &ninth);
    assert_true(ikm.score == 88.31);
    assert_int_equal(ikm.grade, 'A');
    sums.sum[0] -= 1; /* 88.2777... */
    ikm = survey_ikm(&sums, &ninth);
    assert_true(ikm.score == 88.28);
    assert_int_equal(ikm.grade, 'B');
}

static void no_score_under_the_minimum(void **state)
{
    (void)state;
    const struct survey_rules rules = {.weight = 1.0 / 9, .minimum = 30};
    struct survey_sums sums = {0};
    struct survey survey = all(4);
    for (int n = 0; n < 29; n++)
        survey_add(&sums, &survey);
    struct ikm ikm = survey_ikm(&sums, &rules);
    assert_false(ikm.enough);
    assert_true(ikm.score == 0);
    assert_int_equal(ikm.grade, '-');
    survey_add(&sums, &survey);
    assert_true(survey_ikm(&sums, &rules).enough);
    assert_false(survey_ikm(&(struct survey_sums){0}, &ninth).enough);
}

static void skipped_answers_pull_nothing_down(void **state)
{
    (void)state;
    struct survey_sums sums = {0};
    struct survey survey = all(4);
    survey.answers[3] = 0;
    survey.answers[5] = 200; /* no answer of ours */
    survey_add(&sums, &survey);
    struct ikm ikm = survey_ikm(&sums, &ninth);
    assert_true(ikm.score == 100);
    assert_true(ikm.mean[3] == 0);
    assert_true(ikm.mean[5] == 0);
    struct survey empty = all(0);
    survey_add(&sums, &empty);
    assert_int_equal(sums.surveys, 1);
}

static void keys_stand_in_the_order_of_the_regulation(void **state)
{
    (void)state;
    assert_string_equal(survey_keys[0], "persyaratan");
    assert_string_equal(survey_keys[3], "biaya");
    assert_string_equal(survey_keys[7], "pengaduan");
    assert_string_equal(survey_keys[8], "sarana");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grades),
        cmocka_unit_test(extremes),
        cmocka_unit_test(the_weight_is_a_setting),
        cmocka_unit_test(rounds_before_it_compares),
        cmocka_unit_test(no_score_under_the_minimum),
        cmocka_unit_test(skipped_answers_pull_nothing_down),
        cmocka_unit_test(keys_stand_in_the_order_of_the_regulation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
