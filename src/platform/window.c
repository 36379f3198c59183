#include "platform/window.h"

#include <SDL2/SDL.h>
#include <SDL2/SDL_image.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "platform/painter.h"
#include "platform/pixels.h"
#include "platform/presenter.h"
#include "platform/text.h"
#include "platform/translate.h"
#include "platform/watch.h"

enum { DAMAGE_MAX = 16 };

struct window {
    SDL_Window *sdl;
    struct presenter *presenter;
    struct painter *painter;
    struct watch *watch;
    uint32_t ready; /* the watch's event type */
    bool preview_changed;
    struct keymap keymap;
    int64_t woken; /* when the last wait was over: what comes without one may be as old */
    char rest[32];
};

/* SDL falls back on drivers that draw nowhere; only who asks for one by name means it. */
static bool nobody_sees(void)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    bool blind = driver == NULL || strcmp(driver, "offscreen") == 0 || strcmp(driver, "dummy") == 0;
    return blind && SDL_getenv("SDL_VIDEODRIVER") == NULL;
}

/* What SDL would look for in vain: a session bus that it would even try to start, and the file of
 * compose keys, which takes longer to read than our whole configuration. */
static void spare_search(void)
{
    setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 0);
    setenv("XCOMPOSEFILE", "/dev/null", 0);
}

static enum err open_display(const struct window_config *config, struct window *window)
{
    spare_search();
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    if (SDL_Init(SDL_INIT_VIDEO) != 0) {
        log_error("there is no display: %s", SDL_GetError());
        return ERR_UNREACHABLE;
    }
    if (nobody_sees()) {
        log_error("there is no display: set DISPLAY, or run on a console with a graphics card");
        return ERR_UNREACHABLE;
    }
    bool whole = config->fullscreen || config->width == 0;
    window->sdl = SDL_CreateWindow(config->title, SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                                   whole ? 1080 : config->width, whole ? 1920 : config->height,
                                   whole ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0);
    if (window->sdl == NULL) {
        log_error("no window: %s", SDL_GetError());
        return ERR_UNREACHABLE;
    }
    SDL_StartTextInput();
    SDL_DisableScreenSaver();
    /* That it is shown and uncovered is no news: nothing has been drawn yet. */
    SDL_PumpEvents();
    SDL_FlushEvent(SDL_WINDOWEVENT);
    return presenter_open(window->sdl, &window->presenter);
}

enum err window_open(const struct window_config *config, struct window **out)
{
    struct window *window = calloc(1, sizeof(*window));
    if (window == NULL)
        return ERR_FULL;
    enum err err = open_display(config, window);
    if (err == OK) {
        window->keymap = keymap_of(config->keypad);
        err = painter_open(&window->painter);
    }
    if (err == OK) {
        window->ready = SDL_RegisterEvents(1);
        window->woken = clock_boot();
        err = watch_new(window->ready, &window->watch);
    }
    if (err != OK) {
        window_close(window);
        return err;
    }
    *out = window;
    return OK;
}

void window_close(struct window *window)
{
    if (window == NULL)
        return;
    watch_free(window->watch);
    painter_close(window->painter);
    presenter_close(window->presenter);
    if (window->sdl != NULL)
        SDL_DestroyWindow(window->sdl);
    SDL_Quit();
    free(window);
}

void window_size(const struct window *window, int *width, int *height)
{
    SDL_GetWindowSize(window->sdl, width, height);
}

const struct ui_metrics *window_metrics(const struct window *window)
{
    return text_metrics(painter_text(window->painter));
}

void window_prepare(struct window *window, const struct theme *theme)
{
    painter_prepare(window->painter, theme);
}

void window_preview(struct window *window, const struct preview *preview)
{
    painter_preview(window->painter, preview);
    window->preview_changed = true;
}

/* The preview's pixels change without its paint item changing. */
static size_t add_preview(struct window *window, struct paint_list list, struct rect *damage,
                          size_t count)
{
    for (size_t i = 0; window->preview_changed && i < list.count && count < DAMAGE_MAX; i++)
        if (list.items[i].kind == PAINT_IMAGE && list.items[i].image == IMAGE_PREVIEW)
            damage[count++] = rect_cut(list.items[i].rect, list.items[i].clip);
    window->preview_changed = false;
    return count;
}

enum err window_present(struct window *window, struct ui *ui, bool *presented)
{
    SDL_Surface *canvas = presenter_surface(window->presenter);
    if (canvas == NULL)
        return ERR_FULL;
    struct rect damage[DAMAGE_MAX];
    struct paint_list list = ui_paint(ui);
    size_t count = ui_damage(ui, damage, DAMAGE_MAX - 1);
    count = add_preview(window, list, damage, count);
    size_t shown = 0;
    for (size_t i = 0; i < count; i++) {
        struct rect part = rect_on(damage[i], canvas);
        if (part.w == 0 || part.h == 0)
            continue;
        painter_draw(window->painter, ui_theme(ui), list, part, canvas);
        damage[shown++] = part;
    }
    if (presented != NULL)
        *presented = shown > 0;
    return presenter_show(window->presenter, damage, shown);
}

enum err window_pulse(struct window *window)
{
    struct rect corner = {0, 0, 1, 1};
    enum err err = ERR_UNREACHABLE;
    if (presenter_surface(window->presenter) != NULL)
        err = presenter_show(window->presenter, &corner, 1);
    if (err != OK)
        log_warn("the display does not take a pixel");
    return err;
}

static int64_t time_left(int64_t until)
{
    int64_t left = until - clock_boot();
    return left > 0 ? left : 0;
}

/* Sleeps; false when the time is up. timeout: ms, negative for ever. */
static bool wait_event(SDL_Event *event, int64_t timeout)
{
    if (timeout < 0)
        return SDL_WaitEvent(event);
    return SDL_WaitEventTimeout(event, (int)timeout);
}

struct event window_wait(struct window *window, const int *fds, size_t count, int timeout)
{
    struct event event = translate_rest(window->rest);
    event.at = window->woken;
    if (event.kind != EVENT_NONE)
        return event;
    watch_arm(window->watch, fds, count);
    int64_t until = clock_boot() + timeout;
    for (;;) {
        SDL_Event from;
        bool waited = SDL_PollEvent(&from) == 0;
        if (waited && !wait_event(&from, timeout < 0 ? -1 : time_left(until)))
            from.type = window->ready;
        if (waited)
            window->woken = clock_boot();
        if (from.type == window->ready)
            return (struct event){.kind = EVENT_NONE, .at = clock_boot()};
        int width, height;
        window_size(window, &width, &height);
        event = translate(&from, &window->keymap, width, height, window->rest);
        event.at = window->woken;
        if (event.kind != EVENT_NONE)
            return event;
    }
}

bool window_keys_wait(struct window *window)
{
    (void)window;
    SDL_PumpEvents();
    return SDL_HasEvents(SDL_KEYDOWN, SDL_TEXTINPUT);
}

void window_common(struct window *window, bool common)
{
    text_common(painter_text(window->painter), common);
}

void window_forget(struct window *window)
{
    text_forget(painter_text(window->painter));
    window_preview(window, &(struct preview){0});
    wipe(window->rest, sizeof(window->rest));
}

enum err window_save(struct window *window, const char *path)
{
    SDL_Surface *canvas = presenter_surface(window->presenter);
    return canvas != NULL && IMG_SavePNG(canvas, path) == 0 ? OK : ERR_STORAGE;
}
