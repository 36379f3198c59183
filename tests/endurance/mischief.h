/* Hands that touch, drag, type and scan at random, and a world that changes its mind: the desk, the
 * camera, the printer, the size of the screen. */
#ifndef TESTS_ENDURANCE_MISCHIEF_H
#define TESTS_ENDURANCE_MISCHIEF_H

#include "endurance/world.h"

struct mischief {
    struct input finger; /* where it goes up again */
    bool lifting;        /* it is down */
    bool sending;        /* the hand scanner is at burst_at of: */
    char burst[700];
    size_t burst_at;
};

/* Something new. */
struct planned mischief_begin(struct mischief *hands, struct world *world);
/* A tap on that, begun. */
struct planned mischief_tap(struct mischief *hands, struct world *world,
                            const struct node_view *node);
/* Whether what was begun is not over, and the next piece of it. */
bool mischief_goes_on(const struct mischief *hands);
struct planned mischief_go_on(struct mischief *hands);

#endif
