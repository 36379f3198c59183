#include "store/salvage.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "seal/keys.h"
#include "store/db_handle.h"
#include "store/query.h"

enum { ASIDE_MOST = 9, PROBE_MOST = 1000 * 1000 };

static void aside_name(const char *path, size_t number, char out[PATH_SIZE])
{
    snprintf(out, PATH_SIZE, "%.480s.damaged-%zu", path, number);
}

/* The log goes first: the file without its log is merely older, the log without its file nothing.
 */
enum err salvage_set_aside(const char *path, char aside[PATH_SIZE])
{
    static const char *const sides[] = {"-wal", "-shm", ""};
    size_t number = 1;
    for (; number <= ASIDE_MOST; number++) {
        aside_name(path, number, aside);
        if (access(aside, F_OK) != 0)
            break;
    }
    if (number > ASIDE_MOST) {
        log_error("%s: %d damaged ones were set aside already", path, ASIDE_MOST);
        return ERR_FULL;
    }
    for (size_t i = 0; i < LENGTH(sides); i++) {
        char from[PATH_SIZE + 8], to[PATH_SIZE + 8];
        snprintf(from, sizeof(from), "%s%s", path, sides[i]);
        snprintf(to, sizeof(to), "%s%s", aside, sides[i]);
        if (rename(from, to) != 0 && (errno != ENOENT || !*sides[i])) {
            log_error("%s cannot be set aside: %s", from, strerror(errno));
            return ERR_STORAGE;
        }
    }
    return OK;
}

size_t salvage_count(const char *state_dir)
{
    char path[PATH_SIZE], aside[PATH_SIZE];
    size_t count = 0;
    if (path_join(path, state_dir, DB_FILE) != OK)
        return 0;
    for (size_t i = 1; i <= ASIDE_MOST; i++) {
        aside_name(path, i, aside);
        count += access(aside, F_OK) == 0;
    }
    return count;
}

/* ---- reading what can be read ------------------------------------------------------------------
 */

static void from_close(struct db *from)
{
    sqlite3_close(from->handle);
}

/* The first number of the query; `fallback` where even that cannot be read. */
static int64_t number_of(struct db *from, const char *sql, int64_t fallback)
{
    SCOPED(query_end) struct query query = query_on(from, sql);
    return query_row(&query) ? query_get(&query, 0) : fallback;
}

/* One item, as it is. False where it is gone, cannot be read or does not have its hash. */
static bool item_copy(struct db *from, struct db *to, int64_t sequence, enum err *err)
{
    enum { COLUMNS = 14, HASH = 12, ENVELOPE = 13 };
    SCOPED(query_end)
    struct query item = query_on(
        from, "SELECT sequence, id, kind, state, form, status_id, created, tries, next_try,"
              " last_try, cause, received, hash, envelope FROM outbox WHERE sequence = ?1");
    uint8_t wanted[HASH_BYTES], hash[HASH_BYTES];
    size_t len = 0;
    query_int(&item, 1, sequence);
    if (!query_row(&item) || !query_get_bytes(&item, HASH, wanted, HASH_BYTES))
        return false;
    const uint8_t *envelope = query_get_blob(&item, ENVELOPE, &len);
    hash_bytes(envelope, len, hash);
    if (memcmp(hash, wanted, HASH_BYTES) != 0)
        return false;
    SCOPED(query_end)
    struct query put = query_on(
        to, "INSERT OR IGNORE INTO outbox (sequence, id, kind, state, form, status_id, created,"
            " tries, next_try, last_try, cause, received, hash, envelope)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)");
    for (int i = 0; i < COLUMNS; i++)
        query_value(&put, i + 1, &item, i);
    /* A row whose values the schema refuses was damaged in a way that its hash does not cover. */
    enum err kept = query_run(&put);
    if (kept != OK && kept != ERR_INVALID)
        *err = kept;
    return kept == OK && query_changes(&put) == 1;
}

