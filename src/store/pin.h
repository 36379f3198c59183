/* The officer's PIN at this kiosk, and the lock-out after wrong ones, which survives a restart. */
#ifndef STORE_PIN_H
#define STORE_PIN_H

#include "seal/password.h"
#include "store/db.h"

enum { PIN_MIN = 6, PIN_MAX = 10, PIN_FREE_TRIES = 3 };

/* Six to ten digits. */
bool pin_allowed(const char *pin);
/* Sets the hash and forgives earlier failures. */
enum err pin_set(struct db *db, const char hash[PASSWORD_HASH_SIZE]) MUST_USE;
/* OK; ERR_DENIED: wrong; ERR_BUSY: locked out; ERR_NOT_FOUND: none was set. *wait_until is the
 * moment of the next allowed try: from the third wrong one on 30 s, doubling up to an hour.
 * A try is counted on the disk before it is judged, so that pulling the plug wins nothing. */
enum err pin_try(struct db *db, const char *pin, int64_t now, int64_t *wait_until) MUST_USE;
/* What a try would meet before it is judged: ERR_BUSY, ERR_NOT_FOUND, or OK. *wait_until: the
 * moment the lock-out ends, 0 where there is none. */
enum err pin_look(struct db *db, int64_t now, int64_t *wait_until) MUST_USE;

#endif
