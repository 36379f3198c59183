#include "bench/ui_check.h"

#include <X11/Xlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SIDE = 200, FIRST = 0xc03020, SECOND = 0x2030c0, PAUSE = 250, QUIET = 600, LIMIT = 20000 };

static void nap(int milliseconds)
{
    struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
    nanosleep(&time, NULL);
}

/* Paints the root window's corner and tells the moment before. */
static void paint(Display *display, GC gc, unsigned long color, int tell)
{
    int64_t now = moment_now();
    XSetForeground(display, gc, color);
    XFillRectangle(display, DefaultRootWindow(display), gc, 0, 0, SIDE, SIDE);
    XSync(display, False);
    if (write(tell, &now, sizeof(now)) != sizeof(now))
        _exit(EXIT_FAILURE);
    nap(PAUSE);
}

static void paint_all(int tell)
{
    Display *display = XOpenDisplay(NULL);
    if (!display)
        _exit(EXIT_FAILURE);
    GC gc = XCreateGC(display, DefaultRootWindow(display), 0, NULL);
    paint(display, gc, FIRST, tell);
    paint(display, gc, SECOND, tell);
    paint(display, gc, SECOND, tell); /* changes nothing */
    XCloseDisplay(display);
    _exit(EXIT_SUCCESS);
}

static bool complain(const char *what)
{
    fprintf(stderr, "bench_ui: cannot trust what it sees: %s\n", what);
    return false;
}

bool screen_checked(struct screen *screen)
{
    int ends[2];
    if (screen_settle(screen, QUIET, LIMIT) != 0)
        return complain("a change on an empty screen");
    if (pipe(ends) != 0)
        return complain("no pipe");
    pid_t painter = fork();
    if (painter == 0)
        paint_all(ends[1]);
    close(ends[1]);
    int64_t seen = screen_settle(screen, QUIET, LIMIT), painted[3] = {0};
    bool told = read(ends[0], painted, sizeof(painted)) == sizeof(painted);
    close(ends[0]);
    waitpid(painter, NULL, 0);
    size_t count;
    const uint32_t *pixels = screen_pixels(screen, &count);
    if (!told)
        return complain("the painter did not paint");
    if ((pixels[0] & 0xffffff) != SECOND)
        return complain("another picture than was painted");
    if (seen < painted[1] || seen >= painted[2])
        return complain("complete at another moment than the last change");
    return true;
}
