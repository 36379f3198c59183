/* Complaints: whom to call, how they are handled, and a form that needs no name. */
#include "kiosk/screens/complaint.h"

#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "kiosk/chrome.h"
#include "kiosk/errand.h"
#include "kiosk/form.h"

static const struct field NAME = {.kind = FIELD_NAME, .required = true, .max = 80};
static const struct field PHONE = {.kind = FIELD_MOBILE, .required = true};

const struct field *complaint_rules(enum complaint_field field)
{
    if (field == COMPLAINT_STORY)
        return NULL;
    return field == COMPLAINT_NAME ? &NAME : &PHONE;
}

void complaint_fault(const struct model *model, enum complaint_field field, char *out, size_t size)
{
    const struct complaint *draft = &model->visit->complaint.draft;
    const char *answer = field == COMPLAINT_NAME ? draft->name : draft->phone;
    const struct field *rules = complaint_rules(field);
    char text[FORM_TEXT];
    form_fault(rules, form_check(model_standard(model), rules, answer, 0), text);
    text_copy(out, size, text);
}

static struct complaint_state *state_of(struct app *app)
{
    return &app_visit(app)->complaint;
}

static void view(struct ui *ui, const struct model *model)
{
    static void (*const pages[])(struct ui *, const struct model *) = {
        [COMPLAINT_INFO] = complaint_info_view,
        [COMPLAINT_TEXT] = complaint_text_view,
        [COMPLAINT_CONTACT] = complaint_contact_view,
        [COMPLAINT_CHECK] = complaint_check_view,
    };
    pages[model->visit->complaint.page](ui, model);
}

static void focus(struct app *app, enum complaint_field field)
{
    const struct field *rules = complaint_rules(field);
    state_of(app)->typing =
        (struct typing){.active = (int)field, .shift = rules && form_capitals(rules)};
}

static void go_to(struct app *app, enum complaint_page page)
{
    struct complaint_state *state = state_of(app);
    state->page = page;
    state->typing = (struct typing){0};
    state->tried = false;
    if (page == COMPLAINT_CHECK)
        state->correcting = false;
    if (page == COMPLAINT_TEXT && !text_filled(state->draft.text))
        focus(app, COMPLAINT_STORY);
    else if (page == COMPLAINT_CONTACT && !text_filled(state->draft.name))
        focus(app, COMPLAINT_NAME);
    app_page(app);
}

static void after_contact(struct app *app)
{
    char fault[FORM_TEXT];
    for (enum complaint_field field = COMPLAINT_NAME; field <= COMPLAINT_PHONE; field++) {
        complaint_fault(&app->model, field, fault, sizeof(fault));
        if (*fault) {
            focus(app, field);
            return;
        }
    }
    go_to(app, COMPLAINT_CHECK);
}

/* All that is asked for was answered. */
static bool complete(const struct model *model)
{
    const struct complaint_state *state = &model->visit->complaint;
    char name[FORM_TEXT] = "", phone[FORM_TEXT] = "";
    if (state->named) {
        complaint_fault(model, COMPLAINT_NAME, name, sizeof(name));
        complaint_fault(model, COMPLAINT_PHONE, phone, sizeof(phone));
    }
    return *state->draft.topic && text_filled(state->draft.text) && !*name && !*phone;
}

/* Sent here by the check page, and nothing more is to be asked. */
static bool corrected(const struct model *model)
{
    return model->visit->complaint.correcting && complete(model);
}

static void next(struct app *app)
{
    struct complaint_state *state = state_of(app);
    state->tried = true;
    if (state->page == COMPLAINT_CONTACT)
        after_contact(app);
    else if (state->page == COMPLAINT_TEXT && *state->draft.topic && text_filled(state->draft.text))
        go_to(app, state->named && !corrected(&app->model) ? COMPLAINT_CONTACT : COMPLAINT_CHECK);
}

