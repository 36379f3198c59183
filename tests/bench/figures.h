/* What benches make of their times. */
#ifndef TESTS_BENCH_FIGURES_H
#define TESTS_BENCH_FIGURES_H

struct figures {
    double median, p95, most;
};

/* Sorts the values. count is at least 1. */
struct figures figures_of(double *values, int count);

/* Milliseconds on the CPU of this thread: others who share the machine do not count. */
double moment(void);

#endif
