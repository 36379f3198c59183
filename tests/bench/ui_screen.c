#include "bench/ui_screen.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XShm.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/Xdamage.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <time.h>

enum { DAMAGES = 256 };

/* The corners of a rectangle; the second lies outside. */
struct area {
    int x0, y0, x1, y1;
};

struct damaged {
    int64_t at;
    struct area area;
};

/* Two connections: one only hears of damage, in a thread of its own, so that its moments are true
 * while the other waits for pixels. */
struct screen {
    Display *asks, *hears;
    Window root;
    int width, height, damage_event;
    Visual *visual;
    XShmSegmentInfo shared;
    uint32_t *pixels;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t news;
    struct damaged damages[DAMAGES];
    size_t count;
    atomic_bool ending;
};

static int less(int a, int b)
{
    return a < b ? a : b;
}

static int more(int a, int b)
{
    return a > b ? a : b;
}

static struct area join(struct area a, struct area b)
{
    return (struct area){less(a.x0, b.x0), less(a.y0, b.y0), more(a.x1, b.x1), more(a.y1, b.y1)};
}

int64_t moment_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

/* ---- damage ---- */

static void note(struct screen *screen, struct damaged damaged)
{
    pthread_mutex_lock(&screen->lock);
    if (screen->count == DAMAGES) { /* the newest place stands for the rest */
        struct damaged *last = &screen->damages[DAMAGES - 1];
        damaged.area = join(damaged.area, last->area);
        *last = damaged;
    } else {
        screen->damages[screen->count++] = damaged;
    }
    pthread_cond_signal(&screen->news);
    pthread_mutex_unlock(&screen->lock);
}

static void *hear(void *self)
{
    struct screen *screen = self;
    struct pollfd ready = {.fd = ConnectionNumber(screen->hears), .events = POLLIN};
    while (!atomic_load(&screen->ending)) {
        while (XPending(screen->hears) > 0) {
            XEvent event;
            XNextEvent(screen->hears, &event);
            if (event.type != screen->damage_event)
                continue;
            XRectangle at = ((XDamageNotifyEvent *)&event)->area;
            struct area area = {at.x, at.y, at.x + at.width, at.y + at.height};
            note(screen, (struct damaged){moment_now(), area});
        }
        poll(&ready, 1, 200);
    }
    return NULL;
}

/* Waits for damage until the moment; what came is joined into one. */
static bool next_damage(struct screen *screen, int64_t until, struct damaged *first,
                        struct damaged *all)
{
    struct timespec end = {until / 1000000000, until % 1000000000};
    pthread_mutex_lock(&screen->lock);
    while (screen->count == 0 && pthread_cond_timedwait(&screen->news, &screen->lock, &end) == 0)
        ;
    bool any = screen->count > 0;
    for (size_t i = 0; i < screen->count; i++) {
        struct damaged *damaged = &screen->damages[i];
        if (i == 0)
            *first = *all = *damaged;
        all->area = join(all->area, damaged->area);
        all->at = damaged->at;
    }
    screen->count = 0;
    pthread_mutex_unlock(&screen->lock);
    return any;
}

/* ---- pixels ---- */

/* Reads the area into the picture; says whether a pixel of it has changed. */
static bool look(struct screen *screen, struct area area)
{
    int x = more(area.x0, 0), y = more(area.y0, 0);
    int width = less(area.x1, screen->width) - x, height = less(area.y1, screen->height) - y;
    if (width <= 0 || height <= 0)
        return false;
    XImage *image =
        XShmCreateImage(screen->asks, screen->visual, 24, ZPixmap, screen->shared.shmaddr,
                        &screen->shared, (unsigned)width, (unsigned)height);
    bool changed = false;
    bool got = XShmGetImage(screen->asks, screen->root, image, x, y, AllPlanes);
    for (int row = 0; got && row < height; row++) {
        const char *from = image->data + (ptrdiff_t)row * image->bytes_per_line;
        uint32_t *to = screen->pixels + (ptrdiff_t)(y + row) * screen->width + x;
        size_t bytes = (size_t)width * sizeof(*to);
        if (memcmp(from, to, bytes) != 0) {
            memcpy(to, from, bytes);
            changed = true;
        }
    }
    image->data = NULL;
    XDestroyImage(image);
    return changed;
}

