/* What waits for the office, and what it has said of the rest. */
#include <stdio.h>

#include "base/buf.h"
#include "base/tr.h"
#include "kiosk/chrome.h"
#include "kiosk/screens/officer.h"
#include "kiosk/when.h"

static void queue_row(struct ui *ui, const struct queue_row *row)
{
    static const char *const kinds[ITEM_KINDS] = {[ITEM_REQUEST] = N_("Request"),
                                                  [ITEM_COMPLAINT] = N_("Complaint"),
                                                  [ITEM_SURVEY] = N_("Survey"),
                                                  [ITEM_CALL] = N_("Call")};
    static const struct {
        enum tint tint;
        const char *text;
    } states[] = {[ITEM_WAITING] = {TINT_WAIT, N_("waits")},
                  [ITEM_RECEIVED] = {TINT_OPEN, N_("received")},
                  [ITEM_CONFLICT] = {TINT_BAD, N_("in conflict")},
                  [ITEM_REJECTED] = {TINT_BAD, N_("rejected")}};
    char title[80], when[WHEN_SIZE], note[200], text[400];
    snprintf(title, sizeof(title), "%d · %s", (int)row->sequence, tr(kinds[row->kind]));
    when_short(row->created, when);
    if (row->tries && row->state == ITEM_WAITING)
        snprintf(note, sizeof(note), tr("%1$s · tried %2$d times, %3$s"), when, row->tries,
                 officer_cause(row->cause));
    else
        TEXT_COPY(note, when);
    snprintf(text, sizeof(text), "%s: %s", title, note);
    ROW(ui, .gap = GAP_S, .pad_y = GAP_XS, .align = ALIGN_CENTER, .role = ROLE_ROW, .text = text) {
        COLUMN(ui, .grow = 1) {
            LABEL(ui, title, .type = TYPE_BODY_BOLD);
            LABEL(ui, note, .type = TYPE_SMALL, .color = COLOR_SOFT);
        }
        BADGE(ui, .tint = states[row->state].tint, .text = tr(states[row->state].text));
    }
}

static void rows_view(struct ui *ui, const struct officer_state *state)
{
    if (state->read && state->count == 0)
        ui_note(ui, "info-circle-fill", tr("Nothing here yet."));
    if (state->count == 0)
        return;
    COLUMN(ui, .fill = COLOR_CARD, .line = COLOR_LINE, .radius = RADIUS_TILE, .pad_x = GAP_L,
           .pad_y = GAP_XS) {
        for (size_t i = 0; i < state->count; i++) {
            if (i > 0)
                RULE(ui);
            queue_row(ui, &state->queue[i]);
        }
    }
    officer_paging(ui, state);
}

void officer_queue_view(struct ui *ui, const struct model *model)
{
    const struct officer_state *state = &model->visit->officer;
    BODY(ui) {
        failure_banner(ui, state->trouble);
        officer_troubles(ui, model);
        rows_view(ui, state);
    }
}
