/* The receipt on paper, where the kiosk has a printer: only help, the screen says all of it. */
#ifndef KIOSK_PRINT_H
#define KIOSK_PRINT_H

#include "kiosk/screen.h"
#include "service/slip.h"

/* The receipt the visitor has before them, in the language in use. */
void print_slip(const struct model *model, struct slip *out);
/* The code of the draft that was taken away. */
void print_draft(const struct model *model, struct slip *out);
/* "Cetak" with its message; nothing where there is no printer. */
void print_button(struct ui *ui, const struct model *model, struct msg tap);
/* How far the printing is, and what hinders it, as a badge; nothing before it was asked for. */
void print_badge(struct ui *ui, const struct model *model);
/* Sends what `compose` writes to the printer, unless a slip is on its way. */
void print_begin(struct app *app, void (*compose)(const struct model *, struct slip *));
/* What the printer's state is called: "Kertas habis". */
const char *print_words(enum printer_state state);
/* Asks the printer how it is; model->printer changes when it has answered. */
void print_look(struct app *app);

#endif
