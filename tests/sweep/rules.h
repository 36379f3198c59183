/* What every page keeps, whatever its language, theme, letters and screen. The numbers are those of
 * the accessibility table (EN 301 549, WCAG 2.1): a page is checked as it is laid out and as it is
 * painted, in all of its scroll positions and with the focus on each thing that can have it. */
#ifndef TESTS_SWEEP_RULES_H
#define TESTS_SWEEP_RULES_H

#include "sweep/look.h"

/* X(name, what is told when it is broken) */
#define RULES(X)                                                                                   \
    X(WHOLE, "does not fit its place")                                                             \
    X(ON_SCREEN, "stands outside the screen")                                                      \
    X(APART, "overlaps")                                                                           \
    X(TARGET, "is too small to touch")                                                             \
    X(TARGETS_APART, "is too near to another target")                                              \
    X(CONTRAST, "has too little contrast")                                                         \
    X(LETTERS, "has letters too small to read")                                                    \
    X(MODULES, "is a QR code too fine to read")                                                    \
    X(FOCUS, "hides the focus ring")                                                               \
    X(REACH, "stands above the reach line")                                                        \
    X(HANDLE, "hides a page longer than its place without a handle")                               \
    X(ROOM, "is more than the toolkit holds")

enum rule {
#define RULE_NAME(name, words) RULE_##name,
    RULES(RULE_NAME)
#undef RULE_NAME
        RULES_COUNT
};

/* A page as it is looked at. */
struct sight {
    struct ui *ui;
    struct painter *painter;
    struct display on;
};

struct fault {
    enum rule rule;
    const char *text; /* of the node at fault; borrowed */
    struct rect at;
    double is, least; /* mm or a ratio; 0 where there is no number */
};
typedef void fault_found(void *self, const struct fault *fault);

void rules_check(const struct sight *sight, fault_found *found, void *self);
/* One line about it, the look not named. */
void fault_tell(const struct fault *fault, char *out, size_t size);

/* ---- between rules*.c ---- */

struct hearing {
    const struct sight *sight;
    fault_found *found;
    void *self;
};
void hear(const struct hearing *hearing, struct fault fault);
/* Laid out: in one scroll position or in all, as each needs. */
void rules_of_tree(const struct hearing *hearing);
void rules_of_targets(const struct hearing *hearing);
void rules_of_focus(const struct hearing *hearing);
/* Painted: what is seen in this scroll position. */
void rules_of_paint(const struct hearing *hearing);

#endif
