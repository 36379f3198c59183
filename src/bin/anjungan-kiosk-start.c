/* anjungan-kiosk as it is started. What draws the screen is a library, anjungan-screen.so, made of
 * all the rest and linked with some seventy others. The loader maps them one after the other and
 * waits for the disk each time; so this program has all of them read at once, and loads the library
 * meanwhile. On a disk whose files are not in memory yet that is a quarter of the time until the
 * first page. */
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/place.h"

/* What the screen is linked with, in the order in which it is loaded; the last is NULL. The build
 * makes it of what ldd says: a library that is somewhere else today is only read later. */
extern const char *const screen_libraries[];

/* The kernel reads the whole of it into the page cache, and does not let us wait. */
static void read_ahead(const char *path)
{
    int fd = open(path, O_RDONLY | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return;
    posix_fadvise(fd, 0, 0, POSIX_FADV_WILLNEED);
    close(fd);
}

static void *read_all_ahead(void *screen)
{
    read_ahead(screen);
    for (const char *const *library = screen_libraries; *library; library++)
        read_ahead(*library);
    return NULL;
}

/* Without the thread it is slower, and all the same. */
static void start_reading(char *screen)
{
    sigset_t all, before;
    pthread_t thread;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    if (pthread_create(&thread, NULL, read_all_ahead, screen) == 0)
        pthread_detach(thread);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

int main(int argc, char **argv)
{
    static char path[PATH_SIZE]; /* the thread's too */
    if (place_helper("anjungan-screen.so", path) != OK) {
        fprintf(stderr, "anjungan-kiosk: anjungan-screen.so is not installed\n");
        return EXIT_FAILURE;
    }
    start_reading(path);
    /* The libraries' own calls are bound when they are made, as in any program; ours at once. */
    void *screen = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
    int (*run)(int, char **) = screen ? (int (*)(int, char **))dlsym(screen, "main") : NULL;
    if (!run) {
        fprintf(stderr, "anjungan-kiosk: %s\n", dlerror());
        return EXIT_FAILURE;
    }
    return run(argc, argv);
}
