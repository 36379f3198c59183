#include "kiosk/errand.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/log.h"

static void run(void *argument)
{
    struct errand *errand = argument;
    errand->run(errand);
}

static void finish(struct errand *errand)
{
    struct app *app = errand->app;
    app->pending--;
    struct outgoing *outgoing = &app->secrets->outgoing;
    if (errand->sends)
        outgoing->busy = false;
    if (errand->take && (errand->always || errand->visit == app->visit_number)) {
        app->changed |= !errand->always; /* those say themselves whether anything changed */
        errand->take(app, errand);
    }
    if (errand->sends && !outgoing->busy)
        wipe(outgoing, sizeof(*outgoing));
    if (errand->jpeg)
        wipe(errand->jpeg, errand->jpeg_len);
    free(errand->jpeg);
    wipe(errand, sizeof(*errand));
    free(errand);
}

static void done(void *argument)
{
    finish(argument);
}

static struct errand *errand_new(struct app *app, void (*call)(struct errand *), TAKE)
{
    struct errand *errand = calloc(1, sizeof(*errand));
    if (!errand) {
        log_error("no memory for a call to the desk");
        abort();
    }
    errand->app = app;
    errand->visit = app->visit_number;
    errand->now = app->model.now;
    errand->boot = app->model.boot;
    errand->run = call;
    errand->take = take;
    return errand;
}

static void post(struct errand *errand)
{
    struct app *app = errand->app;
    app->pending++;
    if (errand->sends)
        app->secrets->outgoing.busy = true;
    struct job job = {run, done, errand};
    if (worker_post(app->config.worker, job) == OK)
        return;
    errand->err = ERR_BUSY;
    finish(errand);
}

static const struct desk *desk_of(const struct errand *errand)
{
    return &errand->app->config.desk;
}

static const struct counter *counter_of(const struct errand *errand)
{
    return &errand->app->config.counter;
}

/* The runs, on the worker's thread: of the app they touch only the desk, the counter and, while it
 * is busy, what is outgoing. */

static void run_state(struct errand *errand)
{
    const struct desk *desk = desk_of(errand);
    errand->err = desk->ops->state(desk->self, errand->now, &errand->state);
}

static void run_content(struct errand *errand)
{
    const struct desk *desk = desk_of(errand);
    errand->err = desk->ops->content(desk->self, &errand->content);
}

static void run_submit(struct errand *errand)
{
    const struct desk *desk = desk_of(errand);
    struct outgoing *out = &errand->app->secrets->outgoing;
    errand->err = desk->ops->submit(desk->self, &out->request, errand->now, &errand->receipt);
}

/* The picture is wiped here already, as soon as it is sealed. */
static void run_document_put(struct errand *errand)
{
    const struct desk *desk = desk_of(errand);
    errand->err = desk->ops->document_put(desk->self, errand->jpeg, errand->jpeg_len, errand->now,
                                          &errand->page);
    wipe(errand->jpeg, errand->jpeg_len);
}

static void run_document_drop(struct errand *errand)
{
    const struct desk *desk = desk_of(errand);
    errand->err = desk->ops->document_drop(desk->self, errand->page);
}

static void run_complain(struct errand *errand)
{
    const struct desk *desk = desk_of(errand);
    struct outgoing *out = &errand->app->secrets->outgoing;
    errand->err = desk->ops->complain(desk->self, &out->complaint, errand->now, &errand->receipt);
}

static void run_rate(struct errand *errand)
{
    const struct desk *desk = desk_of(errand);
    struct outgoing *out = &errand->app->secrets->outgoing;
    errand->err = desk->ops->rate(desk->self, &out->survey, errand->now);
}

static void run_hold(struct errand *errand)
{
    const struct desk *desk = desk_of(errand);
    const struct request_state *draft = &errand->app->secrets->outgoing.draft;
    static_assert(sizeof(*draft) <= DRAFT_MAX, "the desk keeps no longer drafts");
    errand->err = desk->ops->hold(desk->self, draft, sizeof(*draft), errand->boot, &errand->draft);
}

static void run_resume(struct errand *errand)
{
    const struct desk *desk = desk_of(errand);
    struct request_state *draft = &errand->app->secrets->outgoing.draft;
    errand->err =
        desk->ops->resume(desk->self, &errand->draft, errand->boot, draft, sizeof(*draft));
}

static void run_expire(struct errand *errand)
{
    const struct desk *desk = desk_of(errand);
    errand->err = desk->ops->expire(desk->self, errand->boot);
}

static void run_look_up(struct errand *errand)
{
    const struct desk *desk = desk_of(errand);
    errand->err = desk->ops->look_up(desk->self, &errand->code, errand->now, &errand->progress);
}

static void run_refresh(struct errand *errand)
{
    const struct desk *desk = desk_of(errand);
    errand->err = desk->ops->refresh(desk->self, errand->now);
}

static void run_call(struct errand *errand)
{
    const struct desk *desk = desk_of(errand);
    errand->err = desk->ops->call(desk->self, errand->from_screen, errand->now, &errand->call_id);
}

static void run_call_received(struct errand *errand)
{
    const struct desk *desk = desk_of(errand);
    errand->err = desk->ops->call_received(desk->self, errand->call_id, &errand->call_received);
}