int64_t screen_settle(struct screen *screen, int quiet, int limit)
{
    int64_t end = moment_now() + limit * 1000000LL, looked = 0, last = 0;
    int64_t calm = moment_now() + quiet * 1000000LL;
    bool moved = false;
    while (moment_now() < end) {
        struct damaged first, all;
        if (!next_damage(screen, calm < end ? calm : end, &first, &all))
            return calm < end ? last : 0;
        bool changed = look(screen, all.area);
        /* What was damaged while the picture was read may have been read with it. */
        bool unsure = !changed && moved && first.at < looked;
        looked = moment_now();
        moved = changed || unsure;
        if (moved) {
            last = all.at;
            calm = looked + quiet * 1000000LL;
        }
    }
    return 0;
}

const uint32_t *screen_pixels(const struct screen *screen, size_t *count)
{
    *count = (size_t)screen->width * (size_t)screen->height;
    return screen->pixels;
}

int screen_width(const struct screen *screen)
{
    return screen->width;
}

/* ---- touch ---- */

void screen_point(struct screen *screen, int x, int y)
{
    XTestFakeMotionEvent(screen->asks, -1, x, y, CurrentTime);
    XSync(screen->asks, False);
}

int64_t screen_touch(struct screen *screen, int down)
{
    XTestFakeButtonEvent(screen->asks, 1, down, CurrentTime);
    int64_t now = moment_now();
    XFlush(screen->asks);
    return now;
}

/* ---- opening ---- */

static bool share(struct screen *screen)
{
    size_t bytes = (size_t)screen->width * (size_t)screen->height * sizeof(*screen->pixels);
    screen->pixels = calloc(1, bytes);
    screen->shared.shmid = shmget(IPC_PRIVATE, bytes, IPC_CREAT | 0600);
    if (!screen->pixels || screen->shared.shmid < 0)
        return false;
    screen->shared.shmaddr = shmat(screen->shared.shmid, NULL, 0);
    bool attached = XShmAttach(screen->asks, &screen->shared);
    XSync(screen->asks, False);
    shmctl(screen->shared.shmid, IPC_RMID, NULL); /* gone with the last of us */
    return attached;
}

static bool watch(struct screen *screen)
{
    int error, major, minor;
    if (!XDamageQueryExtension(screen->hears, &screen->damage_event, &error) ||
        !XTestQueryExtension(screen->asks, &error, &error, &major, &minor))
        return false;
    screen->damage_event += XDamageNotify;
    XDamageCreate(screen->hears, screen->root, XDamageReportRawRectangles);
    XSync(screen->hears, False);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&screen->news, &monotonic);
    pthread_mutex_init(&screen->lock, NULL);
    return pthread_create(&screen->thread, NULL, hear, screen) == 0;
}

struct screen *screen_open(void)
{
    struct screen *screen = calloc(1, sizeof(*screen));
    if (!screen)
        return NULL;
    screen->asks = XOpenDisplay(NULL);
    screen->hears = XOpenDisplay(NULL);
    if (screen->asks && screen->hears) {
        int number = DefaultScreen(screen->asks);
        screen->root = RootWindow(screen->asks, number);
        screen->visual = DefaultVisual(screen->asks, number);
        screen->width = DisplayWidth(screen->asks, number);
        screen->height = DisplayHeight(screen->asks, number);
        if (share(screen) && watch(screen)) {
            look(screen, (struct area){0, 0, screen->width, screen->height});
            return screen;
        }
    }
    fprintf(stderr, "bench_ui: no display, or one without XDamage, XTest and shared memory\n");
    free(screen->pixels);
    free(screen);
    return NULL;
}

void screen_close(struct screen *screen)
{
    if (!screen)
        return;
    atomic_store(&screen->ending, true);
    pthread_join(screen->thread, NULL);
    XShmDetach(screen->asks, &screen->shared);
    XCloseDisplay(screen->asks);
    XCloseDisplay(screen->hears);
    shmdt(screen->shared.shmaddr);
    free(screen->pixels);
    free(screen);
}
