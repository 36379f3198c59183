#include "kiosk/chrome.h"

#include <stdio.h>

#include "base/buf.h"
#include "base/tr.h"

void page_moment(const struct model *model, char time[WHEN_SIZE], char date[WHEN_SIZE],
                 char day[WHEN_SIZE])
{
    when_time(model->now, time);
    when_date(model->now, date);
    when_day(model->now, day);
    if (model_time_right(model))
        return;
    text_copy(time, WHEN_SIZE, tr("--:--"));
    text_copy(date, WHEN_SIZE, tr("Clock not right"));
    text_copy(day, WHEN_SIZE, "–");
}

static void emblem(struct ui *ui, const struct model *model)
{
    const struct standard *standard = model->catalogue->services[0];
    ROW(ui, .width = SIZE_BAR, .height = SIZE_BAR, .fill = COLOR_GOLD, .radius = RADIUS_FIELD,
        .align = ALIGN_CENTER, .justify = JUSTIFY_CENTER, .role = ROLE_IMAGE,
        .text = model_words(model, &standard->unit), .tap = TAP(MSG_EMBLEM)) {
        ICON(ui, "patch-check-fill", .size = SIZE_ICON_L, .color = COLOR_ON_GOLD);
    }
}

static void bell(struct ui *ui)
{
    BUTTON(ui, .kind = BUTTON_QUIET, .size = BUTTON_SMALL, .icon = "bell",
           .say = tr("Call an officer"), .aside = true, .tap = TAP(MSG_CALL));
}

static void moment_below(struct ui *ui, const char *time, const char *date, const char *day)
{
    COLUMN(ui, .align = ALIGN_END) {
        LABEL(ui, time, .type = TYPE_CLOCK, .color = COLOR_ON_NILA, .one_line = true);
        LABEL(ui, date, .type = TYPE_SMALL, .color = COLOR_ON_NILA_SOFT, .align = ALIGN_END,
              .one_line = true, .brief = day);
    }
}

/* A wide screen has width to spare and height to save. */
static void moment_beside(struct ui *ui, const char *time, const char *date, const char *day)
{
    ROW(ui, .align = ALIGN_CENTER, .gap = GAP_M) {
        LABEL(ui, date, .type = TYPE_SMALL, .color = COLOR_ON_NILA_SOFT, .align = ALIGN_END,
              .one_line = true, .brief = day);
        LABEL(ui, time, .type = TYPE_CLOCK, .color = COLOR_ON_NILA, .one_line = true);
    }
}

/* tall: with reach it takes all that a seated person does not reach. */
static void header(struct ui *ui, const struct model *model, bool tall, bool with_bell)
{
    const struct standard *standard = model->catalogue->services[0];
    char time[WHEN_SIZE], date[WHEN_SIZE], day[WHEN_SIZE];
    page_moment(model, time, date, day);
    ROW(ui, .height = tall ? SIZE_REACH : SIZE_HEADER, .fill = COLOR_NILA, .batik = true,
        .pad_x = GAP_XXL, .gap = GAP_S, .align = ALIGN_CENTER, .aside = true) {
        emblem(ui, model);
        COLUMN(ui, .grow = 1) {
            LABEL(ui, model_words(model, &standard->unit), .type = TYPE_SMALL_BOLD,
                  .color = COLOR_ON_NILA, .one_line = true);
            LABEL(ui, model_words(model, &standard->unit_city), .type = TYPE_SMALL,
                  .color = COLOR_ON_NILA_SOFT, .one_line = true);
        }
        if (with_bell)
            bell(ui);
        (ui_landscape(ui) ? moment_beside : moment_below)(ui, time, date, day);
    }
}

struct foot {
    const char *icon, *text;
    struct msg tap;
    bool selected, disabled;
};

