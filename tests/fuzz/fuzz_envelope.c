/* Envelopes and status rows from outside, read and opened with a key they may have been sealed to.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "seal/envelope.h"
#include "seal/status.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fill(void *self, void *bytes, size_t len)
{
    (void)self;
    memset(bytes, 7, len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct entropy entropy = {.fill = fill};
    struct identity office;
    struct envelope_head head, opened;
    struct status_key key = {{7}, {7}};
    SCOPED(buf_fini) struct buf plain;
    SCOPED(buf_fini) struct buf row;
    buf_init(&plain, ENVELOPE_MAX);
    buf_init(&row, STATUS_SEALED_MAX);
    identity_make(&entropy, &office);
    enum err read = envelope_read(data, size, &head);
    enum err err = envelope_open(data, size, &office.public.seal, &office.seal, &opened, &plain);
    if (read == OK)
        assert(head.kiosk[0] && strlen(head.form) < sizeof(head.form) && head.created >= 0);
    else
        assert(err == ERR_INVALID);
    assert(err == OK || plain.len == 0);
    err = status_open(&key, data, size, &row);
    assert(err == OK || row.len == 0);
    return 0;
}
