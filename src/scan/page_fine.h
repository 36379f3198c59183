/* The last step of finding a page: its edges to a part of a pixel, in the whole frame. Pure. */
#ifndef SCAN_PAGE_FINE_H
#define SCAN_PAGE_FINE_H

#include "scan/page.h"

/* Moves the corners onto the edges, which are within a few `step` pixels, and tells how wide those
 * are. False when what is inside is not the same as a page would be: then it is none. */
bool page_fine(const struct frame *frame, int step, struct page *page);

#endif
