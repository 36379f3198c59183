/* Texts that were typed or scanned: a tracking code read from one is read again from all its
 * written forms. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "scan/finding.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_with(const char *text, const char *public_url)
{
    struct finding finding = finding_of(text, public_url);
    struct tracking_code code = finding.reading.code;
    char qr[TRACKING_QR_SIZE];
    assert((finding.reading.fault == TRACKING_FOREIGN) == (finding.foreign != FOREIGN_NOT));
    if (finding.reading.fault == TRACKING_DRAFT) {
        struct draft_code draft = finding.reading.draft;
        finding = finding_of(draft.text, public_url);
        assert(finding.reading.fault == TRACKING_DRAFT &&
               strcmp(finding.reading.draft.text, draft.text) == 0);
    }
    if (finding.reading.fault != TRACKING_OK)
        return;
    struct tracking_reading again = tracking_read(code.text, public_url);
    assert(again.fault == TRACKING_OK && strcmp(again.code.text, code.text) == 0);
    enum err err = tracking_qr(&code, public_url, qr);
    assert(err == OK);
    again = tracking_read(qr, public_url);
    assert(again.fault == TRACKING_OK && strcmp(again.code.text, code.text) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    if (!text)
        abort();
    memcpy(text, data, size);
    text[size] = '\0';
    read_with(text, "");
    read_with(text, "https://lacak.example");
    free(text);
    return 0;
}
