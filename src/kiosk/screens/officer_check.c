/* The morning check: what only a person can judge is asked step by step, meanwhile the kiosk looks
 * at the rest by itself; the results are kept. */
#include <stdio.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "kiosk/chrome.h"
#include "kiosk/errand.h"
#include "kiosk/print.h"
#include "kiosk/screens/officer.h"
#include "kiosk/screens/officer_points.h"

/* The points a person judges come first. */
#define ASKED_POINTS CHECK_PRINTER

/* A printer that has not said in this time how it is, will not. */
static const int64_t PRINTER_PATIENCE = SECONDS(10);

/* ---- the steps ---------------------------------------------------------------------------------
 */

static void colors(struct ui *ui, const struct model *model)
{
    static const enum color bands[] = {COLOR_RED, COLOR_GREEN, COLOR_BLUE, COLOR_WHITE,
                                       COLOR_BLACK};
    (void)model;
    COLUMN(ui, .grow = 1, .line = COLOR_LINE, .pad = GAP_XXS) {
        for (size_t i = 0; i < LENGTH(bands); i++)
            ROW(ui, .grow = 1, .fill = bands[i]) {
            }
    }
}

/* Any code will do; this one is at hand. */
static void probe(struct ui *ui)
{
    ROW(ui, .gap = GAP_M, .align = ALIGN_CENTER) {
        COLUMN(ui, .fill = COLOR_WHITE, .radius = RADIUS_FIELD)
            IMAGE(ui, .kind = IMAGE_QR, .text = "ANJUNGAN", .width = SIZE_QR_PAIR,
                  .height = SIZE_QR_PAIR);
        LABEL(ui,
              tr("Photograph this code with a phone and hold the phone up to the camera, or "
                 "hold up any other QR code."),
              .type = TYPE_SMALL, .grow = 1);
    }
}

static void camera(struct ui *ui, const struct model *model)
{
    UI_BLOCK(ui, ui_landscape(ui) ? AXIS_ROW : AXIS_COLUMN, .grow = 1, .gap = GAP_M)
    {
        officer_preview(ui, model, SIZE_AUTO);
        COLUMN(ui, .grow = ui_landscape(ui), .justify = JUSTIFY_CENTER)
            probe(ui);
    }
}

static void sound(struct ui *ui, const struct model *model)
{
    (void)model;
    COLUMN(ui, .grow = 1, .gap = GAP_M, .align = ALIGN_CENTER, .justify = JUSTIFY_CENTER) {
        ui_medal(ui, "volume-up-fill", TINT_INFO, SIZE_RING);
        ROW(ui, .gap = GAP_M) {
            BUTTON(ui, .icon = "music-note-beamed", .text = tr("Tone"), .tap = TAP(OFFICER_TONE));
            BUTTON(ui, .icon = "chat-text-fill", .text = tr("Sentence"),
                   .tap = TAP(OFFICER_SENTENCE));
        }
    }
}

static const struct question {
    const char *title, *text;
    void (*body)(struct ui *ui, const struct model *model);
} QUESTIONS[ASKED_POINTS] = {
    [CHECK_SCREEN] = {N_("Are all colours even?"),
                      N_("No lines, no blots, nothing pale at an edge."), colors},
    [CHECK_CAMERA] = {N_("Is the camera's picture clear?"),
                      N_("As soon as it reads a code, the check goes on by itself."), camera},
    [CHECK_SOUND] = {N_("Did you hear a tone and a sentence?"), N_("They can be heard again."),
                     sound},
};

static void progress(struct ui *ui, int step, int steps)
{
    char text[120];
    snprintf(text, sizeof(text), tr("%1$s · step %2$d of %3$d"), tr("Morning check"), step, steps);
    LABEL(ui, text, .type = TYPE_BODY_BOLD, .color = COLOR_SOFT);
    ui_segments(ui, step, steps);
}

static void step_view(struct ui *ui, const struct model *model)
{
    enum check_point at = model->visit->officer.checkup.at;
    bool blind = at == CHECK_CAMERA && model->camera == CAMERA_NONE;
    COLUMN(ui, .grow = 1, .pad_x = GAP_XXL, .pad_y = GAP_M, .gap = GAP_S) {
        progress(ui, (int)at + 1, ASKED_POINTS);
        LABEL(ui, tr(QUESTIONS[at].title), .type = TYPE_LEAD, .role = ROLE_TITLE);
        LABEL(ui, tr(QUESTIONS[at].text), .color = COLOR_SOFT);
        QUESTIONS[at].body(ui, model);
    }
    ACTIONS(ui) {
        BUTTON(ui, .kind = BUTTON_QUIET, .text = tr("Skip"), .grow = 2,
               .tap = TAP(OFFICER_ANSWER, CHECK_SKIPPED));
        BUTTON(ui, .kind = BUTTON_DANGER, .icon = "x-lg", .text = tr("No"), .grow = 3,
               .tap = TAP(OFFICER_ANSWER, CHECK_FAILED));
        BUTTON(ui, .kind = BUTTON_PRIMARY, .icon = "check-lg", .text = tr("Yes"), .grow = 3,
               .disabled = blind, .tap = TAP(OFFICER_ANSWER, CHECK_PASSED));
    }
}

