/* Keeps what visitors type out of core dumps and swap. */
#ifndef BIN_KIOSK_GUARD_H
#define BIN_KIOSK_GUARD_H

#include <stdbool.h>

/* No core file anywhere. In production also: no dump through a handler, no debugger, and no page
 * swapped where the process may lock its memory (the drafts' own pages are locked in any case). */
void guard(bool production);

#endif
