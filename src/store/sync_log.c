#include "store/sync_log.h"

#include <string.h>

#include "store/query.h"

/* The fields of struct sync_row in its order, which is the order of columns and of chained bytes.
 */
#define COLUMNS                                                                                    \
    "number, at, way, cause, http, requests, complaints, surveys, calls, statuses, created, "      \
    "duplicate, conflict, rejected, retry, bytes, duration, next_try, clock, blobs"

/* Rows without pages are chained as they were before there were any, so that a chain from then
 * still holds. */
enum { FIELDS = 20, FIELDS_BEFORE_BLOBS = 19 };

static void values_of(const struct sync_row *row, int64_t out[FIELDS])
{
    const int64_t values[FIELDS] = {
        row->number,   row->at,         row->way,      row->cause,    row->http,
        row->requests, row->complaints, row->surveys,  row->calls,    row->statuses,
        row->created,  row->duplicate,  row->conflict, row->rejected, row->retry,
        row->bytes,    row->duration,   row->next_try, row->offset,   row->blobs,
    };
    memcpy(out, values, sizeof(values));
}

static struct sync_row row_from(struct query *query)
{
    int64_t v[FIELDS];
    for (int i = 0; i < FIELDS; i++)
        v[i] = query_get(query, i);
    return (struct sync_row){
        .number = v[0],
        .at = v[1],
        .way = (enum sync_way)v[2],
        .cause = (enum sync_cause)v[3],
        .http = (int)v[4],
        .requests = (int)v[5],
        .complaints = (int)v[6],
        .surveys = (int)v[7],
        .calls = (int)v[8],
        .statuses = (int)v[9],
        .created = (int)v[10],
        .duplicate = (int)v[11],
        .conflict = (int)v[12],
        .rejected = (int)v[13],
        .retry = (int)v[14],
        .bytes = v[15],
        .duration = v[16],
        .next_try = v[17],
        .offset = v[18],
        .blobs = (int)v[19],
    };
}

void sync_row_bytes(const struct sync_row *row, struct buf *out)
{
    int64_t values[FIELDS];
    values_of(row, values);
    buf_putc(out, row->blobs != 0 ? 2 : 1);
    for (int i = 0; i < (row->blobs != 0 ? FIELDS : FIELDS_BEFORE_BLOBS); i++)
        buf_put_u64(out, (uint64_t)values[i]);
}

/* The head after the row; false when memory is short. */
static bool chained(const struct chain_head *head, const struct sync_row *row,
                    struct chain_head *out)
{
    SCOPED(buf_fini) struct buf bytes;
    buf_init(&bytes, 1 + FIELDS * sizeof(uint64_t));
    sync_row_bytes(row, &bytes);
    if (buf_check(&bytes) != OK)
        return false;
    *out = chain_add(head, bytes.data, bytes.len);
    return true;
}

/* A chain head kept in the one row of `kiosk`. */
static enum err head_read(struct db *db, const char *sql, struct chain_head *out)
{
    SCOPED(query_end) struct query query = query_on(db, sql);
    struct chain_head head = {0};
    if (query_row(&query)) {
        head.number = query_get(&query, 0);
        (void)query_get_bytes(&query, 1, head.hash, sizeof(head.hash));
    }
    if (query_check(&query) == OK)
        *out = head;
    return query_check(&query);
}

static enum err head_write(struct db *db, const char *sql, const struct chain_head *head)
{
    SCOPED(query_end) struct query query = query_on(db, sql);
    query_int(&query, 1, head->number);
    query_blob(&query, 2, head->hash, sizeof(head->hash));
    return query_run(&query);
}

enum err sync_log_head(struct db *db, struct chain_head *out)
{
    return head_read(db, "SELECT log_head, log_head_hash FROM kiosk", out);
}

enum err sync_log_countersigned(struct db *db, const struct chain_head *head)
{
    return head_write(db, "UPDATE kiosk SET log_signed = ?1, log_signed_hash = ?2", head);
}

enum err sync_log_signed(struct db *db, int64_t *out)
{
    SCOPED(query_end)
    struct query query = query_on(db, "SELECT log_signed FROM kiosk");
    if (query_row(&query))
        *out = query_get(&query, 0);
    return query_check(&query);
}

