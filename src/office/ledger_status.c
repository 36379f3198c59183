#include "office/ledger_status.h"

#include <stdlib.h>
#include <string.h>

#include "office/ledger_driver.h"

enum err ledger_status_put(struct ledger *ledger, const uint8_t id[STATUS_ID_BYTES],
                           const void *sealed, size_t len, int64_t ends_at)
{
    return ledger_run(ledger,
                      "INSERT INTO status (id, cursor, sealed, ends_at) VALUES"
                      " ($1, (SELECT COALESCE(MAX(cursor), 0) + 1 FROM status), $2, $3)"
                      " ON CONFLICT (id) DO UPDATE SET cursor = excluded.cursor,"
                      " sealed = excluded.sealed, ends_at = excluded.ends_at",
                      VALUES(V_BYTES(id, STATUS_ID_BYTES), V_BYTES(sealed, len), V_INT(ends_at)),
                      NULL);
}

/* Fills the page with rows; lens holds each row's length until the store stands still. */
static enum err page_fill(struct query *query, struct status_page *page)
{
    enum err err = OK;
    while (err == OK && query_next(query)) {
        if (page->count == STATUS_PAGE_ROWS || page->store.len > STATUS_PAGE_SEALED_MAX) {
            page->more = true;
            return OK;
        }
        struct status_row *row = &page->rows[page->count++];
        size_t before = page->store.len;
        err = query_bytes(query, 0, row->id, sizeof(row->id)) == OK ? OK : ERR_STORAGE;
        query_append(query, 2, &page->store);
        row->len = page->store.len - before;
        page->cursor = query_int(query, 1);
    }
    return err == OK ? query_check(query) : err;
}

enum err ledger_status_after(struct ledger *ledger, int64_t after, struct status_page *out)
{
    int64_t highest = 0;
    enum err err =
        ledger_number(ledger, "SELECT COALESCE(MAX(cursor), 0) FROM status", NULL, 0, &highest);
    if (err != OK)
        return err;
    if (after > highest)
        return ERR_NOT_FOUND;
    struct status_page page = {.cursor = after};
    buf_init(&page.store, STATUS_PAGE_SEALED_MAX + 2 * STATUS_SEALED_MAX);
    page.rows = calloc(STATUS_PAGE_ROWS, sizeof(*page.rows));
    if (!page.rows)
        return ERR_STORAGE;
    SCOPED(query_end)
    struct query query = query_start(
        ledger, "SELECT id, cursor, sealed FROM status WHERE cursor > $1 ORDER BY cursor LIMIT $2",
        VALUES(V_INT(after), V_INT(STATUS_PAGE_ROWS + 1)));
    err = page_fill(&query, &page);
    if (err == OK)
        err = buf_check(&page.store);
    if (err != OK) {
        status_page_fini(&page);
        return err;
    }
    size_t at = 0;
    for (size_t i = 0; i < page.count; i++) {
        page.rows[i].sealed = page.store.data + at;
        at += page.rows[i].len;
    }
    *out = page;
    return OK;
}

enum err ledger_status_expire(struct ledger *ledger, int64_t now, int64_t *count)
{
    int64_t ended = 0;
    for (;;) { /* one by one: each gets a cursor of its own */
        int64_t changed = 0;
        enum err err = ledger_run(ledger,
                                  "UPDATE status SET cursor = (SELECT MAX(cursor) + 1 FROM status),"
                                  " sealed = $2, ends_at = 0 WHERE id = (SELECT id FROM status"
                                  " WHERE ends_at > 0 AND ends_at <= $1 ORDER BY ends_at LIMIT 1)",
                                  VALUES(V_INT(now), V_BYTES("", 0)), &changed);
        if (err != OK)
            return err;
        if (changed == 0)
            break;
        ended += changed;
    }
    *count = ended;
    return OK;
}

static enum err feed_take(struct query *query, struct feed *out)
{
    if (!query_next(query))
        return query->err;
    SCOPED(buf_fini) struct buf body;
    buf_init(&body, FEED_BODY_MAX);
    query_append(query, 0, &body);
    if (buf_check(&body) != OK || feed_read(body.data, body.len, out) != OK)
        return ERR_STORAGE;
    return OK;
}

enum err ledger_content(struct ledger *ledger, struct feed *out)
{
    SCOPED(query_end)
    struct query query =
        query_start(ledger, "SELECT body FROM content ORDER BY version DESC LIMIT 1", NULL, 0);
    return feed_take(&query, out);
}

enum err ledger_content_at(struct ledger *ledger, int64_t version, struct feed *out)
{
    SCOPED(query_end)
    struct query query =
        query_start(ledger, "SELECT body FROM content WHERE version = $1", VALUES(V_INT(version)));
    return feed_take(&query, out);
}

enum err ledger_content_versions(struct ledger *ledger, struct content_version *rows, size_t most,
                                 size_t *count)
{
    size_t found = 0;
    SCOPED(query_end)
    struct query query = query_start(
        ledger, "SELECT version, issued, by_user FROM content ORDER BY version DESC LIMIT $1",
        VALUES(V_INT(most)));
    while (found < most && query_next(&query)) {
        struct content_version *row = &rows[found++];
        *row = (struct content_version){.version = query_int(&query, 0),
                                        .issued = query_int(&query, 1)};
        query_text(&query, 2, row->by, sizeof(row->by));
    }
    if (query_check(&query) != OK)
        return query.err;
    *count = found;
    return OK;
}

enum err ledger_content_version(struct ledger *ledger, int64_t *out)
{
    return ledger_number(ledger, "SELECT COALESCE(MAX(version), 0) FROM content", NULL, 0, out);
}

enum err ledger_content_add(struct ledger *ledger, const struct feed *feed, const char *by)
{
    SCOPED(buf_fini) struct buf body;
    buf_init(&body, FEED_BODY_MAX);
    enum err err = feed_write(feed, &body);
    if (err != OK)
        return err;
    return ledger_run(ledger,
                      "INSERT INTO content (version, issued, body, by_user)"
                      " VALUES ($1, $2, $3, $4)",
                      VALUES(V_INT(feed->content.version), V_INT(feed->content.issued),
                             V_BYTES(body.data, body.len), V_TEXT(by)),
                      NULL);
}
