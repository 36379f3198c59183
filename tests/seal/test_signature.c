#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "seal/signature.h"
#include "seal/support/fixed.h"

/* The body of the examples of RFC 9530, and the key of those of RFC 9421: the digests are the
 * RFC's, the signatures were made with OpenSSL over signature bases written by hand. */
static const char body[] = "{\"hello\": \"world\"}\n";
enum { BODY_LEN = sizeof(body) - 1, CREATED = 1618884473 };

#define DIGEST "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:"
#define KEYID  "9b6d10b2a979102d"
#define INPUT                                                                                      \
    "anj=(\"@method\" \"@path\" \"@query\" \"content-digest\");created=1618884473;"                \
    "nonce=\"" FIXED_NONCE "\";keyid=\"" KEYID "\";alg=\"ed25519\";tag=\"anjungan-request\""

static struct identity key, stranger;
static const struct http_request request = {"POST", "/v1/batches", "after=7", body, BODY_LEN};
static const struct http_answer answer = {200, body, BODY_LEN};

static int setup(void **state)
{
    (void)state;
    if (seal_start() != OK)
        return -1;
    fixed_identity(&key);
    fixed_other(1, &stranger);
    return 0;
}

static struct http_signature signed_request(void)
{
    struct http_signature signature;
    request_sign(&request, &key, CREATED, FIXED_NONCE, &signature);
    return signature;
}

static enum err verify(const struct http_signature *signature)
{
    return request_verify(&request, signature, &key.public.sign);
}

static void test_digests_of_rfc_9530(void **state)
{
    (void)state;
    static const struct {
        const char *body, *digest;
    } table[] = {
        {"{\"hello\": \"world\"}\n", DIGEST},
        {"{\"hello\": \"world\"}", "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:"},
        /* Of the appendix: a part of the representation. */
        {"\"world\"}\n", "sha-256=:jjcgBDWNAtbYUXI37CVG3gRuGOAjaaDRGpIUFsdyepQ=:"},
        {"", "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:"},
    };
    for (size_t i = 0; i < LENGTH(table); i++) {
        struct http_request one = {"PUT", "/", "", table[i].body, strlen(table[i].body)};
        struct http_signature signature;
        request_sign(&one, &key, CREATED, FIXED_NONCE, &signature);
        assert_string_equal(signature.digest, table[i].digest);
    }
}

static void test_known_request(void **state)
{
    (void)state;
    struct http_signature signature = signed_request();
    assert_string_equal(signature.digest, DIGEST);
    assert_string_equal(signature.input, INPUT);
    assert_string_equal(signature.signature, "anj=:gR5N+hV64dNVUjz2OR/9gHn8RtXwWvi3lIvC85kgGDep19GT"
                                             "dP2ta2stEciHCZ74gwxGO1P+TicX8QmYnYUBCA==:");
    assert_int_equal(verify(&signature), OK);
}

static void test_known_request_without_query(void **state)
{
    (void)state;
    struct http_request bare = request;
    struct http_signature signature;
    bare.query = ""; /* its component is "?" (RFC 9421, section 2.2.7) */
    request_sign(&bare, &key, CREATED, FIXED_NONCE, &signature);
    assert_string_equal(signature.signature, "anj=:jiyhLxHuxLvvt21/Cw5Svmbwh4pXGhSG/6JyTZBbSgGg7jpR"
                                             "oPJl0pqiXd4IYLCWu62DX4SB95+GJ4w1ASIbCw==:");
    assert_int_equal(verify(&signature), ERR_DENIED);
}

static void test_known_answer(void **state)
{
    (void)state;
    struct http_signature signature;
    int64_t created = 0;
    answer_sign(&answer, &key, CREATED + 1, FIXED_NONCE, &signature);
    assert_string_equal(signature.input, "anj=(\"@status\" \"content-digest\");created=1618884474;"
                                         "nonce=\"" FIXED_NONCE "\";keyid=\"" KEYID
                                         "\";alg=\"ed25519\";tag=\"anjungan-answer\"");
    assert_string_equal(signature.signature, "anj=:srv0szQen8B/Uz2cb65/qs7Ww4yy/4L/84UjSqI+lwMk/p6L"
                                             "MRj3Llr++mEzp+DYTH3lusKBlUV5W7KoR4mmCQ==:");
    assert_int_equal(answer_verify(&answer, &signature, &key.public.sign, FIXED_NONCE, &created),
                     OK);
    assert_int_equal(created, CREATED + 1);
}

static void test_claim(void **state)
{
    (void)state;
    struct http_signature signature = signed_request();
    struct signature_claim claim;
    uint8_t id[KEY_ID_BYTES];
    key_id(key.public.sign.bytes, id);
    assert_int_equal(request_claim(&signature, &claim), OK);
    assert_memory_equal(claim.key, id, sizeof(id));
    assert_int_equal(claim.created, CREATED);
    assert_string_equal(claim.nonce, FIXED_NONCE);
}

