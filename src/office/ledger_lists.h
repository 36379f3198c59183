/* The console's lists: pages of requests and complaints by what is to be done with them, and how
 * many there are of each. A page costs what it shows, however many there are. */
#ifndef OFFICE_LEDGER_LISTS_H
#define OFFICE_LEDGER_LISTS_H

#include "office/ledger_complaints.h"
#include "office/ledger_requests.h"

enum list_scope {
    SCOPE_MINE,      /* open, and the turn of whoever asks: the most urgent first */
    SCOPE_OPEN,      /* the newest first */
    SCOPE_APPLICANT, /* requests that wait for the applicant: the newest first */
    SCOPE_LATE,      /* open and past what was promised: the oldest promise first */
    SCOPE_DONE,      /* the newest first */
    SCOPE_ALL,       /* the newest first */
    SCOPE_COUNT,
};

/* "mine", "open", "applicant", "late", "done", "all"; SCOPE_COUNT for none of them. */
enum list_scope list_scope_from(const char *key);

/* Where a page begins: after this row. key INT64_MIN: at the first one. */
struct list_place {
    int64_t key;
    char code[TRACKING_SIZE];
};

struct list_query {
    enum list_scope scope;
    /* Of SCOPE_MINE: bit n for step n (requests) or rung n (complaints). */
    uint32_t mine;
    int64_t now;
    const char *search;  /* part of a code or of a name, in any case; "" all. Requests only */
    int64_t from, until; /* submitted between these moments, the first included */
    struct list_place after;
};

/* At most `most` rows; *more: there are others, which list_place_* of the last row leads to. */
enum err ledger_request_page(struct ledger *ledger, const struct list_query *query,
                             struct request_row *rows, size_t most, size_t *count, bool *more)
    MUST_USE;
enum err ledger_complaint_page(struct ledger *ledger, const struct list_query *query,
                               struct complaint_row *rows, size_t most, size_t *count, bool *more)
    MUST_USE;
struct list_place list_place_request(enum list_scope scope, const struct request_row *row);
struct list_place list_place_complaint(enum list_scope scope, const struct complaint_row *row);

struct list_counts {
    int64_t mine, open, applicant, late;
};
/* mine, now: as in list_query. */
enum err ledger_request_counts(struct ledger *ledger, uint32_t mine, int64_t now,
                               struct list_counts *out) MUST_USE;
enum err ledger_complaint_counts(struct ledger *ledger, uint32_t mine, int64_t now,
                                 struct list_counts *out) MUST_USE;

/* Another number whenever something that the console shows has changed. Costs a few looks at the
 * ends of indexes. */
struct ledger_stamp {
    int64_t audit, status, call;
};
enum err ledger_stamp(struct ledger *ledger, struct ledger_stamp *out) MUST_USE;

#endif
