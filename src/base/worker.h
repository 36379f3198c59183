/* One background thread that runs jobs in order and hands their results back to the thread that
 * owns it, woken through a file descriptor. The UI thread never waits: it posts and goes on. */
#ifndef BASE_WORKER_H
#define BASE_WORKER_H

#include "base/err.h"

struct worker;

/* `run` is called on the worker's thread, then `done` on the owner's from worker_finish(); both get
 * the same argument, which the job owns and `done` frees. */
struct job {
    void (*run)(void *argument);
    void (*done)(void *argument);
    void *argument;
};

/* NULL when the system gives no thread. The thread has all signals blocked. */
struct worker *worker_new(void);
/* Waits for the running job, then calls done for every job that is left; those that still waited
 * were not run, and a job posted by done is refused. NULL is accepted. */
void worker_free(struct worker *worker);
/* ERR_FULL when 64 jobs wait: to be run, or to be collected by worker_finish(). The argument stays
 * the caller's then. */
enum err worker_post(struct worker *worker, struct job job) MUST_USE;
/* Readable when results wait. */
int worker_fd(const struct worker *worker);
/* Calls done() of every finished job; never blocks. */
void worker_finish(struct worker *worker);

#endif
