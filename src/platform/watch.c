#include "platform/watch.h"

#include <SDL2/SDL.h>
#include <poll.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/log.h"

struct watch {
    pthread_t thread;
    pthread_mutex_t lock;
    int control; /* eventfd: the set changed, or the end came */
    uint32_t event;
    int fds[WATCH_MAX];
    size_t count;
    bool armed, ending;
};

static size_t watch_set(struct watch *watch, struct pollfd polled[WATCH_MAX + 1])
{
    polled[0] = (struct pollfd){.fd = watch->control, .events = POLLIN};
    size_t count = watch->armed ? watch->count : 0;
    for (size_t i = 0; i < count; i++)
        polled[i + 1] = (struct pollfd){.fd = watch->fds[i], .events = POLLIN};
    return count + 1;
}

static void *watch_run(void *argument)
{
    struct watch *watch = argument;
    pthread_mutex_lock(&watch->lock);
    while (!watch->ending) {
        struct pollfd polled[WATCH_MAX + 1];
        size_t count = watch_set(watch, polled);
        pthread_mutex_unlock(&watch->lock);
        int ready = poll(polled, count, -1);
        uint64_t drained;
        bool told = (polled[0].revents & POLLIN) != 0 &&
                    read(watch->control, &drained, sizeof(drained)) == sizeof(drained);
        pthread_mutex_lock(&watch->lock);
        if (ready > (told ? 1 : 0) && !watch->ending) {
            watch->armed = false;
            SDL_Event event = {.type = watch->event};
            SDL_PushEvent(&event);
        }
    }
    pthread_mutex_unlock(&watch->lock);
    return NULL;
}

enum err watch_new(uint32_t event, struct watch **out)
{
    struct watch *watch = calloc(1, sizeof(*watch));
    if (watch == NULL)
        return ERR_FULL;
    watch->event = event;
    watch->control = eventfd(0, EFD_CLOEXEC);
    pthread_mutex_init(&watch->lock, NULL);
    if (watch->control < 0 || pthread_create(&watch->thread, NULL, watch_run, watch) != 0) {
        log_error("no thread to watch descriptors with");
        if (watch->control >= 0)
            close(watch->control);
        pthread_mutex_destroy(&watch->lock);
        free(watch);
        return ERR_FULL;
    }
    *out = watch;
    return OK;
}

static void watch_tell(struct watch *watch)
{
    uint64_t one = 1;
    if (write(watch->control, &one, sizeof(one)) != sizeof(one))
        log_warn("the watching thread cannot be told");
}

void watch_free(struct watch *watch)
{
    if (watch == NULL)
        return;
    pthread_mutex_lock(&watch->lock);
    watch->ending = true;
    pthread_mutex_unlock(&watch->lock);
    watch_tell(watch);
    pthread_join(watch->thread, NULL);
    close(watch->control);
    pthread_mutex_destroy(&watch->lock);
    free(watch);
}

void watch_arm(struct watch *watch, const int *fds, size_t count)
{
    static const int none[1];
    count = count < WATCH_MAX ? count : WATCH_MAX;
    fds = count > 0 ? fds : none;
    pthread_mutex_lock(&watch->lock);
    bool same =
        watch->armed && watch->count == count && memcmp(watch->fds, fds, count * sizeof(*fds)) == 0;
    if (!same) {
        memcpy(watch->fds, fds, count * sizeof(*fds));
        watch->count = count;
        watch->armed = true;
    }
    pthread_mutex_unlock(&watch->lock);
    if (!same)
        watch_tell(watch);
}
