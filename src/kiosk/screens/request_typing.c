/* Typing into the fields of a request: where the caret stands, what a key does, what is wrong. */
#include "kiosk/form.h"
#include "kiosk/screens/request.h"

void request_focus(struct app *app, int index)
{
    struct request_state *state = &app_visit(app)->request;
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

int request_first_fault(struct app *app, int group)
{
    struct request_state *state = &app_visit(app)->request;
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

int request_next_field(const struct standard *standard, int group, int after)
{
    for (int i = after + 1; i < (int)standard->field_count; i++)
        if (standard->fields[i].group == group)
            return i;
    return -1;
}

void request_domain(struct app *app, int64_t value)
{
    struct request_state *state = &app_visit(app)->request;
    const struct standard *standard = state->draft.standard;
    for (size_t i = 0; i < standard->field_count; i++)
        if (standard->fields[i].kind == FIELD_EMAIL && standard->fields[i].group == state->group) {
            form_domain(state->draft.answers[i], standard->email_keys[value]);
            state->visited[i] = false;
        }
}

void request_type(struct app *app, int64_t key)
{
    struct request_state *state = &app_visit(app)->request;
    int index = state->typing.active - 1;
    if (state->page != REQUEST_FIELDS || index < 0)
        return;
    const struct field *field = &state->draft.standard->fields[index];
    if (key == KEY_SHIFT) {
        state->typing.shift = !state->typing.shift;
    } else if (key == KEY_DONE) {
        request_focus(app, request_next_field(state->draft.standard, state->group, index));
    } else if (key >= KEY_WORD) {
        request_domain(app, key - KEY_WORD);
    } else if (form_key(field, state->draft.answers[index], key)) {
        state->visited[index] = false;
        state->births[index] = BIRTH_UNSAID;
        state->typing.shift = form_capitals(field) && state->typing.shift;
    }
}
