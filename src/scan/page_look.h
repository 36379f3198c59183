/* What is wrong with the picture of a page. Pure. */
#ifndef SCAN_PAGE_LOOK_H
#define SCAN_PAGE_LOOK_H

#include "scan/page.h"

enum page_flaw {
    PAGE_FINE,
    PAGE_DARK,  /* its paper is hardly grey */
    PAGE_GLARE, /* a good part of it is as bright as can be */
    PAGE_BLUR,  /* its edges are soft: out of focus, or moved */
    PAGE_FLAWS
};

/* page: PAGE_FOUND in this frame. */
enum page_flaw page_flaw_of(const struct frame *frame, const struct page *page);

#endif
