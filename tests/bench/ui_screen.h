/* The X display under measurement: touched through XTest, watched through XDamage; its pixels
 * decide what is on it. Moments are nanoseconds of CLOCK_MONOTONIC. */
#ifndef TESTS_BENCH_UI_SCREEN_H
#define TESTS_BENCH_UI_SCREEN_H

#include <stddef.h>
#include <stdint.h>

struct screen;

int64_t moment_now(void);

/* The display of $DISPLAY; NULL after saying why not. */
struct screen *screen_open(void);
void screen_close(struct screen *screen);

/* Puts the finger over a place, without touching. */
void screen_point(struct screen *screen, int x, int y);
/* Touches or lets go where the finger is; answers the moment just before the server is told. */
int64_t screen_touch(struct screen *screen, int down);

/* Waits until no pixel has changed for `quiet` ms, `limit` ms at most. Answers the moment of the
 * last damage that changed one: from then on the picture is the one that stays. 0: nothing changed,
 * or the limit was met. A damage that paints what is there already does not count. */
int64_t screen_settle(struct screen *screen, int quiet, int limit);

/* Pixels of the picture that screen_settle saw last, as 0xXXRRGGBB; width * height of them. */
const uint32_t *screen_pixels(const struct screen *screen, size_t *count);
int screen_width(const struct screen *screen);

#endif
