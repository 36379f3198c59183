/* The status rows of the whole fleet, sealed; a tracking code opens one. */
#ifndef STORE_STATUSES_H
#define STORE_STATUSES_H

#include "store/db.h"
#include "wire/page.h"

/* The cursor to ask the office with: 0 at first. *restarting: rows of a former round are still
 * here, until the last page of this one. */
enum err statuses_cursor(struct db *db, int64_t *cursor, bool *restarting) MUST_USE;
/* Takes a page in: new rows replace old ones, ended rows go. */
enum err statuses_take(struct db *db, const struct status_page *page) MUST_USE;
/* The office says to start over (410): what is here stays readable until the new rows are whole. */
enum err statuses_restart(struct db *db) MUST_USE;
/* Appends the sealed row. ERR_NOT_FOUND. */
enum err statuses_find(struct db *db, const uint8_t id[STATUS_ID_BYTES], struct buf *out) MUST_USE;

#endif
