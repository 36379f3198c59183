/* import: the items of a kiosk that somebody carried here. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bin/anjungan-office/command.h"
#include "office/intake.h"
#include "office/ledger_audit.h"
#include "office/upload.h"
#include "seal/signature.h"
#include "wire/export.h"

struct tally {
    size_t items, created, duplicate, refused, pages, missing;
};

/* One record becomes rows, and an audit row. */
struct record_work {
    struct intake intake;
};

static enum err record_work(struct ledger *ledger, void *argument)
{
    struct record_work *work = argument;
    char detail[64];
    enum err err = intake_run(ledger, &work->intake);
    snprintf(detail, sizeof(detail), "%zu items, %zu new", work->intake.batch->count,
             work->intake.created);
    return err == OK ? ledger_audit(ledger, work->intake.now, "system", "import",
                                    work->intake.batch->kiosk, detail)
                     : err;
}

/* Whose it is, by its signature; how old that is does not matter here. */
static enum exit_code record_check(const struct bench *bench, const struct export_record *record,
                                   struct kiosk *out)
{
    struct signature_claim claim;
    const struct http_request request = {.method = EXPORT_METHOD,
                                         .path = EXPORT_PATH,
                                         .query = "",
                                         .body = record->body,
                                         .len = record->len};
    if (request_claim(&record->signature, &claim) != OK)
        return complain("a batch has no signature of this program"), EXIT_UNVERIFIED;
    enum err err = ledger_kiosk_by_key(bench->ledger, claim.key, out);
    if (err == ERR_NOT_FOUND)
        return complain("the file is of a kiosk that is not known here"), EXIT_UNVERIFIED;
    if (err != OK)
        return complain("the kiosks cannot be read: %s", err_name(err));
    if (out->blocked)
        return complain("%s is blocked: unblock it first if this file is to count", out->name),
               EXIT_UNVERIFIED;
    if (request_verify(&request, &record->signature, &out->device.sign) != OK)
        return complain("a batch of %s was changed on its way", out->name), EXIT_UNVERIFIED;
    return EXIT_OK;
}

static void count(const struct intake *intake, struct tally *tally)
{
    for (size_t i = 0; i < intake->receipt.count; i++) {
        enum verdict verdict = intake->receipt.verdicts[i].verdict;
        tally->items++;
        tally->created += verdict == VERDICT_CREATED;
        tally->duplicate += verdict == VERDICT_DUPLICATE;
        tally->refused += verdict != VERDICT_CREATED && verdict != VERDICT_DUPLICATE;
    }
}

/* Pages that are neither here nor in the file never come: their items do not wait for them. */
static void pages_drop(const struct bench *bench, const struct vault *vault, struct batch *batch,
                       struct tally *tally)
{
    for (size_t i = 0; i < batch->count; i++) {
        struct batch_item *item = &batch->items[i];
        size_t here = 0;
        for (size_t b = 0; b < item->blob_count; b++) {
            bool known = false;
            if (upload_whole(bench->ledger, vault, &item->blobs[b], &known))
                item->blobs[here++] = item->blobs[b];
        }
        tally->missing += item->blob_count - here;
        item->blob_count = here;
    }
}

static enum exit_code record_import(const struct call *call, const struct bench *bench,
                                    const struct vault *vault, const struct export_record *record,
                                    struct tally *tally)
{
    struct kiosk kiosk;
    enum exit_code code = record_check(bench, record, &kiosk);
    if (code != EXIT_OK)
        return code;
    SCOPED(buf_fini) struct buf store;
    buf_init(&store, BATCH_BODY_MAX);
    struct batch batch;
    if (batch_read(record->body, record->len, &store, &batch) != OK ||
        strcmp(batch.kiosk, kiosk.name) != 0)
        return complain("a batch of %s is malformed", kiosk.name);
    struct record_work work;
    pages_drop(bench, vault, &batch, tally);
    intake_prepare(&batch, vault, call_now(call), &work.intake);
    enum err err = ledger_transact(bench->ledger, record_work, &work);
    if (err != OK)
        return complain("a batch was not kept: %s", err_name(err));
    count(&work.intake, tally);
    return EXIT_OK;
}

