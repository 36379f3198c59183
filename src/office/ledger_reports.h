/* What kiosks tell of themselves: how they are, and their sync logs as they tell them. */
#ifndef OFFICE_LEDGER_REPORTS_H
#define OFFICE_LEDGER_REPORTS_H

#include "base/clock.h"
#include "office/ledger_kiosks.h"
#include "wire/report.h"

/* Told rows are kept so long. */
#define REPORT_KEPT DAYS(90)

/* Replaces what the kiosk said before, and adds the rows of its log that are not there yet. */
enum err ledger_report_put(struct ledger *ledger, const char *kiosk, const struct report *report,
                           int64_t now) MUST_USE;

struct kiosk_report {
    char kiosk[KIOSK_NAME_SIZE];
    int64_t received;
    struct report report; /* without rows */
};
/* By name. The caller frees *out. */
enum err ledger_reports(struct ledger *ledger, struct kiosk_report **out, size_t *count) MUST_USE;

struct log_filter {
    char kiosk[KIOSK_NAME_SIZE]; /* "" all */
    int way;                     /* enum sync_way; -1 all */
    bool failed;                 /* only those that ended badly */
};

struct log_row {
    char kiosk[KIOSK_NAME_SIZE];
    struct sync_row row;
};
/* The newest first, at most `most`. */
enum err ledger_log(struct ledger *ledger, const struct log_filter *filter, struct log_row *rows,
                    size_t most, size_t *count) MUST_USE;
/* Forgets rows told before the moment. */
enum err ledger_log_forget(struct ledger *ledger, int64_t before) MUST_USE;

#endif
