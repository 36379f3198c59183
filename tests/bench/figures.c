#include "bench/figures.h"

#include <stdlib.h>
#include <time.h>

static int by_size(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

struct figures figures_of(double *values, int count)
{
    qsort(values, (size_t)count, sizeof(*values), by_size);
    return (struct figures){values[count / 2], values[count * 95 / 100], values[count - 1]};
}

double moment(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}
