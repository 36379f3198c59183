/* A watchdog is fed only by signs of life: a frame that reached the screen, a round of work that
 * ended. A loop that turns without any, or that does not turn, starves it.
 *
 *     heartbeat_open(&beat);
 *     for (;;) {
 *         if (work() == OK)
 *             heartbeat_sign(&beat);
 *         heartbeat_turn(&beat, clock_boot(), "working");
 *         wait(heartbeat_pace(&beat, SECONDS(20)));
 *     } */
#ifndef BASE_HEARTBEAT_H
#define BASE_HEARTBEAT_H

#include <stdbool.h>

#include "base/notify.h"

struct heartbeat {
    struct notify notify;
    int64_t signs;  /* since the start */
    int64_t told;   /* signs as of the last feeding */
    int64_t fed_at; /* boot moment of the last try to, 0 none */
};

/* See notify_open. */
void heartbeat_open(struct heartbeat *out);
/* Says that the program ends. */
void heartbeat_close(struct heartbeat *beat);

/* One more sign of life. */
void heartbeat_sign(struct heartbeat *beat);
/* The loop has come round. With the first sign the program is ready; later ones feed the watchdog,
 * not more often than it needs. status: one line for the technician, borrowed. */
void heartbeat_turn(struct heartbeat *beat, int64_t now_boot, const char *status);
/* ms between signs: `most`, or as often as the watchdog needs them. */
int64_t heartbeat_pace(const struct heartbeat *beat, int64_t most);
/* Whether somebody would notice that the signs end. */
bool heartbeat_watched(const struct heartbeat *beat);

#endif
