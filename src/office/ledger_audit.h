/* Who did what to what, for the oversight of kepala seksi: rows are added and read, never changed.
 */
#ifndef OFFICE_LEDGER_AUDIT_H
#define OFFICE_LEDGER_AUDIT_H

#include "office/ledger.h"

enum { AUDIT_LIST_MAX = 1000 };

struct audit_row {
    int64_t number, at;
    char by[32]; /* an officer, a kiosk's name, or "system" */
    char act[32];
    char subject[64]; /* a code, a user, a kiosk */
    char detail[128]; /* keys and numbers */
};

/* detail: keys and numbers only. */
enum err ledger_audit(struct ledger *ledger, int64_t at, const char *by, const char *act,
                      const char *subject, const char *detail) MUST_USE;
/* The newest first, `most` of them; subject "": of everything. */
enum err ledger_audit_rows(struct ledger *ledger, const char *subject, struct audit_row *rows,
                           size_t most, size_t *count) MUST_USE;

struct audit_filter {
    const char *by, *act, *subject; /* "" any */
    int64_t from, until;            /* moments, the first included */
    int64_t before;                 /* numbers below this one; INT64_MAX the newest */
};
/* The newest first, at most `most`; *more: there are older ones. */
enum err ledger_audit_page(struct ledger *ledger, const struct audit_filter *filter,
                           struct audit_row *rows, size_t most, size_t *count, bool *more) MUST_USE;

#endif
