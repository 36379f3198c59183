#include "scan/reader.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/path.h"

struct reader {
    struct settings settings;
    char decoder[PATH_SIZE];
    pthread_t thread;
    int orders;         /* eventfd: the thread should look at what is wanted */
    int told;           /* eventfd: news wait */
    struct frame shown; /* the caller's */

    pthread_mutex_t lock; /* over what follows */
    bool quit;
    unsigned scanning; /* number of the scanning that is wanted; 0 none */
    unsigned count;    /* scannings so far */
    bool waiting;      /* there is news */
    struct scan_news news;
    struct frame mail; /* its picture */
};

static void event_set(int fd)
{
    const uint64_t one = 1;
    (void)!write(fd, &one, sizeof(one));
}

static void event_clear(int fd)
{
    uint64_t count;
    (void)!read(fd, &count, sizeof(count));
}

/* Adds to the news that wait. Of several codes read meanwhile the first is told. */
static void publish(struct reader *reader, unsigned scanning, const struct scan_news *news,
                    struct scanner *scanner)
{
    pthread_mutex_lock(&reader->lock);
    if (scanning == reader->scanning) {
        struct scan_news *mail = &reader->news;
        if (news->frame)
            scanner_frame_swap(scanner, &reader->mail);
        if (news->read && !mail->read) {
            mail->read = true;
            mail->finding = news->finding;
            memcpy(mail->corners, news->corners, sizeof(mail->corners));
        }
        mail->frame |= news->frame;
        mail->camera_missing = news->camera_missing;
        mail->hint = news->hint;
        reader->waiting = true;
        event_set(reader->told);
    }
    pthread_mutex_unlock(&reader->lock);
}

static void wait_for_work(const struct reader *reader, const struct scanner *scanner)
{
    struct pollfd files[1 + SCANNER_FILES] = {{.fd = reader->orders, .events = POLLIN}};
    int fds[SCANNER_FILES] = {-1, -1};
    int64_t due = INT64_MAX;
    if (scanner) {
        scanner_files(scanner, fds);
        due = scanner_due(scanner);
    }
    for (int i = 0; i < SCANNER_FILES; i++)
        files[1 + i] = (struct pollfd){.fd = fds[i], .events = POLLIN};
    int64_t left = due == INT64_MAX ? -1 : due - clock_boot();
    poll(files, LENGTH(files), due == INT64_MAX ? -1 : left > 0 ? (int)left : 0);
    if (files[0].revents)
        event_clear(reader->orders);
}

/* What the caller wants now: the number of a scanning, 0 for none. False to end. */
static bool orders_read(struct reader *reader, unsigned *scanning)
{
    pthread_mutex_lock(&reader->lock);
    bool quit = reader->quit;
    *scanning = reader->scanning;
    pthread_mutex_unlock(&reader->lock);
    return !quit;
}

static void *reader_run(void *argument)
{
    struct reader *reader = argument;
    struct scanner *scanner = NULL;
    unsigned wanted, running = 0;
    bool missing = false;
    while (orders_read(reader, &wanted)) {
        if (wanted != running) {
            scanner_free(scanner);
            scanner = wanted ? scanner_new(&reader->settings, reader->decoder) : NULL;
            running = wanted;
            missing = false;
        }
        if (scanner) {
            struct scan_news news;
            scanner_step(scanner, clock_boot(), &news);
            if (news.frame || news.read || news.camera_missing != missing)
                publish(reader, running, &news, scanner);
            missing = news.camera_missing;
        }
        wait_for_work(reader, scanner);
    }
    scanner_free(scanner);
    return NULL;
}

/* Signals are for the thread that waits for them. */
static void thread_start(struct reader *reader)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    if (pthread_create(&reader->thread, NULL, reader_run, reader) != 0)
        abort();
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

struct reader *reader_new(const struct settings *settings, const char *decoder)
{
    struct reader *reader = calloc(1, sizeof(*reader));
    if (!reader)
        abort();
    reader->settings = *settings;
    TEXT_COPY(reader->decoder, decoder);
    reader->orders = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    reader->told = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (reader->orders < 0 || reader->told < 0)
        abort();
    frame_init(&reader->shown);
    frame_init(&reader->mail);
    pthread_mutex_init(&reader->lock, NULL);
    thread_start(reader);
    return reader;
}

void reader_free(struct reader *reader)
{
    if (!reader)
        return;
    pthread_mutex_lock(&reader->lock);
    reader->quit = true;
    pthread_mutex_unlock(&reader->lock);
    event_set(reader->orders);
    pthread_join(reader->thread, NULL);
    pthread_mutex_destroy(&reader->lock);
    frame_fini(&reader->shown);
    frame_fini(&reader->mail);
    close(reader->orders);
    close(reader->told);
    free(reader);
}

void reader_start(struct reader *reader)
{
    pthread_mutex_lock(&reader->lock);
    if (reader->scanning == 0)
        reader->scanning = ++reader->count;
    pthread_mutex_unlock(&reader->lock);
    event_set(reader->orders);
}

void reader_hold(struct reader *reader)
{
    pthread_mutex_lock(&reader->lock);
    reader->scanning = 0;
    reader->waiting = false;
    wipe(&reader->news, sizeof(reader->news));
    frame_clear(&reader->mail);
    event_clear(reader->told);
    pthread_mutex_unlock(&reader->lock);
    event_set(reader->orders);
}

void reader_stop(struct reader *reader)
{
    reader_hold(reader);
    frame_clear(&reader->shown);
}

int reader_fd(const struct reader *reader)
{
    return reader->told;
}

bool reader_take(struct reader *reader, struct scan_news *out)
{
    pthread_mutex_lock(&reader->lock);
    bool waiting = reader->waiting;
    if (waiting) {
        *out = reader->news;
        if (out->frame)
            frame_swap(&reader->mail, &reader->shown);
        wipe(&reader->news, sizeof(reader->news));
        reader->waiting = false;
        event_clear(reader->told);
    }
    pthread_mutex_unlock(&reader->lock);
    return waiting;
}

const struct frame *reader_frame(const struct reader *reader)
{
    return &reader->shown;
}
