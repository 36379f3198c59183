#include "bin/anjungan-kiosk/no_desk.h"

#define UNUSED __attribute__((unused))

static enum err document_put(UNUSED void *self, UNUSED const void *jpeg, UNUSED size_t len,
                             UNUSED int64_t now, UNUSED int64_t *id)
{
    return ERR_STORAGE;
}

static enum err document_drop(UNUSED void *self, UNUSED int64_t id)
{
    return OK;
}

static enum err submit(UNUSED void *self, UNUSED const struct request *request, UNUSED int64_t now,
                       UNUSED struct receipt *out)
{
    return ERR_STORAGE;
}

static enum err complain(UNUSED void *self, UNUSED const struct complaint *complaint,
                         UNUSED int64_t now, UNUSED struct receipt *out)
{
    return ERR_STORAGE;
}

static enum err rate(UNUSED void *self, UNUSED const struct survey *survey, UNUSED int64_t now)
{
    return ERR_STORAGE;
}

static enum err call(UNUSED void *self, UNUSED const char *from_screen, UNUSED int64_t now,
                     UNUSED int64_t *id)
{
    return ERR_STORAGE;
}

static enum err call_received(UNUSED void *self, UNUSED int64_t id, UNUSED bool *received)
{
    return ERR_STORAGE;
}

static enum err look_up(UNUSED void *self, UNUSED const struct tracking_code *code,
                        UNUSED int64_t now, UNUSED struct progress *out)
{
    return ERR_STORAGE;
}

static enum err hold(UNUSED void *self, UNUSED const void *draft, UNUSED size_t len,
                     UNUSED int64_t boot, UNUSED struct draft_code *out)
{
    return ERR_STORAGE;
}

static enum err resume(UNUSED void *self, UNUSED const struct draft_code *code, UNUSED int64_t boot,
                       UNUSED void *draft, UNUSED size_t len)
{
    return ERR_NOT_FOUND;
}

static enum err expire(UNUSED void *self, UNUSED int64_t boot)
{
    return OK;
}

static enum err refresh(UNUSED void *self, UNUSED int64_t now)
{
    return ERR_STORAGE;
}

static enum err content(UNUSED void *self, UNUSED struct content *out)
{
    return ERR_NOT_FOUND;
}

static enum err state(UNUSED void *self, UNUSED int64_t now, struct desk_state *out)
{
    *out = (struct desk_state){.health = DESK_BROKEN, .fault = NO_DESK_FAULT};
    return OK;
}

static enum err outage_state(void *self, UNUSED int64_t now, struct desk_state *out)
{
    struct outage *outage = self;
    *out = (struct desk_state){.health = DESK_BROKEN, .fault = DESK_FAULT_STOPS};
    outage->over = outage->asked++ > 0;
    return OK;
}

static enum err unlock(UNUSED void *self, UNUSED const char *pin, UNUSED int64_t now,
                       UNUSED int64_t *wait_until)
{
    return ERR_STORAGE;
}

static enum err look(UNUSED void *self, UNUSED int64_t now, UNUSED int64_t *wait_until)
{
    return ERR_STORAGE;
}

static enum err sync_log(UNUSED void *self, UNUSED enum sync_filter filter, UNUSED int64_t now,
                         UNUSED size_t skip, UNUSED struct sync_row *rows, UNUSED size_t most,
                         UNUSED size_t *count, UNUSED bool *more)
{
    return ERR_STORAGE;
}

static enum err queue(UNUSED void *self, UNUSED size_t skip, UNUSED struct queue_row *rows,
                      UNUSED size_t most, UNUSED size_t *count, UNUSED bool *more)
{
    return ERR_STORAGE;
}

static enum err health(UNUSED void *self, UNUSED int64_t now, UNUSED struct counter_health *out)
{
    return ERR_STORAGE;
}

static enum err sync_now(UNUSED void *self, UNUSED int64_t now)
{
    return ERR_STORAGE;
}

static enum err check(UNUSED void *self, UNUSED const struct check *done)
{
    return ERR_STORAGE;
}

static enum err checks(UNUSED void *self, UNUSED size_t skip, UNUSED struct check *rows,
                       UNUSED size_t most, UNUSED size_t *count, UNUSED bool *more)
{
    return ERR_STORAGE;
}

/* All answers of a desk without a store, but how it is. */
#define NO_ANSWERS                                                                                 \
    .document_put = document_put, .document_drop = document_drop, .submit = submit,                \
    .complain = complain, .rate = rate, .call = call, .call_received = call_received,              \
    .look_up = look_up, .hold = hold, .resume = resume, .expire = expire, .refresh = refresh,      \
    .content = content

struct desk no_desk(void)
{
    static const struct desk_ops ops = {NO_ANSWERS, .state = state};
    return (struct desk){&ops, NULL};
}

struct desk outage_desk(struct outage *outage)
{
    static const struct desk_ops ops = {NO_ANSWERS, .state = outage_state};
    return (struct desk){&ops, outage};
}

struct counter no_counter(void)
{
    static const struct counter_ops ops = {
        .unlock = unlock,
        .look = look,
        .log = sync_log,
        .queue = queue,
        .health = health,
        .sync_now = sync_now,
        .check = check,
        .checks = checks,
    };
    return (struct counter){&ops, NULL};
}
