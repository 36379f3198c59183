/* The officer's screen: five taps on the emblem within five seconds, then the PIN. It locks by
 * itself and shows nothing a visitor typed: its types cannot hold personal data. */
#include "kiosk/screens/officer.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "kiosk/chrome.h"
#include "kiosk/errand.h"

static void header(struct ui *ui, const struct model *model)
{
    char where[160], lock[60];
    int left =
        seconds_left(model->touched + SECONDS(model->settings->timeouts.officer), model->boot);
    snprintf(where, sizeof(where), tr("Kiosk %1$s · %2$s"), model->settings->kiosk,
             model->settings->place);
    snprintf(lock, sizeof(lock), tr("Lock (%d:%02d)"), left / 60, left % 60);
    ROW(ui, .height = SIZE_HEADER, .fill = COLOR_NILA, .batik = true, .pad_x = GAP_XXL,
        .gap = GAP_M, .align = ALIGN_CENTER) {
        COLUMN(ui, .grow = 1) {
            LABEL(ui, tr("Officer mode"), .type = TYPE_TILE, .color = COLOR_ON_NILA,
                  .role = ROLE_TITLE);
            LABEL(ui, where, .type = TYPE_SMALL, .color = COLOR_ON_NILA_SOFT, .one_line = true,
                  .brief = model->settings->place);
        }
        BUTTON(ui, .kind = BUTTON_GOLD, .size = BUTTON_SMALL, .icon = "lock-fill", .text = lock,
               .tap = TAP(OFFICER_LOCK));
    }
}

static void tabs(struct ui *ui, const struct officer_state *state)
{
    static const char *const names[OFFICER_TABS] = {
        [OFFICER_LOG] = N_("Sync log"),
        [OFFICER_QUEUE] = N_("Queue"),
        [OFFICER_DEVICE] = N_("Device"),
    };
    ROW(ui, .pad_x = GAP_XXL, .pad_y = GAP_S, .gap = GAP_S) {
        for (enum officer_tab tab = 0; tab < OFFICER_TABS; tab++)
            TAB(ui, .text = tr(names[tab]), .selected = state->tab == tab,
                .tap = TAP(OFFICER_TAB, tab));
    }
}

/* In large letters an arrow says it: three buttons stand in one row. */
static void turn_button(struct ui *ui, const struct model *model, const char *icon,
                        const char *text, bool disabled, struct msg tap)
{
    bool large = model->prefs.text_size == TEXT_LARGE;
    BUTTON(ui, .icon = large ? icon : NULL, .text = large ? NULL : text, .say = text,
           .grow = !large, .disabled = disabled, .tap = tap);
}

static void actions(struct ui *ui, const struct model *model)
{
    const struct officer_state *state = &model->visit->officer;
    ACTIONS(ui) {
        if (state->tab != OFFICER_DEVICE) {
            turn_button(ui, model, "arrow-up", tr("Newer"), state->skip == 0, TAP(OFFICER_NEWER));
            turn_button(ui, model, "arrow-down", tr("Older"), !state->more, TAP(OFFICER_OLDER));
        }
        BUTTON(ui, .kind = BUTTON_PRIMARY, .icon = "arrow-repeat", .text = tr("Synchronise"),
               .grow = 1, .tap = TAP(OFFICER_SYNC));
    }
}

static void view(struct ui *ui, const struct model *model)
{
    static void (*const bodies[OFFICER_TABS])(struct ui *, const struct model *) = {
        [OFFICER_LOG] = officer_log_view,
        [OFFICER_QUEUE] = officer_queue_view,
        [OFFICER_DEVICE] = officer_device_view,
    };
    const struct officer_state *state = &model->visit->officer;
    if (!state->open) {
        officer_pin_view(ui, model);
        return;
    }
    COLUMN(ui, .grow = 1, .fill = COLOR_PAPER) {
        header(ui, model);
        tabs(ui, state);
        BODY(ui) {
            failure_banner(ui, state->trouble);
            bodies[state->tab](ui, model);
        }
        actions(ui, model);
    }
}

static struct officer_state *state_of(struct app *app)
{
    return &app_visit(app)->officer;
}

