/* Connections for threads that read: lent for one question, then given back. */
#ifndef OFFICE_LEDGER_POOL_H
#define OFFICE_LEDGER_POOL_H

#include "office/ledger.h"

struct ledger_pool;

/* Opens `count` connections (1..16) for reading; `why` as ledger_open. */
enum err ledger_pool_open(const char *address, size_t count, struct ledger_pool **out,
                          struct why *why) MUST_USE;
/* Every connection must have come back. */
void ledger_pool_close(struct ledger_pool **pool);
/* Waits until one is free. */
struct ledger *ledger_pool_take(struct ledger_pool *pool);
void ledger_pool_give(struct ledger_pool *pool, struct ledger *ledger);

#endif
