#include "kiosk/support/fake_desk.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"

static struct receipt receipt_of(const struct fake_desk *fake, const char *code, int64_t now)
{
    struct receipt receipt = {.saved = now, .promise = fake->promise};
    TEXT_COPY(receipt.code.text, code);
    TEXT_COPY(receipt.qr, code);
    return receipt;
}

static enum err document_put(void *self, const void *jpeg, size_t len, int64_t now, int64_t *id)
{
    struct fake_desk *fake = self;
    (void)jpeg;
    (void)now;
    if (fake->photo != OK)
        return fake->photo;
    if (len == 0 || len > PAGE_BYTES_MAX || fake->page_count == PAGES_MAX)
        return ERR_INVALID;
    fake->page_bytes = len;
    *id = fake->pages[fake->page_count++] = ++fake->page_last;
    return OK;
}

static enum err document_drop(void *self, int64_t id)
{
    struct fake_desk *fake = self;
    size_t kept = 0;
    for (size_t i = 0; i < fake->page_count; i++)
        if (id != 0 && fake->pages[i] != id)
            fake->pages[kept++] = fake->pages[i];
    fake->page_count = kept;
    return OK;
}

static enum err submit(void *self, const struct request *request, int64_t now, struct receipt *out)
{
    struct fake_desk *fake = self;
    fake->submits++;
    fake->request = *request;
    if (fake->answer == OK)
        *out = receipt_of(fake, "ESG-7K3M-Q9XT-2HW", now);
    return fake->answer;
}

static enum err complain(void *self, const struct complaint *complaint, int64_t now,
                         struct receipt *out)
{
    struct fake_desk *fake = self;
    fake->complaints++;
    fake->complaint = *complaint;
    if (fake->answer == OK)
        *out = receipt_of(fake, "PGD-7K3M-Q9XT-2HW", now);
    return fake->answer;
}

static enum err rate(void *self, const struct survey *survey, int64_t now)
{
    struct fake_desk *fake = self;
    (void)now;
    fake->ratings++;
    fake->survey = *survey;
    return fake->answer;
}

static enum err call(void *self, const char *from_screen, int64_t now, int64_t *id)
{
    struct fake_desk *fake = self;
    (void)now;
    fake->calls++;
    TEXT_COPY(fake->from_screen, from_screen);
    *id = fake->calls;
    return fake->answer;
}

static enum err call_received(void *self, int64_t id, bool *received)
{
    const struct fake_desk *fake = self;
    (void)id;
    *received = fake->received;
    return OK;
}

static enum err look_up(void *self, const struct tracking_code *code, int64_t now,
                        struct progress *out)
{
    struct fake_desk *fake = self;
    (void)now;
    fake->look_ups++;
    if (fake->found != OK)
        return fake->found;
    *out = fake->progress;
    out->code = *code;
    return OK;
}

static enum err hold(void *self, const void *draft, size_t len, int64_t boot,
                     struct draft_code *out)
{
    struct fake_desk *fake = self;
    if (fake->answer != OK)
        return fake->answer;
    if (fake->draft_len > 0 && boot < fake->draft_until)
        return ERR_BUSY;
    memcpy(fake->draft, draft, len);
    fake->draft_len = len;
    fake->draft_until = boot + DRAFT_KEPT;
    *out = draft_code_make(0x123456789ABCD, (uint64_t)++fake->drafts);
    return OK;
}

static enum err resume(void *self, const struct draft_code *code, int64_t boot, void *draft,
                       size_t len)
{
    struct fake_desk *fake = self;
    struct draft_code made = draft_code_make(0x123456789ABCD, (uint64_t)fake->drafts);
    if (fake->draft_len != len || boot >= fake->draft_until || strcmp(code->text, made.text) != 0)
        return ERR_NOT_FOUND;
    memcpy(draft, fake->draft, len);
    fake->draft_len = 0;
    return OK;
}

static enum err expire(void *self, int64_t boot)
{
    struct fake_desk *fake = self;
    if (boot >= fake->draft_until)
        fake->draft_len = 0;
    return OK;
}

static enum err refresh(void *self, int64_t now)
{
    struct fake_desk *fake = self;
    (void)now;
    fake->refreshes++;
    return OK;
}

static enum err content(void *self, struct content *out)
{
    (void)self;
    (void)out;
    return ERR_NOT_FOUND;
}

static enum err state(void *self, int64_t now, struct desk_state *out)
{
    const struct fake_desk *fake = self;
    (void)now;
    *out = fake->state;
    return OK;
}

static enum err unlock(void *self, const char *pin, int64_t now, int64_t *wait_until)
{
    struct fake_desk *fake = self;
    (void)now;
    fake->unlocks++;
    TEXT_COPY(fake->pin, pin);
    *wait_until = fake->wait_until;
    return fake->unlock;
}

static enum err look(void *self, int64_t now, int64_t *wait_until)
{
    const struct fake_desk *fake = self;
    *wait_until = fake->locked_until > now ? fake->locked_until : 0;
    return *wait_until ? ERR_BUSY : fake->pin_set ? OK : ERR_NOT_FOUND;
}

static enum err log_rows(void *self, enum sync_filter filter, int64_t now, size_t skip,
                         struct sync_row *rows, size_t most, size_t *count, bool *more)
{
    const struct fake_desk *fake = self;
    (void)now;
    size_t found = 0;
    *count = 0;
    for (size_t i = 0; i < fake->log_count; i++) {
        if (filter == SYNC_FAILED && fake->log[i].cause <= CAUSE_UNCHANGED)
            continue;
        if (found++ >= skip && *count < most)
            rows[(*count)++] = fake->log[i];
    }
    *more = found > skip + *count;
    return OK;
}

