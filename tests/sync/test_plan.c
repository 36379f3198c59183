#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/err.h"
#include "sync/plan.h"

/* Every moment below is relative to this one. */
static const int64_t t = 1795401660000;

enum { NEVER = 100000000 };

/* A kiosk at rest: the clock is known, nothing waits, the next look is in five seconds. */
static struct plan_input at_rest(void)
{
    return (struct plan_input){
        .now = t,
        .clock_known = true,
        .time_due = t + HOURS(1),
        .statuses_due = t + SECONDS(5),
        .hello_due = t + MINUTES(9),
        .feed_due = t + SECONDS(30),
        .tidy_due = t + HOURS(1),
        .watchdog = SECONDS(60),
    };
}

static void expect(const char *name, struct plan_input in, enum plan_act act, int64_t in_ms)
{
    struct plan plan = plan_next(&in);
    if (plan.act != act || (act == PLAN_WAIT && plan.at != t + in_ms))
        fail_msg("%s: act %d in %lld ms", name, plan.act, (long long)(plan.at - t));
}

static void what_goes_next(void **state)
{
    (void)state;
    struct plan_input in = at_rest();
    expect("rest", in, PLAN_WAIT, SECONDS(5));

    in = at_rest(), in.statuses_due = t;
    expect("statuses are due", in, PLAN_STATUSES, 0);
    in = at_rest(), in.feed_due = t - 1;
    expect("the feed is due", in, PLAN_FEED, 0);
    in = at_rest(), in.tidy_due = t;
    expect("tidying is due", in, PLAN_TIDY, 0);

    in = at_rest(), in.waiting = 1, in.next_try = t, in.statuses_due = t;
    expect("items before news", in, PLAN_PUSH, 0);
    in.time_due = t;
    expect("the clock before items", in, PLAN_TIME, 0);

    in = at_rest(), in.hello_due = t;
    expect("the office is greeted though nothing waits", in, PLAN_PUSH, 0);
    in.poll_hold = t + SECONDS(3);
    expect("but not after a failure", in, PLAN_WAIT, SECONDS(3));

    in = at_rest(), in.waiting = 3, in.next_try = t + SECONDS(2);
    expect("the first item's try", in, PLAN_WAIT, SECONDS(2));
    in.next_try = t + SECONDS(20);
    expect("news before the try", in, PLAN_WAIT, SECONDS(5));
}

/* Pages go up when nothing short is due, and before what can wait for days. */
static void pages_come_after_all_that_is_short(void **state)
{
    (void)state;
    struct plan_input in = at_rest();
    in.pages = 2, in.page_try = t;
    expect("a page", in, PLAN_BLOB, 0);
    in.tidy_due = t;
    expect("before tidying", in, PLAN_BLOB, 0);
    in.feed_due = t;
    expect("the feed first", in, PLAN_FEED, 0);
    in.waiting = 1, in.next_try = t;
    expect("items first", in, PLAN_PUSH, 0);
    in = at_rest(), in.pages = 1, in.page_try = t + SECONDS(3);
    expect("its own retry", in, PLAN_WAIT, SECONDS(3));
    in.page_try = t, in.poll_hold = t + SECONDS(4);
    expect("the way is shut", in, PLAN_WAIT, SECONDS(4));
    in = at_rest(), in.pages = 1, in.page_try = t, in.clock_known = false;
    assert_int_not_equal(plan_next(&in).act, PLAN_BLOB);
    in = at_rest(), in.pages = 1, in.page_try = t - SECONDS(61);
    assert_true(plan_next(&in).stuck);
    in.page_try = t - SECONDS(59);
    assert_false(plan_next(&in).stuck);
}

static void without_a_clock_nothing_goes_out(void **state)
{
    (void)state;
    struct plan_input in = at_rest();
    in.clock_known = false;
    in.time_due = in.statuses_due = in.feed_due = in.tidy_due = t;
    expect("time first", in, PLAN_TIME, 0);
    in.poll_hold = t + SECONDS(9);
    expect("time waits after a failure", in, PLAN_WAIT, SECONDS(9));
    in.waiting = 1, in.next_try = t + SECONDS(3);
    expect("an item does not wait for it", in, PLAN_WAIT, SECONDS(3));
    in.next_try = t;
    expect("a new item: the clock now", in, PLAN_TIME, 0);
    in.hold_until = t + SECONDS(40);
    expect("unless the office asked for peace", in, PLAN_WAIT, SECONDS(40));
}

