#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "store/db_handle.h"
#include "store/query.h"
#include "store/salvage.h"
#include "store/wal.h"

enum {
    APPLICATION_ID = 0x414e4a4b, /* "ANJK" */
    BUSY_MS = 5000,              /* longer than any transaction here */
    SYNC_CHECKPOINT = 256,       /* pages in the WAL after which syncd's commits checkpoint */
    SYNCHRONOUS_FULL = 2,
};

extern const char store_schema_v1_sql[], store_schema_v2_sql[], store_schema_v3_sql[],
    store_schema_v4_sql[], store_schema_v5_sql[], store_schema_v6_sql[];

/* Step n brings user_version n up to n + 1. Shipped steps never change. */
static const char *const migrations[] = {store_schema_v1_sql, store_schema_v2_sql,
                                         store_schema_v3_sql, store_schema_v4_sql,
                                         store_schema_v5_sql, store_schema_v6_sql};

int db_schema(void)
{
    return (int)LENGTH(migrations);
}

const char *db_fault_text(enum db_fault fault)
{
    static const char *const texts[] = {
        [DB_FAULT_NONE] = "no fault",
        [DB_FAULT_FOLDER] = "the state folder is missing or not writable",
        [DB_FAULT_OPEN] = "kiosk.db cannot be opened for reading and writing",
        [DB_FAULT_FOREIGN] = "kiosk.db is a database of some other program",
        [DB_FAULT_NEWER] = "kiosk.db was made by a newer version of this program",
        [DB_FAULT_DURABLE] = "kiosk.db refuses durable writing (WAL, synchronous=FULL)",
        [DB_FAULT_SCHEMA] = "the schema of kiosk.db could not be brought up to date",
        [DB_FAULT_DAMAGED] = "kiosk.db is damaged",
        [DB_FAULT_FULL] = "there is no room on the disk to open kiosk.db",
        [DB_FAULT_BUSY] = "another program holds kiosk.db",
        [DB_FAULT_OLDER] = "kiosk.db was made by an older version; start the kiosk once",
    };
    return texts[fault];
}

/* The one value of a pragma or a SELECT. */
static enum err value_of(struct db *db, const char *sql, int64_t *out)
{
    SCOPED(query_end) struct query query = query_on(db, sql);
    int64_t value = 0;
    if (query_row(&query))
        value = query_get(&query, 0);
    if (query_check(&query) == OK)
        *out = value;
    return query_check(&query);
}

int64_t db_version(struct db *db)
{
    int64_t version = 0;
    return value_of(db, "PRAGMA data_version", &version) == OK ? version : -1;
}

static enum db_fault fault_of(const struct db *db, enum err err, enum db_fault otherwise)
{
    if (db->met == DB_FAULT_DAMAGED)
        return DB_FAULT_DAMAGED;
    if (err == ERR_FULL)
        return DB_FAULT_FULL;
    return err == ERR_BUSY ? DB_FAULT_BUSY : otherwise;
}

/* The file is made here and not by SQLite, so that WAL and shared memory get its mode too. */
static enum db_fault file_make(const char *state_dir, const char *path, enum db_role role,
                               bool *there)
{
    *there = access(path, F_OK) == 0;
    if (*there || role == DB_TOOL)
        return DB_FAULT_NONE;
    enum err err = path_make(state_dir, 0750);
    int fd = err == OK ? open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0660) : -1;
    if (fd < 0)
        return err == ERR_FULL || errno == ENOSPC ? DB_FAULT_FULL : DB_FAULT_FOLDER;
    close(fd);
    *there = true;
    return DB_FAULT_NONE;
}

/* Reads only: a file that is refused here stays as it is. The marks are read by one statement, for
 * another program may be making the database at this moment. */
static enum db_fault judge(struct db *db, enum db_role role)
{
    SCOPED(query_end)
    struct query marks =
        query_on(db, "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema)"
                     " FROM pragma_application_id, pragma_user_version");
    int64_t application = 0, version = 0, objects = 0;
    if (query_row(&marks)) {
        application = query_get(&marks, 0);
        version = query_get(&marks, 1);
        objects = query_get(&marks, 2);
    }
    if (query_check(&marks) != OK)
        return fault_of(db, query_check(&marks), DB_FAULT_OPEN);
    bool empty = application == 0 && version == 0 && objects == 0;
    if (!empty && application != APPLICATION_ID)
        return DB_FAULT_FOREIGN;
    if (version > (int64_t)LENGTH(migrations))
        return DB_FAULT_NEWER;
    if (role == DB_TOOL && version < (int64_t)LENGTH(migrations))
        return DB_FAULT_OLDER;
    SCOPED(query_end) struct query check = query_on(db, "PRAGMA quick_check(1)");
    char said[16] = "";
    if (query_row(&check))
        query_get_text(&check, 0, said, sizeof(said));
    if (query_check(&check) != OK)
        return fault_of(db, query_check(&check), DB_FAULT_OPEN);
    return strcmp(said, "ok") == 0 ? DB_FAULT_NONE : DB_FAULT_DAMAGED;
}

