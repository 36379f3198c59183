/* Documents of a request, opened only to be looked at: the sealed page is held against the hash the
 * request names, opened, and what it is is told by its first bytes, not by what anybody called it.
 */
#ifndef OFFICE_DOCUMENTS_H
#define OFFICE_DOCUMENTS_H

#include "office/keyring.h"
#include "office/ledger_officers.h"
#include "office/ledger_requests.h"
#include "office/vault.h"

enum document_type { DOCUMENT_JPEG, DOCUMENT_PNG, DOCUMENT_PDF, DOCUMENT_TYPES };

/* DOCUMENT_TYPES: none of them. */
enum document_type document_type_of(const void *bytes, size_t len);
const char *document_media(enum document_type type);  /* "image/jpeg" */
const char *document_suffix(enum document_type type); /* "jpg" */

/* The page as it was photographed or sent. ERR_NOT_FOUND: its bytes are not here (any more);
 * ERR_INVALID: they are not what the request names; ERR_DENIED: not sealed to this office. Personal
 * data: buf_fini wipes it. */
enum err document_open(const struct vault *vault, const struct keyring *keys,
                       const struct request_page *page, struct buf *out) MUST_USE;

/* One look at a page: who it was stands in the audit before anything is shown. */
struct document_look {
    struct officer by;
    struct tracking_code code;
    int number;
    int64_t now;
    bool allowed;             /* set */
    struct request_page page; /* set when allowed */
};
/* OK: it is noted, that the role may not as well: ask look->allowed. ERR_NOT_FOUND: no such page. A
 * ledger_work; argument: the look. */
enum err document_look_note(struct ledger *ledger, void *argument) MUST_USE;

#endif
