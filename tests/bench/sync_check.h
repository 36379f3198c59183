/* Whether what a server said stands: its signature, and a verdict on each item that was sent. */
#ifndef TESTS_BENCH_SYNC_CHECK_H
#define TESTS_BENCH_SYNC_CHECK_H

#include "bench/sync_load.h"
#include "seal/signature.h"

struct line {
    char nonce[NONCE_SIZE];
    size_t first; /* item; those of the batch follow a fleet apart */
    uint8_t *bytes, *answer;
    size_t len, answer_len; /* answer: NULL while there is none */
};

bool line_holds(const struct load_plan *plan, const struct line *line);

#endif
