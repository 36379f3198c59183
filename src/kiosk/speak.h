/* Reading aloud: what is said when, while a visitor has switched it on. A new page is read whole;
 * then what is touched or focused is named, what is typed is echoed, and what appears is read:
 * errors, notices, news. The idle warning alone is read to everybody. */
#ifndef KIOSK_SPEAK_H
#define KIOSK_SPEAK_H

#include "kiosk/screen.h"
#include "ui/input.h"

/* On: the page is read at the next view. Off: silence falls now. */
void speak_switch(struct app *app, bool on);
/* The key "speak": on; then the page once more; twice within two seconds off. */
void speak_pressed(struct app *app);
/* The page once more, where reading aloud is on. */
void speak_again(struct app *app);
/* Says a text now, where reading aloud is on. */
void speak_aloud(struct app *app, const char *text);
/* A tree was declared; fresh: it is another page. */
void speak_viewed(struct app *app, const struct ui *ui, bool fresh);
/* A finger went down, or the five keys moved on. */
void speak_pointed(struct app *app, const struct ui *ui, const struct input *input);

/* The whole page, into a buffer of at least SPOKEN_MAX: titles, then the rest in reading order,
 * without what stands on every page. */
struct buf;
void speak_page(const struct ui *ui, struct buf *out);

#endif
