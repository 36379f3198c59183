#include "wire/batch.h"

#include <assert.h>
#include <string.h>

#include "seal/envelope.h"
#include "wire/reading.h"
#include "wire/writer.h"

static const char *const verdict_keys[] = {
    [VERDICT_CREATED] = "created",   [VERDICT_DUPLICATE] = "duplicate",
    [VERDICT_CONFLICT] = "conflict", [VERDICT_MISSING_BLOBS] = "missing_blobs",
    [VERDICT_REJECTED] = "rejected", [VERDICT_RETRY] = "retry",
};

const char *verdict_key(enum verdict verdict)
{
    assert(verdict < LENGTH(verdict_keys));
    return verdict_keys[verdict];
}

static void head_write(struct writer *json, const struct chain_head *head)
{
    writer_open(json, "log", '{');
    writer_int(json, "number", head->number);
    writer_bytes(json, "hash", head->hash, HASH_BYTES);
    writer_close(json, '}');
}

static void head_read(struct json_reader *reader, struct chain_head *out)
{
    struct json_reader head = reading_object(reader, "log");
    out->number = json_get_int(&head, "number", 0, INT64_MAX);
    json_get_bytes(&head, "hash", out->hash, HASH_BYTES);
    reading_pass(reader, "log", &head);
}

/* ---- what an item waits for
 * ---------------------------------------------------------------------- */

static void blobs_write(struct writer *json, const struct batch_item *item)
{
    if (item->blob_count == 0)
        return;
    writer_open(json, "blobs", '[');
    for (size_t i = 0; i < item->blob_count; i++) {
        writer_open(json, NULL, '{');
        writer_bytes(json, "hash", item->blobs[i].hash, HASH_BYTES);
        writer_int(json, "length", item->blobs[i].len);
        writer_close(json, '}');
    }
    writer_close(json, ']');
}

static void blobs_read(struct json_reader *reader, struct batch_item *out)
{
    if (!reader->object || !json_object_object_get_ex(reader->object, "blobs", NULL))
        return;
    struct json_object *blobs = json_get_array(reader, "blobs", ITEM_BLOBS_MAX);
    for (size_t i = 0; blobs && i < json_object_array_length(blobs); i++) {
        struct blob_name *blob = &out->blobs[out->blob_count++];
        struct json_reader entry = reading_entry(blobs, i);
        json_get_bytes(&entry, "hash", blob->hash, HASH_BYTES);
        blob->len = json_get_int(&entry, "length", 1, BLOB_MAX);
        reading_pass(reader, "blobs", &entry);
    }
}

/* ---- the batch
 * ----------------------------------------------------------------------------------- */

enum err batch_write(const struct batch *batch, struct buf *out)
{
    size_t bytes = 0;
    assert(batch->count <= BATCH_ITEMS);
    for (size_t i = 0; i < batch->count; i++)
        bytes += batch->items[i].len;
    if (bytes > BATCH_BYTES)
        return ERR_FULL;

    struct writer json = writer_over(out);
    writer_open(&json, NULL, '{');
    writer_text(&json, "kiosk", batch->kiosk);
    writer_text(&json, "version", batch->version);
    writer_int(&json, "highest_receipted", batch->highest_receipted);
    head_write(&json, &batch->log);
    writer_open(&json, "items", '[');
    for (size_t i = 0; i < batch->count; i++) {
        const struct batch_item *item = &batch->items[i];
        writer_open(&json, NULL, '{');
        writer_int(&json, "sequence", item->sequence);
        writer_bytes(&json, "id", item->id.bytes, sizeof(item->id.bytes));
        writer_int(&json, "kind", item->kind);
        writer_bytes(&json, "status_id", item->status_id, sizeof(item->status_id));
        writer_bytes(&json, "envelope", item->envelope, item->len);
        blobs_write(&json, item);
        writer_close(&json, '}');
    }
    writer_close(&json, ']');
    if (batch->report.at != 0)
        report_write(&json, &batch->report);
    if (batch->report.row_count > 0)
        report_rows_write(&json, &batch->report);
    writer_close(&json, '}');
    return writer_end(&json);
}

/* The kind is a number, not a word: one the office does not know costs that item its verdict and
 * not the batch. */
static void item_read(struct json_reader *reader, size_t most, struct buf *store,
                      struct batch_item *out)
{
    out->sequence = json_get_int(reader, "sequence", 1, INT64_MAX);
    json_get_bytes(reader, "id", out->id.bytes, sizeof(out->id.bytes));
    out->kind = (uint8_t)json_get_int(reader, "kind", 0, UINT8_MAX);
    json_get_bytes(reader, "status_id", out->status_id, sizeof(out->status_id));
    out->len = reading_bytes(reader, "envelope", most, store);
    blobs_read(reader, out);
}

static void items_read(struct json_reader *reader, struct buf *store, struct batch *out)
{
    struct json_object *items = json_get_array(reader, "items", BATCH_ITEMS);
    size_t left = BATCH_BYTES, start = store->len;
    for (size_t i = 0; items && !reader->bad && i < json_object_array_length(items); i++) {
        struct json_reader entry = reading_entry(items, i);
        size_t most = left < ENVELOPE_MAX ? left : ENVELOPE_MAX;
        item_read(&entry, most, store, &out->items[i]);
        left -= out->items[i].len;
        out->count = i + 1;
        reading_pass(reader, "items", &entry);
    }
    /* Only now does the store stay where it is. */
    const uint8_t *at = store->data + start;
    for (size_t i = 0; i < out->count; i++) {
        out->items[i].envelope = at;
        at += out->items[i].len;
    }
}

