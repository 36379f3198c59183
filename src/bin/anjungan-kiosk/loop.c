#include "bin/anjungan-kiosk/loop.h"

#include <poll.h>
#include <string.h>

#include "base/buf.h"
#include "base/log.h"
#include "bin/anjungan-kiosk/camera.h"
#include "bin/anjungan-kiosk/inspect.h"
#include "bin/anjungan-kiosk/keys.h"

/* At rest one pixel is shown this often, so that a watchdog sees a living screen. */
static const int64_t PULSE_EVERY = SECONDS(20);

static void forget(void *self)
{
    struct loop *loop = self;
    keys_forget(loop);
    camera_forget(loop);
    window_forget(loop->window);
    if (loop->speech)
        speech_forget(loop->speech);
    loop->declare = true;
}

static void say(void *self, enum lang lang, const char *text)
{
    struct loop *loop = self;
    if (*text)
        speech_say(loop->speech, lang, text, clock_boot());
    else
        speech_stop(loop->speech, clock_boot());
}

static void say_after(void *self, enum lang lang, const char *text)
{
    struct loop *loop = self;
    speech_say_after(loop->speech, lang, text, clock_boot());
}

static void tune(void *self, int rate, int volume)
{
    struct loop *loop = self;
    speech_tune(loop->speech, rate, volume);
}

static void chime(void *self, enum app_chime chime)
{
    static const enum chime sounds[] = {
        [APP_CHIME_CALL] = CHIME_CALL, [APP_CHIME_CODE] = CHIME_CODE};
    struct loop *loop = self;
    speech_chime(loop->speech, sounds[chime], clock_boot());
}

static void print(void *self, const struct slip *slip, unsigned number)
{
    struct loop *loop = self;
    const struct printer_news refused = {PRINTER_SILENT, number};
    if (printer_print(loop->printer, slip, number) != OK)
        app_printer(loop->app, &refused);
}

static void print_look(void *self)
{
    struct loop *loop = self;
    if (printer_look(loop->printer) != OK)
        log_warn("the printer has too much to do to be asked");
}

static struct app_pulse pulse_of(void *self)
{
    const struct loop *loop = self;
    return (struct app_pulse){
        .frames = loop->heartbeat.signs,
        .watched = heartbeat_watched(&loop->heartbeat),
    };
}

struct app_devices loop_devices(struct loop *loop)
{
    bool camera = loop->reader && strcmp(loop->settings->camera.source, "none") != 0;
    return (struct app_devices){
        .camera = camera ? camera_use : NULL,
        .page_camera = camera ? camera_pages : NULL,
        .page_shoot = camera ? camera_shoot : NULL,
        .page_copy = camera_copy,
        .forget = forget,
        .say = loop->speech ? say : NULL,
        .say_after = loop->speech ? say_after : NULL,
        .tune = loop->speech ? tune : NULL,
        .chime = loop->speech ? chime : NULL,
        .print = loop->printer ? print : NULL,
        .print_look = loop->printer ? print_look : NULL,
        .pulse = pulse_of,
        .self = loop,
    };
}

static void printer_heard(struct loop *loop)
{
    struct printer_news news;
    while (loop->printer && printer_take(loop->printer, &news))
        app_printer(loop->app, &news);
}

static void touch(struct loop *loop, const struct input *input)
{
    loop->redraw |= app_input(loop->app, loop->ui, input);
}

static void handle(struct loop *loop, const struct event *event)
{
    switch (event->kind) {
    case EVENT_INPUT:
        touch(loop, &event->input);
        break;
    case EVENT_PRESS:
    case EVENT_TEXT:
        keys_event(loop, event);
        break;
    case EVENT_REDRAW:
        ui_damage_all(loop->ui);
        loop->declare = true;
        break;
    case EVENT_QUIT:
        loop->ended = true;
        break;
    case EVENT_NONE:
        break;
    }
}

static bool readable(int fd)
{
    struct pollfd ready = {.fd = fd, .events = POLLIN};
    return poll(&ready, 1, 0) > 0;
}

static void collect(struct loop *loop)
{
    worker_finish(loop->worker);
    if (loop->store && readable(desk_store_fd(loop->store))) {
        desk_store_drain(loop->store);
        app_desk_changed(loop->app);
    }
    camera_news(loop);
    printer_heard(loop);
    keys_settle(loop);
}

/* Something reached the screen. */
static void shown(struct loop *loop)
{
    loop->presented = clock_boot();
    heartbeat_sign(&loop->heartbeat);
}

static enum err show(struct loop *loop)
{
    bool presented = false;
    window_common(loop->window, app_untouched(loop->app));
    if (app_changed(loop->app) || loop->declare) {
        int width, height;
        window_size(loop->window, &width, &height);
        app_view(loop->app, loop->ui, width, height);
        loop->redraw = true;
        loop->declare = false;
    }
    if (!loop->redraw)
        return OK;
    loop->redraw = false;
    if (window_present(loop->window, loop->ui, &presented) != OK)
        return ERR_STORAGE;
    if (presented)
        shown(loop);
    if (loop->inspect)
        inspect_write(loop->inspect, loop->ui, app_screen(loop->app));
    return OK;
}

static void pulse(struct loop *loop, int64_t boot)
{
    if (window_pulse(loop->window) == OK)
        heartbeat_sign(&loop->heartbeat);
    loop->presented = boot;
}

/* Milliseconds to sleep at most. */
static int rest(struct loop *loop, int64_t next)
{
    int64_t boot = clock_boot();
    int64_t due = wedge_due(&loop->wedge);
    int64_t every = heartbeat_pace(&loop->heartbeat, PULSE_EVERY);
    if (boot - loop->presented >= every)
        pulse(loop, boot);
    next = due < next ? due : next;
    due = loop->presented + every;
    next = due < next ? due : next;
    return next > boot ? (int)(next - boot) : 0;
}

static bool asked_to_end(const struct loop *loop)
{
    struct pollfd file = {.fd = loop->ending, .events = POLLIN};
    return (loop->over && *loop->over) || (loop->ending > 0 && poll(&file, 1, 0) == 1);
}

enum err loop_run(struct loop *loop)
{
    int fds[5];
    size_t count = 0;
    fds[count++] = worker_fd(loop->worker);
    if (loop->store)
        fds[count++] = desk_store_fd(loop->store);
    if (loop->reader)
        fds[count++] = reader_fd(loop->reader);
    if (loop->printer)
        fds[count++] = printer_fd(loop->printer);
    if (loop->ending > 0)
        fds[count++] = loop->ending;
    while (!loop->ended && !asked_to_end(loop)) {
        collect(loop);
        int64_t next = app_tick(loop->app, clock_now(&loop->clock), clock_boot());
        if (show(loop) != OK)
            return ERR_STORAGE;
        struct event event = window_wait(loop->window, fds, count, rest(loop, next));
        handle(loop, &event);
        heartbeat_turn(&loop->heartbeat, clock_boot(), app_screen(loop->app));
    }
    return OK;
}