static void foot_button(struct ui *ui, const struct foot *foot)
{
    enum color ink = foot->disabled ? COLOR_FAINT : foot->selected ? COLOR_ON_INFO : COLOR_LINK;
    UI_BLOCK(ui, ui_landscape(ui) ? AXIS_ROW : AXIS_COLUMN, .grow = 1, .align = ALIGN_CENTER,
             .justify = JUSTIFY_CENTER, .gap = GAP_XS, .radius = RADIUS_FIELD,
             .fill = foot->selected ? COLOR_INFO : COLOR_NONE, .role = ROLE_BUTTON,
             .text = tr(foot->text), .tap = foot->tap, .selected = foot->selected,
             .disabled = foot->disabled)
    {
        ICON(ui, foot->icon, .size = SIZE_ICON_M, .color = ink);
        LABEL(ui, tr(foot->text), .type = TYPE_FOOT, .color = ink, .align = ALIGN_CENTER,
              .one_line = true, .silent = true);
    }
}

static void footer(struct ui *ui, const struct model *model)
{
    const struct prefs *prefs = &model->prefs;
    const struct foot feet[] = {
        {"translate", N_("Language"), TAP(MSG_LANGUAGES), false, false},
        {"fonts", N_("Text"), TAP(MSG_TEXT_SIZE), prefs->text_size == TEXT_LARGE, false},
        {"circle-half", N_("Contrast"), TAP(MSG_CONTRAST), prefs->theme == THEME_CONTRAST, false},
        {"volume-up", N_("Read out"), TAP(MSG_SPEAK), prefs->speech, !model->voice_there},
        {"arrow-bar-down", N_("Reach"), TAP(MSG_REACH), prefs->reach, false},
        {"bell", N_("Officer"), TAP(MSG_CALL), false, false},
    };
    RULE(ui);
    ROW(ui, .height = SIZE_FOOTER, .fill = COLOR_CARD, .pad_x = GAP_M, .pad_y = GAP_XS,
        .gap = GAP_XS, .aside = true) {
        for (size_t i = 0; i < LENGTH(feet); i++)
            foot_button(ui, &feet[i]);
    }
}

static void cancel_button(struct ui *ui)
{
    ROW(ui, .height = SIZE_BAR, .pad_x = GAP_M, .gap = GAP_XS, .align = ALIGN_CENTER,
        .fill = COLOR_CARD, .line = COLOR_LINE, .radius = RADIUS_FIELD, .role = ROLE_BUTTON,
        .text = tr("Cancel"), .aside = true, .tap = TAP(MSG_CANCEL)) {
        ICON(ui, "x-lg", .size = SIZE_ICON_S, .color = COLOR_MENGKUDU);
        LABEL(ui, tr("Cancel"), .type = TYPE_BODY_BOLD, .color = COLOR_MENGKUDU, .one_line = true,
              .silent = true);
    }
}

static void step_title(struct ui *ui, const struct page *page)
{
    char text[160], brief[80];
    /* TRANSLATORS: what is being done, step, of how many */
    snprintf(text, sizeof(text), tr("%1$s · step %2$d of %3$d"), page->title, page->step,
             page->steps);
    snprintf(brief, sizeof(brief), tr("Step %1$d of %2$d"), page->step, page->steps);
    LABEL(ui, text, .type = TYPE_BODY_BOLD, .color = COLOR_SOFT, .one_line = true, .brief = brief);
}

bool page_next_above(const struct ui *ui, const struct page *page)
{
    return page->next && page->keyboard.kind != KEYBOARD_NONE && ui_landscape(ui);
}

static void bar(struct ui *ui, const struct page *page)
{
    ROW(ui, .pad_x = GAP_XXL, .pad_y = ui_landscape(ui) ? GAP_XS : GAP_M, .gap = GAP_S,
        .align = ALIGN_CENTER) {
        BUTTON(ui, .kind = BUTTON_QUIET, .size = BUTTON_SMALL, .icon = "arrow-left",
               .say = tr("Back"), .aside = true, .tap = TAP(MSG_BACK));
        COLUMN(ui, .grow = 1, .gap = GAP_XS) {
            if (page->steps)
                step_title(ui, page);
            else
                LABEL(ui, page->title, .type = TYPE_BODY_BOLD);
            if (page->steps)
                ui_segments(ui, page->step, page->steps);
        }
        if (page_next_above(ui, page)) {
            struct button next = *page->next;
            next.size = BUTTON_SMALL;
            next.grow = 0;
            next.aside = true; /* the five keys come to the fields first */
            ui_button(ui, &next);
        }
        bell(ui);
        cancel_button(ui);
    }
}

/* Under the header of a page without a bar. */
static void air(struct ui *ui)
{
    COLUMN(ui, .pad_y = GAP_XS) {
    }
}

