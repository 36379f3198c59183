/* What names a page and says where its parts lie: paths, queries, headers. What is read is written
 * again as it was, and nothing but 64 digits ever names a file. */
#include <assert.h>
#include <string.h>

#include "wire/blob.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char text[256], again[256];
    uint8_t hash[HASH_BYTES];
    int64_t offset = -1, len = -1;
    if (size >= sizeof(text))
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    if (blob_hex_read(text, hash)) {
        blob_hex(hash, again);
        assert(strcmp(text, again) == 0 && !strpbrk(text, "/.%"));
    }
    if (blob_query_read(text, &offset, &len)) {
        blob_query(offset, len, again);
        assert(strcmp(text, again) == 0 && offset >= 0 && offset <= len && len > 0);
    }
    assert(blob_offset_read(text) >= -1);
    return 0;
}