/* ---- the results -------------------------------------------------------------------------------
 */

static const char *advice(enum check_point point)
{
    static const char *const words[CHECK_POINTS] = {
        [CHECK_SCREEN] = N_("Tell the technician, with a photograph of the screen."),
        [CHECK_TOUCH] = N_("Clean the glass and try again; then tell the technician."),
        [CHECK_CAMERA] = N_("Check its cable and wipe its window; codes can be typed meanwhile."),
        [CHECK_SOUND] = N_("Check the loudspeaker's cable and volume."),
        [CHECK_PRINTER] = N_("Look at paper, cover and cable."),
        [CHECK_DISK] = N_("Let the kiosk send what waits, and tell the technician."),
        [CHECK_CLOCK] = N_("Ask the technician to set the clock."),
        [CHECK_OFFICE] = N_("See the sync log for the cause."),
    };
    return tr(words[point]);
}

static void result_row(struct ui *ui, const struct check *check, enum check_point point)
{
    const struct badge badge = points_badge(check->results[point]);
    bool failed = check->results[point] == CHECK_FAILED;
    char text[320];
    snprintf(text, sizeof(text), "%s%s%s", points_name(point), failed ? ". " : "",
             failed ? advice(point) : "");
    ROW(ui, .gap = GAP_M, .pad_y = GAP_XS, .align = ALIGN_CENTER, .role = ROLE_ROW, .text = text) {
        ICON(ui, points_icon(point), .size = SIZE_ICON_M);
        COLUMN(ui, .grow = 1) {
            LABEL(ui, points_name(point), .type = TYPE_BODY_BOLD);
            if (failed)
                LABEL(ui, advice(point), .type = TYPE_SMALL, .color = COLOR_SOFT);
        }
        ui_badge(ui, &badge);
    }
}

static void result_rows(struct ui *ui, const struct check *check, enum check_point from,
                        enum check_point to)
{
    COLUMN(ui, .fill = COLOR_CARD, .line = COLOR_LINE, .radius = RADIUS_TILE, .pad_x = GAP_L,
           .pad_y = GAP_XS) {
        for (enum check_point point = from; point < to; point++) {
            if (point > from)
                RULE(ui);
            result_row(ui, check, point);
        }
    }
}

static void verdict(struct ui *ui, const struct checkup *checkup)
{
    size_t failed = check_count(&checkup->check, CHECK_FAILED);
    char text[120];
    if (!check_whole(&checkup->check))
        TEXT_COPY(text, tr("Looking at the rest…"));
    else if (failed > 0)
        snprintf(text, sizeof(text), tr("Needs attention: %zu"), failed);
    else
        TEXT_COPY(text, tr("This kiosk is ready for the day"));
    LABEL(ui, text, .type = TYPE_LEAD, .role = ROLE_TITLE);
    if (checkup->kept)
        LABEL(ui, tr("The result was kept."), .color = COLOR_SOFT);
}

static void results_view(struct ui *ui, const struct model *model)
{
    const struct checkup *checkup = &model->visit->officer.checkup;
    SHEET(ui)
    {
        verdict(ui, checkup);
        failure_banner(ui, checkup->failure);
        PARTS(ui, GAP_M)
        {
            PART(ui, GAP_M) result_rows(ui, &checkup->check, 0, ASKED_POINTS);
            PART(ui, GAP_M) result_rows(ui, &checkup->check, ASKED_POINTS, CHECK_POINTS);
        }
    }
    ACTIONS(ui) {
        BUTTON(ui, .icon = "arrow-repeat", .text = tr("Check again"), .grow = 1,
               .tap = TAP(OFFICER_BEGIN));
        if (checkup->failure != OK)
            BUTTON(ui, .kind = BUTTON_PRIMARY, .icon = "arrow-repeat", .text = tr("Keep it"),
                   .grow = 1, .tap = TAP(OFFICER_KEEP));
        else
            BUTTON(ui, .kind = BUTTON_PRIMARY, .icon = "check-lg", .text = tr("Done"), .grow = 1,
                   .disabled = checkup->keeping, .tap = TAP(MSG_BACK));
    }
}

