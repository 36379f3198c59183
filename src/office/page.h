/* The public progress page: what a receipt's QR opens on a phone. It shows what the kiosk would,
 * and no personal data. */
#ifndef OFFICE_PAGE_H
#define OFFICE_PAGE_H

#include "base/buf.h"
#include "service/progress.h"

/* Appends the page of a code the office knows. upload: documents may be sent from it. */
void page_progress(const struct standard *standard, const struct progress *progress, bool upload,
                   struct buf *out);
/* Appends the page of one it does not know, or of what is no code. */
void page_unknown(const struct standard *standard, struct buf *out);

#endif
