/* A page as JPEG. */
#ifndef SCAN_PAGE_JPEG_H
#define SCAN_PAGE_JPEG_H

#include "base/buf.h"
#include "scan/still.h"

enum { PAGE_JPEG_MAX = 2 * 1000 * 1000 /* bytes */ };

/* Appends the page to an empty buffer, in the best quality that fits into out->max. ERR_FULL when
 * none does; `out` is empty then. */
enum err page_jpeg(const struct still *page, struct buf *out) MUST_USE;

#endif
