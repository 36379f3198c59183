/* What reading aloud asks of a laid-out tree. Texts are borrowed until the next begin. */
#ifndef UI_TELL_H
#define UI_TELL_H

#include "ui/ui.h"

/* The nodes that are told, in reading order, those scrolled out of sight too. *at starts at 0;
 * false after the last. */
bool ui_tell_next(const struct ui *ui, size_t *at, struct node_view *out);
/* What a finger at that pixel meets, tappable or not; false where nothing is told. */
bool ui_tell_at(const struct ui *ui, int x, int y, struct node_view *out);
/* What the five keys have moved to; false when they have not. */
bool ui_tell_focus(const struct ui *ui, struct node_view *out);

#endif
