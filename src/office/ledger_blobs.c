#include "office/ledger_blobs.h"

#include "office/ledger_driver.h"

enum err ledger_blob(struct ledger *ledger, const uint8_t hash[HASH_BYTES], struct blob_row *out)
{
    SCOPED(query_end)
    struct query query = query_start(
        ledger, "SELECT hash, length, sender, durable, touched FROM blob WHERE hash = $1",
        VALUES(V_BYTES(hash, HASH_BYTES)));
    if (!query_next(&query))
        return query.err;
    struct blob_row row = {.name = {.len = query_int(&query, 1)},
                           .durable = query_int(&query, 3),
                           .touched = query_int(&query, 4)};
    query_text(&query, 2, row.sender, sizeof(row.sender));
    if (query_bytes(&query, 0, row.name.hash, HASH_BYTES) != OK)
        return ERR_STORAGE;
    *out = row;
    return OK;
}

enum err ledger_blob_put(struct ledger *ledger, const struct blob_row *row)
{
    return ledger_run(ledger,
                      "INSERT INTO blob (hash, sender, length, durable, touched)"
                      " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (hash) DO UPDATE"
                      " SET durable = excluded.durable, touched = excluded.touched",
                      VALUES(V_BYTES(row->name.hash, HASH_BYTES), V_TEXT(row->sender),
                             V_INT(row->name.len), V_INT(row->durable), V_INT(row->touched)),
                      NULL);
}

enum err ledger_blob_drop(struct ledger *ledger, const uint8_t hash[HASH_BYTES])
{
    return ledger_run(ledger, "DELETE FROM blob WHERE hash = $1", VALUES(V_BYTES(hash, HASH_BYTES)),
                      NULL);
}

enum err ledger_blob_unfinished(struct ledger *ledger, const char *sender, int64_t *out)
{
    return ledger_number(ledger,
                         "SELECT COUNT(*) FROM blob WHERE named = 0 AND sender = $1"
                         " AND durable < length",
                         VALUES(V_TEXT(sender)), out);
}

enum err ledger_blob_name(struct ledger *ledger, const uint8_t hash[HASH_BYTES])
{
    return ledger_run(ledger, "UPDATE blob SET named = 1 WHERE hash = $1",
                      VALUES(V_BYTES(hash, HASH_BYTES)), NULL);
}

enum err ledger_blob_abandoned(struct ledger *ledger, int64_t before, uint8_t hash[HASH_BYTES])
{
    SCOPED(query_end)
    struct query query = query_start(
        ledger, "SELECT hash FROM blob WHERE named = 0 AND touched < $1 ORDER BY touched LIMIT 1",
        VALUES(V_INT(before)));
    return query_next(&query) ? query_bytes(&query, 0, hash, HASH_BYTES) : query.err;
}

/* ---- pages of requests ---- */

#define PAGE_COLUMNS "number, document, hash, length, sender, added, removed"

static enum err page_from(struct query *query, struct request_page *out)
{
    struct request_page page = {.number = (int)query_int(query, 0),
                                .blob = {.len = query_int(query, 3)},
                                .added = query_int(query, 5),
                                .removed = query_int(query, 6)};
    query_text(query, 1, page.document, sizeof(page.document));
    query_text(query, 4, page.sender, sizeof(page.sender));
    if (query_bytes(query, 2, page.blob.hash, HASH_BYTES) != OK)
        return ERR_STORAGE;
    *out = page;
    return OK;
}

enum err ledger_page_add(struct ledger *ledger, const char *code, struct request_page *page)
{
    int64_t number = 0;
    enum err err =
        ledger_number(ledger, "SELECT COALESCE(MAX(number), 0) FROM request_page WHERE code = $1",
                      VALUES(V_TEXT(code)), &number);
    if (err == OK && number >= REQUEST_PAGES_MAX)
        err = ERR_FULL;
    if (err != OK)
        return err;
    page->number = (int)number + 1;
    err = ledger_run(ledger,
                     "INSERT INTO request_page (code, number, document, hash, length, sender,"
                     " added) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                     VALUES(V_TEXT(code), V_INT(page->number), V_TEXT(page->document),
                            V_BYTES(page->blob.hash, HASH_BYTES), V_INT(page->blob.len),
                            V_TEXT(page->sender), V_INT(page->added)),
                     NULL);
    return err == OK ? ledger_blob_name(ledger, page->blob.hash) : err;
}

enum err ledger_pages(struct ledger *ledger, const char *code, struct request_page *rows,
                      size_t *count)
{
    SCOPED(query_end)
    struct query query = query_start(
        ledger, "SELECT " PAGE_COLUMNS " FROM request_page WHERE code = $1 ORDER BY number",
        VALUES(V_TEXT(code)));
    size_t found = 0;
    while (found < REQUEST_PAGES_MAX && query_next(&query)) {
        enum err err = page_from(&query, &rows[found++]);
        if (err != OK)
            return err;
    }
    if (query_check(&query) == OK)
        *count = found;
    return query_check(&query);
}

enum err ledger_page_outdated(struct ledger *ledger, int64_t before, char code[TRACKING_SIZE],
                              struct request_page *out)
{
    SCOPED(query_end)
    struct query query = query_start(
        ledger,
        "SELECT number, document, hash, length, sender, added, removed, request.code"
        " FROM request JOIN request_page ON request_page.code = request.code"
        " WHERE removed = 0 AND finished > 0 AND finished < $1 ORDER BY finished, number LIMIT 1",
        VALUES(V_INT(before)));
    if (!query_next(&query))
        return query.err;
    query_text(&query, 7, code, TRACKING_SIZE);
    return page_from(&query, out);
}

enum err ledger_page_removed(struct ledger *ledger, const char *code, int number, int64_t now)
{
    return ledger_run(ledger,
                      "UPDATE request_page SET removed = $3 WHERE code = $1 AND number = $2",
                      VALUES(V_TEXT(code), V_INT(number), V_INT(now)), NULL);
}
