/* The morning checks of this kiosk, as long ago as a year and more of working days. */
#ifndef STORE_CHECKS_H
#define STORE_CHECKS_H

#include "service/check.h"
#include "store/db.h"

enum { CHECKS_KEPT = 400 };

/* The check must be whole. The oldest past CHECKS_KEPT goes. */
enum err checks_add(struct db *db, const struct check *check) MUST_USE;
/* Newest first. */
enum err checks_rows(struct db *db, size_t skip, struct check *rows, size_t most, size_t *count,
                     bool *more) MUST_USE;

#endif
