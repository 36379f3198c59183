/* What an officer may ask at the kiosk, over the same database and on the same thread as the desk.
 */
#ifndef STORE_COUNTER_STORE_H
#define STORE_COUNTER_STORE_H

#include "service/counter.h"
#include "store/desk_store.h"

/* It borrows the store. While the database is broken every call answers ERR_STORAGE, except
 * health(), which fills in what is known without it. */
struct counter counter_store(struct desk_store *store);

#endif
