/* The queue of items and the device's health. */
#include <stdio.h>

#include "base/buf.h"
#include "base/clock.h"
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
    snprintf(text, sizeof(text), "%s: %s: %s", title, note, tr(states[row->state].text));
    ROW(ui, .gap = GAP_S, .pad_y = GAP_XS, .align = ALIGN_CENTER, .role = ROLE_ROW, .text = text) {
        COLUMN(ui, .grow = 1) {
            LABEL(ui, title, .type = TYPE_BODY_BOLD);
            LABEL(ui, note, .type = TYPE_SMALL, .color = COLOR_SOFT);
        }
        BADGE(ui, .tint = states[row->state].tint, .text = tr(states[row->state].text));
    }
}

void officer_queue_view(struct ui *ui, const struct model *model)
{
    const struct officer_state *state = &model->visit->officer;
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
}

static void fact(struct ui *ui, const char *name, const char *value)
{
    char text[240];
    snprintf(text, sizeof(text), "%s: %s", name, value);
    ROW(ui, .gap = GAP_S, .pad_y = GAP_XS, .role = ROLE_ROW, .text = text) {
        LABEL(ui, name, .color = COLOR_SOFT, .grow = 1);
        LABEL(ui, value, .type = TYPE_BODY_BOLD, .align = ALIGN_END, .grow = 1);
    }
}

static void moment(const struct model *model, int64_t at, char out[WHEN_SIZE])
{
    if (at)
        when_recent(at, model->now, out);
    else
        text_copy(out, WHEN_SIZE, tr("never"));
}

static void facts(struct ui *ui, const struct model *model, const struct counter_health *health)
{
    char text[WHEN_SIZE];
    fact(ui, tr("Kiosk"), health->kiosk);
    fact(ui, tr("Version"), ANJUNGAN_VERSION);
    fact(ui, tr("Registered with the office"), health->enrolled ? tr("yes") : tr("no"));
    fact(ui, tr("Office"), *health->office_url ? health->office_url : "–");
    moment(model, model->desk.last_contact, text);
    fact(ui, tr("Last contact with the office"), text);
    moment(model, health->last_receipt, text);
    fact(ui, tr("Last receipt"), text);
    snprintf(text, sizeof(text), "%zu", health->waiting);
    fact(ui, tr("Items waiting"), text);
    if (health->oldest) {
        moment(model, health->oldest, text);
        fact(ui, tr("Oldest waiting item"), text);
    }
    snprintf(text, sizeof(text), "%zu", health->quarantined);
    fact(ui, tr("Items set aside for an officer"), text);
    snprintf(text, sizeof(text), "%d MB", (int)(health->disk_free >> 20));
    fact(ui, tr("Free on the disk"), text);
}

void officer_device_view(struct ui *ui, const struct model *model)
{
    const struct officer_state *state = &model->visit->officer;
    if (!state->health_known)
        return;
    CARD(ui) {
        facts(ui, model, &state->health);
    }
}
