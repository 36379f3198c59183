/* kiosk.db's log as a file. SQLite takes the first frame whose checksum does not hold for the end
 * of the log, and forgets in silence whatever was committed after it: right after a power cut,
 * wrong after a bit has flipped on the disk. The checksums tell the two apart: a flipped bit is the
 * one that makes them hold again, and transactions come after it. (In the last transaction of the
 * log nobody can tell the two apart: it is left to SQLite.) */
#ifndef STORE_WAL_H
#define STORE_WAL_H

#include <stdbool.h>

#include "base/err.h"

/* Whether the log beside the database has a flipped bit that hides frames from SQLite. Costs a
 * reading of the log. */
bool wal_flipped(const char *db_path);
/* Writes a copy of the database `from` to `to` whose log SQLite reads to its end; `from` stays as
 * it is. *exact: every bit that had flipped is as it was; otherwise some page of it is off by a
 * bit. ERR_NOT_FOUND: no bit of its log has flipped. ERR_FULL, ERR_STORAGE. */
enum err wal_mend(const char *from, const char *to, bool *exact) MUST_USE;

#endif
