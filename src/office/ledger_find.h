/* What is found by part of a code or of a name: the table request_find of schema/search.sql.
 * Nothing to do where the database finds by indexes of its own. */
#ifndef OFFICE_LEDGER_FIND_H
#define OFFICE_LEDGER_FIND_H

#include "office/ledger_requests.h"

/* Whether a text is looked up there; shorter ones stand in so many rows that a page is soon full.
 */
bool ledger_finds(const struct ledger *ledger, const char *search);
/* The text as one phrase, for MATCH. */
void ledger_find_phrase(const char *search, char *out, size_t size);

enum err ledger_find_add(struct ledger *ledger, const struct request_row *row) MUST_USE;
/* All of them anew, after rows came that were not added one by one. */
enum err ledger_find_renew(struct ledger *ledger) MUST_USE;

#endif
