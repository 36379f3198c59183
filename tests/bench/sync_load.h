/* A crowd of kiosks at one server's door: connections kept alive, one question on each at a time,
 * every byte of it made and signed before the clock runs. What came back is kept, and held to its
 * signature when the clock has stopped. */
#ifndef TESTS_BENCH_SYNC_LOAD_H
#define TESTS_BENCH_SYNC_LOAD_H

#include <stdint.h>

#include "bench/sync_fleet.h"

struct load_plan {
    const struct fleet *fleet;
    uint16_t port;
    int server; /* its process */
    size_t connections, batch;
    double warm_up, most; /* seconds: not counted at first, counted at most */
    const struct sign_public *office;
    void (*hash)(const void *bytes, size_t len, uint8_t out[HASH_BYTES]); /* of the receipts */
};

struct load_figures {
    size_t items, questions, refused; /* refused: no receipt for it that holds */
    double seconds, p50, p99;         /* of a question, ms */
    double sent, received;            /* bytes on the wire, an item */
    double own_cpu, server_cpu;       /* shares of a core */
    double item_cpu;                  /* microseconds of the server's CPU, an item */
};

struct load_figures load_run(const struct load_plan *plan);

#endif
