/* The kiosk's screen on this machine: a window (or the whole display), fingers, keys, and a wait
 * that sleeps until something happens. SDL stays behind this header. */
#ifndef PLATFORM_WINDOW_H
#define PLATFORM_WINDOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "platform/preview.h"
#include "service/keypad.h"
#include "ui/input.h"
#include "ui/paint.h"
#include "ui/theme.h"
#include "ui/ui.h"

struct window;

struct window_config {
    const char *title;
    int width, height; /* wished for; 0: the whole display */
    bool fullscreen;
    const struct keypad *keypad; /* which keys are the five, borrowed for the call */
};

/* ERR_UNREACHABLE: there is no display; ERR_NOT_FOUND: fonts or icons are not installed (the log
 * names the Debian package). */
enum err window_open(const struct window_config *config, struct window **out) MUST_USE;
void window_close(struct window *window);
void window_size(const struct window *window, int *width, int *height);
/* How wide and high texts are in this window's fonts. Borrowed from the window. */
const struct ui_metrics *window_metrics(const struct window *window);

/* Makes beforehand what the first picture in this theme's scale would wait for. */
void window_prepare(struct window *window, const struct theme *theme);

/* The camera's picture for IMAGE_PREVIEW. Its pixels are borrowed until the next call, or until
 * window_forget; a preview that is all zero lets go of them. Marks the preview for drawing. */
void window_preview(struct window *window, const struct preview *preview);

/* Draws what changed since the last present and shows it. *presented (may be NULL) tells whether
 * anything was. */
enum err window_present(struct window *window, struct ui *ui, bool *presented) MUST_USE;
/* Presents one pixel, so that a watchdog sees a living screen at rest. ERR_UNREACHABLE: the display
 * did not take it. */
enum err window_pulse(struct window *window) MUST_USE;

enum event_kind {
    EVENT_NONE,   /* the time is up, or a descriptor is ready */
    EVENT_INPUT,  /* input holds */
    EVENT_PRESS,  /* usage and shift hold: a key that may type went down; its EVENT_TEXT follows */
    EVENT_TEXT,   /* codepoint holds: a key of a hand scanner or keyboard; '\r' and '\b' too */
    EVENT_REDRAW, /* the window's content was lost or its size changed */
    EVENT_QUIT,
};
struct event {
    enum event_kind kind;
    struct input input;
    uint32_t codepoint;
    uint8_t usage; /* of the key: USB HID Usage Tables, keyboard page */
    bool shift;
    int64_t at; /* on the boot clock; of one that waited, when the wait before it was over */
};

/* The next event. Sleeps at most `timeout` ms (-1: for ever) or until one of the descriptors is
 * readable. Never busy-waits. */
struct event window_wait(struct window *window, const int *fds, size_t count, int timeout);

/* Whether keys wait for window_wait already. */
bool window_keys_wait(struct window *window);

/* Whether what is laid out and shown from now on tells of nobody. At first it may. */
void window_common(struct window *window, bool common);
/* Forgets the texts that may tell of a visitor, so that nothing typed stays in memory. */
void window_forget(struct window *window);

/* Writes the surface as PNG, for `make shots`. */
enum err window_save(struct window *window, const char *path) MUST_USE;

#endif
