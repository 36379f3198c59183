/* Somebody who wants something and knows how forms work: chooses an errand, fills what is asked
 * with good answers, goes on, and leaves, mostly properly. In any language: only roles, messages
 * and kinds of fields are looked at, never words. */
#ifndef TESTS_ENDURANCE_VISITOR_H
#define TESTS_ENDURANCE_VISITOR_H

#include "endurance/world.h"

enum { FILLED_MAX = 24 };

/* What somebody comes for: a tile of the home screen (the nth, counted round), or one of these. */
enum { ERRAND_CODE = -1, ERRAND_CALL = -2, ERRAND_OFFICER = -3 };

struct visitor {
    bool came; /* has chosen an errand */
    bool done; /* has left */
    int errand;
    enum lang lang;
    int patience;                /* steps left before giving up */
    const char *typing;          /* what is still to be typed into the field */
    uint64_t filled[FILLED_MAX]; /* hashes of the labels of fields that were filled */
    size_t filled_count;
    int emblems; /* taps on the emblem */
    bool lifting;
    struct input finger;
};

/* A new one, with that errand. */
struct visitor visitor_new(struct world *world, int errand, enum lang lang);
/* What they do next. Once `done`, nothing but wait. */
struct planned visitor_next(struct visitor *visitor, struct world *world);

#endif
