/* syncd's work: moves sealed items up and statuses and content down, one exchange a step. It owns
 * its connection to kiosk.db and survives everything: no database, no enrolment, no office. */
#ifndef SYNC_ENGINE_H
#define SYNC_ENGINE_H

#include <stdbool.h>

#include "base/entropy.h"
#include "base/err.h"
#include "service/settings.h"

struct engine;

struct engine_config {
    const char *state_dir;           /* copied */
    const struct settings *settings; /* borrowed */
    struct entropy entropy;
    int stop_fd;                      /* readable: end an exchange at once; -1 none */
    int64_t connect_most, stall_most; /* ms, 0: as transport.h has them */
};

/* ERR_STORAGE when memory is short. */
enum err engine_open(const struct engine_config *config, struct engine **out) MUST_USE;
void engine_close(struct engine **engine);

/* Does the one thing that is due, if any. Returns the moment of the next; <= now: call again. */
int64_t engine_step(struct engine *engine, int64_t now);

/* Items were due and nothing was tried for as long as the watchdog allows, by this engine: it is
 * beyond itself, and only a new start helps. The sync log says so. */
bool engine_dead(const struct engine *engine);
/* Whether the last step came to its end; what failed is tried again by itself. */
bool engine_well(const struct engine *engine);

/* Readable when the database or the enrolment changed: engine_drain and step. -1 while the folder
 * cannot be watched. */
int engine_fd(const struct engine *engine);
void engine_drain(struct engine *engine);

#endif
