#include "endurance/world.h"

#include <SDL2/SDL.h>
#include <malloc.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/path.h"
#include "base/tr.h"
#include "platform/painter.h"
#include "platform/preview.h"
#include "platform/text.h"

/* 2026-11-23T09:41:00+07:00 */
static const int64_t MONDAY = 1795401660000;
enum { PATIENCE = 60000 };

/* Time stands in one place, as it does outside: the linker sends every clock here. */
static int64_t boot = HOURS(5);

int64_t __wrap_clock_boot(void);
int64_t __wrap_clock_now(const struct clock *clock);

int64_t __wrap_clock_boot(void)
{
    return boot;
}

int64_t __wrap_clock_now(const struct clock *clock)
{
    return MONDAY + boot - HOURS(5) + clock->offset;
}

/* ---- the window, in place of platform/window.c -------------------------------------------------
 */

struct window {
    struct world *world;
};

void window_size(const struct window *window, int *width, int *height)
{
    *width = window->world->canvas->w;
    *height = window->world->canvas->h;
}

void window_preview(struct window *window, const struct preview *preview)
{
    painter_preview(window->world->painter, preview);
}

enum err window_present(struct window *window, struct ui *ui, bool *presented)
{
    struct world *world = window->world;
    struct rect damage[16];
    struct rect all = {0, 0, world->canvas->w, world->canvas->h};
    struct paint_list list = ui_paint(ui);
    *presented = ui_damage(ui, damage, LENGTH(damage)) > 0;
    if (world->presents++ % world->paint_every == 0)
        painter_draw(world->painter, ui_theme(ui), list, all, world->canvas);
    return OK;
}

enum err window_pulse(struct window *window)
{
    (void)window;
    return OK;
}

bool window_keys_wait(struct window *window)
{
    (void)window;
    return false; /* keys come at the pace that was planned */
}

void window_common(struct window *window, bool common)
{
    text_common(painter_text(window->world->painter), common);
}

void window_forget(struct window *window)
{
    text_forget(painter_text(window->world->painter));
    painter_preview(window->world->painter, &(struct preview){0});
}

/* The desk's answers come in real time; nothing else moves meanwhile. */
static void await_answer(const int *fds, size_t count)
{
    struct pollfd ready[8];
    for (size_t i = 0; i < count; i++)
        ready[i] = (struct pollfd){.fd = fds[i], .events = POLLIN};
    if (poll(ready, count, PATIENCE) <= 0) {
        fprintf(stderr, "the worker does not answer\n");
        abort();
    }
}

struct event window_wait(struct window *window, const int *fds, size_t count, int timeout)
{
    struct world *world = window->world;
    struct event nothing = {.kind = EVENT_NONE, .at = boot};
    if (app_busy(world->loop.app)) {
        await_answer(fds, count);
        return nothing;
    }
    if (world->driver.resting)
        world->driver.resting(world, world->driver.self);
    if (!world->waiting)
        world->planned = world->driver.next(world, world->driver.self);
    world->waiting = true;
    if (world->planned.wait > timeout) {
        world->planned.wait -= timeout;
        boot += timeout;
        nothing.at = boot;
        return nothing;
    }
    world->waiting = false;
    boot += world->planned.wait;
    world->planned.event.at = boot;
    return world->planned.event;
}

/* The app's devices are the loop's, and the loop is the first thing in a world. */
/* ---- devices -----------------------------------------------------------------------------------
 */

static void camera(void *self, bool on)
{
    struct world *world = self;
    world->camera_on = on;
}

static void say(void *self, enum lang lang, const char *text)
{
    (void)self;
    (void)lang;
    (void)text;
}

static void chime(void *self, enum app_chime chime)
{
    (void)self;
    (void)chime;
}

static void print(void *self, const struct slip *slip, unsigned number)
{
    struct world *world = self;
    world->slip = slip->count > 0 ? number : 0;
}

static void print_look(void *self)
{
    (void)self;
}

static struct app_devices devices(struct world *world)
{
    struct app_devices all = loop_devices(&world->loop);
    all.camera = camera;
    all.say = say;
    all.chime = chime;
    all.print = print;
    all.print_look = print_look;
    return all;
}

/* ---- the world ---------------------------------------------------------------------------------
 */

static void demand(bool good, const char *what)
{
    if (good)
        return;
    fprintf(stderr, "%s\n", what);
    exit(1);
}

static void open_files(struct world *world)
{
    char path[PATH_SIZE], dir[PATH_SIZE];
    struct why why;
    ssize_t len = readlink("/proc/self/exe", path, sizeof(path) - 1);
    demand(len > 0, "no /proc");
    path[len] = '\0';
    for (int up = 0; up < 3; up++)
        *strrchr(path, '/') = '\0';
    demand(path_join(dir, path, "lang") == OK && tr_open(dir) == OK, "no catalogues");
    for (enum lang lang = LANG_COUNT; lang-- > 0;) { /* all are read by now, LANG_ID last */
        tr_use(lang);
        demand(*tr("Print"), "no words");
    }
    demand(settings_open("kiosk-config", &world->settings, &why) == OK &&
               catalogue_open("kiosk-config", &world->catalogue, &why) == OK,
           why.text);
}

