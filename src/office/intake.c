#include "office/intake.h"

#include <string.h>

#include "office/ledger_reports.h"
#include "office/upload.h"
#include "seal/envelope.h"
#include "service/counter.h"

/* What makes an item unacceptable, whoever sends it; NULL when nothing does. */
static const char *item_fault(const struct batch *batch, const struct batch_item *item)
{
    if (item->kind >= ITEM_KINDS)
        return "unknown kind";
    struct envelope_head head;
    if (item->len > ENVELOPE_MAX || envelope_read(item->envelope, item->len, &head) != OK)
        return "malformed envelope";
    if (strcmp(head.kiosk, batch->kiosk) != 0 || head.kind != item->kind ||
        memcmp(head.item.bytes, item->id.bytes, sizeof(head.item.bytes)) != 0)
        return "the envelope names another item";
    return NULL;
}

/* Whether a page the item needs has still to come. One whose item is here already and that the
 * ledger no longer knows was deleted by the rules of retention, and is not asked for again. */
static enum err blobs_missing(struct ledger *ledger, const struct intake *intake,
                              const struct batch_item *item, bool *out)
{
    bool stored = false, missing = false;
    enum err err = item->blob_count == 0
                       ? OK
                       : ledger_item_known(ledger, intake->batch->kiosk, &item->id, &stored);
    for (size_t i = 0; err == OK && i < item->blob_count; i++) {
        bool known = false;
        bool whole = upload_whole(ledger, intake->vault, &item->blobs[i], &known);
        missing = missing || (!whole && (known || !stored));
    }
    if (err == OK)
        *out = missing;
    return err;
}

static enum err blobs_name(struct ledger *ledger, const struct batch_item *item)
{
    enum err err = OK;
    for (size_t i = 0; err == OK && i < item->blob_count; i++)
        err = ledger_blob_name(ledger, item->blobs[i].hash);
    return err;
}

void intake_prepare(const struct batch *batch, const struct vault *vault, int64_t now,
                    struct intake *out)
{
    struct batch_receipt *receipt = &out->receipt;
    out->batch = batch;
    out->vault = vault;
    out->now = now;
    out->created = 0;
    *receipt = (struct batch_receipt){.received = now, .log = batch->log, .count = batch->count};
    TEXT_COPY(receipt->kiosk, batch->kiosk);
    for (size_t i = 0; i < batch->count; i++) {
        const struct batch_item *item = &batch->items[i];
        struct batch_verdict *verdict = &receipt->verdicts[i];
        const char *fault = item_fault(batch, item);
        hash_bytes(item->envelope, item->len, out->hashes[i]);
        verdict->id = item->id;
        verdict->verdict = fault ? VERDICT_REJECTED : VERDICT_CREATED;
        memcpy(verdict->hash, out->hashes[i], HASH_BYTES);
        TEXT_COPY(verdict->reason, fault ? fault : "");
    }
}

static enum err item_take(struct ledger *ledger, struct intake *intake, size_t at)
{
    const struct batch_item *item = &intake->batch->items[at];
    struct batch_verdict *out = &intake->receipt.verdicts[at];
    struct ledger_item row = {.id = item->id,
                              .sequence = item->sequence,
                              .kind = item->kind,
                              .envelope = item->envelope,
                              .len = item->len,
                              .received = intake->now};
    TEXT_COPY(row.kiosk, intake->batch->kiosk);
    memcpy(row.status_id, item->status_id, sizeof(row.status_id));
    memcpy(row.hash, intake->hashes[at], sizeof(row.hash));
    if (out->verdict == VERDICT_REJECTED)
        return ledger_item_refuse(ledger, &row, out->verdict, out->reason);
    bool missing = false;
    enum err err = blobs_missing(ledger, intake, item, &missing);
    if (err == OK && missing) {
        out->verdict = VERDICT_MISSING_BLOBS;
        TEXT_COPY(out->reason, "pages of its documents have not come");
        return OK;
    }
    if (err == OK)
        err = ledger_item_put(ledger, &row, &out->verdict, out->hash);
    if (err == OK && out->verdict == VERDICT_CREATED)
        err = blobs_name(ledger, item);
    if (err != OK || out->verdict != VERDICT_CONFLICT)
        return err;
    TEXT_COPY(out->reason, "another envelope stands under this id");
    return ledger_item_refuse(ledger, &row, out->verdict, out->reason);
}

enum err intake_run(struct ledger *ledger, void *argument)
{
    struct intake *intake = argument;
    const struct batch *batch = intake->batch;
    struct batch_receipt *receipt = &intake->receipt;
    intake->created = 0;
    for (size_t i = 0; i < batch->count; i++) {
        enum err err = item_take(ledger, intake, i);
        if (err != OK)
            return err;
        intake->created += receipt->verdicts[i].verdict == VERDICT_CREATED;
    }
    struct kiosk heard = {.last_contact = intake->now, .log = batch->log};
    TEXT_COPY(heard.name, batch->kiosk);
    TEXT_COPY(heard.version, batch->version);
    enum err err = ledger_kiosk_heard(ledger, &heard);
    if (err == OK)
        err = ledger_report_put(ledger, batch->kiosk, &batch->report, intake->now);
    if (err != OK)
        return err;
    return ledger_item_gaps(ledger, batch->kiosk, batch->highest_receipted, receipt->want,
                            &receipt->want_count);
}
