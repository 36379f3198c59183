/* What stands around every page: the header with emblem and clock, the bar with back, steps, bell
 * and cancel, and at the bottom the footer bar or the keyboard. A page reads as it is nested:
 *
 *     PAGE(ui, model, .title = tr("Check progress")) {
 *         BODY(ui) { ... }
 *         ACTIONS(ui) { BUTTON(ui, ...); }
 *     } */
#ifndef KIOSK_CHROME_H
#define KIOSK_CHROME_H

#include "kiosk/screen.h"
#include "kiosk/when.h"
#include "ui/keyboard.h"
#include "ui/widgets.h"

struct page {
    const char *title;         /* of the bar; NULL: no bar */
    int step, steps;           /* steps > 0: "title · step 2 of 6" and segments */
    struct keyboard keyboard;  /* kind none: the footer instead */
    const struct button *next; /* the way on, for the bar where a wide screen's keyboard leaves no
                                  room below; may be NULL */
    bool no_footer;
    bool whole; /* to be seen at once, its only controls at the bottom: reach does not move it */
};

const struct page *page_open(struct ui *ui, const struct model *model, const struct page *page);
/* Returns NULL, which ends the loop of PAGE. */
const struct page *page_close(struct ui *ui, const struct model *model, const struct page *page);

#define PAGE_(ui, model, once, ...)                                                                \
    for (const struct page *once = page_open((ui), (model), &(struct page){__VA_ARGS__}); once;    \
         once = page_close((ui), (model), once))
#define PAGE(ui, model, ...) PAGE_(ui, model, UI_PASTE(page_once_, __COUNTER__), __VA_ARGS__)

/* Whether the page's way on stands in its bar. */
bool page_next_above(const struct ui *ui, const struct page *page);
/* With reach: what lies out of it, for a page without the common header. */
void page_lead(struct ui *ui);

/* The part of a page that scrolls, and the row of buttons below it. DENSE has room for more. */
#define DENSE(ui)                                                                                  \
    COLUMN(ui, .grow = 1, .scroll = true, .pad_x = GAP_XXL, .pad_y = GAP_XS, .gap = GAP_S)
#define BODY(ui)                                                                                   \
    COLUMN(ui, .grow = 1, .scroll = true, .pad_x = GAP_XXL,                                        \
           .pad_y = ui_landscape(ui) ? GAP_XS : GAP_S, .gap = ui_landscape(ui) ? GAP_S : GAP_M)
#define ACTIONS(ui)                                                                                \
    ROW(ui, .pad_x = GAP_XXL, .pad_y = ui_landscape(ui) ? GAP_XS : GAP_M, .gap = GAP_M)
#define CARD(ui)                                                                                   \
    COLUMN(ui, .fill = COLOR_CARD, .line = COLOR_LINE, .radius = RADIUS_TILE, .pad = GAP_L,        \
           .gap = GAP_S)

/* Parts of a body: one below the other, side by side on a wide screen. */
#define PARTS(ui, between) UI_BLOCK(ui, ui_landscape(ui) ? AXIS_ROW : AXIS_COLUMN, .gap = (between))
#define PART(ui, between)  COLUMN(ui, .grow = ui_landscape(ui), .gap = (between))

/* A wide page in two parts that scroll each by itself. The page's buttons stand at the foot of one
 * of them, so that the other has all of the height. */
#define SPREAD(ui)      ROW(ui, .grow = 1, .pad_x = GAP_XXL, .pad_y = GAP_XS, .gap = GAP_L)
#define HALF(ui, share) COLUMN(ui, .grow = (share), .gap = GAP_M)
#define LONG(ui)        COLUMN(ui, .grow = 1, .gap = GAP_S, .scroll = true)

/* A panel over a dimmed screen with nothing of the page below it, so that it shows no data and
 * nothing below can be tapped. An officer can be called from it, unless that is what it is for. */
const struct page *panel_open(struct ui *ui, const struct model *model);
const struct page *panel_close(struct ui *ui);
#define PANEL_(ui, model, once)                                                                    \
    for (const struct page *once = panel_open((ui), (model)); once; once = panel_close(ui))
#define PANEL(ui, model) PANEL_(ui, model, UI_PASTE(page_once_, __COUNTER__))

/* The time, the date and the same in brief as they stand on every page: dashes while the clock is
 * not right. */
void page_moment(const struct model *model, char time[WHEN_SIZE], char date[WHEN_SIZE],
                 char day[WHEN_SIZE]);

/* A keyboard whose keys send MSG_KEY, with its words. */
struct keyboard page_keyboard(enum keyboard_kind kind, bool shift);
/* "Layanan tetap tersedia di loket." and what came in the way, for a call to the desk that failed.
 */
void failure_banner(struct ui *ui, enum err err);
/* The same in words. */
const char *failure_title(enum err err);
const char *failure_text(enum err err);

#endif
