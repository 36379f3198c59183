/* A new request: what is needed, the notice, the fields by group, the documents, the check. The
 * draft lives in locked memory and is sealed by the desk the moment it is sent. */
#include <assert.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "kiosk/chrome.h"
#include "kiosk/errand.h"
#include "kiosk/form.h"
#include "kiosk/photo.h"
#include "kiosk/print.h"
#include "kiosk/screens/request.h"
#include "kiosk/takeaway.h"

int request_steps(const struct standard *standard)
{
    return (int)standard->group_count + 3;
}

int request_step(const struct standard *standard, const struct request_state *state)
{
    switch (state->page) {
    case REQUEST_FIELDS:
        return 2 + state->group;
    case REQUEST_DOCUMENTS:
    case REQUEST_PHOTO:
        return 1 + (int)standard->group_count;
    case REQUEST_CHECK:
        return 2 + (int)standard->group_count;
    default:
        return 1;
    }
}

int request_year(const struct model *model)
{
    return civil_from(model->now, ZONE_WIB_MINUTES).year;
}

static void service_view(struct ui *ui, const struct model *model)
{
    PAGE(ui, model, .title = tr("New request")) {
        BODY(ui) {
            LABEL(ui, tr("Which service do you need?"), .type = TYPE_TITLE);
            for (size_t i = 0; i < model->catalogue->count; i++) {
                const struct standard *standard = model->catalogue->services[i];
                if (standard->enabled)
                    TILE(ui, .wide = true, .icon = "file-earmark-text", .tint = TINT_INFO,
                         .title = model_words(model, &standard->short_name),
                         .text = model_words(model, &standard->summary),
                         .tap = TAP(REQUEST_CHOOSE, (int64_t)i));
            }
        }
    }
}

static void view(struct ui *ui, const struct model *model)
{
    static void (*const pages[])(struct ui *, const struct model *) = {
        [REQUEST_SERVICE] = service_view,
        [REQUEST_INTRO] = request_intro_view,
        [REQUEST_NOTICE] = request_intro_view,
        [REQUEST_FIELDS] = request_fields_view,
        [REQUEST_DOCUMENTS] = request_documents_view,
        [REQUEST_PHOTO] = request_photo_view,
        [REQUEST_CHECK] = request_check_view,
        [REQUEST_TAKEN] = request_taken_view,
    };
    pages[model->visit->request.page](ui, model);
}

static struct request_state *state_of(struct app *app)
{
    return &app_visit(app)->request;
}

static void go_to(struct app *app, enum request_page page)
{
    struct request_state *state = state_of(app);
    state->page = page;
    state->typing = (struct typing){0};
    state->held_up = state->interrupted = false;
    state->failure = OK;
    app_page(app);
}

static void begin(struct app *app, const struct standard *standard)
{
    struct request_state *state = state_of(app);
    app_visit(app)->standard = standard;
    state->begun = true;
    state->draft.standard = standard;
    for (size_t i = 0; i < standard->document_count; i++)
        state->draft.documents[i] =
            standard->documents[i].automatic ? HANDOVER_AUTOMATIC : HANDOVER_OFFICER;
    go_to(app, REQUEST_INTRO);
}

static void enter(struct app *app)
{
    if (!state_of(app)->begun && model_enabled(&app->model) <= 1)
        begin(app, app->config.catalogue->services[0]);
    photo_follow(app);
}

static void open_group(struct app *app, int group, int index)
{
    struct request_state *state = state_of(app);
    state->group = group;
    go_to(app, REQUEST_FIELDS);
    request_focus(app, index >= 0 ? index : request_next_field(state->draft.standard, group, -1));
}

static void after_fields(struct app *app)
{
    struct request_state *state = state_of(app);
    int fault = request_first_fault(app, state->group);
    if (fault >= 0)
        request_focus(app, fault);
    else if (state->correcting)
        go_to(app, REQUEST_CHECK);
    else if (state->group + 1 < (int)state->draft.standard->group_count)
        open_group(app, state->group + 1, -1);
    else
        go_to(app, REQUEST_DOCUMENTS);
    if (state->page == REQUEST_CHECK)
        state->correcting = false;
}

static void next(struct app *app)
{
    struct request_state *state = state_of(app);
    switch (state->page) {
    case REQUEST_INTRO:
        go_to(app, REQUEST_NOTICE);
        break;
    case REQUEST_NOTICE:
        open_group(app, 0, -1);
        break;
    case REQUEST_FIELDS:
        after_fields(app);
        break;
    case REQUEST_DOCUMENTS:
        go_to(app, REQUEST_CHECK);
        break;
    case REQUEST_SERVICE:
    case REQUEST_PHOTO:
    case REQUEST_CHECK:
    case REQUEST_TAKEN:
        break;
    }
}

static void resume(struct app *app)
{
    struct request_state *state = state_of(app);
    state->sending = true;
    takeaway_resume(app, &state->taken);
}

static bool back(struct app *app)
{
    struct request_state *state = state_of(app);
    int last = (int)state->draft.standard->group_count - 1;
    switch (state->page) {
    case REQUEST_SERVICE:
        return false;
    case REQUEST_INTRO:
        if (model_enabled(&app->model) <= 1)
            return false;
        go_to(app, REQUEST_SERVICE);
        return true;
    case REQUEST_NOTICE:
        go_to(app, REQUEST_INTRO);
        return true;
    case REQUEST_FIELDS:
        if (state->correcting)
            go_to(app, REQUEST_CHECK);
        else if (state->group > 0)
            open_group(app, state->group - 1, -1);
        else
            go_to(app, REQUEST_NOTICE);
        state->correcting = false;
        return true;
    case REQUEST_DOCUMENTS:
        open_group(app, last, -1);
        return true;
    case REQUEST_PHOTO:
        if (state->photo.stage != PHOTO_SEALING)
            photo_done(app);
        photo_follow(app);
        return true;
    case REQUEST_CHECK:
        go_to(app, REQUEST_DOCUMENTS);
        return true;
    case REQUEST_TAKEN:
        resume(app);
        return true;
    }
    return false;
}

