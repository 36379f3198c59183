/* What comes down: status rows, the content feed, the time, problems. */
#ifndef WIRE_PAGE_H
#define WIRE_PAGE_H

#include "base/buf.h"
#include "seal/status.h"
#include "service/content.h"
#include "service/progress.h"

enum {
    STATUS_PAGE_ROWS = 1000,
    STATUS_PAGE_BODY_MAX = 4 * 1024 * 1024,
    FEED_BODY_MAX = 512 * 1024
};

/* The plain text of a status row. The code is not inside: whoever opened the row has it. */
enum err progress_write(const struct progress *progress, struct buf *out) MUST_USE;
enum err progress_read(const void *bytes, size_t len, struct progress *out) MUST_USE;

/* GET /v1/status?after=C: rows in cursor order, and the cursor to go on from. */
struct status_row {
    uint8_t id[STATUS_ID_BYTES];
    const uint8_t *sealed; /* borrowed */
    size_t len;            /* 0: the row ended, forget it */
};
struct status_page {
    int64_t cursor;
    struct status_row *rows; /* allocated by status_page_read; free with status_page_fini */
    size_t count;
    bool more;
    struct buf store;
};
enum err status_page_write(int64_t cursor, bool more, const struct status_row *rows, size_t count,
                           struct buf *out) MUST_USE;
enum err status_page_read(const void *bytes, size_t len, struct status_page *out) MUST_USE;
void status_page_fini(struct status_page *page);

/* GET /v1/feed?after=V */
struct feed {
    struct content content;
    uint8_t fleet_salt[FLEET_SALT_BYTES];
    uint8_t pin[512]; /* this kiosk's PIN hash sealed to it */
    size_t pin_len;   /* 0: no PIN was set */
    /* What this kiosk seals to and knows the office by from now on. */
    bool
        has_keys; /* false in what the office keeps, and from offices before there was a rotation */
    struct identity_public office;
    struct seal_public escrow;
};
enum err feed_write(const struct feed *feed, struct buf *out) MUST_USE;
enum err feed_read(const void *bytes, size_t len, struct feed *out) MUST_USE;

/* GET /v1/time?n=NONCE: the office's clock in ms. */
enum err time_write(int64_t now, struct buf *out) MUST_USE;
enum err time_read(const void *bytes, size_t len, int64_t *now) MUST_USE;

/* RFC 9457: type "about:blank", title, status, and one member more: `code`, a stable word. */
enum err problem_write(int status, const char *code, const char *title, const char *detail,
                       struct buf *out) MUST_USE;
/* Leaves "" where the body is no problem document. */
void problem_read(const void *bytes, size_t len, char code[32]);

#endif
