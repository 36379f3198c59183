/* One HTTP exchange with the office: signed on the way up, verified on the way down. An answer that
 * does not carry the office's signature over our nonce is not the office's, whatever it says. */
#ifndef SYNC_TRANSPORT_H
#define SYNC_TRANSPORT_H

#include <stdbool.h>

#include "base/buf.h"
#include "seal/signature.h"
#include "service/counter.h"
#include "wire/enrolment.h"

struct transport;

struct transport_config {
    const struct enrolment *enrolment; /* copied */
    const struct identity *identity;   /* borrowed */
    const char *ca_file;               /* the only CA trusted, "" for the system's; copied */
    int stop_fd;                       /* readable: end the call at once. -1 none */
    int64_t connect_most;              /* ms; 0: 10 s */
    int64_t stall_most;                /* ms without a byte; 0: 30 s */
};

/* ERR_STORAGE when libcurl cannot start, ERR_INVALID for an address that is neither https nor http
 * to loopback. */
enum err transport_open(const struct transport_config *config, struct transport **out) MUST_USE;
void transport_close(struct transport **transport);

struct call {
    const char *method; /* "GET", "POST", "HEAD" or "PATCH" */
    const char *path;
    const char *query; /* "" none */
    const char *type;  /* of the body; NULL: JSON */
    const void *body;
    size_t len;
    int64_t total_most; /* ms for all of it; 0: 300 s */
    size_t most;        /* bytes of the answer; more is no answer of our office */
    bool sign;
    const struct identity *by; /* who signs; NULL: the transport's own */
    const char *nonce;
    int64_t created; /* seconds, by the office's clock; its certificate is held against it too */
    bool (*give_way)(
        void *self); /* asked about once a second: true ends the call, as stop_fd does */
    void *self;
    bool any_date; /* its certificate may have run out: the call that learns the time */
};

struct answer {
    enum sync_cause cause;           /* OK, UNCHANGED (304), or why it is none */
    int http;                        /* 0: nothing answered */
    bool stopped;                    /* ended by stop_fd: neither success nor failure */
    int64_t created;                 /* seconds, as the office signed */
    int64_t retry_after;             /* ms, 0 none */
    int64_t offset;                  /* Upload-Offset; -1 none. No signature covers it: it only
                                        says where to go on, never that something arrived */
    int64_t duration;                /* ms */
    int64_t bytes;                   /* both ways, bodies only */
    struct http_signature signature; /* as it came, for who does not know the office yet */
    struct buf body;
};

/* The answer's body is freed with answer_fini, whatever the cause. */
void transport_call(struct transport *transport, const struct call *call, struct answer *out);
void answer_fini(struct answer *answer);

#endif
