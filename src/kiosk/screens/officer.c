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
#include "kiosk/print.h"

void officer_header(struct ui *ui, const struct model *model)
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
                  .brief = model->settings->kiosk);
        }
        BUTTON(ui, .kind = BUTTON_GOLD, .size = BUTTON_SMALL, .icon = "lock-fill", .text = lock,
               .tap =
                   model->visit->officer.page == OFFICER_TABBED ? TAP(MSG_BACK) : TAP(MSG_FINISH));
    }
}

static void tabs(struct ui *ui, const struct officer_state *state)
{
    static const char *const names[OFFICER_TABS] = {
        [OFFICER_LOG] = N_("Sync log"),
        [OFFICER_QUEUE] = N_("Queue"),
        [OFFICER_DEVICE] = N_("Device"),
        [OFFICER_CHECKS] = N_("Morning check"),
    };
    WRAP(ui, .pad_x = GAP_XXL, .pad_y = GAP_S, .gap = GAP_S) {
        for (enum officer_tab tab = 0; tab < OFFICER_TABS; tab++)
            TAB(ui, .text = tr(names[tab]), .selected = state->tab == tab,
                .tap = TAP(OFFICER_TAB, tab));
    }
}

void officer_actions(struct ui *ui, const struct model *model, int grow)
{
    bool asked = officer_office(model) == OFFICE_ASKED;
    ROW(ui, .grow = grow)
        BUTTON(ui, .kind = BUTTON_PRIMARY, .icon = "arrow-repeat",
               .text = asked ? tr("Asking the office…") : tr("Synchronise"), .grow = 1,
               .disabled = asked, .tap = TAP(OFFICER_SYNC));
    ROW(ui, .grow = grow)
        BUTTON(ui, .icon = "qr-code", .text = tr("QR summary"), .grow = 1,
               .tap = TAP(OFFICER_PAGE, OFFICER_SUMMARY));
}

static void actions(struct ui *ui, const struct model *model)
{
    ACTIONS(ui) {
        if (model->visit->officer.tab == OFFICER_CHECKS)
            BUTTON(ui, .kind = BUTTON_PRIMARY, .icon = "clipboard2-check-fill",
                   .text = tr("Start the morning check"), .grow = 1, .tap = TAP(OFFICER_BEGIN));
        else
            officer_actions(ui, model, 1);
    }
}

static void tabbed_view(struct ui *ui, const struct model *model)
{
    static void (*const bodies[OFFICER_TABS])(struct ui *, const struct model *) = {
        [OFFICER_LOG] = officer_log_view,
        [OFFICER_QUEUE] = officer_queue_view,
        [OFFICER_DEVICE] = officer_device_view,
        [OFFICER_CHECKS] = officer_checks_view,
    };
    const struct officer_state *state = &model->visit->officer;
    tabs(ui, state);
    bodies[state->tab](ui, model);
    bool inside = state->tab == OFFICER_LOG || state->tab == OFFICER_DEVICE;
    if (!inside || !ui_landscape(ui)) /* wide ones have them in one of their halves */
        actions(ui, model);
}

static void view(struct ui *ui, const struct model *model)
{
    static void (*const pages[])(struct ui *, const struct model *) = {
        [OFFICER_TABBED] = tabbed_view,
        [OFFICER_SUMMARY] = officer_summary_view,
        [OFFICER_CAMERA] = officer_camera_view,
        [OFFICER_CHECK] = officer_check_view,
    };
    const struct officer_state *state = &model->visit->officer;
    bool grid = state->page == OFFICER_GRID ||
                (state->page == OFFICER_CHECK && state->checkup.at == CHECK_TOUCH);
    if (!state->open) {
        officer_pin_view(ui, model);
    } else if (grid) {
        officer_grid_view(ui, model);
    } else {
        COLUMN(ui, .grow = 1, .fill = COLOR_PAPER) {
            page_lead(ui);
            officer_header(ui, model);
            pages[state->page](ui, model);
        }
    }
}

