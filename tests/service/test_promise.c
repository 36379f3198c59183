#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "service/support/office.h"

enum { CHANGES = 6 };

static struct catalogue catalogue;
static const struct hours *hours;
static const struct promise_rules one_day = {.days = 1, .pauses = true, .next_open = true};

static int open_office(void **state)
{
    (void)state;
    office_open(&catalogue);
    hours = &catalogue.services[0]->hours;
    return 0;
}

static int close_office(void **state)
{
    (void)state;
    catalogue_close(&catalogue);
    return 0;
}

/* When a request came and whose turn it was from when on; "" ends the list. */
struct story {
    const char *name;
    struct {
        const char *at;
        enum turn turn;
    } changes[CHANGES];
    const char *now;
    enum promise_kind kind;
    const char *due; /* NULL: none */
    bool late;
};

static void expect(const struct story *story, const struct promise_rules *rules)
{
    struct turn_change changes[CHANGES];
    size_t count = 0;
    for (; count < CHANGES && story->changes[count].at != NULL; count++)
        changes[count] =
            (struct turn_change){wib(story->changes[count].at), story->changes[count].turn};
    struct promise promise = promise_reckon(hours, rules, changes, count, wib(story->now));
    int64_t due = story->due != NULL ? wib(story->due) : 0;
    if (promise.kind != story->kind || promise.due != due || promise.late != story->late) {
        char text[21];
        clock_format(promise.due, text);
        fail_msg("%s: kind %d, due %s, late %d", story->name, promise.kind, text, promise.late);
    }
}

static void one_working_day(void **state)
{
    (void)state;
    static const struct story stories[] = {
        {"in service hours",
         {{"2026-11-23 09:43", TURN_OFFICE}},
         "2026-11-23 09:43",
         PROMISE_DUE,
         "2026-11-24 16:00",
         false},
        {"in the break",
         {{"2026-11-23 12:30", TURN_OFFICE}},
         "2026-11-23 12:30",
         PROMISE_DUE,
         "2026-11-24 16:00",
         false},
        {"before the opening",
         {{"2026-11-23 06:00", TURN_OFFICE}},
         "2026-11-23 06:00",
         PROMISE_DUE,
         "2026-11-24 16:00",
         false},
        {"at the close: the counter is closed",
         {{"2026-11-23 16:00", TURN_OFFICE}},
         "2026-11-23 16:00",
         PROMISE_DUE,
         "2026-11-25 16:00",
         false},
        {"a minute before the close",
         {{"2026-11-23 15:59", TURN_OFFICE}},
         "2026-11-23 16:00",
         PROMISE_DUE,
         "2026-11-24 16:00",
         false},
        {"on a Thursday: Friday closes at eleven",
         {{"2026-11-26 09:00", TURN_OFFICE}},
         "2026-11-26 09:00",
         PROMISE_DUE,
         "2026-11-27 11:00",
         false},
        {"on a Friday in hours",
         {{"2026-11-27 10:59", TURN_OFFICE}},
         "2026-11-27 11:30",
         PROMISE_DUE,
         "2026-11-30 16:00",
         false},
        {"on a Friday at eleven",
         {{"2026-11-27 11:00", TURN_OFFICE}},
         "2026-11-27 11:00",
         PROMISE_DUE,
         "2026-12-01 16:00",
         false},
        {"on a Saturday",
         {{"2026-11-28 10:00", TURN_OFFICE}},
         "2026-11-28 10:00",
         PROMISE_DUE,
         "2026-12-01 16:00",
         false},
        {"before Christmas: 24 and 25 December and a weekend lie between",
         {{"2026-12-23 10:00", TURN_OFFICE}},
         "2026-12-23 10:00",
         PROMISE_DUE,
         "2026-12-28 16:00",
         false},
        {"on Christmas",
         {{"2026-12-25 10:00", TURN_OFFICE}},
         "2026-12-25 10:00",
         PROMISE_DUE,
         "2026-12-29 16:00",
         false},
        {"the due moment itself is in time",
         {{"2026-11-23 09:43", TURN_OFFICE}},
         "2026-11-24 16:00:00",
         PROMISE_DUE,
         "2026-11-24 16:00",
         false},
        {"a second past it is late",
         {{"2026-11-23 09:43", TURN_OFFICE}},
         "2026-11-24 16:00:01",
         PROMISE_DUE,
         "2026-11-24 16:00",
         true},
    };
    for (size_t i = 0; i < LENGTH(stories); i++)
        expect(&stories[i], &one_day);
}