static enum err insert(struct db *db, const struct sync_row *row, const struct chain_head *head)
{
    SCOPED(query_end)
    struct query query = query_on(db, "INSERT INTO sync_log (" COLUMNS ", hash) VALUES (?1, ?2, "
                                      "?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, "
                                      "?16, ?17, ?18, ?19, ?20, ?21)");
    int64_t values[FIELDS];
    values_of(row, values);
    for (int i = 0; i < FIELDS; i++)
        query_int(&query, i + 1, values[i]);
    query_blob(&query, FIELDS + 1, head->hash, sizeof(head->hash));
    return query_run(&query);
}

enum err sync_log_add(struct db *db, const struct sync_row *row, struct chain_head *head)
{
    SCOPED(tx_close) struct db_tx tx = tx_open(db);
    struct chain_head last, next;
    enum err err = tx.err != OK ? tx.err : sync_log_head(db, &last);
    if (err != OK)
        return err;
    struct sync_row numbered = *row;
    numbered.number = last.number + 1;
    if (!chained(&last, &numbered, &next))
        return ERR_STORAGE;
    err = insert(db, &numbered, &next);
    if (err == OK)
        err = head_write(db, "UPDATE kiosk SET log_head = ?1, log_head_hash = ?2", &next);
    if (err == OK)
        err = tx_commit(&tx);
    if (err == OK && head)
        *head = next;
    return err;
}

enum err sync_log_rows(struct db *db, enum sync_filter filter, int64_t day_start, size_t skip,
                       struct sync_row *rows, size_t most, size_t *count, bool *more)
{
    static const char *const texts[] = {
        [SYNC_ALL] = "SELECT " COLUMNS " FROM sync_log WHERE ?1 = ?1 "
                     "ORDER BY number DESC LIMIT ?2 OFFSET ?3",
        [SYNC_FAILED] = "SELECT " COLUMNS " FROM sync_log WHERE ?1 = ?1 AND cause NOT IN (0, 1) "
                        "ORDER BY number DESC LIMIT ?2 OFFSET ?3",
        [SYNC_TODAY] = "SELECT " COLUMNS " FROM sync_log WHERE at >= ?1 "
                       "ORDER BY number DESC LIMIT ?2 OFFSET ?3",
    };
    SCOPED(query_end) struct query query = query_on(db, texts[filter]);
    query_int(&query, 1, day_start);
    query_int(&query, 2, (int64_t)most + 1);
    query_int(&query, 3, (int64_t)skip);
    size_t found = 0;
    bool rest = false;
    while (!rest && query_row(&query)) {
        rest = found == most;
        if (!rest)
            rows[found++] = row_from(&query);
    }
    if (query_check(&query) == OK) {
        *count = found;
        *more = rest;
    }
    return query_check(&query);
}

enum err sync_log_after(struct db *db, int64_t number, struct sync_row *rows, size_t most,
                        size_t *count)
{
    SCOPED(query_end)
    struct query query = query_on(db, "SELECT " COLUMNS " FROM sync_log WHERE number > ?1 "
                                      "ORDER BY number LIMIT ?2");
    query_int(&query, 1, number);
    query_int(&query, 2, (int64_t)most);
    size_t found = 0;
    while (query_row(&query))
        rows[found++] = row_from(&query);
    if (query_check(&query) == OK)
        *count = found;
    return query_check(&query);
}

/* Walks the rows after the anchor; *broken is the first that does not fit, or stays 0.
 * `signed_head` is a head the office has signed for: the chain must pass through it. */
static enum err walk(struct db *db, struct chain_head *head, const struct chain_head *signed_head,
                     int64_t *broken)
{
    SCOPED(query_end)
    struct query query =
        query_on(db, "SELECT " COLUMNS ", hash FROM sync_log WHERE number > ?1 ORDER BY number");
    query_int(&query, 1, head->number);
    while (*broken == 0 && query_row(&query)) {
        struct sync_row row = row_from(&query);
        uint8_t hash[HASH_BYTES];
        bool whole = query_get_bytes(&query, FIELDS, hash, sizeof(hash));
        int64_t expected = head->number + 1;
        whole = whole && row.number == expected && chained(head, &row, head) &&
                memcmp(head->hash, hash, sizeof(hash)) == 0;
        if (whole && row.number == signed_head->number)
            whole = memcmp(hash, signed_head->hash, sizeof(hash)) == 0;
        if (!whole)
            *broken = expected;
    }
    return query_check(&query);
}

