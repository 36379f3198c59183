/* POST /v1/batches, its body and its receipt. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "wire/batch.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fuzz_batch(const uint8_t *data, size_t size)
{
    struct batch batch, again;
    SCOPED(buf_fini) struct buf store;
    SCOPED(buf_fini) struct buf other_store;
    SCOPED(buf_fini) struct buf bytes;
    buf_init(&store, BATCH_BYTES);
    buf_init(&other_store, BATCH_BYTES);
    buf_init(&bytes, BATCH_BODY_MAX);
    if (batch_read(data, size, &store, &batch) != OK || batch_write(&batch, &bytes) != OK)
        return;
    enum err err = batch_read(bytes.data, bytes.len, &other_store, &again);
    assert(err == OK && again.count == batch.count && other_store.len == store.len);
    assert(store.len == 0 || memcmp(store.data, other_store.data, store.len) == 0);
}

static void fuzz_receipt(const uint8_t *data, size_t size)
{
    struct batch_receipt receipt, again;
    SCOPED(buf_fini) struct buf bytes;
    buf_init(&bytes, BATCH_BODY_MAX);
    if (batch_receipt_read(data, size, &receipt) != OK)
        return;
    enum err err = batch_receipt_write(&receipt, &bytes);
    assert(err == OK);
    err = batch_receipt_read(bytes.data, bytes.len, &again);
    assert(err == OK && again.count == receipt.count && again.want_count == receipt.want_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_batch(data, size);
    fuzz_receipt(data, size);
    return 0;
}
