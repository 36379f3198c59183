/* An office of its own in a folder of its own, and a kiosk that it knows. */
#ifndef TESTS_OFFICE_FIXTURE_H
#define TESTS_OFFICE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "office/ledger_items.h"
#include "office/rulebook.h"
#include "seal/keys.h"
#include "support/tempdir.h"
#include "wire/batch.h"
#include "wire/enrolment.h"
#include "wire/item.h"

#define CONFIG "kiosk-config"

/* Monday 2026-11-23, 09.41 WIB. */
#define MONDAY INT64_C(1795401660000)

struct fixture {
    struct tempdir dir;
    char address[256]; /* "sqlite:...", or "postgresql:..." where LEDGER_SERVER names a server */
    char passwords[512];
    struct ledger *ledger;
    struct rulebook rules;
    struct identity office;
    struct identity device;
    struct enrolment enrolment;
    struct entropy entropy;
};

/* Sets the address alone: dir/file for SQLite; where LEDGER_SERVER names a PostgreSQL server, a new
 * schema there. */
void fixture_address(struct fixture *fixture, const char *dir, const char *file);
/* init, and kiosk PKL-01 added. */
void fixture_open(struct fixture *fixture);
void fixture_close(struct fixture *fixture);
/* The password that init gave to a user, in a static buffer. */
const char *fixture_password(const struct fixture *fixture, const char *user);

/* A batch under construction; its envelopes live in `store`. */
struct parcel {
    struct batch batch;
    struct buf store;
    size_t starts[BATCH_ITEMS];
};

void parcel_init(struct parcel *parcel);
void parcel_fini(struct parcel *parcel);
/* Seals the item to office and escrow and adds it. */
void parcel_add(struct parcel *parcel, const struct fixture *fixture, int64_t sequence,
                const struct item *item);
/* Adds bytes as they are. */
void parcel_add_raw(struct parcel *parcel, int64_t sequence, struct uuid id, uint8_t kind,
                    const void *bytes, size_t len);

/* A filled form; `number` tells codes and names apart. */
struct item fixture_request(int number, int64_t submitted);
struct item fixture_complaint(int number, int64_t submitted);

/* Takes the batch in and opens all that waits. */
void fixture_take(struct fixture *fixture, const struct batch *batch, int64_t now);
void fixture_open_items(struct fixture *fixture, int64_t now);

#endif