enum err batch_read(const void *bytes, size_t len, struct buf *store, struct batch *out)
{
    SCOPED(json_free) struct json_object *root = NULL;
    enum err err = json_read(bytes, len, BATCH_BODY_MAX, &root);
    if (err != OK)
        return err;
    struct batch batch = {.count = 0};
    struct json_reader reader = json_over(root);
    READ_TEXT(&reader, "kiosk", TEXT_KEY, batch.kiosk);
    READ_TEXT(&reader, "version", TEXT_LINE, batch.version);
    batch.highest_receipted = json_get_int(&reader, "highest_receipted", 0, INT64_MAX);
    head_read(&reader, &batch.log);
    items_read(&reader, store, &batch);
    report_read(&reader, &batch.report);
    report_rows_read(&reader, &batch.report);
    if (buf_check(store) != OK)
        return ERR_FULL;
    if (reader.bad)
        return ERR_INVALID;
    *out = batch;
    return OK;
}

/* ---- the receipt
 * --------------------------------------------------------------------------------- */

static void verdicts_write(struct writer *json, const struct batch_receipt *receipt)
{
    writer_open(json, "verdicts", '[');
    for (size_t i = 0; i < receipt->count; i++) {
        const struct batch_verdict *verdict = &receipt->verdicts[i];
        writer_open(json, NULL, '{');
        writer_bytes(json, "id", verdict->id.bytes, sizeof(verdict->id.bytes));
        writer_bytes(json, "hash", verdict->hash, HASH_BYTES);
        writer_text(json, "verdict", verdict_key(verdict->verdict));
        writer_text(json, "reason", verdict->reason);
        writer_close(json, '}');
    }
    writer_close(json, ']');
}

static void wants_write(struct writer *json, const struct batch_receipt *receipt)
{
    writer_open(json, "want", '[');
    for (size_t i = 0; i < receipt->want_count; i++) {
        writer_open(json, NULL, '{');
        writer_int(json, "from", receipt->want[i].from);
        writer_int(json, "to", receipt->want[i].to);
        writer_close(json, '}');
    }
    writer_close(json, ']');
}

enum err batch_receipt_write(const struct batch_receipt *receipt, struct buf *out)
{
    assert(receipt->count <= BATCH_ITEMS && receipt->want_count <= WANT_MAX);
    struct writer json = writer_over(out);
    writer_open(&json, NULL, '{');
    writer_text(&json, "kiosk", receipt->kiosk);
    writer_int(&json, "received", receipt->received);
    head_write(&json, &receipt->log);
    verdicts_write(&json, receipt);
    wants_write(&json, receipt);
    writer_close(&json, '}');
    return writer_end(&json);
}

static void verdicts_read(struct json_reader *reader, struct batch_receipt *out)
{
    struct json_object *verdicts = json_get_array(reader, "verdicts", BATCH_ITEMS);
    for (size_t i = 0; verdicts && i < json_object_array_length(verdicts); i++) {
        struct batch_verdict *verdict = &out->verdicts[out->count++];
        struct json_reader entry = reading_entry(verdicts, i);
        json_get_bytes(&entry, "id", verdict->id.bytes, sizeof(verdict->id.bytes));
        json_get_bytes(&entry, "hash", verdict->hash, HASH_BYTES);
        verdict->verdict =
            (enum verdict)reading_word(&entry, "verdict", verdict_keys, LENGTH(verdict_keys));
        READ_TEXT(&entry, "reason", TEXT_LINE, verdict->reason);
        reading_pass(reader, "verdicts", &entry);
    }
}

static void wants_read(struct json_reader *reader, struct batch_receipt *out)
{
    struct json_object *wants = json_get_array(reader, "want", WANT_MAX);
    for (size_t i = 0; wants && i < json_object_array_length(wants); i++) {
        struct want *want = &out->want[out->want_count++];
        struct json_reader entry = reading_entry(wants, i);
        want->from = json_get_int(&entry, "from", 1, INT64_MAX);
        want->to = json_get_int(&entry, "to", want->from, INT64_MAX);
        reading_pass(reader, "want", &entry);
    }
}

enum err batch_receipt_read(const void *bytes, size_t len, struct batch_receipt *out)
{
    SCOPED(json_free) struct json_object *root = NULL;
    enum err err = json_read(bytes, len, BATCH_BODY_MAX, &root);
    if (err != OK)
        return err;
    struct batch_receipt receipt = {.count = 0};
    struct json_reader reader = json_over(root);
    READ_TEXT(&reader, "kiosk", TEXT_KEY, receipt.kiosk);
    receipt.received = reading_moment(&reader, "received");
    head_read(&reader, &receipt.log);
    verdicts_read(&reader, &receipt);
    wants_read(&reader, &receipt);
    if (reader.bad)
        return ERR_INVALID;
    *out = receipt;
    return OK;
}
