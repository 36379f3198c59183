/* Nobody is here: the time, whether the counter is open, what this machine does and how long that
 * takes, in the visitor's own language from the first touch on. What stands here stands for hours,
 * so it drifts by a few pixels every few minutes and burns nothing into the screen. */
#include <stdio.h>

#include "base/clock.h"
#include "base/tr.h"
#include "kiosk/call.h"
#include "kiosk/chrome.h"
#include "kiosk/language.h"
#include "kiosk/opening.h"

enum { ATTRACT_LANGUAGE = MSG_SCREEN /* value: enum lang */, ATTRACT_CALL };

static const int64_t DRIFT_EVERY = MINUTES(3);

struct drift {
    enum gap x, y;
};

/* Around a square, a step at a time: nothing is ever seen to jump. */
static struct drift drift_at(int64_t now)
{
    static const struct drift way[] = {
        {GAP_NONE, GAP_NONE}, {GAP_XXS, GAP_NONE}, {GAP_XS, GAP_NONE}, {GAP_XS, GAP_XXS},
        {GAP_XS, GAP_XS},     {GAP_XXS, GAP_XS},   {GAP_NONE, GAP_XS}, {GAP_NONE, GAP_XXS},
    };
    return way[(uint64_t)(now / DRIFT_EVERY) % LENGTH(way)];
}

static void offer(struct ui *ui, const char *icon, const char *text)
{
    ROW(ui, .gap = GAP_M, .align = ALIGN_CENTER) {
        ICON(ui, icon, .size = SIZE_ICON_L, .color = COLOR_GOLD);
        LABEL(ui, text, .type = TYPE_LINE, .color = COLOR_ON_NILA, .grow = 1);
    }
}

static void moment(struct ui *ui, const struct model *model)
{
    struct opening opening;
    opening_at(model, &opening);
    char time[WHEN_SIZE], date[WHEN_SIZE], day[WHEN_SIZE], week[OPENING_SIZE];
    page_moment(model, time, date, day);
    opening_week(&model->content.hours, ui_landscape(ui) ? "\n" : " · ", week, sizeof(week));
    COLUMN(ui, .gap = GAP_M, .grow = 6 * ui_landscape(ui), .justify = JUSTIFY_CENTER) {
        LABEL(ui, time, .type = TYPE_DISPLAY, .color = COLOR_ON_NILA, .one_line = true);
        LABEL(ui, date, .type = TYPE_LINE, .color = COLOR_ON_NILA);
        WRAP(ui) {
            BADGE(ui, .tint = opening.tint, .icon = opening.icon, .text = opening.today);
        }
        LABEL(ui, week, .type = TYPE_SMALL, .color = COLOR_ON_NILA_SOFT);
    }
}

static void offers(struct ui *ui, const struct model *model)
{
    const struct standard *standard = model->catalogue->services[0];
    char minutes[120];
    snprintf(minutes, sizeof(minutes), tr("Submit a request, about %d minutes"), standard->minutes);
    COLUMN(ui, .gap = GAP_M, .grow = 7 * ui_landscape(ui), .justify = JUSTIFY_CENTER) {
        LABEL(ui, model_words(model, &standard->tagline), .type = TYPE_POSTER,
              .color = COLOR_ON_NILA, .role = ROLE_TITLE);
        COLUMN(ui) {
        }
        offer(ui, "file-earmark-plus-fill", minutes);
        offer(ui, "qr-code-scan", tr("Check progress with your QR code"));
        offer(ui, "megaphone-fill", tr("Send a complaint, no name needed"));
    }
}

static void start_button(struct ui *ui)
{
    BUTTON(ui, .kind = BUTTON_GOLD, .size = BUTTON_BIG, .icon = "hand-index-thumb-fill",
           .text = tr("Touch to start"), .grow = 4, .tap = TAP(MSG_START));
}

static void outlined(struct ui *ui, const struct box *more, const char *icon, const char *text)
{
    struct box box = *more;
    box.height = SIZE_BAR;
    box.radius = RADIUS_FIELD;
    box.fill = COLOR_NILA;
    box.line = COLOR_ON_NILA_SOFT;
    box.align = ALIGN_CENTER;
    box.justify = JUSTIFY_CENTER;
    box.role = ROLE_BUTTON;
    ui_open(ui, AXIS_ROW, &box);
    if (text)
        LABEL(ui, text, .type = TYPE_SMALL_BOLD, .color = COLOR_ON_NILA, .align = ALIGN_CENTER,
              .silent = true);
    else
        ICON(ui, icon, .size = SIZE_ICON_M, .color = COLOR_ON_NILA);
    ui_close(ui);
}

/* Starts in that language; and whoever needs a person first is not kept waiting. */
static void beginnings(struct ui *ui)
{
    static const struct {
        enum lang lang;
        int grow; /* as long as the name */
    } order[] = {{LANG_ID, 3}, {LANG_JV, 2}, {LANG_EN, 2}};
    ROW(ui, .gap = GAP_S, .grow = 6 * ui_landscape(ui), .align = ALIGN_CENTER) {
        for (size_t i = 0; i < LENGTH(order); i++) {
            const char *name = language_name(order[i].lang);
            struct box box = {.grow = order[i].grow,
                              .pad_x = GAP_XS,
                              .text = name,
                              .tap = TAP(ATTRACT_LANGUAGE, order[i].lang)};
            outlined(ui, &box, NULL, name);
        }
        struct box box = {
            .width = SIZE_BAR, .text = tr("Call an officer"), .tap = TAP(ATTRACT_CALL)};
        outlined(ui, &box, "bell", NULL);
    }
}

static void wide_view(struct ui *ui, const struct model *model)
{
    ROW(ui, .grow = 1, .gap = GAP_XL) {
        moment(ui, model);
        offers(ui, model);
    }
    ROW(ui, .gap = GAP_M, .align = ALIGN_CENTER) {
        start_button(ui);
        beginnings(ui);
    }
}

static void tall_view(struct ui *ui, const struct model *model)
{
    moment(ui, model);
    SPACE(ui);
    offers(ui, model);
    SPACE(ui);
    ROW(ui)
        start_button(ui);
    beginnings(ui);
}

static void view(struct ui *ui, const struct model *model)
{
    struct drift drift = drift_at(model->now);
    COLUMN(ui, .grow = 1, .fill = COLOR_NILA, .batik = true, .pad_x = GAP_XXL, .pad_y = GAP_XL,
           .gap = GAP_S, .drift_x = drift.x, .drift_y = drift.y)
        (ui_landscape(ui) ? wide_view : tall_view)(ui, model);
}

static void on(struct app *app, struct msg msg)
{
    if (msg.kind != MSG_START && msg.kind != ATTRACT_LANGUAGE && msg.kind != ATTRACT_CALL)
        return;
    if (msg.kind == ATTRACT_LANGUAGE)
        app->model.prefs.lang = (enum lang)msg.value;
    app_replace(app, SCREEN_HOME);
    if (msg.kind == ATTRACT_CALL)
        call_begin(app);
}

const struct screen screen_attract = {.name = "attract", .view = view, .on = on};
