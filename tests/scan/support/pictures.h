/* Frames as the bytes of picture files, made as another program would. */
#ifndef TESTS_SCAN_SUPPORT_PICTURES_H
#define TESTS_SCAN_SUPPORT_PICTURES_H

#include "base/buf.h"
#include "scan/frame.h"

enum { PICTURE_TEST_MAX = 4 << 20 };

/* An 8-bit grey PNG. `out` is initialised here; buf_fini it. */
void png_make(const struct frame *frame, struct buf *out);
/* The same pixels as RGB with an alpha channel, half of it transparent where light. */
void png_make_rgba(const struct frame *frame, struct buf *out);
void jpeg_make(const struct frame *frame, struct buf *out);
/* Writes the picture as PNG into dir/name, first under another name. */
void png_drop(const struct frame *frame, const char *dir, const char *name);

#endif
