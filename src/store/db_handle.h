/* The inside of struct db, for the sources of this folder that call SQLite. */
#ifndef STORE_DB_HANDLE_H
#define STORE_DB_HANDLE_H

#include <sqlite3.h>

#include "store/db.h"

struct db {
    sqlite3 *handle;
    char path[PATH_SIZE];
    int checkpoint;    /* pages in the WAL after which commits checkpoint; 0 never */
    int depth;         /* of open transactions */
    bool doomed;       /* an inner one did not commit: the outermost rolls back */
    enum db_fault met; /* by a statement since it was opened */
};

/* What SQLite's result means to a caller; remembers damage. Logs it, with `doing`. */
enum err db_result(struct db *db, int code, const char *doing);

#endif
