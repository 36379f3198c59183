/* The officer screen is many pages; what they share. officer.c moves between them. */
#ifndef KIOSK_SCREENS_OFFICER_H
#define KIOSK_SCREENS_OFFICER_H

#include "kiosk/screen.h"
#include "ui/widgets.h"

enum {
    OFFICER_OPEN = MSG_SCREEN, /* try the PIN */
    OFFICER_TAB,               /* value: enum officer_tab */
    OFFICER_FILTER,            /* value: enum sync_filter */
    OFFICER_OLDER,
    OFFICER_NEWER,
    OFFICER_SYNC,     /* ask the office now */
    OFFICER_PAGE,     /* value: enum officer_page */
    OFFICER_TONE,     /* the test tone */
    OFFICER_SENTENCE, /* the test sentence */
    OFFICER_BEGIN,    /* a morning check */
    OFFICER_ANSWER,   /* value: enum check_result of what is being looked at */
    OFFICER_KEEP,     /* try again to store the check */
    OFFICER_CELL,     /* value: a cell of the grid; it was touched already */
    OFFICER_END
};

/* The body of a page that has no tabs: it scrolls when it must. */
#define SHEET(ui)                                                                                  \
    COLUMN(ui, .grow = 1, .scroll = true, .pad_x = GAP_XXL, .pad_y = GAP_M,                        \
           .gap = ui_landscape(ui) ? GAP_S : GAP_M)

/* The whole page behind the PIN: the header, with the time left until it locks. */
void officer_header(struct ui *ui, const struct model *model);

void officer_pin_view(struct ui *ui, const struct model *model);
/* Asks for a lock-out from before; a key; the try. */
void officer_pin_look(struct app *app);
void officer_pin_type(struct app *app, int64_t key);
void officer_pin_try(struct app *app);
/* The PIN was right. */
void officer_unlocked(struct app *app);
/* The two buttons of the tabs, one after the other. grow: their share of a row, 0 in a column. */
void officer_actions(struct ui *ui, const struct model *model, int grow);
/* What stands below the tabs. */
void officer_log_view(struct ui *ui, const struct model *model);
void officer_queue_view(struct ui *ui, const struct model *model);
void officer_device_view(struct ui *ui, const struct model *model);
void officer_checks_view(struct ui *ui, const struct model *model);
/* Pages of their own, below the header. */
void officer_summary_view(struct ui *ui, const struct model *model);
void officer_camera_view(struct ui *ui, const struct model *model);
void officer_check_view(struct ui *ui, const struct model *model);
/* The grid has the whole screen. */
void officer_grid_view(struct ui *ui, const struct model *model);

/* What is wrong and what to do about it, worst first; nothing where all is well. */
void officer_troubles(struct ui *ui, const struct model *model);
/* "1–8" between two arrows, where there is more than one page of rows. */
void officer_paging(struct ui *ui, const struct officer_state *state);

/* Why an attempt ended as it did, in plain words, and what to do about it ("" nothing). */
const char *officer_cause(enum sync_cause cause);
const char *officer_advice(enum sync_cause cause);
/* "+0,4 s", "−12 menit" */
void officer_offset(int64_t ms, char *out, size_t size);

/* What became of asking the office. */
enum office_answer {
    OFFICE_UNASKED,
    OFFICE_ASKED,
    OFFICE_ANSWERED,
    OFFICE_FAILED, /* health.outcome says why */
    OFFICE_SILENT  /* nothing was even tried: the sync daemon does not run */
};
enum office_answer officer_office(const struct model *model);

/* The preview with what the camera does; SIZE_AUTO: as high as there is room. */
void officer_preview(struct ui *ui, const struct model *model, enum size_role height);
/* How many cells of the grid are still to be touched. */
int officer_untouched(const struct officer_state *state);

struct officer_state *officer_of(struct app *app);
/* A finger on the grid. */
void officer_pointed(struct app *app, const struct ui *ui, const struct input *input);
/* Goes to the page; the camera follows. */
void officer_show(struct app *app, enum officer_page page);
void officer_ask_office(struct app *app);
void officer_sound(struct app *app, bool sentence);
/* Begins a morning check, goes on after an answer, and ends it once all is known. */
void officer_check_begin(struct app *app);
void officer_check_answer(struct app *app, enum check_result result);
void officer_check_settle(struct app *app);
void officer_check_keep(struct app *app);

#endif