void officer_check_view(struct ui *ui, const struct model *model)
{
    if (model->visit->officer.checkup.at < ASKED_POINTS)
        step_view(ui, model);
    else
        results_view(ui, model);
}

/* ---- what happens ------------------------------------------------------------------------------
 */

static void kept(struct app *app, const struct errand *errand)
{
    struct checkup *checkup = &officer_of(app)->checkup;
    checkup->keeping = false;
    checkup->failure = errand->err;
    checkup->kept = errand->err == OK;
}

static enum check_result printer_result(const struct model *model)
{
    const struct checkup *checkup = &model->visit->officer.checkup;
    if (!model->printer_there)
        return CHECK_SKIPPED;
    if (model->printer == PRINTER_UNKNOWN && model->boot - checkup->begun < PRINTER_PATIENCE)
        return CHECK_OPEN;
    return printer_works(model->printer) ? CHECK_PASSED : CHECK_FAILED;
}

static enum check_result disk_result(const struct model *model)
{
    const struct officer_state *state = &model->visit->officer;
    if (!state->health_known)
        return state->trouble == OK ? CHECK_OPEN : CHECK_FAILED;
    return state->health.disk_low || model->desk.health == DESK_FULL ? CHECK_FAILED : CHECK_PASSED;
}

static enum check_result office_result(const struct model *model)
{
    enum office_answer answer = officer_office(model);
    if (answer == OFFICE_ASKED)
        return CHECK_OPEN;
    return answer == OFFICE_ANSWERED ? CHECK_PASSED : CHECK_FAILED;
}

/* Judged after the office was asked: that is when it is compared. */
static enum check_result clock_result(const struct model *model)
{
    const struct counter_health *health = &model->visit->officer.health;
    if (officer_office(model) == OFFICE_ASKED)
        return CHECK_OPEN;
    if (!health->clock_known)
        return CHECK_SKIPPED;
    return health->clock_right ? CHECK_PASSED : CHECK_FAILED;
}

void officer_check_settle(struct app *app)
{
    static enum check_result (*const judges[CHECK_POINTS])(const struct model *) = {
        [CHECK_PRINTER] = printer_result,
        [CHECK_DISK] = disk_result,
        [CHECK_CLOCK] = clock_result,
        [CHECK_OFFICE] = office_result,
    };
    const struct officer_state *state = officer_of(app);
    struct checkup *checkup = &officer_of(app)->checkup;
    if (state->page != OFFICER_CHECK || checkup->at != CHECK_POINTS || checkup->kept ||
        checkup->keeping || checkup->failure != OK)
        return;
    for (enum check_point point = 0; point < CHECK_POINTS; point++)
        if (judges[point] && checkup->check.results[point] == CHECK_OPEN)
            checkup->check.results[point] = judges[point](&app->model);
    app->changed = true;
    if (!check_whole(&checkup->check))
        return;
    checkup->check.took = app->model.boot - checkup->begun;
    checkup->keeping = true;
    errand_check(app, &checkup->check, kept);
}

void officer_check_keep(struct app *app)
{
    officer_of(app)->checkup.failure = OK;
    officer_check_settle(app);
}

/* To the next point that a person is to judge, or to the results. */
static void go_on(struct app *app)
{
    struct checkup *checkup = &officer_of(app)->checkup;
    checkup->at = 0;
    while (checkup->at < ASKED_POINTS && checkup->check.results[checkup->at] != CHECK_OPEN)
        checkup->at++;
    if (checkup->at == ASKED_POINTS)
        checkup->at = CHECK_POINTS;
    officer_show(app, OFFICER_CHECK);
    if (checkup->at == CHECK_SOUND) {
        officer_sound(app, false);
        officer_sound(app, true);
    }
    officer_check_settle(app);
}

void officer_check_begin(struct app *app)
{
    struct checkup *checkup = &officer_of(app)->checkup;
    *checkup = (struct checkup){.check = {.at = app->model.now}, .begun = app->model.boot};
    if (!app->model.camera_there)
        checkup->check.results[CHECK_CAMERA] = CHECK_SKIPPED;
    if (!app->model.voice_there)
        checkup->check.results[CHECK_SOUND] = CHECK_SKIPPED;
    officer_ask_office(app);
    print_look(app);
    go_on(app);
}

void officer_check_answer(struct app *app, enum check_result result)
{
    struct checkup *checkup = &officer_of(app)->checkup;
    if (officer_of(app)->page != OFFICER_CHECK || checkup->at >= ASKED_POINTS)
        return;
    checkup->check.results[checkup->at] = result;
    go_on(app);
}