static bool back(struct app *app)
{
    struct complaint_state *state = state_of(app);
    if (corrected(&app->model)) {
        go_to(app, COMPLAINT_CHECK);
        return true;
    }
    switch (state->page) {
    case COMPLAINT_INFO:
        return false;
    case COMPLAINT_TEXT:
        go_to(app, COMPLAINT_INFO);
        return true;
    case COMPLAINT_CONTACT:
        go_to(app, COMPLAINT_TEXT);
        return true;
    case COMPLAINT_CHECK:
        go_to(app, state->named ? COMPLAINT_CONTACT : COMPLAINT_TEXT);
        return true;
    }
    return false;
}

static void sent(struct app *app, const struct errand *errand)
{
    struct visit *visit = app_visit(app);
    visit->complaint.sending = false;
    visit->complaint.failure = errand->err;
    if (errand->err != OK)
        return;
    wipe(&visit->complaint, sizeof(visit->complaint));
    visit->receipt = (struct receipt_state){.receipt = errand->receipt, .complaint = true};
    app_replace(app, SCREEN_RECEIPT);
}

static void send(struct app *app)
{
    struct complaint_state *state = state_of(app);
    struct complaint *out = &app->secrets->outgoing.complaint;
    *out = state->draft;
    out->anonymous = !state->named;
    if (out->anonymous) {
        wipe(out->name, sizeof(out->name));
        wipe(out->phone, sizeof(out->phone));
    } else {
        form_normalise(&NAME, out->name);
        form_normalise(&PHONE, out->phone);
    }
    if (state->apart)
        wipe(out->about, sizeof(out->about));
    state->sending = true;
    errand_complain(app, sent);
}

static bool edit(struct complaint *draft, int field, int64_t key)
{
    if (field == COMPLAINT_STORY)
        return text_edit(draft->text, sizeof(draft->text), key);
    if (field == COMPLAINT_NAME)
        return form_key(&NAME, draft->name, key);
    return form_key(&PHONE, draft->phone, key);
}

static void type(struct app *app, int64_t key)
{
    struct complaint_state *state = state_of(app);
    int field = state->typing.active;
    if (!field)
        return;
    if (key == KEY_SHIFT)
        state->typing.shift = !state->typing.shift;
    else if (key == KEY_DONE && field == COMPLAINT_NAME)
        focus(app, COMPLAINT_PHONE);
    else if (key == KEY_DONE)
        state->typing = (struct typing){0};
    else if (edit(&state->draft, field, key) && field == COMPLAINT_STORY)
        state->typing.shift = false;
}

static void choose(struct app *app, int64_t index)
{
    const struct choice *topic = &model_standard(&app->model)->topics[index];
    TEXT_COPY(state_of(app)->draft.topic, topic->key);
}

static void on(struct app *app, struct msg msg)
{
    struct complaint_state *state = state_of(app);
    if (state->sending)
        return;
    switch (msg.kind) {
    case MSG_KEY:
        type(app, msg.value);
        break;
    case COMPLAINT_WRITE:
        go_to(app, COMPLAINT_TEXT);
        break;
    case COMPLAINT_LOOK:
        app_go(app, SCREEN_SCAN);
        break;
    case COMPLAINT_NEXT:
        next(app);
        break;
    case COMPLAINT_TOPIC:
        choose(app, msg.value);
        break;
    case COMPLAINT_NAMELESS:
        state->named = !state->named;
        break;
    case COMPLAINT_ABOUT:
        state->apart = !state->apart;
        break;
    case COMPLAINT_FIELD:
        focus(app, (enum complaint_field)msg.value);
        break;
    case COMPLAINT_CHANGE:
        state->correcting = true;
        go_to(app, (enum complaint_page)msg.value);
        break;
    case COMPLAINT_SEND:
        send(app);
        break;
    }
}

const struct screen screen_complaint = {.name = "complaint", .view = view, .on = on, .back = back};