enum err sync_log_verify(struct db *db, int64_t *broken)
{
    /* One transaction: syncd may append between the reads. */
    SCOPED(tx_close) struct db_tx tx = tx_open(db);
    struct chain_head head, last, office;
    int64_t found = 0;
    enum err err = tx.err;
    if (err == OK)
        err = head_read(db, "SELECT log_anchor, log_anchor_hash FROM kiosk", &head);
    if (err == OK)
        err = head_read(db, "SELECT log_head, log_head_hash FROM kiosk", &last);
    if (err == OK)
        err = head_read(db, "SELECT log_signed, log_signed_hash FROM kiosk", &office);
    if (err == OK)
        err = walk(db, &head, &office, &found);
    if (err != OK)
        return err;
    /* Rows after the last one are missing, or the head itself was changed. */
    if (found == 0 && (head.number != last.number || office.number > last.number ||
                       memcmp(head.hash, last.hash, sizeof(last.hash)) != 0))
        found = head.number + 1;
    *broken = found;
    return OK;
}

/* The last row that may go, as a head. */
static enum err last_before(struct db *db, int64_t before, struct chain_head *out)
{
    SCOPED(query_end)
    struct query query = query_on(db, "SELECT number, hash FROM sync_log WHERE number < "
                                      "coalesce((SELECT min(number) FROM sync_log WHERE at >= ?1), "
                                      "(SELECT log_head + 1 FROM kiosk)) "
                                      "ORDER BY number DESC LIMIT 1");
    query_int(&query, 1, before);
    struct chain_head head = {0};
    if (query_row(&query)) {
        head.number = query_get(&query, 0);
        (void)query_get_bytes(&query, 1, head.hash, sizeof(head.hash));
    }
    if (query_check(&query) == OK)
        *out = head;
    return query_check(&query);
}

enum err sync_log_forget(struct db *db, int64_t before)
{
    SCOPED(tx_close) struct db_tx tx = tx_open(db);
    struct chain_head anchor;
    enum err err = tx.err != OK ? tx.err : last_before(db, before, &anchor);
    if (err != OK || anchor.number == 0)
        return err;
    err = head_write(db, "UPDATE kiosk SET log_anchor = ?1, log_anchor_hash = ?2", &anchor);
    SCOPED(query_end)
    struct query query = query_on(db, "DELETE FROM sync_log WHERE number <= ?1");
    query_int(&query, 1, anchor.number);
    if (err == OK)
        err = query_run(&query);
    return err == OK ? tx_commit(&tx) : err;
}

enum err sync_log_median(struct db *db, int64_t since, int64_t *out)
{
    SCOPED(query_end)
    struct query query =
        query_on(db, "SELECT duration FROM sync_log WHERE at >= ?1 AND http > 0 ORDER BY duration "
                     "LIMIT 1 OFFSET (SELECT (count(*) - 1) / 2 FROM sync_log "
                     "WHERE at >= ?1 AND http > 0)");
    query_int(&query, 1, since);
    int64_t median = -1;
    if (query_row(&query))
        median = query_get(&query, 0);
    if (query_check(&query) == OK)
        *out = median;
    return query_check(&query);
}

enum err sync_log_newest(struct db *db, int64_t *at, enum sync_cause *cause)
{
    SCOPED(query_end)
    struct query query =
        query_on(db, "SELECT at, cause FROM sync_log WHERE way != ?1 ORDER BY number DESC LIMIT 1");
    query_int(&query, 1, SYNC_START);
    int64_t found = 0, ended = CAUSE_OK;
    if (query_row(&query)) {
        found = query_get(&query, 0);
        ended = query_get(&query, 1);
    }
    if (query_check(&query) != OK)
        return query_check(&query);
    *at = found;
    *cause = (enum sync_cause)ended;
    return OK;
}