static void holds_are_floors(void **state)
{
    (void)state;
    struct plan_input in = at_rest();
    in.waiting = 1, in.next_try = t, in.statuses_due = t, in.hold_until = t + SECONDS(120);
    expect("Retry-After holds all", in, PLAN_WAIT, SECONDS(120));
    in.hold_until = 0, in.poll_hold = t + SECONDS(50), in.next_try = t + SECONDS(70);
    expect("a failure holds news", in, PLAN_WAIT, SECONDS(50));
    in.next_try = t;
    expect("and not items", in, PLAN_PUSH, 0);
}

/* Moments written before the clock was set back do not strand anything. */
static void clock_set_back(void **state)
{
    (void)state;
    struct plan_input in = at_rest();
    in.waiting = 1, in.next_try = t + DAYS(30);
    expect("an item", in, PLAN_PUSH, 0);
    in = at_rest(), in.statuses_due = t + DAYS(30);
    expect("statuses", in, PLAN_STATUSES, 0);
    in = at_rest(), in.statuses_due = t, in.hold_until = t + DAYS(30), in.poll_hold = t + DAYS(30);
    expect("holds", in, PLAN_STATUSES, 0);
}

static void the_watchdog(void **state)
{
    (void)state;
    static const struct {
        size_t waiting;
        int64_t next_try; /* from now */
        bool stuck;
    } cases[] = {
        {0, -NEVER, false},       {1, 0, false}, {1, -SECONDS(59), false}, {1, -SECONDS(60), true},
        {1, SECONDS(800), false}, /* it waits by the plan */
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct plan_input in = at_rest();
        in.waiting = cases[i].waiting;
        in.next_try = t + cases[i].next_try;
        assert_int_equal(plan_next(&in).stuck, cases[i].stuck);
    }
}

static void backoff_by_table(void **state)
{
    (void)state;
    static const struct {
        int tries;
        int64_t most, floor;
        uint64_t random;
        int64_t wait;
    } cases[] = {
        {0, BACKOFF_MOST, 0, 0, 0},
        {0, BACKOFF_MOST, 0, 2000, 2000},
        {0, BACKOFF_MOST, 0, 2001, 0},
        {1, BACKOFF_MOST, 0, 4000, 4000},
        {3, BACKOFF_MOST, 0, 16000, 16000},
        {8, BACKOFF_MOST, 0, 512000, 512000},
        {9, BACKOFF_MOST, 0, 900000, 900000},
        {9, BACKOFF_MOST, 0, 900001, 0},
        {1000000, BACKOFF_MOST, 0, 900000, 900000},
        {9, BACKOFF_POLL_MOST, 0, 20000, 20000},
        {9, BACKOFF_POLL_MOST, 0, 20001, 0},
        {0, BACKOFF_MOST, SECONDS(120), 7, SECONDS(120)},
        {5, BACKOFF_MOST, SECONDS(20), 50000, 50000},
        {0, BACKOFF_MOST, HOURS(5), 7, BACKOFF_MOST},
    };
    for (size_t i = 0; i < LENGTH(cases); i++)
        assert_int_equal(
            plan_backoff(cases[i].tries, cases[i].most, cases[i].floor, cases[i].random),
            cases[i].wait);
}

/* Full jitter: over many draws the waits spread over the whole range. */
static void backoff_spreads(void **state)
{
    (void)state;
    uint64_t random = 1;
    int quarters[4] = {0};
    for (int i = 0; i < 4000; i++) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        int64_t wait = plan_backoff(4, BACKOFF_MOST, 0, random >> 11);
        assert_in_range(wait, 0, 32000);
        quarters[wait * 4 / 32001]++;
    }
    for (int i = 0; i < 4; i++)
        assert_in_range(quarters[i], 800, 1200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_goes_next),
        cmocka_unit_test(pages_come_after_all_that_is_short),
        cmocka_unit_test(pages_come_after_all_that_is_short),
        cmocka_unit_test(without_a_clock_nothing_goes_out),
        cmocka_unit_test(holds_are_floors),
        cmocka_unit_test(clock_set_back),
        cmocka_unit_test(the_watchdog),
        cmocka_unit_test(backoff_by_table),
        cmocka_unit_test(backoff_spreads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
