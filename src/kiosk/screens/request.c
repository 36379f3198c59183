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
}

/* The caret goes to the field; the one it leaves is checked from now on. index -1: to none. */
static void focus(struct app *app, int index)
{
    struct request_state *state = state_of(app);
    int before = state->typing.active - 1;
    if (before >= 0 && before != index && text_filled(state->draft.answers[before]))
        state->visited[before] = true;
    state->typing.active = index + 1;
    state->typing.shift = index >= 0 && form_capitals(&state->draft.standard->fields[index]);
}

static struct identity_check check(const struct app *app, int index)
{
    const struct request_state *state = &app->secrets->visit.request;
    const struct standard *standard = state->draft.standard;
    return form_check(standard, &standard->fields[index], state->draft.answers[index],
                      request_year(&app->model));
}

/* The first field of the group that is not right; all of them are checked on screen from now on.
 * -1 when the group is fine. */
static int first_fault(struct app *app, int group)
{
    struct request_state *state = state_of(app);
    const struct standard *standard = state->draft.standard;
    int first = -1;
    for (int i = 0; i < (int)standard->field_count; i++) {
        if (standard->fields[i].group != group)
            continue;
        state->visited[i] = true;
        if (first < 0 && check(app, i).fault != IDENTITY_OK)
            first = i;
    }
    return first;
}

static int next_field(const struct standard *standard, int group, int after)
{
    for (int i = after + 1; i < (int)standard->field_count; i++)
        if (standard->fields[i].group == group)
            return i;
    return -1;
}

static void open_group(struct app *app, int group, int index)
{
    struct request_state *state = state_of(app);
    state->group = group;
    go_to(app, REQUEST_FIELDS);
    focus(app, index >= 0 ? index : next_field(state->draft.standard, group, -1));
}

static void after_fields(struct app *app)
{
    struct request_state *state = state_of(app);
    int fault = first_fault(app, state->group);
    if (fault >= 0)
        focus(app, fault);
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
    wipe(&visit->request, sizeof(visit->request));
    visit->print = PRINT_NONE;
    visit->receipt = (struct receipt_state){.receipt = errand->receipt};
    app_replace(app, SCREEN_RECEIPT);
}

static void send(struct app *app)
{
    struct request_state *state = state_of(app);
    const struct standard *standard = state->draft.standard;
    if (state->sending || !state->read_notice)
        return;
    for (int group = 0; group < (int)standard->group_count; group++) {
        int fault = first_fault(app, group);
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

static void domain(struct app *app, int64_t value)
{
    struct request_state *state = state_of(app);
    const struct standard *standard = state->draft.standard;
    for (size_t i = 0; i < standard->field_count; i++)
        if (standard->fields[i].kind == FIELD_EMAIL && standard->fields[i].group == state->group) {
            form_domain(state->draft.answers[i], standard->email_keys[value]);
            state->visited[i] = false;
        }
}

static void type(struct app *app, int64_t key)
{
    struct request_state *state = state_of(app);
    int index = state->typing.active - 1;
    if (state->page != REQUEST_FIELDS || index < 0)
        return;
    const struct field *field = &state->draft.standard->fields[index];
    if (key == KEY_SHIFT) {
        state->typing.shift = !state->typing.shift;
    } else if (key == KEY_DONE) {
        focus(app, next_field(state->draft.standard, state->group, index));
    } else if (key >= KEY_WORD) {
        domain(app, key - KEY_WORD);
    } else if (form_key(field, state->draft.answers[index], key)) {
        state->visited[index] = false;
        state->births[index] = BIRTH_UNSAID;
        state->typing.shift = form_capitals(field) && state->typing.shift;
    }
}

static void choose(struct app *app, int64_t value)
{
    wipe(state_of(app), sizeof(struct request_state));
    begin(app, app->config.catalogue->services[value]);
}

static void change(struct app *app, int64_t value)
{
    struct request_state *state = state_of(app);
    state->correcting = true;
    open_group(app, state->draft.standard->fields[value].group, (int)value);
}

static void on(struct app *app, struct msg msg)
{
    struct request_state *state = state_of(app);
    if (state->sending)
        return;
    switch (msg.kind) {
    case MSG_KEY:
        type(app, msg.value);
        break;
    case REQUEST_NEXT:
        next(app);
        break;
    case REQUEST_CHOOSE:
        choose(app, msg.value);
        break;
    case REQUEST_FIELD:
        focus(app, (int)msg.value);
        break;
    case REQUEST_DOMAIN:
        domain(app, msg.value);
        break;
    case REQUEST_CHANGE:
        change(app, msg.value);
        break;
    case REQUEST_READ:
        state->read_notice = !state->read_notice;
        break;
    case REQUEST_SEND:
        send(app);
        break;
    case REQUEST_BIRTH_RIGHT:
        state->births[msg.value] = BIRTH_RIGHT;
        break;
    case REQUEST_BIRTH_WRONG:
        state->births[msg.value] = BIRTH_WRONG;
        break;
    case REQUEST_TAKE:
        takeaway_begin(app);
        break;
    case REQUEST_RESUME:
        resume(app);
        break;
    case REQUEST_PRINT:
        print_begin(app, print_draft);
        break;
    }
}

const struct screen screen_request = {
    .name = "request", .view = view, .on = on, .enter = enter, .back = back};
