/* Photographed pages: sealed as they come, drafts until their request is submitted. */
#include "seal/envelope.h"
#include "store/ballast.h"
#include "store/blobs.h"
#include "store/desk_inside.h"

/* Photographs stop while there is still room for many forms: text is refused last. */
enum { PHOTO_RESERVES = 4 };

bool desk_photo_full(const struct desk_store *store)
{
    int64_t room = disk_free(store->state_dir);
    return room >= 0 && room < PHOTO_RESERVES * store->reserve;
}

static enum err seal_page(struct desk_store *store, const void *jpeg, size_t len, int64_t now,
                          struct buf *out)
{
    const struct enrolment *enrolment = &store->enrolled.enrolment;
    const struct seal_public recipients[] = {enrolment->office.seal, enrolment->escrow};
    struct envelope_head head = {
        .item = uuid_make(now, &store->entropy), .kind = ENVELOPE_DOCUMENT, .created = now};
    (void)TEXT_COPY(head.kiosk, enrolment->kiosk);
    return envelope_seal(&head, jpeg, len, recipients, LENGTH(recipients), out);
}

enum err desk_document_put(void *self, const void *jpeg, size_t len, int64_t now, int64_t *id)
{
    struct desk_store *store = self;
    SCOPED(buf_fini) struct buf sealed;
    size_t drafts = 0;
    buf_init(&sealed, BLOB_MAX);
    enum err err = desk_admit(store);
    if (err == OK && desk_photo_full(store))
        err = ERR_FULL;
    if (err == OK)
        err = blobs_drafts(store->db, &drafts);
    if (err == OK && (len == 0 || len > PAGE_BYTES_MAX || drafts >= PAGES_MAX))
        err = ERR_INVALID;
    if (err == OK)
        err = seal_page(store, jpeg, len, now, &sealed);
    if (err == OK)
        err = blobs_put(store->db, store->state_dir, sealed.data, sealed.len, now, id);
    return desk_ended(store, err);
}

enum err desk_document_drop(void *self, int64_t id)
{
    struct desk_store *store = self;
    enum err err = desk_ready(store);
    return desk_ended(store, err == OK ? blobs_drop(store->db, store->state_dir, id) : err);
}

enum err desk_pages(struct desk_store *store, const struct request *request, int64_t numbers[],
                    struct blob_name names[])
{
    for (size_t i = 0; i < request->page_count; i++) {
        const struct photo_page *page = &request->pages[i];
        struct blob blob;
        bool photographed = page->document < request->standard->document_count &&
                            request->documents[page->document] == HANDOVER_PHOTO;
        enum err err = photographed ? blobs_draft(store->db, page->id, &blob) : ERR_INVALID;
        if (err != OK)
            return err == ERR_NOT_FOUND ? ERR_INVALID : err;
        numbers[i] = page->id;
        names[i] = blob.name;
    }
    return OK;
}

enum err desk_documents_start(struct desk_store *store)
{
    enum err err = blobs_drop(store->db, store->state_dir, 0);
    if (err == OK)
        err = blobs_drop_held(store->db, store->state_dir);
    return err == OK ? blobs_sweep(store->db, store->state_dir) : err;
}
