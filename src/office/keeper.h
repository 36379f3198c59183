/* The thread that brings what was committed from the write-ahead log into the database's file,
 * beside the one that writes: a writer that did it itself would let all who wait stand still
 * meanwhile.
 *
 * Only who writes can begin the log anew, in a moment when all of it has been brought over. So past
 * a length the writer is told to bring over what little the keeper has just left. */
#ifndef OFFICE_KEEPER_H
#define OFFICE_KEEPER_H

#include "office/ledger.h"

struct keeper;

/* Opens a connection of its own; `why` as ledger_open. */
enum err keeper_open(const char *address, struct keeper **out, struct why *why) MUST_USE;
void keeper_close(struct keeper **keeper);

/* After each commit of the writer, in its thread: the pages its log has now. True: the writer
 * should checkpoint itself now. */
bool keeper_told(struct keeper *keeper, size_t pages) MUST_USE;

#endif
