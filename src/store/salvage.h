/* A kiosk.db that SQLite calls damaged: it is set aside as it is, never written to again, and every
 * sealed item that can still be read goes into a new one. The rest comes from the office anew. */
#ifndef STORE_SALVAGE_H
#define STORE_SALVAGE_H

#include "store/db.h"

/* Renames the file, its log first, to "kiosk.db.damaged-N", the lowest N that is free. ERR_FULL:
 * nine stand there already, which somebody has to look at first. ERR_STORAGE: it cannot be renamed.
 */
enum err salvage_set_aside(const char *path, char aside[PATH_SIZE]) MUST_USE;
/* Copies into the fresh `to` what can be read of the one set aside: items whose hash holds, the
 * officers' PIN and its lock-out, the fleet's salt. Numbers of items that are gone are not given
 * again. *items: how many were saved. Only what fails on `to` fails this. */
enum err salvage_copy(const char *aside, struct db *to, size_t *items) MUST_USE;
/* How many were ever set aside in this folder and still stand there. */
size_t salvage_count(const char *state_dir);

#endif