void page_lead(struct ui *ui)
{
    if (ui_theme(ui)->sizes[SIZE_OUT] > 0)
        COLUMN(ui, .height = SIZE_OUT, .fill = COLOR_NILA, .batik = true) {
        }
}

const struct page *page_open(struct ui *ui, const struct model *model, const struct page *page)
{
    ui_open(ui, AXIS_COLUMN, &(struct box){.grow = 1, .fill = COLOR_PAPER});
    bool typing = page->keyboard.kind != KEYBOARD_NONE;
    if (!typing || !ui_landscape(ui)) /* a wide screen has no room for both */
        header(ui, model, !page->whole, false);
    else
        page_lead(ui);
    ui_open(ui, AXIS_COLUMN, &(struct box){.grow = 1});
    if (page->title)
        bar(ui, page);
    else if (!ui_landscape(ui))
        air(ui);
    return page;
}

const struct page *page_close(struct ui *ui, const struct model *model, const struct page *page)
{
    ui_close(ui);
    if (page->keyboard.kind != KEYBOARD_NONE)
        ui_keyboard(ui, &page->keyboard);
    else if (!page->no_footer)
        footer(ui, model);
    ui_close(ui);
    return NULL;
}

const struct page *panel_open(struct ui *ui, const struct model *model)
{
    static const struct page any;
    /* Whoever has just called needs no second bell. */
    bool calling = model->visit->call.shown && !model->warned;
    bool wide = ui_landscape(ui);
    bool reach = ui_theme(ui)->reach, civic = ui_theme(ui)->kind == THEME_CIVIC;
    ui_open(ui, AXIS_COLUMN, &(struct box){.grow = 1, .fill = COLOR_NILA, .batik = civic});
    header(ui, model, true, wide && !calling && !reach);
    ui_open(ui, AXIS_COLUMN,
            &(struct box){.grow = 1,
                          .pad_x = GAP_XXL,
                          .pad_y = wide ? GAP_L : GAP_M,
                          .gap = GAP_M,
                          .justify = JUSTIFY_END});
    if (reach)
        ui_space(ui, 1);
    if ((!wide || reach) && !calling)
        ROW(ui, .justify = JUSTIFY_END)
            bell(ui);
    if (!reach)
        ui_space(ui, 1);
    ui_open(ui, AXIS_COLUMN,
            &(struct box){.fill = COLOR_CARD,
                          .line = COLOR_LINE,
                          .radius = RADIUS_TILE,
                          .pad = GAP_XL,
                          .gap = wide ? GAP_M : GAP_L,
                          .scroll = true});
    return &any;
}

const struct page *panel_close(struct ui *ui)
{
    ui_close(ui);
    ui_close(ui);
    ui_close(ui);
    return NULL;
}

struct keyboard page_keyboard(enum keyboard_kind kind, bool shift)
{
    return (struct keyboard){
        .kind = kind,
        .shift = shift,
        .key_msg = MSG_KEY,
        .space = tr("space"),
        .clear = tr("Clear all"),
        .done = kind == KEYBOARD_DIGITS ? NULL : tr("Done"),
    };
}

const char *failure_title(enum err err)
{
    static const char *const titles[] = {
        [ERR_FULL] = N_("This kiosk has no room left"),
        [ERR_BUSY] = N_("This kiosk is busy"),
        [ERR_STORAGE] = N_("This kiosk could not store it"),
        [ERR_DENIED] = N_("This kiosk is not registered with the office"),
        [ERR_INVALID] = N_("This kiosk did not accept the answers"),
    };
    if ((size_t)err < LENGTH(titles) && titles[err])
        return tr(titles[err]);
    return tr("Something went wrong");
}

const char *failure_text(enum err err)
{
    if (err == ERR_BUSY)
        return tr("Nothing was lost. Please try again in a moment, or go to the counter.");
    return tr("Nothing was sent; what you typed is still here. The service remains available at "
              "the counter.");
}

void failure_banner(struct ui *ui, enum err err)
{
    if (err != OK)
        BANNER(ui, .tint = TINT_BAD, .icon = "exclamation-triangle-fill",
               .title = failure_title(err), .text = failure_text(err));
}
