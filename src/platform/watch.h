/* Wakes SDL's wait when one of our descriptors becomes readable: a thread that sleeps in poll() and
 * pushes one event, then waits until it is armed again. */
#ifndef PLATFORM_WATCH_H
#define PLATFORM_WATCH_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum { WATCH_MAX = 8 };

struct watch;

/* event: the SDL user event that is pushed. */
enum err watch_new(uint32_t event, struct watch **out) MUST_USE;
void watch_free(struct watch *watch);
/* Watches these descriptors until one is readable; at most WATCH_MAX. Does nothing when it is
 * already watching the same. */
void watch_arm(struct watch *watch, const int *fds, size_t count);

#endif