static void run_unlock(struct errand *errand)
{
    const struct counter *counter = counter_of(errand);
    errand->err =
        counter->ops->unlock(counter->self, errand->pin, errand->now, &errand->wait_until);
}

static void run_look(struct errand *errand)
{
    const struct counter *counter = counter_of(errand);
    errand->err = counter->ops->look(counter->self, errand->now, &errand->wait_until);
}

static void run_log(struct errand *errand)
{
    const struct counter *counter = counter_of(errand);
    errand->err = counter->ops->log(counter->self, errand->filter, errand->now, errand->skip,
                                    errand->log, OFFICER_ROWS, &errand->count, &errand->more);
}

static void run_queue(struct errand *errand)
{
    const struct counter *counter = counter_of(errand);
    errand->err = counter->ops->queue(counter->self, errand->skip, errand->queue, OFFICER_ROWS,
                                      &errand->count, &errand->more);
}

static void run_health(struct errand *errand)
{
    const struct counter *counter = counter_of(errand);
    errand->err = counter->ops->health(counter->self, errand->now, &errand->health);
}

static void run_sync_now(struct errand *errand)
{
    const struct counter *counter = counter_of(errand);
    errand->err = counter->ops->sync_now(counter->self, errand->now);
}

static void run_check(struct errand *errand)
{
    const struct counter *counter = counter_of(errand);
    errand->err = counter->ops->check(counter->self, &errand->check);
}

static void run_checks(struct errand *errand)
{
    const struct counter *counter = counter_of(errand);
    errand->err = counter->ops->checks(counter->self, errand->skip, errand->checks, OFFICER_ROWS,
                                       &errand->count, &errand->more);
}

void errand_state(struct app *app, TAKE)
{
    struct errand *errand = errand_new(app, run_state, take);
    errand->always = true;
    post(errand);
}

void errand_content(struct app *app, TAKE)
{
    struct errand *errand = errand_new(app, run_content, take);
    errand->always = true;
    post(errand);
}

void errand_submit(struct app *app, TAKE)
{
    struct errand *errand = errand_new(app, run_submit, take);
    errand->sends = true;
    post(errand);
}

void errand_document_put(struct app *app, const void *jpeg, size_t len, TAKE)
{
    struct errand *errand = errand_new(app, run_document_put, take);
    errand->jpeg = malloc(len > 0 ? len : 1);
    if (!errand->jpeg)
        abort();
    memcpy(errand->jpeg, jpeg, len);
    errand->jpeg_len = len;
    post(errand);
}

void errand_document_drop(struct app *app, int64_t id)
{
    struct errand *errand = errand_new(app, run_document_drop, NULL);
    errand->page = id;
    post(errand);
}

void errand_complain(struct app *app, TAKE)
{
    struct errand *errand = errand_new(app, run_complain, take);
    errand->sends = true;
    post(errand);
}

void errand_rate(struct app *app, TAKE)
{
    struct errand *errand = errand_new(app, run_rate, take);
    errand->sends = true;
    post(errand);
}

void errand_hold(struct app *app, TAKE)
{
    struct errand *errand = errand_new(app, run_hold, take);
    errand->sends = true;
    post(errand);
}

void errand_resume(struct app *app, const struct draft_code *code, TAKE)
{
    struct errand *errand = errand_new(app, run_resume, take);
    errand->sends = true;
    errand->draft = *code;
    post(errand);
}

void errand_expire(struct app *app)
{
    post(errand_new(app, run_expire, NULL));
}

void errand_look_up(struct app *app, const struct tracking_code *code, TAKE)
{
    struct errand *errand = errand_new(app, run_look_up, take);
    errand->code = *code;
    post(errand);
}

void errand_refresh(struct app *app)
{
    post(errand_new(app, run_refresh, NULL));
}

void errand_call(struct app *app, const char *from_screen, TAKE)
{
    struct errand *errand = errand_new(app, run_call, take);
    errand->from_screen = from_screen;
    post(errand);
}

void errand_call_received(struct app *app, int64_t id, TAKE)
{
    struct errand *errand = errand_new(app, run_call_received, take);
    errand->call_id = id;
    post(errand);
}

void errand_unlock(struct app *app, const char *pin, TAKE)
{
    struct errand *errand = errand_new(app, run_unlock, take);
    TEXT_COPY(errand->pin, pin);
    post(errand);
}

void errand_look(struct app *app, TAKE)
{
    post(errand_new(app, run_look, take));
}

void errand_log(struct app *app, enum sync_filter filter, size_t skip, TAKE)
{
    struct errand *errand = errand_new(app, run_log, take);
    errand->filter = filter;
    errand->skip = skip;
    post(errand);
}

void errand_queue(struct app *app, size_t skip, TAKE)
{
    struct errand *errand = errand_new(app, run_queue, take);
    errand->skip = skip;
    post(errand);
}

void errand_health(struct app *app, TAKE)
{
    post(errand_new(app, run_health, take));
}

void errand_sync_now(struct app *app, TAKE)
{
    post(errand_new(app, run_sync_now, take));
}

void errand_check(struct app *app, const struct check *check, TAKE)
{
    struct errand *errand = errand_new(app, run_check, take);
    errand->check = *check;
    post(errand);
}

void errand_checks(struct app *app, size_t skip, TAKE)
{
    struct errand *errand = errand_new(app, run_checks, take);
    errand->skip = skip;
    post(errand);
}
