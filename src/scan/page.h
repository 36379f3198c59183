/* Finding a sheet of paper or a card in a picture: the four straight edges in which it ends. Only
 * what has them all is a page; a face, a room or a bare desk is none. Pure; a finder keeps its
 * memory from frame to frame. */
#ifndef SCAN_PAGE_H
#define SCAN_PAGE_H

#include "scan/frame.h"
#include "scan/quad.h"

enum page_seen {
    PAGE_NONE,
    PAGE_CUT, /* three sides of one, or two, that leaves the picture */
    PAGE_FOUND,
};

struct page {
    enum page_seen seen;
    struct quad corners; /* in the frame; of PAGE_FOUND alone */
    bool bright;         /* brighter than what it lies on */
    double blur;         /* pixels that its edges are wide, between 16 and 84 per cent; 0 unknown */
};

struct page_finder;

struct page_finder *page_finder_new(void);
/* Wipes what is left of pictures. NULL is accepted. */
void page_finder_free(struct page_finder *finder);

/* Looks for the page that fills most of the frame. */
void page_find(struct page_finder *finder, const struct frame *frame, struct page *out);
/* Wipes what is left of pictures. */
void page_finder_wipe(struct page_finder *finder);

#endif
