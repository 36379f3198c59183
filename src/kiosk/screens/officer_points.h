/* What the points of the morning check and their results are called. */
#ifndef KIOSK_SCREENS_OFFICER_POINTS_H
#define KIOSK_SCREENS_OFFICER_POINTS_H

#include "service/check.h"
#include "ui/widgets.h"

const char *points_name(enum check_point point);
const char *points_icon(enum check_point point);
struct badge points_badge(enum check_result result);

#endif
