/* As much HTTP/1.1 as a fake office speaks: one request and one answer a connection. */
#ifndef TESTS_SYNC_SUPPORT_FAKE_HTTP_H
#define TESTS_SYNC_SUPPORT_FAKE_HTTP_H

#include <stdbool.h>

#include "base/buf.h"
#include "seal/signature.h"

struct fake_request {
    char method[8], path[128], query[128];
    struct http_signature signature;
    struct buf body;
};

/* False when the peer sent no whole request. The body is freed with fake_request_fini either way.
 */
bool fake_http_read(int fd, struct fake_request *out);
void fake_request_fini(struct fake_request *request);
/* Sends the answer with `more` headers, of its body only the first `sent` bytes. */
void fake_http_send(int fd, const struct http_answer *answer,
                    const struct http_signature *signature, const char *more, size_t sent);
void fake_http_text(int fd, const char *text);

#endif
