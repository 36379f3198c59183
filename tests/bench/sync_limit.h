/* What SQLite itself can do with the office's rows: no HTTP, no signatures, one thread. */
#ifndef TESTS_BENCH_SYNC_LIMIT_H
#define TESTS_BENCH_SYNC_LIMIT_H

#include "bench/sync_fleet.h"

/* Items a second into a new database with the office's tables, `batch` of them a commit. */
double limit_run(const struct fleet *fleet, const char *path, size_t batch);

#endif
