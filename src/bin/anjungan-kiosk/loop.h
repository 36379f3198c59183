/* How the parts of the kiosk talk while it runs: one thread that sleeps until a touch, a key, news
 * from worker, disk or camera, or a timer. */
#ifndef BIN_KIOSK_LOOP_H
#define BIN_KIOSK_LOOP_H

#include <stdatomic.h>

#include "base/clock.h"
#include "base/heartbeat.h"
#include "bin/anjungan-kiosk/album.h"
#include "kiosk/app.h"
#include "platform/printer.h"
#include "platform/speech.h"
#include "platform/window.h"
#include "scan/reader.h"
#include "scan/wedge.h"
#include "store/desk_store.h"

/* What it works with, borrowed; store, reader, speech and printer may be NULL. */
struct loop {
    const struct settings *settings;
    struct window *window;
    struct ui *ui;
    struct app *app;
    struct worker *worker;
    struct desk_store *store;
    struct reader *reader;
    struct speech *speech;
    struct printer *printer;
    int ending;          /* readable when a signal asks for the end; 0: none is taken */
    const char *inspect; /* file rewritten after each frame, or NULL */
    struct clock clock;
    struct heartbeat heartbeat; /* its signs are frames shown */
    /* its own */
    struct wedge wedge;
    struct preview preview;
    struct album album;
    int64_t outlined; /* boot moment of the last code read */
    bool redraw;      /* the window lost its content, or the toolkit changed something */
    bool declare;     /* the window has another size */
    bool ended;
    const atomic_bool *over; /* another thread wants the end; NULL: none does */
    int64_t presented;       /* boot moment */
};

/* What the app asks of the machine; the loop outlives the app. */
struct app_devices loop_devices(struct loop *loop);
/* Runs until the window is closed or a signal ends it. ERR_STORAGE when nothing can be shown any
 * more. */
enum err loop_run(struct loop *loop) MUST_USE;

#endif
