/* Reading aloud: what is said when, while a visitor has switched it on. A new page is read whole;
 * then what is touched or focused is named, and what appears is read: errors, notices, news. */
#ifndef KIOSK_SPEAK_H
#define KIOSK_SPEAK_H

#include "kiosk/screen.h"
#include "ui/input.h"

/* Switches it; the page is read at the next view, or silence falls now. */
void speak_toggle(struct app *app);
/* A tree was declared; fresh: it is another page. */
void speak_viewed(struct app *app, const struct ui *ui, bool fresh);
/* A finger went down, or the five keys moved on. */
void speak_pointed(struct app *app, const struct ui *ui, const struct input *input);

/* The whole page, into a buffer of at least SPOKEN_MAX: titles, then the rest in reading order,
 * without what stands on every page. */
struct buf;
void speak_page(const struct ui *ui, const struct model *model, struct buf *out);

#endif
