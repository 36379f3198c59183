/* One grey picture, as the camera gives it and the decoder reads it: at most 1280 by 720, one byte
 * a pixel, row after row without gaps. Frames may show faces and papers: they live in memory only
 * and are wiped when they are let go. */
#ifndef SCAN_FRAME_H
#define SCAN_FRAME_H

#include <stddef.h>
#include <stdint.h>

enum { FRAME_WIDTH_MAX = 1280, FRAME_HEIGHT_MAX = 720, FRAME_SIZE = 1280 * 720 };

struct frame {
    int width, height; /* 0 by 0 when empty */
    uint8_t *pixels;   /* room for FRAME_SIZE bytes, owned */
};

/* An empty frame with room for the largest picture. */
void frame_init(struct frame *frame);
/* Wipes and frees. */
void frame_fini(struct frame *frame);
/* Wipes the picture; the frame is empty and keeps its memory. */
void frame_clear(struct frame *frame);

/* Bytes of the picture: width times height. */
size_t frame_len(const struct frame *frame);
void frame_copy(struct frame *to, const struct frame *from);
/* Exchanges the pictures, without copying them. */
void frame_swap(struct frame *a, struct frame *b);

/* The brightness of a picture as it lies in somebody else's memory. */
struct plane {
    const uint8_t *bytes;
    int width, height; /* 1..65535 */
    size_t step;       /* bytes from one pixel to the next */
    size_t stride;     /* bytes from one row to the next */
};

/* Copies the picture. One that is larger than the largest frame is made smaller by averaging
 * areas, its aspect kept; a smaller one stays as it is. */
void frame_fit(struct frame *to, struct plane from);

#endif