void world_resize(struct world *world, int width, int height)
{
    SDL_FreeSurface(world->canvas);
    world->canvas = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_ARGB8888);
    demand(world->canvas != NULL, "no memory");
}

static struct extent extent(void *self, const struct theme *theme, enum type type,
                            const char *content, int width)
{
    const struct world *world = self;
    const struct ui_metrics *metrics = text_metrics(painter_text(world->painter));
    return metrics->text(metrics->self, theme, type, content, width);
}

void world_open(struct world *world, uint64_t seed, int width, int height)
{
    static struct window window;
    window.world = world;
    *world = (struct world){.random = seed * 2 + 1, .paint_every = 1};
    open_files(world);
    demand(painter_open(&world->painter) == OK, "no painter");
    world->metrics = (struct ui_metrics){.text = extent, .self = world};
    world_resize(world, width, height);
    fake_desk_init(&world->fake, MONDAY);
    world->secrets = calloc(1, app_secrets_size());
    world->loop = (struct loop){
        .settings = &world->settings,
        .window = &window,
        .ui = ui_new(&world->metrics),
        .worker = worker_new(),
    };
    heartbeat_open(&world->loop.heartbeat);
    demand(world->secrets && world->loop.ui && world->loop.worker, "no memory");
    struct app_config config = {
        .settings = &world->settings,
        .catalogue = &world->catalogue,
        .desk = fake_desk(&world->fake),
        .counter = fake_counter(&world->fake),
        .worker = world->loop.worker,
        .devices = devices(world),
        .secrets = world->secrets,
        .secrets_size = app_secrets_size(),
        .lang = LANG_ID,
    };
    world->loop.app = app_new(&config, world_now(world), boot);
    demand(world->loop.app != NULL, "no memory");
}

void world_close(struct world *world)
{
    heartbeat_close(&world->loop.heartbeat);
    worker_free(world->loop.worker);
    app_free(world->loop.app);
    const char *left = world->secrets;
    for (size_t i = 0; i < app_secrets_size(); i++)
        demand(left[i] == 0, "something typed was left behind");
    free(world->secrets);
    ui_free(world->loop.ui);
    SDL_FreeSurface(world->canvas);
    painter_close(world->painter);
    catalogue_close(&world->catalogue);
}

enum err world_run(struct world *world, struct driver driver)
{
    world->driver = driver;
    world->loop.ended = false;
    return loop_run(&world->loop);
}

int64_t world_boot(void)
{
    return boot;
}

int64_t world_now(const struct world *world)
{
    return __wrap_clock_now(&world->loop.clock);
}

/* xorshift64*: the same run for the same seed, everywhere. */
unsigned world_random(struct world *world, unsigned limit)
{
    uint64_t x = world->random;
    x ^= x >> 12;
    x ^= x << 25;
    x ^= x >> 27;
    world->random = x;
    return (unsigned)((x * 0x2545f4914f6cdd1dull >> 33) % limit);
}

static bool tappable(const struct node_view *node)
{
    return node->tap.kind && !node->disabled && node->rect.w > 0 && node->rect.h > 0;
}

bool world_choose(struct world *world, int kind, struct node_view *out)
{
    unsigned count = 0;
    for (size_t i = 0; i < ui_count(world->loop.ui); i++) {
        struct node_view node = ui_node(world->loop.ui, i);
        if (tappable(&node) && (!kind || node.tap.kind == kind) &&
            world_random(world, ++count) == 0)
            *out = node;
    }
    return count > 0;
}

enum screen_id world_screen(const struct world *world)
{
    return app_top(world->loop.app);
}

/* Of the sanitizer, where there is one. */
size_t __sanitizer_get_current_allocated_bytes(void) __attribute__((weak));

size_t world_held(void)
{
    if (__sanitizer_get_current_allocated_bytes)
        return __sanitizer_get_current_allocated_bytes();
    struct mallinfo2 heap = mallinfo2();
    return heap.uordblks + heap.hblkhd;
}

size_t world_held_slack(void)
{
    return __sanitizer_get_current_allocated_bytes ? 64 << 10 : 256 << 10;
}

size_t world_held_bare(struct world *world)
{
    painter_close(world->painter);
    size_t held = world_held();
    demand(painter_open(&world->painter) == OK, "no painter");
    return held;
}

size_t world_resident(void)
{
    size_t total = 0, resident = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file && fscanf(file, "%zu %zu", &total, &resident) != 2)
        resident = 0;
    if (file)
        fclose(file);
    return resident * (size_t)sysconf(_SC_PAGESIZE) / 1024;
}
