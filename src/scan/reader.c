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

/* What is wanted of the thread. */
struct order {
    unsigned number; /* of this use of the camera; 0 none */
    bool pages;
    bool shoot, straighten;
};

struct reader {
    struct settings settings;
    char decoder[PATH_SIZE];
    pthread_t thread;
    int orders;         /* eventfd: the thread should look at what is wanted */
    int told;           /* eventfd: news wait */
    struct frame shown; /* the caller's */
    struct photo photo;

    pthread_mutex_t lock; /* over what follows */
    bool quit;
    struct order order;
    unsigned count; /* orders so far */
    bool waiting;   /* there is news */
    struct reader_news news;
    struct frame mail; /* its picture */
    struct photo mail_photo;
};

/* What the thread has open: one of the two, or none. */
struct work {
    unsigned number; /* of its order */
    struct scanner *scanner;
    struct photographer *photographer;
    bool missing; /* as it was last told */
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

/* Of several codes read meanwhile the first is told. */
static void scan_add(struct scan_news *mail, const struct scan_news *news)
{
    if (news->read && !mail->read) {
        mail->read = true;
        mail->finding = news->finding;
        memcpy(mail->corners, news->corners, sizeof(mail->corners));
    }
    mail->frame |= news->frame;
    mail->camera_missing = news->camera_missing;
    mail->hint = news->hint;
}

static void photo_add(struct photo_news *mail, const struct photo_news *news)
{
    bool frame = mail->frame | news->frame, taken = mail->taken;
    enum err err = mail->err;
    *mail = *news;
    mail->frame = frame;
    if (taken && !news->taken) {
        mail->taken = true;
        mail->err = err;
    }
}

/* Adds to the news that wait; what was asked for is over once it is answered. */
static void publish(struct reader *reader, struct work *work, const struct reader_news *news)
{
    bool frame = news->pages ? news->photo.frame : news->scan.frame;
    bool taken = news->pages && news->photo.taken;
    pthread_mutex_lock(&reader->lock);
    if (work->number == reader->order.number) {
        if (frame && work->scanner)
            scanner_frame_swap(work->scanner, &reader->mail);
        if (frame && work->photographer)
            photographer_frame_swap(work->photographer, &reader->mail);
        if (taken) {
            photo_swap(photographer_photo(work->photographer), &reader->mail_photo);
            reader->order.shoot = false;
        }
        reader->news.pages = news->pages;
        if (news->pages)
            photo_add(&reader->news.photo, &news->photo);
        else
            scan_add(&reader->news.scan, &news->scan);
        reader->waiting = true;
        event_set(reader->told);
    }
    pthread_mutex_unlock(&reader->lock);
    if (taken)
        photo_fini(photographer_photo(work->photographer));
}

static void work_files(const struct work *work, int fds[SCANNER_FILES], int64_t *due)
{
    if (work->scanner) {
        scanner_files(work->scanner, fds);
        *due = scanner_due(work->scanner);
    } else if (work->photographer) {
        fds[0] = photographer_fd(work->photographer);
        *due = photographer_due(work->photographer);
    }
}

static void wait_for_work(const struct reader *reader, const struct work *work)
{
    struct pollfd files[1 + SCANNER_FILES] = {{.fd = reader->orders, .events = POLLIN}};
    int fds[SCANNER_FILES] = {-1, -1};
    int64_t due = INT64_MAX;
    work_files(work, fds, &due);
    for (int i = 0; i < SCANNER_FILES; i++)
        files[1 + i] = (struct pollfd){.fd = fds[i], .events = POLLIN};
    int64_t left = due == INT64_MAX ? -1 : due - clock_boot();
    poll(files, LENGTH(files), due == INT64_MAX ? -1 : left > 0 ? (int)left : 0);
    if (files[0].revents)
        event_clear(reader->orders);
}

/* What the caller wants now. False to end. */
static bool orders_read(struct reader *reader, struct order *out)
{
    pthread_mutex_lock(&reader->lock);
    bool quit = reader->quit;
    *out = reader->order;
    pthread_mutex_unlock(&reader->lock);
    return !quit;
}

static void work_close(struct work *work)
{
    scanner_free(work->scanner);
    photographer_free(work->photographer);
    *work = (struct work){0};
}

static void work_open(struct work *work, const struct reader *reader, const struct order *order)
{
    work_close(work);
    work->number = order->number;
    if (order->number && order->pages)
        work->photographer = photographer_new(&reader->settings);
    else if (order->number)
        work->scanner = scanner_new(&reader->settings, reader->decoder);
}

static void work_scan(struct work *work, struct reader *reader)
{
    struct reader_news news = {.pages = false};
    scanner_step(work->scanner, clock_boot(), &news.scan);
    if (news.scan.frame || news.scan.read || news.scan.camera_missing != work->missing)
        publish(reader, work, &news);
    work->missing = news.scan.camera_missing;
}

static void work_watch(struct work *work, struct reader *reader, const struct order *order)
{
    struct reader_news news = {.pages = true};
    if (order->shoot)
        photographer_shoot(work->photographer, order->straighten, clock_boot());
    photographer_step(work->photographer, clock_boot(), &news.photo);
    if (news.photo.frame || news.photo.taken || news.photo.camera_missing != work->missing)
        publish(reader, work, &news);
    work->missing = news.photo.camera_missing;
}

static void *reader_run(void *argument)
{
    struct reader *reader = argument;
    struct work work = {0};
    struct order order;
    while (orders_read(reader, &order)) {
        if (order.number != work.number)
            work_open(&work, reader, &order);
        if (work.scanner)
            work_scan(&work, reader);
        else if (work.photographer)
            work_watch(&work, reader, &order);
        wait_for_work(reader, &work);
    }
    work_close(&work);
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
    photo_init(&reader->photo);
    photo_init(&reader->mail_photo);
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
    photo_fini(&reader->photo);
    photo_fini(&reader->mail_photo);
    close(reader->orders);
    close(reader->told);
    free(reader);
}

static void start(struct reader *reader, bool pages)
{
    pthread_mutex_lock(&reader->lock);
    if (reader->order.number == 0)
        reader->order = (struct order){.number = ++reader->count, .pages = pages};
    pthread_mutex_unlock(&reader->lock);
    event_set(reader->orders);
}

void reader_start(struct reader *reader)
{
    start(reader, false);
}

void reader_watch(struct reader *reader)
{
    start(reader, true);
}

void reader_shoot(struct reader *reader, bool straighten)
{
    pthread_mutex_lock(&reader->lock);
    if (reader->order.pages) {
        reader->order.shoot = true;
        reader->order.straighten = straighten;
    }
    pthread_mutex_unlock(&reader->lock);
    event_set(reader->orders);
}

void reader_hold(struct reader *reader)
{
    pthread_mutex_lock(&reader->lock);
    reader->order = (struct order){0};
    reader->waiting = false;
    wipe(&reader->news, sizeof(reader->news));
    frame_clear(&reader->mail);
    photo_fini(&reader->mail_photo);
    event_clear(reader->told);
    pthread_mutex_unlock(&reader->lock);
    event_set(reader->orders);
}

void reader_stop(struct reader *reader)
{
    reader_hold(reader);
    frame_clear(&reader->shown);
    photo_fini(&reader->photo);
}

int reader_fd(const struct reader *reader)
{
    return reader->told;
}

bool reader_take(struct reader *reader, struct reader_news *out)
{
    pthread_mutex_lock(&reader->lock);
    bool waiting = reader->waiting;
    if (waiting) {
        *out = reader->news;
        if (out->pages ? out->photo.frame : out->scan.frame)
            frame_swap(&reader->mail, &reader->shown);
        if (out->pages && out->photo.taken)
            photo_swap(&reader->mail_photo, &reader->photo);
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

struct photo *reader_photo(struct reader *reader)
{
    return &reader->photo;
}
