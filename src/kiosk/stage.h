/* How far an item has come, as a badge: three states that are told apart by law of the house; and
 * what was promised of it. */
#ifndef KIOSK_STAGE_H
#define KIOSK_STAGE_H

#include "kiosk/model.h"
#include "ui/widgets.h"

void stage_badge(struct ui *ui, enum progress_stage stage);
/* The day it is due, or why no day is named; nothing once it is over. */
void stage_promise(struct ui *ui, const struct model *model, const struct promise *promise);

/* The office is out of reach at the moment; nothing while it is not. */
void stage_reach(struct ui *ui, const struct model *model);

#endif
