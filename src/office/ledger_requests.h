/* Requests and the moves that decide how far they are. */
#ifndef OFFICE_LEDGER_REQUESTS_H
#define OFFICE_LEDGER_REQUESTS_H

#include "base/entropy.h"
#include "office/ledger_blobs.h"
#include "office/workflow.h"
#include "wire/item.h"

/* One line of a list. Personal data. */
struct request_row {
    struct tracking_code code;
    char service[64];
    char applicant[ANSWER_SIZE], unit[ANSWER_SIZE];
    int64_t submitted;
    uint8_t step; /* in work; the last + 1 when finished */
    bool returned;
    enum turn turn;
    int64_t due;      /* 0: nothing is promised now */
    int64_t finished; /* 0 not yet */
};

/* All the office has of one request. Personal data: request_file_free wipes it. */
struct request_file {
    struct request_row row;
    struct request_item sent;
    char kiosk[32];
    struct uuid item;
    int64_t received;
    struct case_move moves[MOVES_MAX];
    size_t move_count;
    struct request_page pages[REQUEST_PAGES_MAX]; /* of its documents; set by ledger_request */
    size_t page_count;
};

enum { REQUEST_LIST_MAX = 200 };

/* Adds a request with its first move. ERR_INVALID: the code is taken by another one. */
enum err ledger_request_add(struct ledger *ledger, const struct request_file *file) MUST_USE;
/* ERR_NOT_FOUND; the caller frees with request_file_free. */
enum err ledger_request(struct ledger *ledger, const struct tracking_code *code,
                        struct request_file **out) MUST_USE;
void request_file_free(struct request_file **file);
/* Adds a move and brings the row's copies up to it. number: of the move, from 1. */
enum err ledger_request_move(struct ledger *ledger, const struct request_row *row,
                             const struct case_move *move, size_t number) MUST_USE;

/* The date alone, after the hours changed. */
enum err ledger_request_due(struct ledger *ledger, const struct tracking_code *code, int64_t due)
    MUST_USE;

struct request_filter {
    const char *search; /* part of a code or of a name, in any case; "" all */
    bool open;          /* unfinished ones only */
    int64_t before;     /* submitted before this moment; 0 no bound */
};

/* The newest first, at most `most`. *more: there are older ones. */
enum err ledger_requests(struct ledger *ledger, const struct request_filter *filter,
                         struct request_row *rows, size_t most, size_t *count, bool *more) MUST_USE;

#endif
