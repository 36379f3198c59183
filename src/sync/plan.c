#include "sync/plan.h"

#include "base/err.h"

static int64_t later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* The moment itself, or now where it is too far off to be meant. */
static int64_t sane(int64_t moment, int64_t now)
{
    return moment > now + BACKOFF_MOST ? now : moment;
}

struct plan plan_next(const struct plan_input *in)
{
    int64_t now = in->now;
    int64_t hold = sane(in->hold_until, now);
    int64_t poll_hold = later(hold, sane(in->poll_hold, now));
    int64_t push = later(sane(in->next_try, now), hold);
    bool waiting = in->waiting > 0;
    int64_t page = later(sane(in->page_try, now), poll_hold);
    int64_t hello = later(sane(in->hello_due, now), poll_hold);
    int64_t time = later(in->time_due, poll_hold);
    /* An item does not wait for the next look at the clock. */
    if (!in->clock_known && waiting && push < time)
        time = push;
    const struct {
        bool wanted;
        int64_t at;
    } acts[PLAN_WAIT] = {
        [PLAN_TIME] = {true, time},
        [PLAN_PUSH] = {in->clock_known, waiting && push < hello ? push : hello},
        [PLAN_STATUSES] = {in->clock_known, later(sane(in->statuses_due, now), poll_hold)},
        [PLAN_FEED] = {in->clock_known, later(sane(in->feed_due, now), poll_hold)},
        [PLAN_KEYS] = {in->clock_known && in->keys_due > 0,
                       later(sane(in->keys_due, now), poll_hold)},
        [PLAN_BLOB] = {in->clock_known && in->pages > 0, page},
        [PLAN_TIDY] = {in->clock_known, in->tidy_due},
    };
    struct plan plan = {.act = PLAN_WAIT, .at = now + BACKOFF_MOST};
    plan.stuck =
        (waiting && push + in->watchdog <= now) || (in->pages > 0 && page + in->watchdog <= now);
    for (size_t i = 0; i < LENGTH(acts) && plan.act == PLAN_WAIT; i++) {
        if (!acts[i].wanted)
            continue;
        if (acts[i].at <= now)
            plan.act = (enum plan_act)i;
        if (acts[i].at < plan.at)
            plan.at = acts[i].at;
    }
    return plan;
}

int64_t plan_backoff(int tries, int64_t most, int64_t floor, uint64_t random)
{
    int64_t ceiling = SECONDS(2);
    for (int i = 0; i < tries && ceiling < most; i++)
        ceiling *= 2;
    if (ceiling > most)
        ceiling = most;
    /* The bias of the remainder is below one in 10^13. */
    int64_t wait = later((int64_t)(random % (uint64_t)(ceiling + 1)), floor);
    return wait < BACKOFF_MOST ? wait : BACKOFF_MOST;
}
