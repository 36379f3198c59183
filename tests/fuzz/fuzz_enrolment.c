/* Offers, enrolments and addresses of offices. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "wire/enrolment.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fuzz_url(const uint8_t *data, size_t size)
{
    char url[256];
    if (size >= sizeof(url))
        return;
    memcpy(url, data, size);
    url[size] = '\0';
    if (office_url_allowed(url))
        assert(!strpbrk(url, "@\\?#% \t\r\n") && strncmp(url, "http", 4) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct enrolment_offer offer;
    struct enrolment enrolment, again;
    SCOPED(buf_fini) struct buf bytes;
    buf_init(&bytes, 8192);
    fuzz_url(data, size);
    if (enrolment_offer_read(data, size, &offer) == OK)
        assert(offer.kiosk[0]);
    if (enrolment_read(data, size, &enrolment) != OK)
        return 0;
    enum err err = enrolment_write(&enrolment, &bytes);
    assert(err == OK);
    err = enrolment_read(bytes.data, bytes.len, &again);
    assert(err == OK && strcmp(again.office_url, enrolment.office_url) == 0);
    return 0;
}
