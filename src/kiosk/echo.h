/* What is heard while typing: each character, how many digits are missing, and where the keys have
 * led. Never a character of a masked field. */
#ifndef KIOSK_ECHO_H
#define KIOSK_ECHO_H

#include "base/buf.h"
#include "kiosk/screen.h"

/* A tree was declared anew, not another page: appends what is to be heard of the caret and of the
 * key that was sent. */
void echo_changes(struct app *app, const struct ui *ui, struct buf *out);
/* Remembers the caret of the tree that was declared. */
void echo_remember(struct speaking *speaking, const struct ui *ui);
/* Whether the characters typed now are not to be heard. */
bool echo_masked(const struct ui *ui);

#endif
