/* Files that kiosks leave for the office. A whole one is, byte for byte, what would be written from
 * its records. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "wire/batch.h"
#include "wire/export.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SCOPED(buf_fini) struct buf file;
    SCOPED(buf_fini) struct buf again;
    struct export_cursor cursor = {0};
    struct export_record record;
    buf_init(&file, size + 1);
    buf_init(&again, size + 64);
    buf_put(&file, data, size);
    if (buf_check(&file) != OK || export_begin(&again) != OK)
        return 0;
    enum err err;
    while ((err = export_next(&file, &cursor, &record)) == OK) {
        assert(record.len <= BATCH_BODY_MAX && cursor.at <= file.len);
        assert((const uint8_t *)record.body + record.len <= file.data + file.len);
        enum err put = export_put(&again, &record);
        assert(put == OK);
    }
    assert(err == ERR_NOT_FOUND || err == ERR_INVALID);
    if (err == ERR_INVALID)
        return 0;
    err = export_end(&again, cursor.records);
    assert(err == OK);
    /* Numbers may be written with zeros before them: then the file is longer than it had to be. */
    assert(again.len <= file.len);
    assert(again.len != file.len || memcmp(again.data, file.data, file.len) == 0);
    return 0;
}
