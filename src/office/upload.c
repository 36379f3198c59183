#include "office/upload.h"

#include <string.h>

#include "base/log.h"

enum { UNFINISHED_MOST = 64 };

static enum err row_read(const struct upload_desk *desk, const uint8_t hash[HASH_BYTES],
                         struct blob_row *out)
{
    struct ledger *ledger = ledger_pool_take(desk->pool);
    enum err err = ledger_blob(ledger, hash, out);
    ledger_pool_give(desk->pool, ledger);
    return err;
}

enum err upload_look(const struct upload_desk *desk, const uint8_t hash[HASH_BYTES],
                     const char *sender, struct blob_row *out)
{
    enum err err = row_read(desk, hash, out);
    if (err == OK && strcmp(out->sender, sender) != 0)
        return ERR_NOT_FOUND;
    /* The ledger may be older or newer than the folder: a backup was put back. */
    if (err == OK && vault_size(desk->vault, hash) < out->durable)
        return ERR_NOT_FOUND;
    return err;
}

static enum err put_work(struct ledger *ledger, void *argument)
{
    return ledger_blob_put(ledger, argument);
}

static enum err drop_work(struct ledger *ledger, void *argument)
{
    return ledger_blob_drop(ledger, argument);
}

/* What is known of the page before this part; a row of its own where it is new. */
static enum upload_end row_find(const struct upload_desk *desk, const struct upload *upload,
                                const struct vault_writer *writer, struct blob_row *out)
{
    enum err err = row_read(desk, upload->name.hash, out);
    if (err == OK && strcmp(out->sender, upload->sender) != 0)
        return UPLOAD_OTHER;
    if (err == OK && out->name.len != upload->name.len)
        return UPLOAD_LENGTH;
    if (err == OK) {
        if (writer->size < out->durable)
            out->durable = 0;
        return UPLOAD_KEPT;
    }
    if (err != ERR_NOT_FOUND)
        return UPLOAD_FAILED;
    *out = (struct blob_row){.name = upload->name};
    (void)TEXT_COPY(out->sender, upload->sender);
    int64_t unfinished = 0;
    struct ledger *ledger = ledger_pool_take(desk->pool);
    err = ledger_blob_unfinished(ledger, upload->sender, &unfinished);
    ledger_pool_give(desk->pool, ledger);
    if (err != OK)
        return UPLOAD_FAILED;
    return unfinished < UNFINISHED_MOST ? UPLOAD_KEPT : UPLOAD_MANY;
}

/* The page is whole: is it what its name says? */
static bool holds(const struct upload_desk *desk, const struct blob_name *name)
{
    SCOPED(buf_fini) struct buf bytes;
    buf_init(&bytes, BLOB_MAX);
    return vault_read(desk->vault, name, &bytes) == OK;
}

static enum upload_end part_keep(const struct upload_desk *desk, struct upload *upload,
                                 struct vault_writer *writer, struct blob_row *row)
{
    enum err err = vault_put(desk->vault, writer, upload->offset, upload->bytes, upload->len);
    if (err != OK)
        return err == ERR_FULL ? UPLOAD_FULL : UPLOAD_FAILED;
    row->durable = upload->offset + (int64_t)upload->len;
    row->touched = upload->now;
    if (row->durable == row->name.len && !holds(desk, &row->name)) {
        log_warn("a page of %s is not what its name says", upload->sender);
        vault_remove(desk->vault, row->name.hash);
        upload->durable = 0;
        return scribe_write(desk->scribe, drop_work, row->name.hash) == OK ? UPLOAD_HASH
                                                                           : UPLOAD_FAILED;
    }
    err = scribe_write(desk->scribe, put_work, row);
    if (err != OK)
        return err == ERR_FULL ? UPLOAD_FULL : UPLOAD_FAILED;
    upload->durable = row->durable;
    return UPLOAD_KEPT;
}

enum upload_end upload_take(const struct upload_desk *desk, struct upload *upload)
{
    SCOPED(vault_end) struct vault_writer writer = {.fd = -1};
    struct blob_row row;
    upload->durable = 0;
    if (upload->name.len > BLOB_MAX || upload->offset > upload->name.len ||
        (int64_t)upload->len > upload->name.len - upload->offset)
        return UPLOAD_LENGTH;
    enum err err = vault_begin(desk->vault, upload->name.hash, &writer);
    if (err != OK) {
        if (row_read(desk, upload->name.hash, &row) == OK)
            upload->durable = row.durable;
        return err == ERR_BUSY ? UPLOAD_BUSY : err == ERR_FULL ? UPLOAD_FULL : UPLOAD_FAILED;
    }
    enum upload_end end = row_find(desk, upload, &writer, &row);
    if (end == UPLOAD_KEPT) {
        upload->durable = row.durable;
        end = upload->offset == row.durable ? UPLOAD_KEPT : UPLOAD_OFFSET;
    }
    if (end == UPLOAD_KEPT && upload->len > 0)
        end = part_keep(desk, upload, &writer, &row);
    /* What was made for nothing goes while it is still ours. */
    if (writer.size == 0)
        vault_remove(desk->vault, upload->name.hash);
    return end;
}

enum err upload_carry(struct ledger *ledger, const struct vault *vault, const struct upload *page)
{
    SCOPED(vault_end) struct vault_writer writer = {.fd = -1};
    uint8_t hash[HASH_BYTES];
    struct blob_row row;
    bool known = false;
    hash_sha256(page->bytes, page->len, hash);
    if (memcmp(hash, page->name.hash, HASH_BYTES) != 0)
        return ERR_INVALID;
    if (upload_whole(ledger, vault, &page->name, &known))
        return OK;
    if (ledger_blob(ledger, hash, &row) == OK && strcmp(row.sender, page->sender) != 0)
        return ERR_INVALID;
    row = (struct blob_row){.name = page->name, .durable = page->name.len, .touched = page->now};
    (void)TEXT_COPY(row.sender, page->sender);
    enum err err = vault_begin(vault, hash, &writer);
    if (err == OK)
        err = vault_put(vault, &writer, 0, page->bytes, page->len);
    return err == OK ? ledger_transact(ledger, put_work, &row) : err;
}

bool upload_whole(struct ledger *ledger, const struct vault *vault, const struct blob_name *name,
                  bool *known)
{
    struct blob_row row;
    *known = ledger_blob(ledger, name->hash, &row) == OK;
    return *known && row.name.len == name->len && row.durable == name->len && vault &&
           vault_size(vault, name->hash) == name->len;
}
