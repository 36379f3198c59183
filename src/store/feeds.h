/* Content from the office, by version. A feed is stored, judged and put in force in one
 * transaction; versions only rise and the last two are kept. */
#ifndef STORE_FEEDS_H
#define STORE_FEEDS_H

#include "store/db.h"
#include "wire/page.h"

/* 0 before the first. */
enum err feeds_version(struct db *db, int64_t *version) MUST_USE;
/* Puts the feed in force. `pin`: the kiosk's PIN hash opened by syncd, or "" when it brings none.
 * ERR_INVALID: not a feed, one that empties the service, or not newer; nothing changes. */
enum err feeds_take(struct db *db, const void *bytes, size_t len, const char *pin, int64_t now)
    MUST_USE;
/* The newest content that this program can read. ERR_NOT_FOUND: there is only version 0. */
enum err feeds_content(struct db *db, struct content *out) MUST_USE;
/* The fleet's salt as the feed gave it. ERR_NOT_FOUND before the first. */
enum err feeds_salt(struct db *db, uint8_t salt[FLEET_SALT_BYTES]) MUST_USE;

#endif