void officer_paging(struct ui *ui, const struct officer_state *state)
{
    char rows[40];
    if (state->skip == 0 && !state->more)
        return;
    snprintf(rows, sizeof(rows), "%zu–%zu", state->skip + 1, state->skip + state->count);
    ROW(ui, .gap = GAP_M, .pad_y = GAP_XS, .align = ALIGN_CENTER, .justify = JUSTIFY_CENTER) {
        BUTTON(ui, .kind = BUTTON_QUIET, .size = BUTTON_SMALL, .icon = "arrow-up",
               .say = tr("Newer"), .disabled = state->skip == 0, .tap = TAP(OFFICER_NEWER));
        LABEL(ui, rows, .type = TYPE_SMALL_BOLD, .color = COLOR_SOFT);
        BUTTON(ui, .kind = BUTTON_QUIET, .size = BUTTON_SMALL, .icon = "arrow-down",
               .say = tr("Older"), .disabled = !state->more, .tap = TAP(OFFICER_OLDER));
    }
}

/* ---- what happens ------------------------------------------------------------------------------
 */

struct officer_state *officer_of(struct app *app)
{
    return &app_visit(app)->officer;
}

static void took_rows(struct app *app, const struct errand *errand, enum officer_tab tab)
{
    struct officer_state *state = officer_of(app);
    if (state->tab != tab)
        return;
    state->trouble = errand->err;
    state->read = true;
    if (errand->err != OK)
        return;
    state->count = errand->count;
    state->more = errand->more;
    if (tab == OFFICER_LOG)
        memcpy(state->log, errand->log, sizeof(state->log));
    else if (tab == OFFICER_QUEUE)
        memcpy(state->queue, errand->queue, sizeof(state->queue));
    else
        memcpy(state->checks, errand->checks, sizeof(state->checks));
}

static void took_log(struct app *app, const struct errand *errand)
{
    took_rows(app, errand, OFFICER_LOG);
}

static void took_queue(struct app *app, const struct errand *errand)
{
    took_rows(app, errand, OFFICER_QUEUE);
}

static void took_checks(struct app *app, const struct errand *errand)
{
    took_rows(app, errand, OFFICER_CHECKS);
}

static void took_health(struct app *app, const struct errand *errand)
{
    struct officer_state *state = officer_of(app);
    state->health_known = errand->err == OK;
    if (errand->err == OK)
        state->health = errand->health;
    else
        state->trouble = errand->err;
    officer_check_settle(app);
}

static void load(struct app *app)
{
    const struct officer_state *state = officer_of(app);
    const struct app_devices *devices = &app->config.devices;
    if (!state->open)
        return;
    if (state->tab == OFFICER_LOG)
        errand_log(app, state->filter, state->skip, took_log);
    else if (state->tab == OFFICER_QUEUE)
        errand_queue(app, state->skip, took_queue);
    else if (state->tab == OFFICER_CHECKS)
        errand_checks(app, state->skip, took_checks);
    errand_health(app, took_health);
    print_look(app);
    if (devices->pulse)
        app->model.pulse = devices->pulse(devices->self);
}

/* The camera is on while a page shows its picture. */
static void follow_camera(struct app *app)
{
    struct officer_state *state = officer_of(app);
    bool on = state->page == OFFICER_CAMERA ||
              (state->page == OFFICER_CHECK && state->checkup.at == CHECK_CAMERA);
    if (on == state->camera)
        return;
    state->camera = on;
    state->code_read = false;
    app_camera_use(app, on);
}

void officer_show(struct app *app, enum officer_page page)
{
    struct officer_state *state = officer_of(app);
    state->page = page;
    state->touched = 0;
    follow_camera(app);
    app_page(app);
}

static void turn(struct app *app, enum officer_tab tab, enum sync_filter filter, size_t skip)
{
    struct officer_state *state = officer_of(app);
    state->tab = tab;
    state->filter = filter;
    state->skip = skip;
    state->count = 0;
    state->read = state->more = false;
    state->trouble = OK;
    officer_show(app, OFFICER_TABBED);
    load(app);
}

void officer_unlocked(struct app *app)
{
    officer_of(app)->open = true;
    turn(app, OFFICER_LOG, SYNC_ALL, 0);
}

/* ---- the messages ------------------------------------------------------------------------------
 */

static void on_tab(struct app *app, int64_t value)
{
    turn(app, (enum officer_tab)value, officer_of(app)->filter, 0);
}

