/* The PIN before the officer's pages. A lock-out from before is told before anything is typed. */
#include <stdio.h>

#include "base/buf.h"
#include "base/tr.h"
#include "kiosk/chrome.h"
#include "kiosk/errand.h"
#include "kiosk/screens/officer.h"
#include "kiosk/when.h"

/* What came of the last try, or holds from before; "" where there is nothing to say. */
static void verdict(const struct model *model, char *out, size_t size)
{
    const struct officer_state *state = &model->visit->officer;
    int wait = seconds_left(state->wait_until, model->now);
    char until[WHEN_SIZE];
    when_seconds(state->wait_until, until);
    out[0] = '\0';
    if (state->asking || state->failure == OK)
        return;
    if (state->failure == ERR_NOT_FOUND)
        text_copy(out, size,
                  tr("No PIN has been set yet. A technician sets it with: anjunganctl set-pin"));
    else if (state->failure == ERR_BUSY && wait > 0)
        snprintf(out, size, tr("Locked after too many tries until %1$s, %2$d seconds from now."),
                 until, wait);
    else if (state->failure == ERR_BUSY && state->wait_until > 0)
        text_copy(out, size, tr("The lock-out is over. Type the PIN."));
    else if (state->failure == ERR_DENIED && wait > 0)
        snprintf(out, size, tr("Wrong PIN. Locked until %1$s, %2$d seconds from now."), until,
                 wait);
    else if (state->failure == ERR_DENIED)
        text_copy(out, size, tr("Wrong PIN."));
    else
        text_copy(out, size, failure_title(state->failure));
}

void officer_pin_view(struct ui *ui, const struct model *model)
{
    const struct officer_state *state = &model->visit->officer;
    char error[200];
    bool locked = seconds_left(state->wait_until, model->now) > 0;
    verdict(model, error, sizeof(error));
    PAGE(ui, model, .title = tr("Officer mode"),
         .keyboard = page_keyboard(KEYBOARD_DIGITS, false)) {
        BODY(ui) {
            LABEL(ui, tr("For officers"), .type = TYPE_TITLE);
            FIELD(ui, .label = tr("PIN"), .value = state->pin, .active = true, .masked = true,
                  .hint = state->asking ? tr("Checking…") : NULL, .error = *error ? error : NULL,
                  .tap = TAP(MSG_NONE));
        }
        ACTIONS(ui) {
            BUTTON(ui, .text = tr("Back"), .grow = 2, .tap = TAP(MSG_BACK));
            BUTTON(ui, .kind = BUTTON_PRIMARY, .icon = "lock-fill", .text = tr("Unlock"), .grow = 3,
                   .disabled = state->asking || locked || !*state->pin, .tap = TAP(OFFICER_OPEN));
        }
    }
}

static void judged(struct app *app, const struct errand *errand)
{
    struct officer_state *state = officer_of(app);
    state->failure = errand->err;
    state->wait_until = errand->wait_until;
}

static void tried(struct app *app, const struct errand *errand)
{
    judged(app, errand);
    officer_of(app)->asking = false;
    if (errand->err == OK)
        officer_unlocked(app);
}

void officer_pin_look(struct app *app)
{
    errand_look(app, judged);
}

static bool locked_out(const struct app *app)
{
    const struct officer_state *state = &app->secrets->visit.officer;
    return state->failure != OK && state->wait_until > app->model.now;
}

void officer_pin_try(struct app *app)
{
    struct officer_state *state = officer_of(app);
    if (state->open || state->asking || !*state->pin || locked_out(app))
        return;
    state->asking = true;
    errand_unlock(app, state->pin, tried);
    wipe(state->pin, sizeof(state->pin));
}

void officer_pin_type(struct app *app, int64_t key)
{
    struct officer_state *state = officer_of(app);
    bool digit = key >= '0' && key <= '9';
    if (state->open || state->asking || locked_out(app))
        return;
    if (key == KEY_DONE)
        officer_pin_try(app);
    else if (digit || key == KEY_BACKSPACE || key == KEY_CLEAR)
        text_edit(state->pin, sizeof(state->pin), key);
}
