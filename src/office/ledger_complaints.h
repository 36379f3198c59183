/* Complaints and the moves that bring them up the ladder. */
#ifndef OFFICE_LEDGER_COMPLAINTS_H
#define OFFICE_LEDGER_COMPLAINTS_H

#include "base/entropy.h"
#include "office/ledger.h"
#include "office/workflow.h"
#include "wire/item.h"

struct complaint_row {
    struct tracking_code code;
    char topic[KEY_SIZE];
    bool anonymous;
    int64_t submitted;
    enum rung rung;
    int64_t due;              /* of the next thing owed; 0 nothing is promised */
    int64_t answered, closed; /* moments; 0 not yet */
};

/* Personal data: complaint_file_free wipes it. */
struct complaint_file {
    struct complaint_row row;
    struct complaint_item sent;
    char kiosk[32];
    struct uuid item;
    int64_t received;
    struct complaint_move moves[MOVES_MAX];
    size_t move_count;
};

enum { COMPLAINT_LIST_MAX = 200 };

/* Adds a complaint with its first move. ERR_INVALID: the code is taken by another one. */
enum err ledger_complaint_add(struct ledger *ledger, const struct complaint_file *file) MUST_USE;
enum err ledger_complaint(struct ledger *ledger, const struct tracking_code *code,
                          struct complaint_file **out) MUST_USE;
void complaint_file_free(struct complaint_file **file);
/* Adds a move and brings the row's copies up to it. */
enum err ledger_complaint_move(struct ledger *ledger, const struct complaint_row *row,
                               const struct complaint_move *move, size_t number) MUST_USE;
/* The date alone, after the hours changed. */
enum err ledger_complaint_due(struct ledger *ledger, const struct tracking_code *code, int64_t due)
    MUST_USE;
/* The newest first, those submitted before the moment (0: no bound). */
enum err ledger_complaints(struct ledger *ledger, bool open, int64_t before,
                           struct complaint_row *rows, size_t most, size_t *count, bool *more)
    MUST_USE;

#endif
