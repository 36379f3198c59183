/* Small copies of the pages that a visitor photographed, to be looked at until the visitor leaves.
 * They are in memory alone. */
#ifndef BIN_KIOSK_ALBUM_H
#define BIN_KIOSK_ALBUM_H

#include "scan/still.h"
#include "service/desk.h"

/* All zero at the start. */
struct album {
    struct still taken; /* last, not kept yet */
    struct {
        int64_t id; /* 0: none */
        struct still still;
    } pages[PAGES_MAX];
};

/* The one taken last is kept under that id. */
void album_keep(struct album *album, int64_t id);
/* NULL when there is none. */
struct still *album_find(struct album *album, int64_t id);
/* Wipes it. Fine when there is none. */
void album_drop(struct album *album, int64_t id);
/* Wipes all; the album is empty and usable again. */
void album_fini(struct album *album);

#endif
