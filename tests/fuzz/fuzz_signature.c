/* The three headers of a signature, one a line. A claim that is accepted is what we would have
 * written for the same values. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "seal/signature.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fill(void *self, void *bytes, size_t len)
{
    (void)self;
    memset(bytes, 7, len);
}

/* The bytes before the next line break, cut to the header's size. */
static void take_line(const uint8_t **at, const uint8_t *end, char out[SIGNATURE_HEADER])
{
    size_t len = 0;
    for (; *at < end && **at != '\n'; (*at)++)
        if (len < SIGNATURE_HEADER - 1)
            out[len++] = (char)**at;
    out[len] = '\0';
    if (*at < end)
        (*at)++;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct http_request request = {"POST", "/v1/batches", "", "body", 4};
    static const struct http_answer answer = {200, "body", 4};
    struct entropy entropy = {.fill = fill};
    struct http_signature signature, again;
    struct signature_claim claim;
    struct identity by;
    int64_t created = -1;
    const uint8_t *at = data, *end = data + size;
    identity_make(&entropy, &by);
    take_line(&at, end, signature.digest);
    take_line(&at, end, signature.input);
    take_line(&at, end, signature.signature);
    if (request_claim(&signature, &claim) == OK) {
        assert(nonce_valid(claim.nonce) && claim.created >= 0);
        request_sign(&request, &by, claim.created, claim.nonce, &again);
        assert(strlen(again.input) == strlen(signature.input));
    }
    enum err err = request_verify(&request, &signature, &by.public.sign);
    assert(err != OK || strcmp(again.signature, signature.signature) == 0);
    err = answer_verify(&answer, &signature, &by.public.sign, "AAECAwQFBgcICQoLDA0ODw", &created);
    assert((err == OK) == (created >= 0));
    return 0;
}
