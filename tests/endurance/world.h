/* The kiosk's own loop in a world of ours: real settings, toolkit, fonts and painter, a desk that
 * answers as told, and a clock that jumps from event to event, so that a week takes minutes. What
 * happens is decided by a driver. */
#ifndef TESTS_ENDURANCE_WORLD_H
#define TESTS_ENDURANCE_WORLD_H

#include "bin/anjungan-kiosk/loop.h"
#include "kiosk/screen.h"
#include "kiosk/support/fake_desk.h"

struct world;
struct painter;
struct SDL_Surface;

/* What comes next, and how many ms until then. */
struct planned {
    int64_t wait;
    struct event event;
};

struct driver {
    /* Called when the last event was dealt with and no answer of the desk is awaited. */
    struct planned (*next)(struct world *world, void *self);
    /* Called whenever the loop rests, after it showed what changed. May be NULL. */
    void (*resting)(struct world *world, void *self);
    void *self;
};

struct world {
    struct loop loop; /* first: what the app is given as its devices' self */
    struct settings settings;
    struct catalogue catalogue;
    struct fake_desk fake;
    void *secrets;
    struct driver driver;
    struct planned planned;
    bool waiting; /* planned holds what is to come */
    struct painter *painter;
    struct ui_metrics metrics; /* the painter's, whichever it is now */
    struct SDL_Surface *canvas;
    int paint_every; /* of so many presents one is painted */
    int64_t presents;
    uint64_t random;
    bool camera_on;
    unsigned slip; /* the number of the slip to be told of, 0 none */
};

/* width x height: the first screen. Ends the program when it cannot. */
void world_open(struct world *world, uint64_t seed, int width, int height);
void world_close(struct world *world);
/* Until the driver plans EVENT_QUIT. */
enum err world_run(struct world *world, struct driver driver);

/* The moment on the kiosk's clock, and since its start. */
int64_t world_now(const struct world *world);
int64_t world_boot(void);
/* 0 <= the number < limit. */
unsigned world_random(struct world *world, unsigned limit);
/* Another screen from the next EVENT_REDRAW on. */
void world_resize(struct world *world, int width, int height);
enum screen_id world_screen(const struct world *world);
/* Any node that can be tapped and sends that kind of message, 0 for any; false: there is none. */
bool world_choose(struct world *world, int kind, struct node_view *out);

/* Bytes the program holds on its heap. bare: without the painter and its caches, which is opened
 * anew; what is left must not grow. */
size_t world_held(void);
size_t world_held_bare(struct world *world);
/* How far two of these may differ and nothing has grown: what libraries make at first use comes late
 * in a short run, and the C library counts what it keeps for the next allocation as held, which a
 * sanitizer does not. */
size_t world_held_slack(void);
/* Its resident memory in KiB. */
size_t world_resident(void);

#endif
