#include "store/db.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>

#include "base/log.h"
#include "store/db_handle.h"

enum err db_result(struct db *db, int code, const char *doing)
{
    int kind = code & 0xff;
    if (kind == SQLITE_OK || kind == SQLITE_ROW || kind == SQLITE_DONE)
        return OK;
    log_error("kiosk.db: cannot %s: %s (%d)", doing, sqlite3_errmsg(db->handle),
              sqlite3_extended_errcode(db->handle));
    if (kind == SQLITE_FULL || code == SQLITE_IOERR_SHMSIZE)
        return ERR_FULL;
    if ((kind == SQLITE_IOERR || kind == SQLITE_CANTOPEN) &&
        sqlite3_system_errno(db->handle) == ENOSPC)
        return ERR_FULL;
    if (kind == SQLITE_BUSY || kind == SQLITE_LOCKED)
        return ERR_BUSY;
    if (kind == SQLITE_CONSTRAINT)
        return ERR_INVALID;
    /* SQLITE_ERROR: our statements are sound, so a table they name is gone. */
    if (kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB || kind == SQLITE_ERROR)
        db->met = DB_FAULT_DAMAGED;
    else if (kind == SQLITE_READONLY || kind == SQLITE_IOERR || kind == SQLITE_CANTOPEN)
        db->met = DB_FAULT_DURABLE;
    return ERR_STORAGE;
}

enum db_fault db_met(const struct db *db)
{
    return db->met;
}

enum err db_exec(struct db *db, const char *sql)
{
    return db_result(db, sqlite3_exec(db->handle, sql, NULL, NULL, NULL), "run a statement");
}

void db_close(struct db **db)
{
    if (!*db)
        return;
    assert((*db)->depth == 0);
    sqlite3_close_v2((*db)->handle);
    free(*db);
    *db = NULL;
}

void db_checkpoint(struct db *db)
{
    int code = sqlite3_wal_checkpoint_v2(db->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    /* A reader in the way is no fault: the next one gets further. */
    if ((code & 0xff) != SQLITE_BUSY)
        (void)db_result(db, code, "checkpoint");
}

struct db_tx tx_open(struct db *db)
{
    struct db_tx tx = {.db = db};
    if (db->depth == 0) {
        db->doomed = false;
        /* IMMEDIATE: waits for the lock here and not in the middle, where SQLite could not. */
        tx.err =
            db_result(db, sqlite3_exec(db->handle, "BEGIN IMMEDIATE", NULL, NULL, NULL), "begin");
    }
    if (tx.err == OK) {
        tx.open = true;
        db->depth++;
    }
    return tx;
}

enum err tx_commit(struct db_tx *tx)
{
    struct db *db = tx->db;
    if (!tx->open)
        return tx->err;
    if (db->depth == 1) {
        if (db->doomed)
            return ERR_STORAGE;
        enum err err =
            db_result(db, sqlite3_exec(db->handle, "COMMIT", NULL, NULL, NULL), "commit");
        if (err != OK)
            return err;
    }
    tx->open = false;
    db->depth--;
    return OK;
}

void tx_close(struct db_tx *tx)
{
    struct db *db = tx->db;
    if (!tx->open)
        return;
    tx->open = false;
    db->depth--;
    db->doomed = true;
    /* SQLite may have rolled back by itself, on a full disk for one. */
    if (db->depth == 0 && !sqlite3_get_autocommit(db->handle))
        (void)db_result(db, sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL), "roll back");
}
