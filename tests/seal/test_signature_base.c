#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sodium.h>
#include <string.h>

#include "seal/signature_base.h"
#include "seal/support/fixed.h"

/* The examples of RFC 9421: what stands there, through the functions that our profile goes through.
 */

static struct identity key;

static int setup(void **state)
{
    (void)state;
    if (seal_start() != OK)
        return -1;
    fixed_identity(&key);
    return 0;
}

/* Appendix B.2.6: signing a request with test-key-ed25519. */
static const struct component b26[] = {
    {"date", "Tue, 20 Apr 2021 02:07:55 GMT"},
    {"@method", "POST"},
    {"@path", "/foo"},
    {"@authority", "example.com"},
    {"content-type", "application/json"},
    {"content-length", "18"},
};
#define B26_PARAMS                                                                                 \
    "(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\")"          \
    ";created=1618884473;keyid=\"test-key-ed25519\""
#define B26_SIGNATURE                                                                              \
    "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw=="

static void base64(const uint8_t *bytes, size_t len, char *out, size_t size)
{
    sodium_bin2base64(out, size, bytes, len, sodium_base64_VARIANT_ORIGINAL);
}

static void test_key_of_the_appendix(void **state)
{
    (void)state;
    char text[64];
    base64(key.public.sign.bytes, KEY_BYTES, text, sizeof(text));
    assert_string_equal(text, "JrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=");
}

static void test_bases_of_the_rfc(void **state)
{
    (void)state;
    /* Section 2.5. */
    static const struct component section_2_5[] = {
        {"@method", "POST"},
        {"@authority", "example.com"},
        {"@path", "/foo"},
        {"content-digest", "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7"
                           "BNNyealdVLvRwEmTHWXvJwew==:"},
        {"content-length", "18"},
        {"content-type", "application/json"},
    };
    static const struct {
        const struct component *components;
        size_t count;
        const char *params, *base;
    } table[] = {
        {section_2_5, LENGTH(section_2_5),
         "(\"@method\" \"@authority\" \"@path\" \"content-digest\" \"content-length\" "
         "\"content-type\");created=1618884473;keyid=\"test-key-rsa-pss\"",
         "\"@method\": POST\n\"@authority\": example.com\n\"@path\": /foo\n"
         "\"content-digest\": sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYll"
         "u7BNNyealdVLvRwEmTHWXvJwew==:\n\"content-length\": 18\n"
         "\"content-type\": application/json\n"
         "\"@signature-params\": (\"@method\" \"@authority\" \"@path\" \"content-digest\" "
         "\"content-length\" \"content-type\");created=1618884473;keyid=\"test-key-rsa-pss\""},
        {b26, LENGTH(b26), B26_PARAMS,
         "\"date\": Tue, 20 Apr 2021 02:07:55 GMT\n\"@method\": POST\n\"@path\": /foo\n"
         "\"@authority\": example.com\n\"content-type\": application/json\n"
         "\"content-length\": 18\n\"@signature-params\": " B26_PARAMS},
        /* Appendix B.2.1: nothing but the parameters is covered. */
        {NULL, 0,
         "();created=1618884473;keyid=\"test-key-rsa-pss\";nonce=\"b3k2pp5k7z-50gnwp.yemd\"",
         "\"@signature-params\": ();created=1618884473;keyid=\"test-key-rsa-pss\""
         ";nonce=\"b3k2pp5k7z-50gnwp.yemd\""},
    };
    for (size_t i = 0; i < LENGTH(table); i++) {
        SCOPED(buf_fini) struct buf base;
        buf_init(&base, 4096);
        signature_base(table[i].components, table[i].count, table[i].params, &base);
        assert_string_equal(buf_text(&base), table[i].base);
    }
}

static void test_signature_of_the_appendix(void **state)
{
    (void)state;
    uint8_t bytes[SIGNATURE_BYTES];
    char text[128];
    SCOPED(buf_fini) struct buf base;
    buf_init(&base, 4096);
    signature_base(b26, LENGTH(b26), B26_PARAMS, &base);
    signature_base_sign(&base, &key.sign, bytes);
    base64(bytes, sizeof(bytes), text, sizeof(text));
    assert_string_equal(text, B26_SIGNATURE);
    assert_int_equal(signature_base_verify(&base, &key.public.sign, bytes), OK);
}

static void test_any_other_base_is_denied(void **state)
{
    (void)state;
    uint8_t bytes[SIGNATURE_BYTES];
    struct identity stranger;
    fixed_other(1, &stranger);
    SCOPED(buf_fini) struct buf base;
    buf_init(&base, 4096);
    signature_base(b26, LENGTH(b26), B26_PARAMS, &base);
    signature_base_sign(&base, &key.sign, bytes);
    assert_int_equal(signature_base_verify(&base, &stranger.public.sign, bytes), ERR_DENIED);
    for (size_t i = 0; i < base.len; i++) {
        base.data[i] ^= 1;
        assert_int_equal(signature_base_verify(&base, &key.public.sign, bytes), ERR_DENIED);
        base.data[i] ^= 1;
    }
    for (size_t i = 0; i < sizeof(bytes); i++) {
        bytes[i] ^= 1;
        assert_int_equal(signature_base_verify(&base, &key.public.sign, bytes), ERR_DENIED);
        bytes[i] ^= 1;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_key_of_the_appendix),
        cmocka_unit_test(test_bases_of_the_rfc),
        cmocka_unit_test(test_signature_of_the_appendix),
        cmocka_unit_test(test_any_other_base_is_denied),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
