/* The office's store. What is asked of it stands in ledger_items.h, ledger_requests.h and so on,
 * one noun each; this header opens it and makes several changes one.
 *
 * A ledger is one connection and belongs to one thread at a time. SQLite or PostgreSQL is behind
 * it; the driver (ledger_driver.h) is all that a database has to supply. */
#ifndef OFFICE_LEDGER_H
#define OFFICE_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/yaml.h"

struct ledger;

enum { LEDGER_ADDRESS_SIZE = 512, LEDGER_SETTING_MAX = 256 };

/* Of the schema. A database of an older one is brought up when it is opened for writing. */
enum { LEDGER_VERSION = 5 };

enum ledger_use {
    LEDGER_READ,   /* also where this user may not write */
    LEDGER_WRITE,  /* refused at once where nothing could be kept */
    LEDGER_CREATE, /* makes the database and its tables where they are missing */
};

/* Opens "sqlite:PATH" or "postgresql://...". What is refused stays as it is, and `why` says what it
 * is: ERR_INVALID (an address of another kind, some other file, a newer program's database),
 * ERR_NOT_FOUND (none, or an empty one), ERR_DENIED (may not be written), ERR_STORAGE (cannot be
 * opened or used durably). */
enum err ledger_open(const char *address, enum ledger_use use, struct ledger **out, struct why *why)
    MUST_USE;
void ledger_close(struct ledger **ledger);
/* Whether several programs may serve the database of this address at once. */
bool ledger_shared(const char *address);

/* A part of a transaction. What it did is kept when it answers OK and undone otherwise. */
typedef enum err ledger_work(struct ledger *ledger, void *argument);

/* Runs the work as one transaction; OK only when it is durable. ERR_FULL, ERR_BUSY, ERR_STORAGE, or
 * what the work answered. */
enum err ledger_transact(struct ledger *ledger, ledger_work *work, void *argument) MUST_USE;

/* The three steps of it, for the writer that puts many works into one transaction. */
enum err ledger_begin(struct ledger *ledger) MUST_USE;
/* Runs a work so that its failure undoes nothing but its own. */
enum err ledger_part(struct ledger *ledger, ledger_work *work, void *argument) MUST_USE;
/* Durable, in the database that its address names, when OK; otherwise nothing of it is kept. */
enum err ledger_commit(struct ledger *ledger) MUST_USE;
void ledger_rollback(struct ledger *ledger);

/* For the writer of a server, whose commits should not stop now and then to put the database's file
 * in order: from here on they leave their pages in the log they are durable in. False where the
 * database has a server of its own that sees to that. */
bool ledger_defer(struct ledger *ledger);
/* Pages in that log after the last commit. */
size_t ledger_deferred(const struct ledger *ledger);
/* Brings them into the database's file, as far as that makes nobody wait; best on another
 * connection. ERR_BUSY: another one is at it. */
enum err ledger_checkpoint(struct ledger *ledger) MUST_USE;

/* Values the whole office shares. ERR_NOT_FOUND: none of that name; ERR_INVALID: not of that
 * length. */
enum err ledger_setting(struct ledger *ledger, const char *name, void *out, size_t len) MUST_USE;
enum err ledger_set(struct ledger *ledger, const char *name, const void *value, size_t len)
    MUST_USE;

#endif