static enum err queue_rows(void *self, size_t skip, struct queue_row *rows, size_t most,
                           size_t *count, bool *more)
{
    const struct fake_desk *fake = self;
    *count = 0;
    *more = false;
    for (size_t i = skip; i < fake->queue_count && *count < most; i++)
        rows[(*count)++] = fake->queue[i];
    return OK;
}

static enum err health(void *self, int64_t now, struct counter_health *out)
{
    const struct fake_desk *fake = self;
    (void)now;
    *out = fake->health;
    return OK;
}

static enum err sync_now(void *self, int64_t now)
{
    struct fake_desk *fake = self;
    (void)now;
    fake->syncs++;
    return OK;
}

static enum err check(void *self, const struct check *done)
{
    struct fake_desk *fake = self;
    if (fake->answer != OK)
        return fake->answer;
    memmove(&fake->checks[1], &fake->checks[0], sizeof(fake->checks) - sizeof(*done));
    fake->checks[0] = *done;
    if (fake->check_count < LENGTH(fake->checks))
        fake->check_count++;
    return OK;
}

static enum err checks(void *self, size_t skip, struct check *rows, size_t most, size_t *count,
                       bool *more)
{
    const struct fake_desk *fake = self;
    *count = 0;
    for (size_t i = skip; i < fake->check_count && *count < most; i++)
        rows[(*count)++] = fake->checks[i];
    *more = skip + *count < fake->check_count;
    return OK;
}

struct desk fake_desk(struct fake_desk *fake)
{
    static const struct desk_ops ops = {
        .document_put = document_put,
        .document_drop = document_drop,
        .submit = submit,
        .complain = complain,
        .rate = rate,
        .call = call,
        .call_received = call_received,
        .look_up = look_up,
        .hold = hold,
        .resume = resume,
        .expire = expire,
        .refresh = refresh,
        .content = content,
        .state = state,
    };
    return (struct desk){&ops, fake};
}

struct counter fake_counter(struct fake_desk *fake)
{
    static const struct counter_ops ops = {
        .unlock = unlock,
        .look = look,
        .log = log_rows,
        .queue = queue_rows,
        .health = health,
        .sync_now = sync_now,
        .check = check,
        .checks = checks,
    };
    return (struct counter){&ops, fake};
}

static void fill_log(struct fake_desk *fake, int64_t now)
{
    fake->log[0] = (struct sync_row){.number = 4,
                                     .at = now - SECONDS(38),
                                     .way = SYNC_PUSH,
                                     .http = 200,
                                     .requests = 2,
                                     .surveys = 1,
                                     .created = 3,
                                     .duration = 182};
    fake->log[1] = (struct sync_row){.number = 3,
                                     .at = now - MINUTES(5),
                                     .way = SYNC_PULL,
                                     .cause = CAUSE_UNCHANGED,
                                     .http = 304,
                                     .duration = 41};
    fake->log[2] = (struct sync_row){.number = 2,
                                     .at = now - MINUTES(11),
                                     .way = SYNC_PUSH,
                                     .cause = CAUSE_NO_NETWORK,
                                     .requests = 4,
                                     .duration = 3100};
    fake->log[3] = (struct sync_row){.number = 1,
                                     .at = now - HOURS(1),
                                     .way = SYNC_CLOCK,
                                     .http = 200,
                                     .offset = 400,
                                     .duration = 64};
    fake->log_count = 4;
}

static void fill_queue(struct fake_desk *fake, int64_t now)
{
    fake->queue[0] = (struct queue_row){.sequence = 12,
                                        .kind = ITEM_REQUEST,
                                        .tries = 3,
                                        .created = now - MINUTES(7),
                                        .cause = CAUSE_NO_NETWORK};
    fake->queue[1] = (struct queue_row){
        .sequence = 11, .kind = ITEM_COMPLAINT, .state = ITEM_RECEIVED, .created = now - HOURS(1)};
    fake->queue_count = 2;
}

void fake_desk_init(struct fake_desk *fake, int64_t now)
{
    *fake = (struct fake_desk){
        .pin_set = true,
        .state = {.last_contact = now - MINUTES(1), .revision = 1},
        .promise = {.kind = PROMISE_DUE, .due = now + HOURS(30) + MINUTES(19)},
        .progress = {.submitted = now,
                     .as_of = now,
                     .step = 1,
                     .turn = TURN_OFFICE,
                     .service = "bsre-esign-individu"},
        .health = {.sent_today = 128,
                   .last_receipt = now - SECONDS(38),
                   .median_answer = 182,
                   .clock_offset = 400,
                   .clock_known = true,
                   .clock_right = true,
                   .chain_whole = true,
                   .chain_head = 4,
                   .chain_hash = "1f3a9c02",
                   .tried = now - SECONDS(38),
                   .content = 3,
                   .schema = 2,
                   .disk_free = (int64_t)900 << 20,
                   .enrolled = true,
                   .kiosk = "PKL-01",
                   .office_url = "https://kominfo.pekalongankota.go.id"},
    };
    fake->progress.promise = fake->promise;
    fill_log(fake, now);
    fill_queue(fake, now);
}
