/* Which question goes where: one table. */
#ifndef OFFICE_ROUTES_H
#define OFFICE_ROUTES_H

#include "office/ledger_requests.h"
#include "office/office.h"
#include "office/upload.h"

/* What must be shown before a route answers. */
enum guard {
    GUARD_NONE,
    GUARD_VISITOR, /* anybody, but not too often */
    GUARD_KIOSK,   /* a fresh signature of a kiosk that is known and not blocked */
    GUARD_OFFICER, /* somebody who is signed in */
    GUARD_CHANGE,  /* the same, and the page itself asks (CSRF token) */
};

struct route {
    const char *method;
    const char *pattern; /* "/api/requests/<anything>/advance" has '*' for the segment */
    enum guard guard;
    int permit;      /* of OFFICER and CHANGE: enum permit, 0 any role */
    size_t body_max; /* bytes; 0: takes no body */
    void (*serve)(struct office *office, struct exchange *exchange);
};

extern const struct route kiosk_routes[];
extern const struct route blob_routes[];
extern const struct route phone_routes[];
extern const struct route enrol_routes[];
extern const struct route key_routes[];
extern const struct route console_routes[];
extern const struct route public_routes[];
extern const size_t kiosk_route_count, enrol_route_count, key_route_count, console_route_count,
    public_route_count;
extern const size_t blob_route_count, phone_route_count;

/* The end of a part of a page as an answer: api_blobs.c, for kiosks and phones alike. */
void upload_answer(struct exchange *exchange, enum upload_end end, const struct upload *upload);
/* Whether the request still waits for documents that a phone may send: api_phone.c. */
bool phone_wanted(const struct request_file *file);
/* Upload-Offset and Upload-Complete. */
void upload_headers(struct exchange *exchange, int64_t durable, int64_t len);

/* The kiosk's guard (api_kiosk.c): fills exchange->kiosk or makes the problem and says false. */
bool kiosk_guard(struct office *office, struct exchange *exchange);
/* The signature headers as they came; empty ones where they cannot be ours. */
struct http_signature kiosk_signature(const struct exchange *exchange);
/* Whether they hold over the question by this key. */
bool kiosk_signature_holds(const struct exchange *exchange, const struct http_signature *signature,
                           const struct sign_public *key);
/* Signs an answer of /v1 over the question's nonce, where there was one. */
void kiosk_sign(struct office *office, struct exchange *exchange);
/* The console's guard: fills exchange->session. */
bool officer_guard(struct office *office, struct exchange *exchange, const struct route *route);

#endif
