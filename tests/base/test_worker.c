#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "base/worker.h"

/* What the jobs of one test did, in order. */
struct diary {
    int runs[256];
    int run_count;
    int dones[256];
    int done_count;
    pthread_t ran_on;
    struct worker *worker;
    sem_t gate; /* a job that waits here keeps the worker busy until the test opens it */
    sem_t at_gate;
};

struct entry {
    struct diary *diary;
    int number;
};

static void entry_run(void *argument)
{
    struct entry *entry = argument;
    entry->diary->ran_on = pthread_self();
    entry->diary->runs[entry->diary->run_count++] = entry->number;
}

static void entry_done(void *argument)
{
    struct entry *entry = argument;
    entry->diary->dones[entry->diary->done_count++] = entry->number;
}

static void gate_run(void *argument)
{
    struct entry *entry = argument;
    sem_post(&entry->diary->at_gate);
    sem_wait(&entry->diary->gate);
    entry_run(argument);
}

static enum err post(struct diary *diary, struct entry *entry, int number)
{
    *entry = (struct entry){diary, number};
    return worker_post(diary->worker, (struct job){entry_run, entry_done, entry});
}

/* Occupies the worker; returns when its thread stands at the gate. */
static void block(struct diary *diary, struct entry *entry)
{
    *entry = (struct entry){diary, -1};
    assert_int_equal(worker_post(diary->worker, (struct job){gate_run, entry_done, entry}), OK);
    sem_wait(&diary->at_gate);
}

/* Waits on the descriptor, as an event loop does, until so many jobs are done. */
static void finish_until(struct diary *diary, int count)
{
    struct pollfd ready = {.fd = worker_fd(diary->worker), .events = POLLIN};
    while (diary->done_count < count) {
        assert_int_equal(poll(&ready, 1, 60000), 1);
        worker_finish(diary->worker);
    }
}

static bool readable(struct diary *diary)
{
    struct pollfd ready = {.fd = worker_fd(diary->worker), .events = POLLIN};
    return poll(&ready, 1, 0) == 1;
}

static int setup(void **state)
{
    static struct diary diary;
    diary = (struct diary){.worker = worker_new()};
    sem_init(&diary.gate, 0, 0);
    sem_init(&diary.at_gate, 0, 0);
    *state = &diary;
    return diary.worker ? 0 : -1;
}

static int teardown(void **state)
{
    struct diary *diary = *state;
    worker_free(diary->worker);
    sem_destroy(&diary->gate);
    sem_destroy(&diary->at_gate);
    return 0;
}

static void jobs_run_and_finish_in_order(void **state)
{
    struct diary *diary = *state;
    struct entry entries[200];
    int posted = 0;
    while (posted < 200) {
        if (post(diary, &entries[posted], posted) == OK)
            posted++;
        else
            finish_until(diary, diary->done_count + 1);
    }
    finish_until(diary, 200);
    for (int i = 0; i < 200; i++) {
        assert_int_equal(diary->runs[i], i);
        assert_int_equal(diary->dones[i], i);
    }
    assert_false(pthread_equal(diary->ran_on, pthread_self()));
}

static void the_queue_holds_64(void **state)
{
    struct diary *diary = *state;
    struct entry entries[65];
    block(diary, &entries[0]);
    for (int i = 1; i < 64; i++)
        assert_int_equal(post(diary, &entries[i], i), OK);
    assert_int_equal(post(diary, &entries[64], 64), ERR_FULL);
    sem_post(&diary->gate);
    finish_until(diary, 64);
    assert_int_equal(post(diary, &entries[64], 64), OK);
    finish_until(diary, 65);
    assert_int_equal(diary->dones[64], 64);
}

static void the_descriptor_tells_of_results_only(void **state)
{
    struct diary *diary = *state;
    struct entry entry;
    assert_false(readable(diary));
    worker_finish(diary->worker); /* nothing there: returns at once */
    block(diary, &entry);
    assert_false(readable(diary));
    worker_finish(diary->worker);
    assert_int_equal(diary->done_count, 0);
    sem_post(&diary->gate);
    finish_until(diary, 1);
    assert_false(readable(diary));
}

static void free_drops_what_has_not_run(void **state)
{
    struct diary *diary = *state;
    struct entry entries[10];
    block(diary, &entries[0]);
    for (int i = 1; i < 10; i++)
        assert_int_equal(post(diary, &entries[i], i), OK);
    sem_post(&diary->gate);
    worker_free(diary->worker);
    diary->worker = NULL;
    assert_int_equal(diary->done_count, 10);
    for (int i = 1; i < 10; i++)
        assert_int_equal(diary->dones[i], i);
    assert_in_range(diary->run_count, 1, 10);
    worker_free(NULL);
}

static void done_posts_the_next(void *argument)
{
    struct entry *entry = argument;
    entry_done(argument);
    if (entry->number++ < 100)
        assert_int_equal(
            worker_post(entry->diary->worker, (struct job){entry_run, done_posts_the_next, entry}),
            OK);
}

static void done_may_post(void **state)
{
    struct diary *diary = *state;
    struct entry entry = {diary, 1};
    assert_int_equal(
        worker_post(diary->worker, (struct job){entry_run, done_posts_the_next, &entry}), OK);
    finish_until(diary, 100);
    assert_int_equal(diary->dones[99], 100);
}

static void signals_run(void *argument)
{
    struct entry *entry = argument;
    sigset_t blocked;
    pthread_sigmask(SIG_SETMASK, NULL, &blocked);
    entry->number = sigismember(&blocked, SIGTERM) && sigismember(&blocked, SIGINT);
}

static void signals_stay_with_the_owner(void **state)
{
    struct diary *diary = *state;
    struct entry entry = {diary, -1};
    sigset_t blocked;
    assert_int_equal(worker_post(diary->worker, (struct job){signals_run, entry_done, &entry}), OK);
    finish_until(diary, 1);
    assert_int_equal(entry.number, 1);
    pthread_sigmask(SIG_SETMASK, NULL, &blocked);
    assert_false(sigismember(&blocked, SIGTERM));
}

int main(void)
{
#define WITH_WORKER(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
    const struct CMUnitTest tests[] = {
        WITH_WORKER(jobs_run_and_finish_in_order),
        WITH_WORKER(the_queue_holds_64),
        WITH_WORKER(the_descriptor_tells_of_results_only),
        WITH_WORKER(free_drops_what_has_not_run),
        WITH_WORKER(done_may_post),
        WITH_WORKER(signals_stay_with_the_owner),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
