/* Touches and keys in, messages out. Keeps what must outlive a tree: the pressed place, the focus,
 * how far a page is scrolled. */
#ifndef UI_INPUT_H
#define UI_INPUT_H

#include "ui/ui.h"

enum input_kind {
    INPUT_DOWN,
    INPUT_MOVE,
    INPUT_UP,       /* a finger or the mouse, at x, y */
    INPUT_WHEEL,    /* y: notches, up positive */
    INPUT_NEXT,     /* the five keys: down */
    INPUT_PREVIOUS, /* up */
    INPUT_OK,
    INPUT_BACK,
    INPUT_SPEAK, /* says nothing to the tree */
};
struct input {
    enum input_kind kind;
    int x, y;
};

/* The message a finished tap or OK gives, or kind 0. A tap counts when the finger goes up where it
 * went down; a drag scrolls. `changed` (may be NULL) is set when something must be redrawn.
 *
 * Down and up walk through what can be chosen in reading order, around the end; what is marked
 * `aside` comes last. OK on a field leads into the on-screen keyboard, which is a round of its own:
 * BACK leads out of it, to the field (then `changed` is set), and means nothing elsewhere. */
struct msg ui_input(struct ui *ui, const struct input *input, bool *changed);
/* A new screen: nothing pressed, nothing focused, scrolled to the top. */
void ui_reset_input(struct ui *ui);

#endif
