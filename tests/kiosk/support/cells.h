/* Letters in fixed cells a little wider than Manrope's mean, so that what fits here fits there. */
#ifndef TESTS_KIOSK_CELLS_H
#define TESTS_KIOSK_CELLS_H

#include "ui/ui.h"

struct ui_metrics cells_metrics(void);

#endif
