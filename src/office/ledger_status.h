/* Sealed status rows in the order of their changes, and the content feed. */
#ifndef OFFICE_LEDGER_STATUS_H
#define OFFICE_LEDGER_STATUS_H

#include "office/ledger.h"
#include "wire/page.h"

enum { STATUS_KEPT_DAYS = 30, STATUS_PAGE_SEALED_MAX = 2560 * 1024 };

/* Writes the row under a new cursor, the highest. ends_at: when kiosks are to forget it, 0 never.
 */
enum err ledger_status_put(struct ledger *ledger, const uint8_t id[STATUS_ID_BYTES],
                           const void *sealed, size_t len, int64_t ends_at) MUST_USE;
/* The rows after the cursor, oldest first, at most STATUS_PAGE_ROWS and STATUS_PAGE_SEALED_MAX
 * bytes. ERR_NOT_FOUND: the cursor is ahead of ours (we were restored). The caller uses
 * status_page_fini. */
enum err ledger_status_after(struct ledger *ledger, int64_t after, struct status_page *out)
    MUST_USE;
/* Empties the rows whose time has come. *count: how many. */
enum err ledger_status_expire(struct ledger *ledger, int64_t now, int64_t *count) MUST_USE;

/* The newest content; ERR_NOT_FOUND before the first. `out` is large: keep it off small stacks. */
enum err ledger_content(struct ledger *ledger, struct feed *out) MUST_USE;
/* The newest version alone. */
enum err ledger_content_version(struct ledger *ledger, int64_t *out) MUST_USE;
/* That version of it; ERR_NOT_FOUND. */
enum err ledger_content_at(struct ledger *ledger, int64_t version, struct feed *out) MUST_USE;

struct content_version {
    int64_t version, issued;
    char by[32];
};
/* The newest first, at most `most`. */
enum err ledger_content_versions(struct ledger *ledger, struct content_version *rows, size_t most,
                                 size_t *count) MUST_USE;
/* Adds a version; feed->content.version must be higher than all there are. */
enum err ledger_content_add(struct ledger *ledger, const struct feed *feed, const char *by)
    MUST_USE;

#endif
