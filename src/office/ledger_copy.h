/* All that one database holds, taken into another, whichever kinds they are: how an office moves
 * from a file to a server, and how backups are made and brought back. */
#ifndef OFFICE_LEDGER_COPY_H
#define OFFICE_LEDGER_COPY_H

#include "office/ledger.h"

struct copy_tally {
    int tables;
    int64_t rows;
};

/* Copies one state of `from`, which may be in use, into `to`, which is made where it is missing and
 * must hold no rows. What arrived is read back and compared, row for row, before it is kept: either
 * everything is there or nothing. ERR_INVALID (`to` holds rows, or the two are of different
 * versions), or as ledger_open and ledger_transact; `why` names what is wrong. */
enum err ledger_copy(const char *from, const char *to, struct copy_tally *out, struct why *why)
    MUST_USE;

#endif
