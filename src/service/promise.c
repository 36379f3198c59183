#include "service/promise.h"

#include <assert.h>

/* A request that stands still for longer than this is no longer promised anything. */
enum { HORIZON_DAYS = 5 * 366 };

/* When the clock starts; 0 when that is not known. */
static int64_t start_of(const struct hours *hours, const struct promise_rules *rules,
                        int64_t received)
{
    if (!rules->next_open || hours_at(hours, received).kind == HOURS_OPEN)
        return received;
    return hours_next_open(hours, received);
}

/* Whether the clock ran at the moment. What ended is reckoned as if the office had gone on: that
 * is the date it had been promised for. */
static bool ran_at(const struct promise_rules *rules, const struct turn_change *changes,
                   size_t count, int64_t moment)
{
    enum turn turn = changes[0].turn;
    for (size_t i = 1; i < count && changes[i].at <= moment; i++)
        turn = changes[i].turn;
    return turn != TURN_APPLICANT || !rules->pauses;
}

/* The (N+1)-th close of service from the start's own day on at which the clock ran; 0 when a year
 * without known holidays lies before it. */
static int64_t due_of(const struct hours *hours, const struct promise_rules *rules,
                      const struct turn_change *changes, size_t count)
{
    int64_t day = start_of(hours, rules, changes[0].at);
    if (day == 0)
        return 0;
    int closes = 0;
    for (int i = 0; i < HORIZON_DAYS && hours_known(hours, day); i++, day += DAYS(1)) {
        int64_t close = hours_last_close(hours, day);
        if (close != 0 && ran_at(rules, changes, count, close) && ++closes > rules->days)
            return close;
    }
    return 0;
}

struct promise promise_reckon(const struct hours *hours, const struct promise_rules *rules,
                              const struct turn_change *changes, size_t count, int64_t now)
{
    assert(count >= 1);
    const struct turn_change *last = &changes[count - 1];
    if (last->turn == TURN_APPLICANT && rules->pauses)
        return (struct promise){.kind = PROMISE_PAUSED};

    int64_t due = due_of(hours, rules, changes, count);
    bool over = last->turn == TURN_OVER;
    if (due == 0)
        return (struct promise){.kind = over ? PROMISE_OVER : PROMISE_UNKNOWN};
    return (struct promise){
        .kind = over ? PROMISE_OVER : PROMISE_DUE,
        .due = due,
        .late = (over ? last->at : now) > due,
    };
}
