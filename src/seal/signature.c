#include "seal/signature.h"

#include <assert.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "seal/signature_base.h"

/* One profile a direction: what is covered, and the parameter that names the direction, so that a
 * signature made for one never passes for the other. */
struct profile {
    const char *covered; /* the inner list of RFC 9421, section 2.3 */
    const char *tag;
};

static const struct profile request_profile = {
    "(\"@method\" \"@path\" \"@query\" \"content-digest\")",
    "anjungan-request",
};

static const struct profile answer_profile = {
    "(\"@status\" \"content-digest\")",
    "anjungan-answer",
};

#define LABEL        "anj="
#define DIGEST_START "sha-256=:"

enum {
    NONCE_BYTES = 16,
    KEY_ID_HEX = 2 * KEY_ID_BYTES,
    CREATED_DIGITS = 11, /* until the year 5138 */
    BASE_MAX = 8 * 1024,
    DIGEST_BYTES = crypto_hash_sha256_BYTES,
    QUERY_MAX = 1024,
};

static const char base64url_alphabet[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

void nonce_make(const struct entropy *entropy, char out[NONCE_SIZE])
{
    uint8_t bytes[NONCE_BYTES];
    entropy->fill(entropy->self, bytes, sizeof(bytes));
    sodium_bin2base64(out, NONCE_SIZE, bytes, sizeof(bytes),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

bool nonce_valid(const char *nonce)
{
    size_t len = strnlen(nonce, NONCE_SIZE);
    return len == NONCE_SIZE - 1 && strspn(nonce, base64url_alphabet) == len;
}

/* ---- byte sequences of structured fields (RFC 8941, section 3.3.5) ------------------------------
 */

/* start, ':' included, then base64 and ':'. */
static void bytes_write(char out[SIGNATURE_HEADER], const char *start, const uint8_t *bytes,
                        size_t len)
{
    size_t at = strlen(start);
    memcpy(out, start, at + 1);
    sodium_bin2base64(out + at, SIGNATURE_HEADER - at - 1, bytes, len,
                      sodium_base64_VARIANT_ORIGINAL);
    at += strlen(out + at);
    memcpy(out + at, ":", 2);
}

/* Exactly len bytes, in the one way bytes_write would write them: libsodium's decoder takes any
 * byte from 0x80 on for a '/'. */
static bool bytes_read(const char *text, const char *start, uint8_t *out, size_t len)
{
    char again[SIGNATURE_HEADER];
    size_t start_len = strlen(start), text_len = strnlen(text, SIGNATURE_HEADER), got = 0;
    if (text_len == SIGNATURE_HEADER || text_len < start_len + 1 ||
        sodium_base642bin(out, len, text + start_len, text_len - start_len - 1, NULL, &got, NULL,
                          sodium_base64_VARIANT_ORIGINAL) != 0 ||
        got != len)
        return false;
    bytes_write(again, start, out, len);
    return strcmp(again, text) == 0;
}

/* ---- the signature's parameters
 * ------------------------------------------------------------------ */

static void params_write(const struct profile *profile, const struct signature_claim *claim,
                         char out[SIGNATURE_HEADER])
{
    char id[KEY_ID_HEX + 1];
    sodium_bin2hex(id, sizeof(id), claim->key, KEY_ID_BYTES);
    int len = snprintf(out, SIGNATURE_HEADER,
                       "%s;created=%lld;nonce=\"%s\";keyid=\"%s\";alg=\"ed25519\";tag=\"%s\"",
                       profile->covered, (long long)claim->created, claim->nonce, id, profile->tag);
    assert(len > 0 && len < SIGNATURE_HEADER);
}

static bool skip(const char **at, const char *literal)
{
    size_t len = strlen(literal);
    if (strncmp(*at, literal, len) != 0)
        return false;
    *at += len;
    return true;
}

/* At least one, at most `most` characters of the alphabet, copied. */
static bool take(const char **at, const char *alphabet, size_t least, size_t most, char *out)
{
    size_t len = strspn(*at, alphabet);
    if (len < least || len > most)
        return false;
    memcpy(out, *at, len);
    out[len] = '\0';
    *at += len;
    return true;
}

/* Reads the three values that vary, writes the template with them, and compares: what was sent must
 * be, byte for byte, what we would have sent. */
static enum err claim_read(const struct profile *profile, const char *input,
                           struct signature_claim *out)
{
    char created[CREATED_DIGITS + 1], id[KEY_ID_HEX + 1];
    struct signature_claim claim = {.created = 0};
    if (strnlen(input, SIGNATURE_HEADER) == SIGNATURE_HEADER)
        return ERR_INVALID;
    const char *at = input;
    if (!skip(&at, LABEL) || !skip(&at, profile->covered) || !skip(&at, ";created=") ||
        !take(&at, "0123456789", 1, CREATED_DIGITS, created) || !skip(&at, ";nonce=\"") ||
        !take(&at, base64url_alphabet, NONCE_SIZE - 1, NONCE_SIZE - 1, claim.nonce) ||
        !skip(&at, "\";keyid=\"") || !take(&at, "0123456789abcdef", KEY_ID_HEX, KEY_ID_HEX, id))
        return ERR_INVALID;
    for (const char *digit = created; *digit; digit++)
        claim.created = claim.created * 10 + (*digit - '0');
    sodium_hex2bin(claim.key, sizeof(claim.key), id, KEY_ID_HEX, NULL, NULL, NULL);

    char params[SIGNATURE_HEADER];
    params_write(profile, &claim, params);
    if (strcmp(input + strlen(LABEL), params) != 0)
        return ERR_INVALID;
    *out = claim;
    return OK;
}

enum err request_claim(const struct http_signature *signature, struct signature_claim *out)
{
    return claim_read(&request_profile, signature->input, out);
}

/* ---- the signature base (RFC 9421, section 2.5)
 * -------------------------------------------------- */

/* Visible ASCII alone: a line break would let one component pass for two. */
static bool component_fits(const char *text)
{
    for (; *text; text++)
        if (*text <= ' ' || *text > '~')
            return false;
    return true;
}

static bool request_fits(const struct http_request *request)
{
    return component_fits(request->method) && component_fits(request->path) &&
           component_fits(request->query) && strlen(request->query) < QUERY_MAX - 1;
}

/* The base of either direction, given its parameters. */
static void request_base(const struct http_request *request, const char *digest, const char *params,
                         struct buf *out)
{
    char query[QUERY_MAX];
    snprintf(query, sizeof(query), "?%s", request->query);
    const struct component components[] = {
        {"@method", request->method},
        {"@path", request->path},
        {"@query", query},
        {"content-digest", digest},
    };
    signature_base(components, LENGTH(components), params, out);
}

static void answer_base(const struct http_answer *answer, const char *digest, const char *params,
                        struct buf *out)
{
    char status[16];
    snprintf(status, sizeof(status), "%d", answer->status);
    const struct component components[] = {{"@status", status}, {"content-digest", digest}};
    signature_base(components, LENGTH(components), params, out);
}

/* ---- signing and verifying
 * ----------------------------------------------------------------------- */

static void digest_write(const void *body, size_t len, char out[SIGNATURE_HEADER])
{
    uint8_t digest[DIGEST_BYTES];
    crypto_hash_sha256(digest, body, len);
    bytes_write(out, DIGEST_START, digest, sizeof(digest));
}

static enum err digest_check(const char *header, const void *body, size_t len)
{
    uint8_t said[DIGEST_BYTES], is[DIGEST_BYTES];
    if (!bytes_read(header, DIGEST_START, said, sizeof(said)))
        return ERR_INVALID;
    crypto_hash_sha256(is, body, len);
    return memcmp(said, is, sizeof(is)) == 0 ? OK : ERR_DENIED;
}

static struct signature_claim claim_of(const struct identity *by, int64_t created,
                                       const char *nonce)
{
    struct signature_claim claim = {.created = created};
    assert(created >= 0 && nonce_valid(nonce));
    key_id(by->public.sign.bytes, claim.key);
    memcpy(claim.nonce, nonce, NONCE_SIZE);
    return claim;
}

/* The two headers of a signature: its parameters are in the base already. */
static void base_sign(const struct buf *base, const char *params, const struct identity *by,
                      struct http_signature *out)
{
    uint8_t bytes[SIGNATURE_BYTES];
    assert(buf_check(base) == OK);
    int len = snprintf(out->input, sizeof(out->input), LABEL "%s", params);
    assert(len > 0 && len < SIGNATURE_HEADER);
    signature_base_sign(base, &by->sign, bytes);
    bytes_write(out->signature, LABEL ":", bytes, sizeof(bytes));
}

/* The claim was read already, so the input follows the template. */
static enum err base_verify(const struct buf *base, const struct http_signature *signature,
                            const struct signature_claim *claim, const struct sign_public *key)
{
    uint8_t bytes[SIGNATURE_BYTES], id[KEY_ID_BYTES];
    if (buf_check(base) != OK || !bytes_read(signature->signature, LABEL ":", bytes, sizeof(bytes)))
        return ERR_INVALID;
    key_id(key->bytes, id);
    if (memcmp(id, claim->key, sizeof(id)) != 0)
        return ERR_DENIED;
    return signature_base_verify(base, key, bytes);
}

void request_sign(const struct http_request *request, const struct identity *by, int64_t created,
                  const char *nonce, struct http_signature *out)
{
    SCOPED(buf_fini) struct buf base;
    char params[SIGNATURE_HEADER];
    buf_init(&base, BASE_MAX);
    assert(request_fits(request));
    struct signature_claim claim = claim_of(by, created, nonce);
    params_write(&request_profile, &claim, params);
    digest_write(request->body, request->len, out->digest);
    request_base(request, out->digest, params, &base);
    base_sign(&base, params, by, out);
}

enum err request_verify(const struct http_request *request, const struct http_signature *signature,
                        const struct sign_public *key)
{
    SCOPED(buf_fini) struct buf base;
    buf_init(&base, BASE_MAX);
    struct signature_claim claim;
    if (!request_fits(request) || request_claim(signature, &claim) != OK)
        return ERR_INVALID;
    enum err err = digest_check(signature->digest, request->body, request->len);
    if (err != OK)
        return err;
    request_base(request, signature->digest, signature->input + strlen(LABEL), &base);
    return base_verify(&base, signature, &claim, key);
}

void answer_sign(const struct http_answer *answer, const struct identity *by, int64_t created,
                 const char *nonce, struct http_signature *out)
{
    SCOPED(buf_fini) struct buf base;
    char params[SIGNATURE_HEADER];
    buf_init(&base, BASE_MAX);
    struct signature_claim claim = claim_of(by, created, nonce);
    params_write(&answer_profile, &claim, params);
    digest_write(answer->body, answer->len, out->digest);
    answer_base(answer, out->digest, params, &base);
    base_sign(&base, params, by, out);
}

enum err answer_verify(const struct http_answer *answer, const struct http_signature *signature,
                       const struct sign_public *key, const char *nonce, int64_t *created)
{
    SCOPED(buf_fini) struct buf base;
    buf_init(&base, BASE_MAX);
    struct signature_claim claim;
    enum err err = claim_read(&answer_profile, signature->input, &claim);
    if (err == OK)
        err = digest_check(signature->digest, answer->body, answer->len);
    if (err != OK)
        return err;
    answer_base(answer, signature->digest, signature->input + strlen(LABEL), &base);
    err = base_verify(&base, signature, &claim, key);
    if (err == OK && strcmp(claim.nonce, nonce) != 0)
        err = ERR_DENIED;
    if (err == OK)
        *created = claim.created;
    return err;
}