static void on_filter(struct app *app, int64_t value)
{
    turn(app, officer_of(app)->tab, (enum sync_filter)value, 0);
}

static void on_older(struct app *app, int64_t value)
{
    const struct officer_state *state = officer_of(app);
    (void)value;
    turn(app, state->tab, state->filter, state->skip + OFFICER_ROWS);
}

static void on_newer(struct app *app, int64_t value)
{
    const struct officer_state *state = officer_of(app);
    (void)value;
    turn(app, state->tab, state->filter,
         state->skip > OFFICER_ROWS ? state->skip - OFFICER_ROWS : 0);
}

static void on_sync(struct app *app, int64_t value)
{
    (void)value;
    officer_ask_office(app);
}

static void on_page(struct app *app, int64_t value)
{
    officer_show(app, (enum officer_page)value);
    load(app);
}

static void on_tone(struct app *app, int64_t value)
{
    (void)value;
    officer_sound(app, false);
}

static void on_sentence(struct app *app, int64_t value)
{
    (void)value;
    officer_sound(app, true);
}

static void on_begin(struct app *app, int64_t value)
{
    (void)value;
    officer_check_begin(app);
}

static void on_answer(struct app *app, int64_t value)
{
    officer_check_answer(app, (enum check_result)value);
}

static void on_keep(struct app *app, int64_t value)
{
    (void)value;
    officer_check_keep(app);
}

static void code_seen(struct app *app)
{
    struct officer_state *state = officer_of(app);
    if (!state->code_read)
        app_chime(app, APP_CHIME_CODE);
    app->changed = state->code_read = true;
    app->model.touched = app->model.boot;
    officer_check_answer(app, CHECK_PASSED);
}

static void on(struct app *app, struct msg msg)
{
    static void (*const handlers[OFFICER_END - MSG_SCREEN])(struct app *, int64_t) = {
        [OFFICER_TAB - MSG_SCREEN] = on_tab,     [OFFICER_FILTER - MSG_SCREEN] = on_filter,
        [OFFICER_OLDER - MSG_SCREEN] = on_older, [OFFICER_NEWER - MSG_SCREEN] = on_newer,
        [OFFICER_SYNC - MSG_SCREEN] = on_sync,   [OFFICER_PAGE - MSG_SCREEN] = on_page,
        [OFFICER_TONE - MSG_SCREEN] = on_tone,   [OFFICER_SENTENCE - MSG_SCREEN] = on_sentence,
        [OFFICER_BEGIN - MSG_SCREEN] = on_begin, [OFFICER_ANSWER - MSG_SCREEN] = on_answer,
        [OFFICER_KEEP - MSG_SCREEN] = on_keep,
    };
    struct officer_state *state = officer_of(app);
    if (msg.kind == MSG_KEY)
        officer_pin_type(app, msg.value);
    else if (msg.kind == OFFICER_OPEN)
        officer_pin_try(app);
    else if (msg.kind == MSG_DESK)
        load(app);
    else if (msg.kind == MSG_CODE && state->camera)
        code_seen(app);
    else if (state->open && msg.kind > MSG_SCREEN && msg.kind < OFFICER_END &&
             handlers[msg.kind - MSG_SCREEN])
        handlers[msg.kind - MSG_SCREEN](app, msg.value);
}

/* From a page of its own to the tabs, from the tabs out. */
static bool back(struct app *app)
{
    struct officer_state *state = officer_of(app);
    if (!state->open)
        return false;
    if (state->page == OFFICER_TABBED)
        app_leave(app, true);
    else
        turn(app, state->tab, state->filter, state->skip);
    return true;
}

static void leave(struct app *app)
{
    struct officer_state *state = officer_of(app);
    if (state->camera)
        app_camera_use(app, false);
    wipe(state, sizeof(*state));
}

static int64_t tick(struct app *app)
{
    officer_check_settle(app);
    return INT64_MAX;
}

const struct screen screen_officer = {.name = "officer",
                                      .view = view,
                                      .on = on,
                                      .back = back,
                                      .enter = officer_pin_look,
                                      .leave = leave,
                                      .tick = tick,
                                      .pointed = officer_pointed};
