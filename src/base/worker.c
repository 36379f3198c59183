#include "base/worker.h"

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/log.h"

enum { QUEUE = 64 };

/* One ring, three counts that only grow: collected <= ran <= posted <= collected + QUEUE. The job
 * at count n stands in slot n % QUEUE. */
struct worker {
    pthread_t thread;
    pthread_mutex_t lock; /* guards everything below */
    pthread_cond_t more;  /* posted or stop changed */
    struct job jobs[QUEUE];
    uint64_t posted;
    uint64_t ran;
    uint64_t collected;
    bool stop;
    int fd; /* counts jobs that ran and were not collected */
};

static void tell_owner(struct worker *worker)
{
    uint64_t one = 1;
    ssize_t wrote = write(worker->fd, &one, sizeof(one));
    (void)wrote; /* can only fail at a count of 2^64 */
}

static void *work(void *argument)
{
    struct worker *worker = argument;
    pthread_mutex_lock(&worker->lock);
    for (;;) {
        while (worker->ran == worker->posted && !worker->stop)
            pthread_cond_wait(&worker->more, &worker->lock);
        if (worker->stop)
            break;
        struct job job = worker->jobs[worker->ran % QUEUE];
        pthread_mutex_unlock(&worker->lock);
        job.run(job.argument);
        pthread_mutex_lock(&worker->lock);
        worker->ran++;
        tell_owner(worker);
    }
    pthread_mutex_unlock(&worker->lock);
    return NULL;
}

/* Signals are the owner's business: the thread is born with all of them blocked. */
static int start(struct worker *worker)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failed = pthread_create(&worker->thread, NULL, work, worker);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return failed;
}

struct worker *worker_new(void)
{
    struct worker *worker = calloc(1, sizeof(*worker));
    if (!worker)
        return NULL;
    pthread_mutex_init(&worker->lock, NULL);
    pthread_cond_init(&worker->more, NULL);
    worker->fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (worker->fd >= 0 && start(worker) == 0)
        return worker;
    log_error("cannot start a worker thread");
    if (worker->fd >= 0)
        close(worker->fd);
    pthread_cond_destroy(&worker->more);
    pthread_mutex_destroy(&worker->lock);
    free(worker);
    return NULL;
}

void worker_free(struct worker *worker)
{
    if (!worker)
        return;
    pthread_mutex_lock(&worker->lock);
    worker->stop = true;
    pthread_cond_signal(&worker->more);
    pthread_mutex_unlock(&worker->lock);
    pthread_join(worker->thread, NULL);
    for (; worker->collected < worker->posted; worker->collected++) {
        struct job job = worker->jobs[worker->collected % QUEUE];
        job.done(job.argument);
    }
    close(worker->fd);
    pthread_cond_destroy(&worker->more);
    pthread_mutex_destroy(&worker->lock);
    free(worker);
}

enum err worker_post(struct worker *worker, struct job job)
{
    enum err err = ERR_FULL;
    pthread_mutex_lock(&worker->lock);
    if (worker->posted - worker->collected < QUEUE && !worker->stop) {
        worker->jobs[worker->posted++ % QUEUE] = job;
        pthread_cond_signal(&worker->more);
        err = OK;
    }
    pthread_mutex_unlock(&worker->lock);
    return err;
}

int worker_fd(const struct worker *worker)
{
    return worker->fd;
}

/* Takes the oldest job that ran off the ring. */
static bool collect(struct worker *worker, struct job *job)
{
    pthread_mutex_lock(&worker->lock);
    bool any = worker->collected < worker->ran;
    if (any)
        *job = worker->jobs[worker->collected++ % QUEUE];
    pthread_mutex_unlock(&worker->lock);
    return any;
}

void worker_finish(struct worker *worker)
{
    uint64_t count;
    ssize_t got = read(worker->fd, &count, sizeof(count));
    (void)got; /* the ring is the truth; the descriptor only wakes */
    /* done() runs without the lock, so it may post the next job; at most one ring's worth, so a
     * chain of quick jobs cannot hold the owner here */
    struct job job;
    for (int i = 0; i < QUEUE && collect(worker, &job); i++)
        job.done(job.argument);
}
