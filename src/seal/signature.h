/* HTTP message signatures (RFC 9421) over content digests (RFC 9530) in one strict profile: fixed
 * components in a fixed order, Ed25519, exact match of the template, nothing negotiated.
 *
 * A request covers "@method" "@path" "@query" "content-digest"; an answer covers "@status"
 * "content-digest" and repeats the request's nonce. Parameters: created, nonce, keyid (hex of
 * key_id), alg="ed25519", tag="anjungan-request" or "anjungan-answer". */
#ifndef SEAL_SIGNATURE_H
#define SEAL_SIGNATURE_H

#include <stdbool.h>

#include "base/entropy.h"
#include "base/err.h"
#include "seal/keys.h"

enum { NONCE_SIZE = 23, SIGNATURE_HEADER = 512 }; /* 16 random bytes as base64url, NUL included */

/* Header values, ready to send or as received. Empty when absent. */
struct http_signature {
    char digest[SIGNATURE_HEADER];    /* Content-Digest */
    char input[SIGNATURE_HEADER];     /* Signature-Input */
    char signature[SIGNATURE_HEADER]; /* Signature */
};

struct http_request {
    const char *method; /* "POST" */
    const char *path;   /* "/v1/batches" */
    const char *query;  /* without '?', "" where none */
    const void *body;
    size_t len;
};

struct http_answer {
    int status;
    const void *body;
    size_t len;
};

void nonce_make(const struct entropy *entropy, char out[NONCE_SIZE]);
/* Whether a text from outside (GET /v1/time?n=...) can be a nonce: signing asserts it. */
bool nonce_valid(const char *nonce);

/* created: seconds UTC, as the office's clock shows them (the learned offset applied). */
void request_sign(const struct http_request *request, const struct identity *by, int64_t created,
                  const char *nonce, struct http_signature *out);
/* What a signature claims, before it is checked: whose key, when, which nonce.
 * ERR_INVALID when the headers do not follow the template exactly. */
struct signature_claim {
    uint8_t key[KEY_ID_BYTES];
    int64_t created;
    char nonce[NONCE_SIZE + 1];
};
enum err request_claim(const struct http_signature *signature, struct signature_claim *out)
    MUST_USE;
/* ERR_INVALID: malformed; ERR_DENIED: digest or signature wrong. Freshness of created and the
 * nonce are the caller's to judge from the claim. */
enum err request_verify(const struct http_request *request, const struct http_signature *signature,
                        const struct sign_public *key) MUST_USE;

void answer_sign(const struct http_answer *answer, const struct identity *by, int64_t created,
                 const char *nonce, struct http_signature *out);
/* The answer must repeat our nonce. */
enum err answer_verify(const struct http_answer *answer, const struct http_signature *signature,
                       const struct sign_public *key, const char *nonce, int64_t *created) MUST_USE;

#endif
