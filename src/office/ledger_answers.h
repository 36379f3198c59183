/* What visitors send that asks for no procedure: surveys, and calls for an officer. */
#ifndef OFFICE_LEDGER_ANSWERS_H
#define OFFICE_LEDGER_ANSWERS_H

#include "base/entropy.h"
#include "office/ledger.h"
#include "wire/item.h"

/* Adding the same item again changes nothing. */
enum err ledger_survey_add(struct ledger *ledger, const char *kiosk, const struct uuid *item,
                           const struct survey_item *survey) MUST_USE;
enum err ledger_call_add(struct ledger *ledger, const char *kiosk, const struct uuid *item,
                         const struct call_item *call) MUST_USE;

/* Sums over the surveys submitted between two moments, the first included. */
enum err ledger_survey_sums(struct ledger *ledger, int64_t from, int64_t until,
                            struct survey_sums *out) MUST_USE;

struct survey_remark {
    int64_t submitted;
    char text[501];
};
/* What visitors wrote between two moments, the newest first. */
enum err ledger_survey_remarks(struct ledger *ledger, int64_t from, int64_t until,
                               struct survey_remark *rows, size_t most, size_t *count) MUST_USE;

struct call_row {
    char kiosk[32];
    int64_t called;
    char screen[KEY_SIZE];
};

/* The newest calls first. */
enum err ledger_calls(struct ledger *ledger, struct call_row *rows, size_t most, size_t *count)
    MUST_USE;

#endif
