#include "store/feeds.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "store/query.h"

/* Too big for a stack. */
static struct feed *feed_new(void)
{
    return calloc(1, sizeof(struct feed));
}

static void feed_free(struct feed **feed)
{
    free(*feed);
}

enum err feeds_version(struct db *db, int64_t *version)
{
    SCOPED(query_end)
    struct query query = query_on(db, "SELECT coalesce(max(version), 0) FROM feeds");
    int64_t value = 0;
    if (query_row(&query))
        value = query_get(&query, 0);
    if (query_check(&query) == OK)
        *version = value;
    return query_check(&query);
}

static enum err judge(struct db *db, const struct feed *feed)
{
    int64_t version = 0;
    enum err err = feeds_version(db, &version);
    if (err != OK)
        return err;
    if (feed->content.version <= version) {
        log_warn("feed %lld is not newer than %lld", (long long)feed->content.version,
                 (long long)version);
        return ERR_INVALID;
    }
    if (content_check(&feed->content) == OK)
        return OK;
    log_warn("feed %lld would empty the service: refused", (long long)feed->content.version);
    return ERR_INVALID;
}

static enum err insert(struct db *db, const struct feed *feed, const void *bytes, size_t len,
                       int64_t now)
{
    SCOPED(query_end)
    struct query query =
        query_on(db, "INSERT INTO feeds (version, taken, body) VALUES (?1, ?2, ?3)");
    query_int(&query, 1, feed->content.version);
    query_int(&query, 2, now);
    query_blob(&query, 3, bytes, len);
    return query_run(&query);
}

static enum err activate(struct db *db, const struct feed *feed, const char *pin)
{
    SCOPED(query_end)
    struct query query =
        query_on(db, "UPDATE kiosk SET fleet_salt = ?1, pin_hash = iif(?2 = '', pin_hash, ?2)");
    query_blob(&query, 1, feed->fleet_salt, sizeof(feed->fleet_salt));
    query_text(&query, 2, pin);
    enum err err = query_run(&query);
    return err != OK ? err
                     : db_exec(db, "DELETE FROM feeds WHERE version NOT IN "
                                   "(SELECT version FROM feeds ORDER BY version DESC LIMIT 2)");
}

enum err feeds_take(struct db *db, const void *bytes, size_t len, const char *pin, int64_t now)
{
    SCOPED(feed_free) struct feed *feed = feed_new();
    if (!feed)
        return ERR_STORAGE;
    /* Judged before the transaction, so that a refusal does not undo what the caller has in its
     * own. Only syncd writes feeds: nothing changes in between. */
    enum err err = feed_read(bytes, len, feed);
    if (err == OK)
        err = judge(db, feed);
    if (err != OK)
        return err;
    SCOPED(tx_close) struct db_tx tx = tx_open(db);
    err = tx.err != OK ? tx.err : insert(db, feed, bytes, len, now);
    if (err == OK)
        err = activate(db, feed, pin);
    return err == OK ? tx_commit(&tx) : err;
}

enum err feeds_content(struct db *db, struct content *out)
{
    SCOPED(feed_free) struct feed *feed = feed_new();
    if (!feed)
        return ERR_STORAGE;
    SCOPED(query_end)
    struct query query = query_on(db, "SELECT body FROM feeds ORDER BY version DESC");
    while (query_row(&query)) {
        size_t len = 0;
        const uint8_t *body = query_get_blob(&query, 0, &len);
        if (body && feed_read(body, len, feed) == OK && content_check(&feed->content) == OK) {
            *out = feed->content;
            return OK;
        }
    }
    return query_check(&query) == OK ? ERR_NOT_FOUND : query_check(&query);
}

enum err feeds_salt(struct db *db, uint8_t salt[FLEET_SALT_BYTES])
{
    SCOPED(query_end) struct query query = query_on(db, "SELECT fleet_salt FROM kiosk");
    uint8_t found[FLEET_SALT_BYTES];
    bool there = query_row(&query) && query_get_bytes(&query, 0, found, sizeof(found));
    if (query_check(&query) != OK)
        return query_check(&query);
    if (!there)
        return ERR_NOT_FOUND;
    memcpy(salt, found, sizeof(found));
    return OK;
}
