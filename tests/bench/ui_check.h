/* Whether the eyes see right, before they are believed. */
#ifndef TESTS_BENCH_UI_CHECK_H
#define TESTS_BENCH_UI_CHECK_H

#include <stdbool.h>

#include "bench/ui_screen.h"

/* Another process paints at moments that it tells. The answer must lie after the last change and
 * before a repaint that changes nothing, and the picture must be the painted one. Says what is
 * wrong. */
bool screen_checked(struct screen *screen);

#endif