/* Whose pages these are: of who signed the batches before them. What nothing names goes by itself.
 */
static enum exit_code page_import(const struct call *call, const struct bench *bench,
                                  const struct vault *vault, const struct export_record *record,
                                  const char *kiosk)
{
    struct upload page = {.name = {.len = (int64_t)record->len},
                          .sender = kiosk,
                          .bytes = record->body,
                          .len = record->len,
                          .now = call_now(call)};
    memcpy(page.name.hash, record->hash, HASH_BYTES);
    if (!kiosk[0])
        return complain("a page stands before any batch"), EXIT_UNVERIFIED;
    enum err err = upload_carry(bench->ledger, vault, &page);
    if (err == ERR_INVALID)
        return complain("a page of %s was changed on its way", kiosk), EXIT_UNVERIFIED;
    return err == OK ? EXIT_OK : complain("a page was not kept: %s", err_name(err));
}

/* Pages first, since items wait for them, though they stand last: a file cut off has its text. What
 * came before a fault stays: every record is whole by itself, and importing again is safe. */
static enum exit_code records_import(const struct call *call, const struct bench *bench,
                                     const struct vault *vault, const struct buf *file, bool pages,
                                     struct tally *tally)
{
    struct export_cursor cursor = {0};
    struct export_record record;
    struct kiosk kiosk = {.name = ""};
    enum exit_code code = EXIT_OK;
    enum err err = OK;
    while (code == EXIT_OK && (err = export_next(file, &cursor, &record)) == OK) {
        bool page = record.kind == EXPORT_PAGE;
        if (page && pages)
            code = page_import(call, bench, vault, &record, kiosk.name);
        else if (!page && pages)
            code = record_check(bench, &record, &kiosk);
        else if (!page)
            code = record_import(call, bench, vault, &record, tally);
        tally->pages += page && pages && code == EXIT_OK;
    }
    if (code != EXIT_OK || err == ERR_NOT_FOUND || pages)
        return code;
    return complain("%s is no kiosk's export, or cut off after %zu records", call->operand,
                    cursor.records);
}

static enum exit_code import_run(const struct call *call)
{
    SCOPED(buf_fini) struct buf file;
    buf_init(&file, EXPORT_MAX);
    enum err err = path_read(call->operand, &file);
    if (err != OK)
        return complain("%s: cannot be read: %s", call->operand, err_name(err));
    struct bench bench;
    struct vault vault;
    if (vault_open(call->keys, &vault) != OK)
        return complain("%s/blobs cannot be made", call->keys);
    if (bench_open_ledger(call, LEDGER_WRITE, &bench) != OK)
        return EXIT_FAILED;
    struct tally tally = {0};
    enum exit_code code = records_import(call, &bench, &vault, &file, true, &tally);
    if (code == EXIT_OK)
        code = records_import(call, &bench, &vault, &file, false, &tally);
    bench_close(&bench);
    if (call->json)
        printf("{\"items\": %zu, \"created\": %zu, \"duplicate\": %zu, \"refused\": %zu, "
               "\"pages\": %zu, \"missing_pages\": %zu}\n",
               tally.items, tally.created, tally.duplicate, tally.refused, tally.pages,
               tally.missing);
    else
        printf("%zu items: %zu new, %zu were here already, %zu refused; %zu pages, %zu missing\n",
               tally.items, tally.created, tally.duplicate, tally.refused, tally.pages,
               tally.missing);
    return code;
}

const struct command import_commands[] = {
    {"import", "", "FILE", "", import_run,
     "takes in what a kiosk exported (anjunganctl export FILE)"},
};
const size_t import_command_count = LENGTH(import_commands);
