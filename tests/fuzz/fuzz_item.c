/* Opened items: the first byte chooses the kind. What is read can be written and is read again as
 * the same item. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "wire/item.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct item item, again;
    if (size < 1)
        return 0;
    enum item_kind kind = data[0] % ITEM_KINDS;
    if (item_read(kind, data + 1, size - 1, &item) != OK)
        return 0;
    SCOPED(buf_fini) struct buf first;
    SCOPED(buf_fini) struct buf second;
    buf_init(&first, ITEM_PLAIN_MAX);
    buf_init(&second, ITEM_PLAIN_MAX);
    enum err err = item_write(&item, &first);
    assert(err == OK);
    err = item_read(kind, first.data, first.len, &again);
    assert(err == OK);
    err = item_write(&again, &second);
    assert(err == OK);
    assert(strcmp(buf_text(&first), buf_text(&second)) == 0);
    return 0;
}