static void sent(struct app *app, const struct errand *errand)
{
    struct visit *visit = app_visit(app);
    visit->request.sending = false;
    visit->request.failure = errand->err;
    if (errand->err != OK)
        return;
    visit->print = PRINT_NONE;
    visit->receipt = (struct receipt_state){.receipt = errand->receipt,
                                            .standard = visit->request.draft.standard};
    memcpy(visit->receipt.documents, visit->request.draft.documents,
           sizeof(visit->receipt.documents));
    wipe(&visit->request, sizeof(visit->request));
    app_replace(app, SCREEN_RECEIPT);
}

static void send(struct app *app)
{
    struct request_state *state = state_of(app);
    const struct standard *standard = state->draft.standard;
    if (state->sending || !state->read_notice)
        return;
    for (int group = 0; group < (int)standard->group_count; group++) {
        int fault = request_first_fault(app, group);
        if (fault >= 0) {
            state->correcting = true;
            open_group(app, group, fault);
            return;
        }
    }
    struct request *out = &app->secrets->outgoing.request;
    *out = state->draft;
    for (size_t i = 0; i < standard->field_count; i++)
        form_normalise(&standard->fields[i], out->answers[i]);
    request_notes(state, request_year(&app->model), out->notes);
    state->sending = true;
    errand_submit(app, sent);
}

static void choose(struct app *app, int64_t value)
{
    photo_forget(app);
    wipe(state_of(app), sizeof(struct request_state));
    begin(app, app->config.catalogue->services[value]);
}

static void change(struct app *app, int64_t value)
{
    struct request_state *state = state_of(app);
    state->correcting = true;
    open_group(app, state->draft.standard->fields[value].group, (int)value);
}

static void on_next(struct app *app, int64_t value)
{
    (void)value;
    next(app);
}

static void on_field(struct app *app, int64_t value)
{
    request_focus(app, (int)value);
}

static void on_read(struct app *app, int64_t value)
{
    (void)value;
    state_of(app)->read_notice = !state_of(app)->read_notice;
}

static void on_send(struct app *app, int64_t value)
{
    (void)value;
    send(app);
}

static void on_birth_right(struct app *app, int64_t value)
{
    state_of(app)->births[value] = BIRTH_RIGHT;
}

static void on_birth_wrong(struct app *app, int64_t value)
{
    state_of(app)->births[value] = BIRTH_WRONG;
}

static void on_take(struct app *app, int64_t value)
{
    (void)value;
    takeaway_begin(app);
}

static void on_resume(struct app *app, int64_t value)
{
    (void)value;
    resume(app);
}

static void on_print(struct app *app, int64_t value)
{
    (void)value;
    print_begin(app, print_draft);
}

static void on_way(struct app *app, int64_t value)
{
    enum handover way = (enum handover)(value % 8);
    int document = (int)(value / 8);
    const char *why;
    if (way != HANDOVER_PHOTO)
        photo_instead(app, document, way);
    else if (photo_offered(&app->model, &why))
        photo_begin(app, document);
}

static void on_shoot(struct app *app, int64_t value)
{
    (void)value;
    photo_shoot(app);
}

static void on_straighten(struct app *app, int64_t value)
{
    (void)value;
    photo_straighten(app);
}

static void on_again(struct app *app, int64_t value)
{
    (void)value;
    photo_drop(app, true);
}

static void on_drop(struct app *app, int64_t value)
{
    (void)value;
    photo_drop(app, false);
}

static void on_more(struct app *app, int64_t value)
{
    (void)value;
    photo_more(app);
}

static void on_done(struct app *app, int64_t value)
{
    (void)value;
    photo_done(app);
}

static void (*const HANDLERS[])(struct app *, int64_t) = {
    [MSG_KEY] = request_type,
    [REQUEST_NEXT] = on_next,
    [REQUEST_CHOOSE] = choose,
    [REQUEST_FIELD] = on_field,
    [REQUEST_DOMAIN] = request_domain,
    [REQUEST_CHANGE] = change,
    [REQUEST_READ] = on_read,
    [REQUEST_SEND] = on_send,
    [REQUEST_BIRTH_RIGHT] = on_birth_right,
    [REQUEST_BIRTH_WRONG] = on_birth_wrong,
    [REQUEST_TAKE] = on_take,
    [REQUEST_RESUME] = on_resume,
    [REQUEST_PRINT] = on_print,
    [REQUEST_WAY] = on_way,
    [REQUEST_SHOOT] = on_shoot,
    [REQUEST_STRAIGHTEN] = on_straighten,
    [REQUEST_LOOK] = photo_look,
    [REQUEST_AGAIN] = on_again,
    [REQUEST_DROP] = on_drop,
    [REQUEST_MORE] = on_more,
    [REQUEST_DONE] = on_done,
};

static void on(struct app *app, struct msg msg)
{
    if (!state_of(app)->sending && (size_t)msg.kind < LENGTH(HANDLERS) && HANDLERS[msg.kind])
        HANDLERS[msg.kind](app, msg.value);
    photo_follow(app);
}

const struct screen screen_request = {
    .name = "request", .view = view, .on = on, .enter = enter, .leave = photo_leave, .back = back};
