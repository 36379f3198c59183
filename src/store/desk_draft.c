#include <assert.h>

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
    forget(kept);
    *out = draft_code_make(entropy_u64(&store->entropy), entropy_u64(&store->entropy));
    draft_seal(out->text, draft, len, &store->entropy, kept->sealed);
    kept->len = len;
    kept->until = boot + DRAFT_KEPT;
    return OK;
}

enum err desk_resume(void *self, const struct draft_code *code, int64_t boot, void *draft,
                     size_t len)
{
    struct desk_draft *kept = ((struct desk_store *)self)->draft;
    if (desk_expire(self, boot) != OK || kept->len != len)
        return ERR_NOT_FOUND;
    if (draft_open(code->text, kept->sealed, draft, len) != OK)
        return ERR_NOT_FOUND;
    forget(kept);
    return OK;
}

enum err desk_expire(void *self, int64_t boot)
{
    struct desk_draft *kept = ((struct desk_store *)self)->draft;
    if (kept->len > 0 && boot >= kept->until)
        forget(kept);
    return OK;
}
