#include "sync/engine_export.h"

#include <string.h>

#include "base/log.h"
#include "store/blobs.h"
#include "store/jobs.h"
#include "store/sync_log.h"
#include "wire/batch.h"
#include "wire/export.h"

enum { PAGE_EXTRA = 128 }; /* what a record has beside its page */

/* One batch of the file. */
struct load {
    struct buf store, body;
    struct outbox_due items[BATCH_ITEMS];
    size_t count;
};

static void load_fini(struct load *load)
{
    buf_fini(&load->store);
    buf_fini(&load->body);
}

static enum err load_sign(struct engine *engine, const struct load *load, int64_t now,
                          struct buf *file)
{
    struct export_record record = {.body = load->body.data, .len = load->body.len};
    const struct http_request request = {.method = EXPORT_METHOD,
                                         .path = EXPORT_PATH,
                                         .query = "",
                                         .body = record.body,
                                         .len = record.len};
    char nonce[NONCE_SIZE];
    nonce_make(&engine->entropy, nonce);
    request_sign(&request, &engine->identity, (now + engine->clock_offset) / 1000, nonce,
                 &record.signature);
    return export_put(file, &record);
}

/* The pages of the load's items. One that does not fit is left out, and stays here. */
static enum err pages_put(struct engine *engine, const struct load *load, struct buf *pages,
                          size_t *records)
{
    for (size_t i = 0; i < load->count; i++) {
        struct blob blobs[ITEM_BLOBS_MAX];
        size_t count = 0;
        enum err err = blobs_of(engine->db, load->items[i].sequence, blobs, &count);
        if (err != OK)
            return err;
        for (size_t b = 0; b < count; b++) {
            SCOPED(buf_fini) struct buf bytes;
            buf_init(&bytes, BLOB_MAX);
            struct export_record record = {.kind = EXPORT_PAGE, .len = (size_t)blobs[b].name.len};
            memcpy(record.hash, blobs[b].name.hash, HASH_BYTES);
            bool there = record.len + PAGE_EXTRA < pages->max - pages->len &&
                         blobs_read(engine->state_dir, &blobs[b].name, 0, record.len, &bytes) == OK;
            record.body = bytes.data;
            if (!there)
                log_error("a page of item %lld is not in the export",
                          (long long)load->items[i].sequence);
            else if (export_put(pages, &record) != OK)
                return ERR_FULL;
            *records += there;
        }
    }
    return OK;
}

static enum err loads_put(struct engine *engine, int64_t now, struct buf *file, size_t *items)
{
    SCOPED(buf_fini) struct buf pages;
    buf_init(&pages, EXPORT_MAX / 2);
    SCOPED(load_fini) struct load load = {.count = 0};
    struct chain_head head;
    buf_init(&load.store, BATCH_BYTES);
    buf_init(&load.body, BATCH_BODY_MAX);
    size_t records = 0;
    int64_t after = 0;
    enum err err = sync_log_head(engine->db, &head);
    for (;;) {
        if (err == OK)
            err = outbox_unreceipted(engine->db, after, load.items, BATCH_ITEMS, &load.store,
                                     &load.count);
        if (err != OK || load.count == 0)
            break;
        buf_clear(&load.body);
        err = engine_batch(engine, load.items, load.count, &load.store, &head, NULL, &load.body);
        if (err == OK)
            err = load_sign(engine, &load, now, file);
        if (err == OK)
            err = pages_put(engine, &load, &pages, &records);
        after = load.items[load.count - 1].sequence;
        *items += load.count;
        records++;
    }
    buf_put(file, pages.data, pages.len);
    return err == OK ? export_end(file, records) : err;
}

enum err engine_export(struct engine *engine, int64_t now)
{
    char path[PATH_SIZE];
    SCOPED(buf_fini) struct buf file;
    buf_init(&file, EXPORT_MAX);
    size_t items = 0;
    enum err err = path_join(path, engine->state_dir, EXPORT_FILE);
    if (err == OK)
        err = export_begin(&file);
    if (err == OK)
        err = loads_put(engine, now, &file, &items);
    if (err == OK)
        err = path_write(path, file.data, file.len, 0640);
    if (err == OK)
        log_info("%zu items exported", items);
    else
        log_error("nothing was exported: %s", err_name(err));
    return err;
}
