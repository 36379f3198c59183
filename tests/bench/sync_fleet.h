/* Kiosks by the hundred and what they have to send: real identities, real requests in real
 * envelopes, made before any clock runs and kept in a file, so that every side stores the same. */
#ifndef TESTS_BENCH_SYNC_FLEET_H
#define TESTS_BENCH_SYNC_FLEET_H

#include "base/entropy.h"
#include "seal/keys.h"
#include "wire/batch.h"

enum { FLEET_STATUS_ID = 16 };

struct fleet_item {
    struct uuid id;
    uint8_t status_id[FLEET_STATUS_ID];
    size_t len;
    uint8_t *envelope;
};

/* Item i is kiosk i % kiosk_count's, its sequence i / kiosk_count + 1. */
struct fleet {
    struct identity peer; /* of the office that is not ours: it signs with this key */
    struct identity *kiosks;
    struct fleet_item *items;
    size_t kiosk_count, count;
};

struct fleet_plan {
    const char *config;               /* kiosk-config/: its first service is asked for */
    struct seal_public recipients[2]; /* the office, the escrow */
    const char *name;                 /* of the one kiosk; NULL: BENCH-000 and on */
    size_t kiosks, items;
};

/* On as many threads as there are cores. Ends the program where it cannot. */
void fleet_make(const struct fleet_plan *plan, struct fleet *out);
void fleet_save(const struct fleet *fleet, const char *path);
void fleet_load(const char *path, struct fleet *out);
void fleet_free(struct fleet *fleet);

void fleet_name(size_t kiosk, char out[32]);
struct batch_item fleet_batch_item(const struct fleet *fleet, size_t item);

/* What the peers know of the fleet: keys as JSON Web Keys hold them. */
void fleet_tell(const struct fleet *fleet, const char *path);

/* Ends a bench with the reason. */
_Noreturn void give_up(const char *what);

#endif