static void took_rows(struct app *app, const struct errand *errand)
{
    struct officer_state *state = state_of(app);
    state->trouble = errand->err;
    state->read = true;
    if (errand->err != OK)
        return;
    state->count = errand->count;
    state->more = errand->more;
    if (state->tab == OFFICER_LOG)
        memcpy(state->log, errand->log, sizeof(state->log));
    else
        memcpy(state->queue, errand->queue, sizeof(state->queue));
}

static void took_log(struct app *app, const struct errand *errand)
{
    if (state_of(app)->tab == OFFICER_LOG)
        took_rows(app, errand);
}

static void took_queue(struct app *app, const struct errand *errand)
{
    if (state_of(app)->tab == OFFICER_QUEUE)
        took_rows(app, errand);
}

static void took_health(struct app *app, const struct errand *errand)
{
    struct officer_state *state = state_of(app);
    state->health_known = errand->err == OK;
    if (errand->err == OK)
        state->health = errand->health;
    else
        state->trouble = errand->err;
}

static void load(struct app *app)
{
    const struct officer_state *state = state_of(app);
    if (!state->open)
        return;
    if (state->tab == OFFICER_LOG)
        errand_log(app, state->filter, state->skip, took_log);
    else if (state->tab == OFFICER_QUEUE)
        errand_queue(app, state->skip, took_queue);
    errand_health(app, took_health);
}

static void turn(struct app *app, enum officer_tab tab, enum sync_filter filter, size_t skip)
{
    struct officer_state *state = state_of(app);
    state->tab = tab;
    state->filter = filter;
    state->skip = skip;
    state->count = 0;
    state->read = state->more = false;
    app_page(app);
    load(app);
}

static void unlocked(struct app *app, const struct errand *errand)
{
    struct officer_state *state = state_of(app);
    state->asking = false;
    state->failure = errand->err;
    state->wait_until = errand->wait_until;
    if (errand->err != OK)
        return;
    state->open = true;
    turn(app, OFFICER_LOG, SYNC_ALL, 0);
}

static void unlock(struct app *app)
{
    struct officer_state *state = state_of(app);
    if (state->asking || !*state->pin)
        return;
    state->asking = true;
    errand_unlock(app, state->pin, unlocked);
    wipe(state->pin, sizeof(state->pin));
}

static void type(struct app *app, int64_t key)
{
    struct officer_state *state = state_of(app);
    bool digit = key >= '0' && key <= '9';
    if (state->open || state->asking)
        return;
    if (key == KEY_DONE)
        unlock(app);
    else if (digit || key == KEY_BACKSPACE || key == KEY_CLEAR)
        text_edit(state->pin, sizeof(state->pin), key);
}

static void synced(struct app *app, const struct errand *errand)
{
    state_of(app)->trouble = errand->err;
}

static void on(struct app *app, struct msg msg)
{
    const struct officer_state *state = state_of(app);
    if (msg.kind == MSG_KEY)
        type(app, msg.value);
    else if (msg.kind == OFFICER_OPEN)
        unlock(app);
    else if (msg.kind == OFFICER_LOCK)
        app_leave(app, true);
    else if (msg.kind == OFFICER_TAB)
        turn(app, (enum officer_tab)msg.value, state->filter, 0);
    else if (msg.kind == OFFICER_FILTER)
        turn(app, state->tab, (enum sync_filter)msg.value, 0);
    else if (msg.kind == OFFICER_OLDER)
        turn(app, state->tab, state->filter, state->skip + OFFICER_ROWS);
    else if (msg.kind == OFFICER_NEWER)
        turn(app, state->tab, state->filter,
             state->skip > OFFICER_ROWS ? state->skip - OFFICER_ROWS : 0);
    else if (msg.kind == OFFICER_SYNC)
        errand_sync_now(app, synced);
    else if (msg.kind == MSG_DESK)
        load(app);
}

static void leave(struct app *app)
{
    wipe(state_of(app), sizeof(struct officer_state));
}

const struct screen screen_officer = {.name = "officer", .view = view, .on = on, .leave = leave};