static void test_any_change_of_the_request_is_denied(void **state)
{
    (void)state;
    struct http_signature signature = signed_request();
    const struct http_request others[] = {
        {"PUT", "/v1/batches", "after=7", body, BODY_LEN},
        {"POST", "/v1/batcheS", "after=7", body, BODY_LEN},
        {"POST", "/v1/batches/", "after=7", body, BODY_LEN},
        {"POST", "/v1/batches", "after=8", body, BODY_LEN},
        {"POST", "/v1/batches", "", body, BODY_LEN},
        {"POST", "/v1/batches", "after=7", body, BODY_LEN - 1},
        {"POST", "/v1/batches", "after=7", "", 0},
    };
    for (size_t i = 0; i < LENGTH(others); i++)
        assert_int_equal(request_verify(&others[i], &signature, &key.public.sign), ERR_DENIED);
    char changed[BODY_LEN];
    struct http_request other = request;
    other.body = changed;
    for (size_t i = 0; i < BODY_LEN; i++) {
        memcpy(changed, body, BODY_LEN);
        changed[i] ^= 1;
        assert_int_equal(request_verify(&other, &signature, &key.public.sign), ERR_DENIED);
    }
}

static void test_line_breaks_in_components_are_invalid(void **state)
{
    (void)state;
    struct http_signature signature = signed_request();
    const struct http_request others[] = {
        {"POST", "/v1/batches\n\"@query\": ?x", "after=7", body, BODY_LEN},
        {"POST\r", "/v1/batches", "after=7", body, BODY_LEN},
        {"POST", "/v1/batches", "after=7 ", body, BODY_LEN},
        {"POST", "/v1/b\xc3\xa1", "after=7", body, BODY_LEN},
    };
    for (size_t i = 0; i < LENGTH(others); i++)
        assert_int_equal(request_verify(&others[i], &signature, &key.public.sign), ERR_INVALID);
    static char endless[16 * 1024];
    memset(endless, 'x', sizeof(endless) - 1);
    struct http_request other = {"POST", "/v1/batches", endless, body, BODY_LEN};
    assert_int_equal(request_verify(&other, &signature, &key.public.sign), ERR_INVALID);
}

static void test_wrong_key_is_denied(void **state)
{
    (void)state;
    struct http_signature signature = signed_request(), forged = signature;
    assert_int_equal(request_verify(&request, &signature, &stranger.public.sign), ERR_DENIED);
    /* Signed by a stranger in the name of the key. */
    request_sign(&request, &stranger, CREATED, FIXED_NONCE, &forged);
    memcpy(forged.input, signature.input, sizeof(forged.input));
    assert_int_equal(verify(&forged), ERR_DENIED);
}

static void test_every_changed_byte_of_the_headers_is_refused(void **state)
{
    (void)state;
    struct http_signature signature = signed_request();
    char *const headers[] = {signature.digest, signature.input, signature.signature};
    for (size_t which = 0; which < LENGTH(headers); which++) {
        char *header = headers[which];
        for (size_t i = 0; header[i]; i++) {
            char was = header[i];
            for (int c = 1; c < 256; c++) {
                header[i] = (char)c;
                if (header[i] != was)
                    assert_int_not_equal(verify(&signature), OK);
            }
            header[i] = was;
        }
        for (size_t len = strlen(header); len-- > 0;) {
            char was = header[len];
            header[len] = '\0';
            assert_int_equal(verify(&signature), ERR_INVALID);
            header[len] = was;
        }
    }
    assert_int_equal(verify(&signature), OK);
}

static void test_input_follows_the_template_exactly(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to;
    } table[] = {
        {"anj=(", "anj= ("},
        {"anj=(", "sig=("},
        {"\"@method\" \"@path\"", "\"@path\" \"@method\""},
        {"\"@method\" ", ""},
        {" \"content-digest\"", ""},
        {"\"content-digest\"", "\"content-digest\";req"},
        {"created=1618884473", "created=01618884473"},
        {"created=1618884473", "created=+1618884473"},
        {"created=1618884473", "created=-1"},
        {"created=1618884473", "created="},
        {"created=1618884473", "created=161888447300"},
        {"created=1618884473", "created=16188844.73"},
        {";created=1618884473", ";created=1618884473;expires=1"},
        {FIXED_NONCE, ""},
        {FIXED_NONCE, FIXED_NONCE "A"},
        {FIXED_NONCE, "AAECAwQFBgcICQoLDA0OD"},
        {FIXED_NONCE, "AAECAwQFBgcICQoLDA0OD+"},
        {KEYID, "9B6D10B2A979102D"},
        {KEYID, "9b6d10b2a979102"},
        {KEYID, KEYID "0"},
        {"ed25519", "rsa-pss-sha512"},
        {";alg=\"ed25519\"", ""},
        {"anjungan-request", "anjungan-answer"},
        {"\"anjungan-request\"", "\"anjungan-request\" "},
        {"\"anjungan-request\"", "\"anjungan-request\", other=()"},
    };
    struct signature_claim claim;
    for (size_t i = 0; i < LENGTH(table); i++) {
        struct http_signature signature = signed_request();
        char changed[SIGNATURE_HEADER];
        const char *at = strstr(signature.input, table[i].from);
        assert_non_null(at);
        snprintf(changed, sizeof(changed), "%.*s%s%s", (int)(at - signature.input), signature.input,
                 table[i].to, at + strlen(table[i].from));
        memcpy(signature.input, changed, sizeof(changed));
        assert_int_equal(request_claim(&signature, &claim), ERR_INVALID);
        assert_int_equal(verify(&signature), ERR_INVALID);
    }
}

