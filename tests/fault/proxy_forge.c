/* A forger between syncd and the office: his receipt is word for word what the office would say,
 * for items that the office has never seen. Only the signature is missing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "fault/proxy.h"
#include "wire/batch.h"

/* The request's body; NULL while it is not whole. */
static const char *body_of(const char *request, size_t len, size_t *body_len)
{
    static const char length[] = "Content-Length:";
    const char *end = memmem(request, len, "\r\n\r\n", 4);
    if (!end)
        return NULL;
    const char *body = end + 4;
    size_t wanted = 0;
    for (const char *at = request; at < end; at++)
        if (strncasecmp(at, length, strlen(length)) == 0)
            wanted = strtoul(at + strlen(length), NULL, 10);
    *body_len = len - (size_t)(body - request);
    return *body_len >= wanted ? body : NULL;
}

static void receipt_for(const struct batch *batch, struct batch_receipt *out)
{
    *out = (struct batch_receipt){.received = 1, .log = batch->log, .count = batch->count};
    memcpy(out->kiosk, batch->kiosk, sizeof(out->kiosk));
    for (size_t i = 0; i < batch->count; i++) {
        out->verdicts[i] =
            (struct batch_verdict){.id = batch->items[i].id, .verdict = VERDICT_CREATED};
        hash_bytes(batch->items[i].envelope, batch->items[i].len, out->verdicts[i].hash);
    }
}

size_t forge(const char *request, size_t len, char *out, size_t size)
{
    struct batch *batch = calloc(1, sizeof(*batch));
    struct batch_receipt *receipt = calloc(1, sizeof(*receipt));
    struct buf store, said;
    size_t body_len = 0;
    int written = 0;
    const char *body = body_of(request, len, &body_len);
    buf_init(&store, BATCH_BODY_MAX);
    buf_init(&said, BATCH_BODY_MAX);
    if (body && batch_read(body, body_len, &store, batch) == OK) {
        receipt_for(batch, receipt);
        if (batch_receipt_write(receipt, &said) == OK)
            written = snprintf(out, size,
                               "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                               "Content-Length: %zu\r\n\r\n%.*s",
                               said.len, (int)said.len, (const char *)said.data);
    }
    buf_fini(&store);
    buf_fini(&said);
    free(batch);
    free(receipt);
    return (size_t)written;
}
