/* How far an item has come, as a badge: three states that are told apart by law of the house. */
#ifndef KIOSK_STAGE_H
#define KIOSK_STAGE_H

#include "service/progress.h"
#include "ui/widgets.h"

void stage_badge(struct ui *ui, enum progress_stage stage);

#endif
