/* The desk of a real kiosk, over its database in the state folder. One thread at a time: the
 * kiosk's worker calls everything here but desk_store_fd and desk_store_drain, which any may. */
#ifndef STORE_DESK_STORE_H
#define STORE_DESK_STORE_H

#include <stdbool.h>

#include "base/entropy.h"
#include "service/desk.h"
#include "service/settings.h"

struct desk_store;

struct desk_store_config {
    const char *state_dir;             /* copied */
    const struct settings *settings;   /* borrowed for the life of the store */
    const struct catalogue *catalogue; /* borrowed likewise: promises and steps of every service */
    struct entropy entropy;
    int64_t reserve; /* bytes that must be free on the disk to accept anything; 0: 8 MiB */
};

/* Opens even when the database does not: state() then answers DESK_BROKEN (or DESK_FULL) with the
 * fault's number, the bad file stays as it is, and state() tries again every ten seconds.
 * ERR_STORAGE only when this machine gives no locked memory. */
enum err desk_store_open(const struct desk_store_config *config, struct desk_store **out) MUST_USE;
/* Wipes and closes. NULL inside is accepted. */
void desk_store_close(struct desk_store **store);

/* The service's desk; it borrows the store. */
struct desk desk_store_desk(struct desk_store *store);

/* Readable when syncd may have changed something, or an enrolment arrived. Then desk_store_drain
 * and ask desk.state(): its revision says whether there is news. -1 while the folder cannot be
 * watched: then news are seen with the next state(). */
int desk_store_fd(const struct desk_store *store);
void desk_store_drain(struct desk_store *store);

#endif
