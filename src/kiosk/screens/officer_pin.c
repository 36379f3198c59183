#include <stdio.h>

#include "base/buf.h"
#include "base/tr.h"
#include "kiosk/chrome.h"
#include "kiosk/screens/officer.h"

/* What came of the last try, "" when there was none. */
static void verdict(const struct model *model, char *out, size_t size)
{
    const struct officer_state *state = &model->visit->officer;
    int wait = seconds_left(state->wait_until, model->now);
    out[0] = '\0';
    if (state->asking || state->failure == OK)
        return;
    if (state->failure == ERR_NOT_FOUND)
        text_copy(out, size,
                  tr("No PIN has been set yet. A technician sets it with: anjunganctl set-pin"));
    else if (state->failure == ERR_BUSY && wait > 0)
        snprintf(out, size, tr("Locked after too many tries. Wait %d seconds."), wait);
    else if (state->failure == ERR_DENIED && wait > 0)
        snprintf(out, size, tr("Wrong PIN. Wait %d seconds before the next try."), wait);
    else if (state->failure == ERR_DENIED)
        text_copy(out, size, tr("Wrong PIN."));
    else
        text_copy(out, size, failure_title(state->failure));
}

void officer_pin_view(struct ui *ui, const struct model *model)
{
    const struct officer_state *state = &model->visit->officer;
    char error[200];
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
                   .disabled = state->asking || !*state->pin, .tap = TAP(OFFICER_OPEN));
        }
    }
}
