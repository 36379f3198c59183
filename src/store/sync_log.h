/* The sync log: one row an attempt, hash-chained (seal/chain.h). Its types hold no personal data.
 */
#ifndef STORE_SYNC_LOG_H
#define STORE_SYNC_LOG_H

#include "base/buf.h"
#include "seal/chain.h"
#include "service/counter.h"
#include "store/db.h"

/* Appends a copy with the next number; *head (may be NULL) becomes the new head. */
enum err sync_log_add(struct db *db, const struct sync_row *row, struct chain_head *head) MUST_USE;
enum err sync_log_head(struct db *db, struct chain_head *out) MUST_USE;

/* Newest first. day_start: where today begins, for SYNC_TODAY. */
enum err sync_log_rows(struct db *db, enum sync_filter filter, int64_t day_start, size_t skip,
                       struct sync_row *rows, size_t most, size_t *count, bool *more) MUST_USE;
/* Oldest first, those after the number: for following. */
enum err sync_log_after(struct db *db, int64_t number, struct sync_row *rows, size_t most,
                        size_t *count) MUST_USE;

/* The newest attempt to reach the office; *at is 0 where there is none. */
enum err sync_log_newest(struct db *db, int64_t *at, enum sync_cause *cause) MUST_USE;

/* *broken: the number of the first row that was changed, removed or put elsewhere; 0 when the chain
 * is whole from its anchor to its head, the office's counter-signed head included. */
enum err sync_log_verify(struct db *db, int64_t *broken) MUST_USE;
/* Up to which number the office has signed for. */
enum err sync_log_signed(struct db *db, int64_t *out) MUST_USE;
/* The office has signed for this head. */
enum err sync_log_countersigned(struct db *db, const struct chain_head *head) MUST_USE;
/* Removes rows older than the moment and keeps the last removed one's head as the anchor. */
enum err sync_log_forget(struct db *db, int64_t before) MUST_USE;
/* ms, of the attempts since the moment that were answered; -1 when there was none. */
enum err sync_log_median(struct db *db, int64_t since, int64_t *out) MUST_USE;

/* The bytes of a row that the chain covers: a version byte, then every field in the order of the
 * struct as a 64-bit big-endian integer; `blobs` only where there are some (version 2). */
void sync_row_bytes(const struct sync_row *row, struct buf *out);

#endif
