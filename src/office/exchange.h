/* One question that came over HTTP and the answer to it, whatever library carries them. */
#ifndef OFFICE_EXCHANGE_H
#define OFFICE_EXCHANGE_H

#include <stdbool.h>

#include "base/buf.h"
#include "office/ledger_kiosks.h"
#include "office/ledger_officers.h"
#include "seal/signature.h"

enum {
    EXCHANGE_TARGET = 512,
    EXCHANGE_HEADERS = 16,
    EXCHANGE_ARGS = 2,
    EXCHANGE_ARG = 72, /* 64 hexadecimal digits fit */
    EXCHANGE_ANSWER_MAX = 6 * 1024 * 1024,
};

struct exchange {
    /* the question */
    char method[12];
    char path[EXCHANGE_TARGET];  /* as sent, before '?' */
    char query[EXCHANGE_TARGET]; /* after it, "" where none */
    struct buf body;
    bool body_too_large; /* more than the route takes: it was not read */
    char peer[64];       /* who asks, for rate limits */
    bool secure;         /* it came to the proxy over TLS */
    int64_t now;
    /* "" when absent; borrowed */
    const char *(*header)(const struct exchange *exchange, const char *name);
    void *source; /* for header() */
    /* what the guards of the route found out */
    char args[EXCHANGE_ARGS][EXCHANGE_ARG]; /* what stood for the *s of the route */
    struct kiosk kiosk;
    struct session session;
    /* the answer */
    int status;
    struct buf answer;
    struct {
        char name[32];
        char value[SIGNATURE_HEADER];
    } headers[EXCHANGE_HEADERS];
    size_t header_count;
};

void exchange_init(struct exchange *exchange, int64_t now);
/* Wipes both bodies. */
void exchange_fini(struct exchange *exchange);
/* Splits "/path?query"; false when it is too long. */
bool exchange_target(struct exchange *exchange, const char *target);

/* The value of the query's one parameter `name`, "" where it is missing; false when the query holds
 * anything else. */
bool exchange_query(const struct exchange *exchange, const char *name, char *out, size_t size);

/* One parameter of a query that may hold several ("a=1&b=2%20c"), decoded; "" where it is missing.
 * False when it is malformed or does not fit. */
bool exchange_param(const struct exchange *exchange, const char *name, char *out, size_t size);

/* Adds a header to the answer; it must fit. */
void exchange_put(struct exchange *exchange, const char *name, const char *value);
/* Makes the answer a problem document (RFC 9457) and forgets what it held. */
void exchange_problem(struct exchange *exchange, int status, const char *code, const char *title,
                      const char *detail);
/* The problem that stands for an error nobody foresaw, with the status that tells kiosks to come
 * back later. */
void exchange_failed(struct exchange *exchange, enum err err);
/* Finishes an answer whose JSON was written into exchange->answer. */
void exchange_json(struct exchange *exchange, enum err written);

#endif