static void pauses(void **state)
{
    (void)state;
    static const struct story stories[] = {
        {"the applicant's turn: no date",
         {{"2026-11-23 09:43", TURN_OFFICE}, {"2026-11-23 10:40", TURN_APPLICANT}},
         "2026-11-23 11:00",
         PROMISE_PAUSED,
         NULL,
         false},
        {"still paused long after the date",
         {{"2026-11-23 09:43", TURN_OFFICE}, {"2026-11-23 10:40", TURN_APPLICANT}},
         "2026-12-23 11:00",
         PROMISE_PAUSED,
         NULL,
         false},
        {"back the same day: nothing was lost",
         {{"2026-11-23 09:43", TURN_OFFICE},
          {"2026-11-23 10:40", TURN_APPLICANT},
          {"2026-11-23 15:00", TURN_OFFICE}},
         "2026-11-23 15:00",
         PROMISE_DUE,
         "2026-11-24 16:00",
         false},
        {"one close passed on the applicant's side",
         {{"2026-11-23 09:43", TURN_OFFICE},
          {"2026-11-23 10:40", TURN_APPLICANT},
          {"2026-11-24 09:00", TURN_OFFICE}},
         "2026-11-24 09:00",
         PROMISE_DUE,
         "2026-11-25 16:00",
         false},
        {"a week passed on the applicant's side",
         {{"2026-11-23 09:43", TURN_OFFICE},
          {"2026-11-23 17:00", TURN_APPLICANT},
          {"2026-11-30 19:00", TURN_OFFICE}},
         "2026-11-30 19:00",
         PROMISE_DUE,
         "2026-12-01 16:00",
         false},
        {"two pauses",
         {{"2026-11-23 09:43", TURN_OFFICE},
          {"2026-11-23 10:40", TURN_APPLICANT},
          {"2026-11-24 09:00", TURN_OFFICE},
          {"2026-11-24 15:00", TURN_APPLICANT},
          {"2026-11-26 09:00", TURN_OFFICE}},
         "2026-11-26 09:00",
         PROMISE_DUE,
         "2026-11-27 11:00",
         false},
        {"handed back at the close itself: that close counts",
         {{"2026-11-23 09:43", TURN_OFFICE},
          {"2026-11-23 10:40", TURN_APPLICANT},
          {"2026-11-23 16:00", TURN_OFFICE}},
         "2026-11-23 16:00",
         PROMISE_DUE,
         "2026-11-24 16:00",
         false},
        {"handed over at the close itself: that close does not",
         {{"2026-11-23 09:43", TURN_OFFICE},
          {"2026-11-23 16:00", TURN_APPLICANT},
          {"2026-11-24 09:00", TURN_OFFICE}},
         "2026-11-24 09:00",
         PROMISE_DUE,
         "2026-11-25 16:00",
         false},
        {"finished in time",
         {{"2026-11-23 09:43", TURN_OFFICE}, {"2026-11-24 15:00", TURN_OVER}},
         "2026-12-20 09:00",
         PROMISE_OVER,
         "2026-11-24 16:00",
         false},
        {"finished late",
         {{"2026-11-23 09:43", TURN_OFFICE}, {"2026-11-25 08:30", TURN_OVER}},
         "2026-12-20 09:00",
         PROMISE_OVER,
         "2026-11-24 16:00",
         true},
        {"finished after a pause",
         {{"2026-11-23 09:43", TURN_OFFICE},
          {"2026-11-23 10:40", TURN_APPLICANT},
          {"2026-11-24 09:00", TURN_OFFICE},
          {"2026-11-25 15:00", TURN_OVER}},
         "2026-12-20 09:00",
         PROMISE_OVER,
         "2026-11-25 16:00",
         false},
    };
    for (size_t i = 0; i < LENGTH(stories); i++)
        expect(&stories[i], &one_day);
}

