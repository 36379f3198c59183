/* What was answered, on the last page before sending: one look for requests and complaints. */
#ifndef KIOSK_ANSWERS_H
#define KIOSK_ANSWERS_H

#include "kiosk/model.h"
#include "ui/widgets.h"

/* One line; all is borrowed for the call. */
struct answer {
    const char *label; /* what was asked, in few words */
    const char *text;  /* "" where nothing was answered */
    struct msg change; /* what a tap on "Change" says */
    bool disabled;
};

/* The card that holds the rows. */
#define ANSWERS(ui)                                                                                \
    COLUMN(ui, .fill = COLOR_CARD, .line = COLOR_LINE, .radius = RADIUS_TILE, .pad_x = GAP_L,      \
           .pad_y = GAP_XXS)

/* A row with its "Change"; a line parts it from the one before unless it is the first. */
void answer_row(struct ui *ui, const struct model *model, bool first, const struct answer *answer);
/* Words to tap at the end of a line; said: what is read aloud of them. */
void answer_link(struct ui *ui, const char *text, const char *said, struct msg tap, bool disabled);

#endif
