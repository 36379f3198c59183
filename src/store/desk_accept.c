#include <string.h>

#include "seal/envelope.h"
#include "store/ballast.h"
#include "store/desk_inside.h"
#include "store/link.h"
#include "store/outbox.h"

/* Wiped whatever comes: nothing typed outlives the call. */
static void work_wipe(struct desk_work **work)
{
    wipe(*work, sizeof(**work));
}

static void key_wipe(struct status_key *key)
{
    wipe(key, sizeof(*key));
}

/* Of the reserve, for a form that is written already: what is left then is syncd's, which has to
 * note what the office received. */
enum { TEXT_SHARE = 8 };

static bool roomy(const struct desk_store *store, int64_t reserve)
{
    int64_t room = disk_free(store->state_dir);
    return room < 0 || room >= reserve;
}

enum err desk_admit(struct desk_store *store)
{
    desk_catch_up(store);
    enum err err = desk_ready(store);
    if (err != OK)
        return err;
    struct link link;
    err = link_read(store->db, &link);
    if (err != OK)
        return err;
    if (!store->enrolled.there || link.revoked)
        return ERR_DENIED;
    return roomy(store, store->reserve) ? OK : ERR_FULL;
}

enum err desk_admit_text(struct desk_store *store)
{
    enum err err = desk_admit(store);
    if (err != ERR_FULL || !desk_give_room(store))
        return err;
    return roomy(store, store->reserve / TEXT_SHARE) ? OK : ERR_FULL;
}

/* Seals work->item to the office and to the escrow key. */
static enum err seal(struct desk_store *store, const struct envelope_head *head, struct buf *out)
{
    struct desk_work *work = store->work;
    const struct enrolment *enrolment = &store->enrolled.enrolment;
    const struct seal_public recipients[] = {enrolment->office.seal, enrolment->escrow};
    /* A buffer over the locked memory: it has all its room already, so it never moves. */
    struct buf plain = {
        .data = work->plain, .room = sizeof(work->plain), .max = sizeof(work->plain) - 1};
    enum err err = item_write(&work->item, &plain);
    return err == OK
               ? envelope_seal(head, plain.data, plain.len, recipients, LENGTH(recipients), out)
               : err;
}

/* Stores work->item for good. `code` is NULL for kinds without one. blobs: numbers of the request's
 * pages, as many as the item has. */
static enum err keep(struct desk_store *store, const struct standard *standard,
                     const struct tracking_code *code, const int64_t *blobs, int64_t now,
                     int64_t *sequence)
{
    SCOPED(buf_fini) struct buf envelope;
    buf_init(&envelope, ENVELOPE_MAX);
    SCOPED(key_wipe) struct status_key key = {0};
    struct outbox_item row = {
        .id = uuid_make(now, &store->entropy), .kind = store->work->item.kind, .created = now};
    struct envelope_head head = {.item = row.id, .kind = row.kind, .created = now};
    (void)TEXT_COPY(head.kiosk, store->enrolled.enrolment.kiosk);
    if (standard) {
        (void)TEXT_COPY(row.form, standard->id);
        (void)TEXT_COPY(head.form, standard->id);
        head.form_version = (uint16_t)standard->version;
    }
    enum err err = seal(store, &head, &envelope);
    if (err == OK && code)
        err = desk_key(store, code, &key);
    if (err != OK)
        return err;
    memcpy(row.status_id, key.id, sizeof(row.status_id));
    row.envelope = envelope.data;
    row.len = envelope.len;
    row.blobs = blobs;
    row.blob_count = blobs ? store->work->item.request.page_count : 0;
    err = outbox_put(store->db, &row, sequence);
    if (err == ERR_FULL && desk_give_room(store))
        err = outbox_put(store->db, &row, sequence);
    if (err == OK)
        store->revision++;
    return err;
}

static struct tracking_code code_make(struct desk_store *store, const char *prefix)
{
    return tracking_make(prefix, entropy_u64(&store->entropy));
}

enum err desk_submit(void *self, const struct request *request, int64_t now, struct receipt *out)
{
    struct desk_store *store = self;
    SCOPED(work_wipe) struct desk_work *work = store->work;
    const struct standard *standard = request->standard;
    struct receipt receipt = {.code = code_make(store, standard->prefix), .saved = now};
    struct blob_name names[PAGES_MAX];
    int64_t sequence = 0, pages[PAGES_MAX];
    enum err err = desk_admit_text(store);
    if (err == OK)
        err = tracking_qr(&receipt.code, store->settings->public_url, receipt.qr);
    if (err == OK)
        err = desk_pages(store, request, pages, names);
    if (err == OK) {
        receipt.promise = desk_promise(store, standard, now, now);
        work->item.kind = ITEM_REQUEST;
        request_item_from(request, names, &receipt.code, now, &work->item.request);
        err = keep(store, standard, &receipt.code, pages, now, &sequence);
    }
    if (err == OK)
        *out = receipt;
    return desk_ended(store, err);
}

enum err desk_complain(void *self, const struct complaint *complaint, int64_t now,
                       struct receipt *out)
{
    struct desk_store *store = self;
    SCOPED(work_wipe) struct desk_work *work = store->work;
    struct receipt receipt = {.code = code_make(store, TRACKING_COMPLAINT),
                              .saved = now,
                              .promise = {.kind = PROMISE_UNKNOWN}};
    int64_t sequence = 0;
    enum err err = desk_admit_text(store);
    if (err == OK)
        err = tracking_qr(&receipt.code, store->settings->public_url, receipt.qr);
    if (err == OK) {
        work->item.kind = ITEM_COMPLAINT;
        work->item.complaint.code = receipt.code;
        work->item.complaint.submitted = now;
        work->item.complaint.complaint = *complaint;
        err = keep(store, NULL, &receipt.code, NULL, now, &sequence);
    }
    if (err == OK)
        *out = receipt;
    return desk_ended(store, err);
}

enum err desk_rate(void *self, const struct survey *survey, int64_t now)
{
    struct desk_store *store = self;
    SCOPED(work_wipe) struct desk_work *work = store->work;
    int64_t sequence = 0;
    enum err err = desk_admit_text(store);
    if (err == OK) {
        work->item.kind = ITEM_SURVEY;
        work->item.survey.submitted = now;
        work->item.survey.survey = *survey;
        err = keep(store, NULL, NULL, NULL, now, &sequence);
    }
    return desk_ended(store, err);
}

enum err desk_call(void *self, const char *from_screen, int64_t now, int64_t *id)
{
    struct desk_store *store = self;
    SCOPED(work_wipe) struct desk_work *work = store->work;
    int64_t sequence = 0;
    enum err err = desk_admit_text(store);
    if (err == OK) {
        work->item.kind = ITEM_CALL;
        work->item.call.called = now;
        (void)TEXT_COPY(work->item.call.screen, from_screen);
        err = keep(store, NULL, NULL, NULL, now, &sequence);
    }
    if (err == OK)
        *id = sequence;
    return desk_ended(store, err);
}
