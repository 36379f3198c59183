/* kiosk.db: the connection, its schema and its transactions. WAL mode, every commit fsynced
 * (synchronous=FULL, read back). What a deleted row held is overwritten (secure_delete). */
#ifndef STORE_DB_H
#define STORE_DB_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/path.h"

#define DB_FILE "kiosk.db"

struct db;

enum db_role {
    DB_KIOSK, /* makes the file and its schema; never checkpoints */
    DB_SYNC,  /* makes them too, and checkpoints as it commits */
    DB_TOOL,  /* only opens what is there and has this program's schema */
};

/* Why a database does not open: "DB-07" on screen and in the log. The numbers are documented for
 * technicians and never reused. */
enum db_fault {
    DB_FAULT_NONE = 0,
    DB_FAULT_FOLDER = 1,  /* the state folder is missing or not writable */
    DB_FAULT_OPEN = 2,    /* the file cannot be opened */
    DB_FAULT_FOREIGN = 3, /* a database of some other program */
    DB_FAULT_NEWER = 4,   /* made by a newer version of this program */
    DB_FAULT_DURABLE = 5, /* WAL or synchronous=FULL was not accepted */
    DB_FAULT_SCHEMA = 6,  /* the schema could not be made or brought up to date */
    DB_FAULT_DAMAGED = 7, /* not a database, or its check found damage */
    DB_FAULT_FULL = 8,    /* no room on the disk to open it */
    DB_FAULT_BUSY = 9,    /* another program holds it */
    DB_FAULT_OLDER = 10,  /* DB_TOOL: the kiosk must run once to bring it up to date */
};

/* One sentence for the log and the command line. */
const char *db_fault_text(enum db_fault fault);

/* The schema's version that every database open here has. */
int db_schema(void);

/* Opens state_dir/kiosk.db, checks it whole (quick_check), and leaves a file that it refuses as it
 * is. ERR_NOT_FOUND (DB_TOOL: there is none), ERR_FULL, ERR_BUSY, ERR_STORAGE; *fault always says
 * which. */
enum err db_open(const char *state_dir, enum db_role role, struct db **out, enum db_fault *fault)
    MUST_USE;
void db_close(struct db **db);

/* What a statement has met since it was opened, damage for one; DB_FAULT_NONE as a rule. Close it
 * then and open it again. */
enum db_fault db_met(const struct db *db);
/* True when kiosk.db is no longer the file that is open here: close it and open again. One that was
 * taken away is put back first, with all that was in it. Costs one stat where nothing happened. */
bool db_moved(struct db *db);
/* Another value after every commit of another connection. */
int64_t db_version(struct db *db);
/* Copies the WAL into the file and empties it, as far as readers allow. */
void db_checkpoint(struct db *db);
/* Runs statements without results: schema, pragmas. */
enum err db_exec(struct db *db, const char *sql) MUST_USE;

/* A write transaction. Opened inside another it joins it; the outermost commits.
 *
 *     SCOPED(tx_close) struct db_tx tx = tx_open(db);
 *     ...
 *     return tx_commit(&tx);
 */
struct db_tx {
    struct db *db;
    enum err err; /* of opening; tx_commit answers it */
    bool open;
};

struct db_tx tx_open(struct db *db);
/* OK means on the disk, for the outermost. */
enum err tx_commit(struct db_tx *tx) MUST_USE;
/* Rolls back unless committed. */
void tx_close(struct db_tx *tx);

#endif
