/* HEAD and PATCH /v1/blobs/HASH: sealed pages, part by part (wire/blob.h). */
#include <stdio.h>
#include <string.h>

#include "office/routes.h"

void upload_headers(struct exchange *exchange, int64_t durable, int64_t len)
{
    char offset[24];
    snprintf(offset, sizeof(offset), "%lld", (long long)durable);
    exchange_put(exchange, "Upload-Offset", offset);
    exchange_put(exchange, "Upload-Complete", durable == len ? "?1" : "?0");
}

void upload_answer(struct exchange *exchange, enum upload_end end, const struct upload *upload)
{
    static const struct {
        int status;
        const char *code, *title;
    } refusals[] = {
        [UPLOAD_OFFSET] = {409, "offset", "The part does not begin where the last one ended"},
        [UPLOAD_BUSY] = {409, "writer", "Another writer has this page now"},
        [UPLOAD_OTHER] = {409, "sender-other", "This page is another sender's"},
        [UPLOAD_LENGTH] = {413, "length", "The page is longer than it was said, or may be"},
        [UPLOAD_HASH] = {422, "hash", "The page is not what its name says: start over"},
        [UPLOAD_MANY] = {429, "too-many", "Too many pages were begun and not finished"},
    };
    if (end == UPLOAD_KEPT) {
        exchange->status = 204;
        exchange_put(exchange, "Cache-Control", "no-store");
    } else if (end == UPLOAD_FULL || end == UPLOAD_FAILED) {
        exchange_failed(exchange, end == UPLOAD_FULL ? ERR_FULL : ERR_STORAGE);
        return;
    } else {
        exchange_problem(exchange, refusals[end].status, refusals[end].code, refusals[end].title,
                         "");
    }
    if (end != UPLOAD_OTHER)
        upload_headers(exchange, upload->durable, upload->name.len);
}

static struct upload_desk desk_of(const struct office *office)
{
    return (struct upload_desk){
        .vault = &office->vault, .pool = office->pool, .scribe = office->scribe};
}

static bool hash_asked(struct exchange *exchange, uint8_t out[HASH_BYTES])
{
    if (blob_hex_read(exchange->args[0], out))
        return true;
    exchange_problem(exchange, 404, "not-found", "A page is named by 64 hexadecimal digits", "");
    return false;
}

static void head_serve(struct office *office, struct exchange *exchange)
{
    uint8_t hash[HASH_BYTES];
    struct blob_row row;
    if (!hash_asked(exchange, hash))
        return;
    const struct upload_desk desk = desk_of(office);
    enum err err = upload_look(&desk, hash, exchange->kiosk.name, &row);
    if (err == ERR_NOT_FOUND) {
        exchange_problem(exchange, 404, "unknown", "Nothing of this page is here", "");
    } else if (err != OK) {
        exchange_failed(exchange, err);
    } else {
        exchange->status = 204;
        exchange_put(exchange, "Cache-Control", "no-store");
        upload_headers(exchange, row.durable, row.name.len);
    }
}

static void patch_serve(struct office *office, struct exchange *exchange)
{
    struct upload upload = {.sender = exchange->kiosk.name,
                            .bytes = exchange->body.data,
                            .len = exchange->body.len,
                            .now = exchange->now};
    if (!hash_asked(exchange, upload.name.hash))
        return;
    if (strcmp(exchange->header(exchange, "Content-Type"), "application/octet-stream") != 0) {
        exchange_problem(exchange, 415, "content-type", "A part is application/octet-stream", "");
        return;
    }
    if (!blob_query_read(exchange->query, &upload.offset, &upload.name.len)) {
        exchange_problem(exchange, 400, "query", "The query is malformed", "");
        return;
    }
    const struct upload_desk desk = desk_of(office);
    enum upload_end end = upload_take(&desk, &upload);
    upload_answer(exchange, end, &upload);
}

const struct route blob_routes[] = {
    {"HEAD", "/v1/blobs/*", GUARD_KIOSK, 0, 0, head_serve},
    {"PATCH", "/v1/blobs/*", GUARD_KIOSK, 0, BLOB_CHUNK, patch_serve},
};
const size_t blob_route_count = LENGTH(blob_routes);