static enum err items_copy(struct db *from, struct db *to, size_t *items)
{
    int64_t low = number_of(from, "SELECT sequence FROM outbox ORDER BY sequence LIMIT 1", 1);
    int64_t given = number_of(from, "SELECT seq FROM sqlite_sequence WHERE name = 'outbox'", 0);
    int64_t high =
        number_of(from, "SELECT sequence FROM outbox ORDER BY sequence DESC LIMIT 1", given);
    high = high > given ? high : given;
    enum err err = OK;
    if (high - low > PROBE_MOST)
        low = high - PROBE_MOST;
    for (int64_t sequence = low; err == OK && sequence <= high; sequence++)
        *items += item_copy(from, to, sequence, &err);
    if (err != OK || high <= 0)
        return err;
    SCOPED(query_end)
    struct query drop = query_on(to, "DELETE FROM sqlite_sequence WHERE name = 'outbox'");
    err = query_run(&drop);
    SCOPED(query_end)
    struct query set =
        query_on(to, "INSERT INTO sqlite_sequence (name, seq) VALUES ('outbox', ?1)");
    query_int(&set, 1, high);
    return err == OK ? query_run(&set) : err;
}

/* The pages of the items that were saved; their files lie beside the database. */
static enum err blobs_copy(struct db *from, struct db *to)
{
    enum { COLUMNS = 7 };
    int64_t high = number_of(from, "SELECT number FROM blobs ORDER BY number DESC LIMIT 1", 0);
    int64_t low = number_of(from, "SELECT number FROM blobs ORDER BY number LIMIT 1", 1);
    enum err err = OK;
    if (high - low > PROBE_MOST)
        low = high - PROBE_MOST;
    for (int64_t number = low; err == OK && number <= high; number++) {
        SCOPED(query_end)
        struct query blob = query_on(from, "SELECT number, hash, length, durable, state, sequence,"
                                           " created FROM blobs WHERE number = ?1 AND state >= 2");
        SCOPED(query_end)
        struct query put =
            query_on(to, "INSERT OR IGNORE INTO blobs (number, hash, length, durable, state,"
                         " sequence, created) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        query_int(&blob, 1, number);
        if (!query_row(&blob))
            continue;
        for (int i = 0; i < COLUMNS; i++)
            query_value(&put, i + 1, &blob, i);
        err = query_run(&put);
        err = err == ERR_INVALID ? OK : err;
    }
    return err;
}

static enum err kiosk_copy(struct db *from, struct db *to)
{
    SCOPED(query_end)
    struct query kiosk = query_on(from, "SELECT highest_receipted, fleet_salt, pin_hash,"
                                        " pin_failures, pin_locked_until FROM kiosk");
    if (!query_row(&kiosk))
        return OK;
    SCOPED(query_end)
    struct query put =
        query_on(to, "UPDATE OR IGNORE kiosk SET highest_receipted = ?1, fleet_salt = ?2,"
                     " pin_hash = ?3, pin_failures = ?4, pin_locked_until = ?5");
    for (int i = 0; i < 5; i++)
        query_value(&put, i + 1, &kiosk, i);
    enum err err = query_run(&put);
    return err == ERR_INVALID ? OK : err;
}

enum err salvage_copy(const char *aside, struct db *to, size_t *items)
{
    SCOPED(from_close) struct db from = {0};
    (void)TEXT_COPY(from.path, aside);
    *items = 0;
    if (sqlite3_open_v2(aside, &from.handle, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
        return OK;
    sqlite3_extended_result_codes(from.handle, 1);
    SCOPED(tx_close) struct db_tx tx = tx_open(to);
    enum err err = tx.err != OK ? tx.err : items_copy(&from, to, items);
    if (err == OK)
        err = blobs_copy(&from, to);
    if (err == OK)
        err = kiosk_copy(&from, to);
    return err == OK ? tx_commit(&tx) : err;
}
