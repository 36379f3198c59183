#include "service/ladder.h"

#include <assert.h>

/* The standard's rungs, and two readings of it: an officer who sees at once that he cannot solve it
 * may pass it on without an answer, and nothing is closed before somebody has answered. */
static const enum rung next[RUNG_SETTLED + 1][LADDER_CLOSE + 1] = {
    [RUNG_TOLD] = {[LADDER_ANSWER] = RUNG_ANSWERED, [LADDER_ESCALATE] = RUNG_ESCALATED},
    [RUNG_ANSWERED] = {[LADDER_ANSWER] = RUNG_ANSWERED,
                       [LADDER_ESCALATE] = RUNG_ESCALATED,
                       [LADDER_CLOSE] = RUNG_SETTLED},
    [RUNG_ESCALATED] = {[LADDER_ANSWER] = RUNG_ESCALATED, [LADDER_CLOSE] = RUNG_SETTLED},
};

enum rung ladder_next(enum rung from, enum ladder_act act)
{
    assert(act <= LADDER_CLOSE);
    return from >= RUNG_TOLD && from <= RUNG_SETTLED ? next[from][act] : 0;
}

int64_t ladder_due(const struct hours *hours, int64_t received, int days)
{
    assert(days >= 1);
    for (int64_t day = received + DAYS(1); hours_known(hours, day); day += DAYS(1)) {
        int64_t close = hours_last_close(hours, day);
        if (close != 0 && --days == 0)
            return close;
    }
    return 0;
}
