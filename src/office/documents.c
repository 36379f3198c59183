#include "office/documents.h"

#include <stdio.h>
#include <string.h>

#include "office/ledger_audit.h"
#include "office/roles.h"
#include "seal/envelope.h"

static const struct {
    const char *start;
    size_t len;
    const char *media, *suffix;
} types[DOCUMENT_TYPES] = {
    [DOCUMENT_JPEG] = {"\xff\xd8\xff", 3, "image/jpeg", "jpg"},
    [DOCUMENT_PNG] = {"\x89PNG\r\n\x1a\n", 8, "image/png", "png"},
    [DOCUMENT_PDF] = {"%PDF-", 5, "application/pdf", "pdf"},
};

enum document_type document_type_of(const void *bytes, size_t len)
{
    enum document_type type = 0;
    while (type < DOCUMENT_TYPES &&
           (len < types[type].len || memcmp(bytes, types[type].start, types[type].len) != 0))
        type++;
    return type;
}

const char *document_media(enum document_type type)
{
    return type < DOCUMENT_TYPES ? types[type].media : "application/octet-stream";
}

const char *document_suffix(enum document_type type)
{
    return type < DOCUMENT_TYPES ? types[type].suffix : "bin";
}

enum err document_open(const struct vault *vault, const struct keyring *keys,
                       const struct request_page *page, struct buf *out)
{
    SCOPED(buf_fini) struct buf sealed;
    struct envelope_head head;
    buf_init(&sealed, BLOB_MAX);
    enum err err = page->removed ? ERR_NOT_FOUND : vault_read(vault, &page->blob, &sealed);
    if (err == OK)
        err = keyring_open_envelope(keys, sealed.data, sealed.len, &head, out);
    if (err == OK && (head.kind != ENVELOPE_DOCUMENT || strcmp(head.kiosk, page->sender) != 0)) {
        buf_clear(out);
        err = ERR_INVALID;
    }
    return err;
}

static enum err page_find(struct ledger *ledger, struct document_look *look)
{
    struct request_page pages[REQUEST_PAGES_MAX];
    size_t count = 0;
    enum err err = ledger_pages(ledger, look->code.text, pages, &count);
    for (size_t i = 0; err == OK && i < count; i++)
        if (pages[i].number == look->number) {
            look->page = pages[i];
            return OK;
        }
    return err == OK ? ERR_NOT_FOUND : err;
}

enum err document_look_note(struct ledger *ledger, void *argument)
{
    struct document_look *look = argument;
    char detail[64];
    bool may = look->allowed = role_may(look->by.role, PERMIT_REQUESTS);
    enum err err = may ? page_find(ledger, look) : OK;
    if (err != OK)
        return err;
    snprintf(detail, sizeof(detail), "page %d%s%.31s", look->number, may ? " of " : "",
             may ? look->page.document : "");
    return ledger_audit(ledger, look->now, look->by.name,
                        may ? "document viewed" : "document refused", look->code.text, detail);
}
