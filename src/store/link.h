/* What this kiosk remembers of its link to the office. */
#ifndef STORE_LINK_H
#define STORE_LINK_H

#include <stdbool.h>

#include "store/db.h"

struct link {
    int64_t last_contact;      /* the last answer that was truly the office's; to the minute */
    int64_t last_receipt;      /* the last batch receipt */
    int64_t highest_receipted; /* sequence */
    int64_t hold_until;        /* the office asked not to be called before (Retry-After) */
    bool clock_known;
    int64_t clock_offset; /* ms the office's clock is ahead of ours */
    int64_t clock_at;     /* when that was learned */
    int64_t revoked;      /* since when the office takes nothing from this kiosk; 0 it does */
};

enum err link_read(struct db *db, struct link *out) MUST_USE;
enum err link_write(struct db *db, const struct link *link) MUST_USE;

#endif