static void unknown_years(void **state)
{
    (void)state;
    static const struct story stories[] = {
        {"due in a year without holidays",
         {{"2026-12-31 09:00", TURN_OFFICE}},
         "2026-12-31 09:00",
         PROMISE_UNKNOWN,
         NULL,
         false},
        {"starts in one",
         {{"2026-12-31 17:00", TURN_OFFICE}},
         "2026-12-31 17:00",
         PROMISE_UNKNOWN,
         NULL,
         false},
        {"received in one",
         {{"2027-01-04 09:00", TURN_OFFICE}},
         "2027-01-04 09:00",
         PROMISE_UNKNOWN,
         NULL,
         false},
        {"the last date that is known",
         {{"2026-12-30 09:00", TURN_OFFICE}},
         "2026-12-30 09:00",
         PROMISE_DUE,
         "2026-12-31 16:00",
         false},
        {"a pause into one",
         {{"2026-12-30 09:00", TURN_OFFICE},
          {"2026-12-30 10:00", TURN_APPLICANT},
          {"2026-12-31 17:00", TURN_OFFICE}},
         "2026-12-31 17:00",
         PROMISE_UNKNOWN,
         NULL,
         false},
        {"paused is paused in any year",
         {{"2027-01-04 09:00", TURN_OFFICE}, {"2027-01-04 10:00", TURN_APPLICANT}},
         "2027-01-04 10:00",
         PROMISE_PAUSED,
         NULL,
         false},
        {"finished, and what had been promised is not known",
         {{"2027-01-04 09:00", TURN_OFFICE}, {"2027-01-04 10:00", TURN_OVER}},
         "2027-01-05 10:00",
         PROMISE_OVER,
         NULL,
         false},
    };
    for (size_t i = 0; i < LENGTH(stories); i++)
        expect(&stories[i], &one_day);
}

static void other_rules(void **state)
{
    (void)state;
    static const struct story
        five = {"five days over a weekend", {{"2026-11-23 09:43", TURN_OFFICE}},
                "2026-11-23 09:43",         PROMISE_DUE,
                "2026-11-30 16:00",         false},
        on = {"the clock runs on in the applicant's turn",
              {{"2026-11-23 09:43", TURN_OFFICE}, {"2026-11-23 10:40", TURN_APPLICANT}},
              "2026-11-25 09:00",
              PROMISE_DUE,
              "2026-11-24 16:00",
              true},
        evening = {"at once: the day of reception is the first, its close counts",
                   {{"2026-11-23 20:00", TURN_OFFICE}},
                   "2026-11-23 20:00",
                   PROMISE_DUE,
                   "2026-11-24 16:00",
                   false},
        sunday = {"at once on a day without a close",
                  {{"2026-11-29 10:00", TURN_OFFICE}},
                  "2026-11-29 10:00",
                  PROMISE_DUE,
                  "2026-12-01 16:00",
                  false};
    expect(&five, &(struct promise_rules){.days = 5, .pauses = true, .next_open = true});
    expect(&on, &(struct promise_rules){.days = 1, .pauses = false, .next_open = true});
    expect(&evening, &(struct promise_rules){.days = 1, .pauses = true, .next_open = false});
    expect(&sunday, &(struct promise_rules){.days = 1, .pauses = true, .next_open = false});
}

/* Coming earlier never makes the promise later. */
static void promises_never_turn_back(void **state)
{
    (void)state;
    int64_t due = 0;
    for (int64_t at = wib("2026-01-01 00:00"); at < wib("2026-12-29 00:00"); at += MINUTES(37)) {
        struct turn_change received = {at, TURN_OFFICE};
        struct promise promise = promise_reckon(hours, &one_day, &received, 1, at);
        assert_int_equal(promise.kind, PROMISE_DUE);
        assert_true(promise.due > at);
        assert_true(promise.due >= due);
        due = promise.due;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_working_day),
        cmocka_unit_test(pauses),
        cmocka_unit_test(unknown_years),
        cmocka_unit_test(other_rules),
        cmocka_unit_test(promises_never_turn_back),
    };
    return cmocka_run_group_tests(tests, open_office, close_office);
}
