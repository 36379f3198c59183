#include "scan/page_look.h"

#include <math.h>

/* Where 80 of 100 pixels are darker there is paper. Edges in focus are two to three pixels wide in
 * a frame of 1280; smeared print becomes hard to read at about twice that. */
enum { SAMPLES = 96, DIM = 62, DAZZLING = 250, DAZZLING_MOST = 14 /* in a thousand */ };
static const double wide_most = 5.5;

enum page_flaw page_flaw_of(const struct frame *frame, const struct page *page)
{
    struct projection projection = projection_of(&page->corners);
    int counts[256] = {0}, all = 0, dazzling = 0, paper = 255;
    for (int v = 0; v < SAMPLES; v++)
        for (int u = 0; u < SAMPLES; u++) {
            struct spot at = projection_at(&projection, (u + 0.5) / SAMPLES, (v + 0.5) / SAMPLES);
            int x = (int)lrint(at.x), y = (int)lrint(at.y);
            if (x < 0 || y < 0 || x >= frame->width || y >= frame->height)
                continue;
            uint8_t grey = frame->pixels[(size_t)y * (size_t)frame->width + (size_t)x];
            counts[grey]++;
            dazzling += grey >= DAZZLING;
            all++;
        }
    for (int above = 0; paper > 0 && (above += counts[paper]) * 5 < all; paper--)
        ;
    if (paper < DIM)
        return PAGE_DARK;
    if (dazzling * 1000 > all * DAZZLING_MOST)
        return PAGE_GLARE;
    return page->blur > wide_most ? PAGE_BLUR : PAGE_FINE;
}
