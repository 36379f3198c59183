/* The processes that a measured program consists of: all that descend from this one. */
#ifndef TESTS_BENCH_UI_TREE_H
#define TESTS_BENCH_UI_TREE_H

#include <sys/types.h>

/* What they have used since they were started. Processes that have ended do not count. */
struct usage {
    double cpu; /* milliseconds */
    double pss; /* kilobytes; 0 unless asked for */
    int processes;
};

/* Orphans of what is started from now on become ours, so that none is missed. */
void tree_adopt(void);
/* Starts the program with its output in the log file. Ends this one when it cannot. */
pid_t tree_start(char *const *command, const char *log);
struct usage tree_usage(int with_pss);
/* How often their threads went to sleep and were woken during so many seconds of waiting. Of a
 * thread that ends meanwhile the last seconds are missing. */
double tree_wakeups(int seconds);
/* Asks the first to end, and kills whatever is left of all five seconds later. */
void tree_end(pid_t first);

#endif
