/* The back office as it serves: its parts, put together. */
#ifndef OFFICE_OFFICE_H
#define OFFICE_OFFICE_H

#include <pthread.h>

#include "office/assets.h"
#include "office/http.h"
#include "office/keyring.h"
#include "office/limiter.h"
#include "office/opener.h"
#include "office/phone.h"
#include "office/steward.h"
#include "office/vault.h"

struct office {
    int lock; /* beside the database, held while it is served; -1: not yet */
    struct clock clock;
    struct entropy entropy;
    struct keyring keys; /* with their secrets: wiped by office_close */
    struct rulebook rules;
    struct vault vault; /* sealed pages */
    struct ledger_pool *pool;
    struct scribe *scribe;
    struct opener *opener;
    struct steward *steward;
    struct assets *assets;
    struct limiter *visits;      /* of the public page, by address */
    struct phone *phone;         /* pages coming from applicants' phones */
    struct limiter *phone_tries; /* of their digits, by code */
    struct limiter *sign_ins;    /* by address and by user */
    pthread_mutex_t password;    /* one Argon2id at a time: 64 MiB each */
};

struct office_places {
    const char *ledger; /* address, as ledger_open takes it */
    const char *keys;   /* folder of office.key, and of the sealed pages */
    const char *config; /* kiosk-config/ */
    const char *assets; /* console pages; NULL: none */
};

/* One program serves a file; a server's database takes several, and *lock is -1 then. The lock
 * stands beside the file, "office.db.lock", until *lock is closed. ERR_BUSY: it is served. */
enum err office_lock(const char *ledger, const char *keys, int *lock) MUST_USE;

/* Opens everything and starts the background threads. ERR_NOT_FOUND where the office was not set up
 * (init); ERR_BUSY where another program serves the database; `why` names what is wrong. */
enum err office_open(const struct office_places *places, struct clock clock, struct office *out,
                     struct why *why) MUST_USE;
/* The HTTP server must be closed before. */
void office_close(struct office *office);

/* What the HTTP server asks: routes.c. */
struct http_service office_service(struct office *office);

#endif
