/* A client that speaks HTTP as a kiosk or a browser does, over a real socket to 127.0.0.1. */
#ifndef TESTS_OFFICE_CLIENT_H
#define TESTS_OFFICE_CLIENT_H

#include "office/support/fixture.h"
#include "seal/signature.h"

struct question {
    const char *method, *target;
    const char *body; /* NULL: none */
    size_t len;
    const char *headers; /* more of them, each with \r\n at its end; "" none */
};

struct reply {
    int status;
    char head[4096];
    struct buf body;
    struct http_signature signature;
};

/* A kiosk's question, signed; `spoil` lets a test make it wrong. */
struct signing {
    const struct identity *by;
    const char *kiosk;
    int64_t created; /* seconds */
    bool spoil_digest, spoil_signature;
    char nonce[NONCE_SIZE]; /* set */
};

/* Asks and reads the answer; the caller frees it with reply_fini. */
void client_ask(uint16_t port, const struct question *question, struct reply *out);
void client_ask_signed(uint16_t port, const struct question *question, struct signing *signing,
                       struct reply *out);
/* Sends the bytes as they are and reads what comes; status 0 when nothing does. */
void client_raw(uint16_t port, const void *bytes, size_t len, struct reply *out);
void reply_fini(struct reply *reply);
/* The value of a header of the answer, in a static buffer; "" where it is absent. */
const char *reply_header(const struct reply *reply, const char *name);
/* The `code` of a problem document; "" for anything else. */
const char *reply_problem(const struct reply *reply);

#endif