static void test_absent_and_endless_headers_are_invalid(void **state)
{
    (void)state;
    struct http_signature none = {.input = ""}, endless;
    int64_t created = 77;
    memset(&endless, 'a', sizeof(endless));
    assert_int_equal(verify(&none), ERR_INVALID);
    assert_int_equal(verify(&endless), ERR_INVALID);
    assert_int_equal(answer_verify(&answer, &none, &key.public.sign, FIXED_NONCE, &created),
                     ERR_INVALID);
    assert_int_equal(answer_verify(&answer, &endless, &key.public.sign, FIXED_NONCE, &created),
                     ERR_INVALID);
    assert_int_equal(created, 77);
    for (size_t which = 0; which < 3; which++) {
        struct http_signature signature = signed_request();
        char *const headers[] = {signature.digest, signature.input, signature.signature};
        memset(headers[which], headers[which][0], SIGNATURE_HEADER);
        assert_int_equal(verify(&signature), ERR_INVALID);
    }
}

static void test_answer_must_repeat_our_nonce(void **state)
{
    (void)state;
    struct http_signature signature;
    struct entropy entropy = entropy_system();
    char nonce[NONCE_SIZE];
    int64_t created = 77;
    nonce_make(&entropy, nonce);
    answer_sign(&answer, &key, CREATED, FIXED_NONCE, &signature);
    assert_int_equal(answer_verify(&answer, &signature, &key.public.sign, nonce, &created),
                     ERR_DENIED);
    assert_int_equal(created, 77);
}

static void test_changed_answers_are_denied(void **state)
{
    (void)state;
    struct http_signature signature;
    int64_t created = 77;
    answer_sign(&answer, &key, CREATED, FIXED_NONCE, &signature);
    const struct http_answer others[] = {
        {201, body, BODY_LEN}, {200, body, BODY_LEN - 1}, {200, "<html>", 6}, {200, NULL, 0}};
    for (size_t i = 0; i < LENGTH(others); i++)
        assert_int_equal(
            answer_verify(&others[i], &signature, &key.public.sign, FIXED_NONCE, &created),
            ERR_DENIED);
    assert_int_equal(
        answer_verify(&answer, &signature, &stranger.public.sign, FIXED_NONCE, &created),
        ERR_DENIED);
    assert_int_equal(created, 77);
}

static void test_directions_do_not_mix(void **state)
{
    (void)state;
    struct http_signature signature = signed_request();
    int64_t created = 0;
    assert_int_equal(answer_verify(&answer, &signature, &key.public.sign, FIXED_NONCE, &created),
                     ERR_INVALID);
    answer_sign(&answer, &key, CREATED, FIXED_NONCE, &signature);
    assert_int_equal(verify(&signature), ERR_INVALID);
}

static void test_nonces(void **state)
{
    (void)state;
    struct entropy counting = fixed_counting(), entropy = entropy_system();
    char one[NONCE_SIZE], other[NONCE_SIZE];
    nonce_make(&counting, one);
    assert_string_equal(one, FIXED_NONCE);
    nonce_make(&entropy, one);
    nonce_make(&entropy, other);
    assert_true(nonce_valid(one));
    assert_string_not_equal(one, other);
    static const char *const bad[] = {"",
                                      "AAECAwQFBgcICQoLDA0OD",
                                      FIXED_NONCE "A",
                                      "AAECAwQFBgcICQoLDA0OD=",
                                      "AAECAwQFBgcICQoLDA0OD\"",
                                      "AAECAwQFBgcICQoLDA0OD\n"};
    for (size_t i = 0; i < LENGTH(bad); i++)
        assert_false(nonce_valid(bad[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_digests_of_rfc_9530),
        cmocka_unit_test(test_known_request),
        cmocka_unit_test(test_known_request_without_query),
        cmocka_unit_test(test_known_answer),
        cmocka_unit_test(test_claim),
        cmocka_unit_test(test_any_change_of_the_request_is_denied),
        cmocka_unit_test(test_line_breaks_in_components_are_invalid),
        cmocka_unit_test(test_wrong_key_is_denied),
        cmocka_unit_test(test_every_changed_byte_of_the_headers_is_refused),
        cmocka_unit_test(test_input_follows_the_template_exactly),
        cmocka_unit_test(test_absent_and_endless_headers_are_invalid),
        cmocka_unit_test(test_answer_must_repeat_our_nonce),
        cmocka_unit_test(test_changed_answers_are_denied),
        cmocka_unit_test(test_directions_do_not_mix),
        cmocka_unit_test(test_nonces),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
