#include "sync/support/fake_blobs.h"

#include <stdio.h>
#include <string.h>

static struct fake_blob *find(struct fake_blobs *blobs, const uint8_t hash[HASH_BYTES])
{
    for (size_t i = 0; i < blobs->count; i++)
        if (memcmp(blobs->kept[i].name.hash, hash, HASH_BYTES) == 0)
            return &blobs->kept[i];
    return NULL;
}

static void drop(struct fake_blobs *blobs, struct fake_blob *blob)
{
    buf_fini(&blob->bytes);
    *blob = blobs->kept[--blobs->count];
}

static int say(struct fake_blobs *blobs, int status, size_t offset)
{
    snprintf(blobs->told, sizeof(blobs->told), "Upload-Offset: %zu\r\n", offset);
    blobs->refused += status != 204;
    return status;
}

/* What came is what its name says, or is not whole yet. */
static bool holds(const struct fake_blob *blob)
{
    uint8_t hash[HASH_BYTES];
    if ((int64_t)blob->bytes.len < blob->name.len)
        return true;
    hash_sha256(blob->bytes.data, blob->bytes.len, hash);
    return memcmp(hash, blob->name.hash, HASH_BYTES) == 0;
}

static int patch(struct fake_blobs *blobs, struct fake_blob *blob, const struct fake_request *part,
                 int64_t offset)
{
    blobs->parts++;
    if (blobs->full)
        return 507;
    if (blobs->writers || offset != (int64_t)blob->bytes.len)
        return say(blobs, 409, blob->bytes.len);
    buf_put(&blob->bytes, part->body.data, part->body.len);
    if (blobs->spoil)
        blob->bytes.data[blob->bytes.len - 1] ^= 1;
    blobs->spoil = false;
    if (holds(blob))
        return say(blobs, 204, blob->bytes.len);
    drop(blobs, blob);
    return say(blobs, 422, 0);
}

int fake_blobs_serve(struct fake_blobs *blobs, const struct fake_request *request)
{
    struct blob_name name;
    int64_t offset = 0;
    if (!blob_hex_read(request->path + strlen(BLOB_PATH), name.hash))
        return 404;
    struct fake_blob *blob = find(blobs, name.hash);
    if (strcmp(request->method, "HEAD") == 0) {
        blobs->heads++;
        return blob ? say(blobs, 204, blob->bytes.len) : 404;
    }
    if (!blob_query_read(request->query, &offset, &name.len) || request->body.len > BLOB_CHUNK)
        return 400;
    if (!blob && blobs->count < FAKE_BLOBS) {
        blob = &blobs->kept[blobs->count++];
        blob->name = name;
        buf_init(&blob->bytes, BLOB_MAX);
    }
    return blob ? patch(blobs, blob, request, offset) : 429;
}

bool fake_blobs_whole(const struct fake_blobs *blobs, const struct blob_name *name)
{
    const struct fake_blob *blob = find((struct fake_blobs *)blobs, name->hash);
    return blob && (int64_t)blob->bytes.len == name->len;
}

void fake_blobs_forget(struct fake_blobs *blobs)
{
    while (blobs->count > 0)
        drop(blobs, &blobs->kept[0]);
}