/* Two programs that start together may both want to switch a new file to WAL; SQLite answers
 * "busy" to one of them without waiting. */
static bool wal_mode(struct db *db)
{
    for (int tries = 0; tries < 100; tries++) {
        sqlite3_stmt *statement = NULL;
        int code =
            sqlite3_prepare_v2(db->handle, "PRAGMA journal_mode = WAL", -1, &statement, NULL);
        if (code == SQLITE_OK)
            code = sqlite3_step(statement);
        const char *mode =
            code == SQLITE_ROW ? (const char *)sqlite3_column_text(statement, 0) : NULL;
        bool wal = mode && strcmp(mode, "wal") == 0;
        sqlite3_finalize(statement);
        if (wal || (code & 0xff) != SQLITE_BUSY)
            return wal;
        sqlite3_sleep(20);
    }
    return false;
}

/* SQLite calls this once others see the commit. The WAL's own write comes earlier: who wakes on
 * that looks too soon, so this wakes them. */
static int committed(void *self, sqlite3 *handle, const char *name, int pages)
{
    const struct db *db = self;
    char wal[PATH_SIZE + 8];
    sqlite3_snprintf(sizeof(wal), wal, "%s-wal", db->path);
    if (utimensat(AT_FDCWD, wal, NULL, 0) != 0)
        log_debug("cannot touch %s: %s", wal, strerror(errno));
    if (db->checkpoint > 0 && pages >= db->checkpoint)
        (void)sqlite3_wal_checkpoint_v2(handle, name, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    return SQLITE_OK;
}

/* What does not stick in the file is set on each open, and what durability rests on is read back.
 */
static enum db_fault configure(struct db *db, enum db_role role)
{
    static const char sql[] = "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                              "PRAGMA secure_delete = ON; PRAGMA journal_size_limit = 1048576";
    int64_t synchronous = 0, secure = 0;
    if (!wal_mode(db))
        return DB_FAULT_DURABLE;
    db->checkpoint = role == DB_SYNC ? SYNC_CHECKPOINT : 0;
    sqlite3_wal_hook(db->handle, committed, db);
    enum err err = db_exec(db, sql);
    if (err == OK)
        err = value_of(db, "PRAGMA synchronous", &synchronous);
    if (err == OK)
        err = value_of(db, "PRAGMA secure_delete", &secure);
    if (err != OK)
        return fault_of(db, err, DB_FAULT_DURABLE);
    return synchronous == SYNCHRONOUS_FULL && secure == 1 ? DB_FAULT_NONE : DB_FAULT_DURABLE;
}

static enum db_fault migrate(struct db *db)
{
    SCOPED(tx_close) struct db_tx tx = tx_open(db);
    int64_t version = 0;
    /* Read again under the lock: the other program may have been faster. */
    enum err err = tx.err != OK ? tx.err : value_of(db, "PRAGMA user_version", &version);
    if (err == OK && version >= (int64_t)LENGTH(migrations))
        return DB_FAULT_NONE;
    for (size_t step = (size_t)version; err == OK && step < LENGTH(migrations); step++)
        err = db_exec(db, migrations[step]);
    char sql[96];
    sqlite3_snprintf(sizeof(sql), sql, "PRAGMA application_id = %d; PRAGMA user_version = %d",
                     APPLICATION_ID, (int)LENGTH(migrations));
    if (err == OK)
        err = db_exec(db, sql);
    if (err == OK)
        err = tx_commit(&tx);
    return err == OK ? DB_FAULT_NONE : fault_of(db, err, DB_FAULT_SCHEMA);
}

static enum db_fault open_path(struct db *db, enum db_role role)
{
    if (sqlite3_open_v2(db->path, &db->handle, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        return DB_FAULT_OPEN;
    /* SQLite opens what it may not write for reading alone. */
    if (role != DB_TOOL && sqlite3_db_readonly(db->handle, "main") == 1)
        return DB_FAULT_OPEN;
    /* Closing a file that is about to be refused must not write the WAL into it. */
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    sqlite3_extended_result_codes(db->handle, 1);
    sqlite3_busy_timeout(db->handle, BUSY_MS);
    enum db_fault fault = judge(db, role);
    /* Before anything is written: that would write over what SQLite does not see. */
    if (fault == DB_FAULT_NONE && role != DB_TOOL && wal_flipped(db->path))
        fault = DB_FAULT_DAMAGED;
    if (fault == DB_FAULT_NONE)
        fault = configure(db, role);
    if (fault == DB_FAULT_NONE && role != DB_TOOL)
        fault = migrate(db);
    if (fault == DB_FAULT_NONE)
        sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
    return fault;
}

static void lock_close(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

static void shut(struct db *db)
{
    sqlite3_close(db->handle);
    db->handle = NULL;
    db->met = DB_FAULT_NONE;
}

static void remove_with_log(const char *path)
{
    char log[PATH_SIZE + 8];
    snprintf(log, sizeof(log), "%s-wal", path);
    unlink(log);
    unlink(path);
}

/* Where only the log of the one set aside had flipped bits and they are known: its copy, in which
 * nothing is missing, is the successor. */
static bool mended(const char *aside, struct db *db, enum db_role role)
{
    bool exact = false;
    if (wal_mend(aside, db->path, &exact) == OK && exact && open_path(db, role) == DB_FAULT_NONE) {
        log_error("DB-%02d: %s was damaged and stands aside as %s; all of it could be read",
                  DB_FAULT_DAMAGED, db->path, aside);
        return true;
    }
    shut(db);
    remove_with_log(db->path);
    return false;
}

/* What can be read of the one set aside; of its log to the end, where a bit has flipped in there.
 */
static size_t salvage(const char *aside, struct db *db)
{
    char copy[PATH_SIZE];
    size_t items = 0;
    bool exact = false;
    snprintf(copy, sizeof(copy), "%.480s.reading", db->path);
    bool readable = wal_mend(aside, copy, &exact) == OK;
    if (salvage_copy(readable ? copy : aside, db, &items) != OK)
        log_error("not all that %s holds could be copied", aside);
    remove_with_log(copy);
    return items;
}

/* Makes a damaged file's successor. Kiosk and syncd meet the damage at the same time: one of them
 * does it, the other comes back later. */
static enum db_fault renew(const char *state_dir, struct db *db, enum db_role role)
{
    SCOPED(lock_close) int lock = -1;
    char aside[PATH_SIZE];
    size_t items = 0;
    bool there = false;
    if (path_lock(state_dir, "salvage.lock", &lock) != OK)
        return DB_FAULT_BUSY;
    shut(db);
    enum db_fault fault = open_path(db, role);
    if (fault != DB_FAULT_DAMAGED)
        return fault;
    shut(db);
    if (salvage_set_aside(db->path, aside) != OK)
        return DB_FAULT_DAMAGED;
    if (mended(aside, db, role))
        return DB_FAULT_NONE;
    fault = file_make(state_dir, db->path, role, &there);
    if (fault == DB_FAULT_NONE)
        fault = open_path(db, role);
    if (fault == DB_FAULT_NONE)
        items = salvage(aside, db);
    log_error("DB-%02d: %s is damaged and stands aside as %s; %zu items were saved",
              DB_FAULT_DAMAGED, db->path, aside, items);
    return fault;
}

enum err db_open(const char *state_dir, enum db_role role, struct db **out, enum db_fault *fault)
{
    char path[PATH_SIZE];
    *fault = DB_FAULT_FOLDER;
    if (path_join(path, state_dir, DB_FILE) != OK)
        return ERR_STORAGE;
    bool there = false;
    *fault = file_make(state_dir, path, role, &there);
    if (*fault == DB_FAULT_NONE && !there) {
        *fault = DB_FAULT_OPEN;
        return ERR_NOT_FOUND;
    }
    struct db *db = calloc(1, sizeof(*db));
    if (!db)
        return ERR_STORAGE;
    (void)TEXT_COPY(db->path, path);
    if (*fault == DB_FAULT_NONE)
        *fault = open_path(db, role);
    if (*fault == DB_FAULT_DAMAGED && role != DB_TOOL)
        *fault = renew(state_dir, db, role);
    if (*fault == DB_FAULT_NONE) {
        *out = db;
        return OK;
    }
    log_error("DB-%02d: %s: %s", *fault, path, db_fault_text(*fault));
    db_close(&db);
    if (*fault == DB_FAULT_FULL)
        return ERR_FULL;
    return *fault == DB_FAULT_BUSY ? ERR_BUSY : ERR_STORAGE;
}
