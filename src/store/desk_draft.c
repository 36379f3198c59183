#include <assert.h>

#include "store/blobs.h"
#include "store/desk_inside.h"

static void forget(struct desk_draft *draft)
{
    wipe(draft, sizeof(*draft));
}

enum err desk_hold(void *self, const void *draft, size_t len, int64_t boot, struct draft_code *out)
{
    struct desk_store *store = self;
    struct desk_draft *kept = store->draft;
    assert(len > 0 && len <= DRAFT_MAX);
    if (kept->len > 0 && boot < kept->until)
        return ERR_BUSY;
    enum err err = desk_expire(self, boot);
    if (err == OK && store->db)
        err = desk_ended(store, blobs_hold(store->db));
    if (err != OK)
        return err;
    *out = draft_code_make(entropy_u64(&store->entropy), entropy_u64(&store->entropy));
    draft_seal(out->text, draft, len, &store->entropy, kept->sealed);
    kept->len = len;
    kept->until = boot + DRAFT_KEPT;
    return OK;
}

enum err desk_resume(void *self, const struct draft_code *code, int64_t boot, void *draft,
                     size_t len)
{
    struct desk_store *store = self;
    struct desk_draft *kept = store->draft;
    if (desk_expire(self, boot) != OK || kept->len != len)
        return ERR_NOT_FOUND;
    if (draft_open(code->text, kept->sealed, draft, len) != OK)
        return ERR_NOT_FOUND;
    forget(kept);
    return store->db ? desk_ended(store, blobs_resume(store->db)) : OK;
}

enum err desk_expire(void *self, int64_t boot)
{
    struct desk_store *store = self;
    struct desk_draft *kept = store->draft;
    if (kept->len == 0 || boot < kept->until)
        return OK;
    forget(kept);
    return store->db ? desk_ended(store, blobs_drop_held(store->db, store->state_dir)) : OK;
}
