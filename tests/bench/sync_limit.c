#include "bench/sync_limit.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

extern const char office_schema_fleet_sql[];

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void must(int code)
{
    if (code != SQLITE_OK && code != SQLITE_DONE)
        give_up(sqlite3_errstr(code));
}

static sqlite3 *database_new(const char *path)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *mode = NULL;
    must(sqlite3_open(path, &db));
    must(sqlite3_exec(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;", NULL, NULL,
                      NULL));
    must(sqlite3_exec(db, office_schema_fleet_sql, NULL, NULL, NULL));
    must(sqlite3_prepare_v2(db, "PRAGMA synchronous", -1, &mode, NULL));
    if (sqlite3_step(mode) != SQLITE_ROW || sqlite3_column_int(mode, 0) != 2)
        give_up("synchronous is not FULL");
    sqlite3_finalize(mode);
    return db;
}

static void row_put(sqlite3_stmt *insert, const struct fleet *fleet, size_t at, int64_t now)
{
    char kiosk[32];
    uint8_t hash[HASH_BYTES];
    struct batch_item item = fleet_batch_item(fleet, at);
    fleet_name(at % fleet->kiosk_count, kiosk);
    memcpy(hash, item.envelope, sizeof(hash)); /* as long as one, and as random */
    sqlite3_bind_text(insert, 1, kiosk, -1, SQLITE_STATIC);
    sqlite3_bind_blob(insert, 2, item.id.bytes, sizeof(item.id.bytes), SQLITE_STATIC);
    sqlite3_bind_int64(insert, 3, item.sequence);
    sqlite3_bind_int(insert, 4, item.kind);
    sqlite3_bind_blob(insert, 5, hash, sizeof(hash), SQLITE_STATIC);
    sqlite3_bind_blob(insert, 6, item.envelope, (int)item.len, SQLITE_STATIC);
    sqlite3_bind_blob(insert, 7, item.status_id, sizeof(item.status_id), SQLITE_STATIC);
    sqlite3_bind_int64(insert, 8, now);
    must(sqlite3_step(insert));
    must(sqlite3_reset(insert));
}

/* In the order of a server's: a batch is one kiosk's. */
double limit_run(const struct fleet *fleet, const char *path, size_t batch)
{
    sqlite3 *db = database_new(path);
    sqlite3_stmt *insert = NULL;
    must(
        sqlite3_prepare_v3(db,
                           "INSERT INTO item (kiosk, id, sequence, kind, hash, envelope, status_id,"
                           " received) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
                           " ON CONFLICT (kiosk, id) DO NOTHING",
                           -1, SQLITE_PREPARE_PERSISTENT, &insert, NULL));
    size_t rounds = fleet->count / fleet->kiosk_count / batch;
    double start = seconds_now();
    for (size_t i = 0; i < rounds * fleet->kiosk_count; i++) {
        size_t first = i % fleet->kiosk_count + i / fleet->kiosk_count * batch * fleet->kiosk_count;
        must(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL));
        for (size_t j = 0; j < batch; j++)
            row_put(insert, fleet, first + j * fleet->kiosk_count, (int64_t)i);
        must(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL));
    }
    double seconds = seconds_now() - start;
    sqlite3_finalize(insert);
    sqlite3_close(db);
    return (double)(rounds * fleet->kiosk_count * batch) / seconds;
}
