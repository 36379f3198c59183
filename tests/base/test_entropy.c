#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/entropy.h"
#include "base/err.h"

/* Gives the bytes of `self` over and over. */
static void replay(void *self, void *bytes, size_t len)
{
    const uint8_t *from = self;
    uint8_t *to = bytes;
    for (size_t i = 0; i < len; i++)
        to[i] = from[i % 16];
}

/* RFC 9562, appendix A.6. */
static void a_uuid_is_as_in_the_rfc(void **state)
{
    (void)state;
    uint8_t random[16] = {0,    0,    0,    0,    0,    0,    0x0C, 0xC3,
                          0x18, 0xC4, 0xDC, 0x0C, 0x0C, 0x07, 0x39, 0x8F};
    struct entropy entropy = {replay, random};
    struct uuid uuid = uuid_make(0x017F22E279B0, &entropy);
    char text[UUID_TEXT];
    uuid_text(&uuid, text);
    assert_string_equal(text, "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
}

static void version_and_variant_hold_for_any_bits(void **state)
{
    (void)state;
    for (int bits = 0; bits < 256; bits++) {
        uint8_t random[16];
        memset(random, bits, sizeof(random));
        struct entropy entropy = {replay, random};
        struct uuid uuid = uuid_make(0, &entropy);
        assert_int_equal(uuid.bytes[6] >> 4, 7);
        assert_int_equal(uuid.bytes[8] >> 6, 2);
        assert_int_equal(uuid.bytes[5], 0);
        assert_int_equal(uuid.bytes[15], bits);
    }
}

static void uuids_sort_by_their_time(void **state)
{
    (void)state;
    struct entropy entropy = entropy_system();
    static const int64_t moments[] = {
        0, 1, 255, 256, 1795401660000, 1795401660001, 253402300799000};
    for (size_t i = 1; i < LENGTH(moments); i++) {
        struct uuid before = uuid_make(moments[i - 1], &entropy);
        struct uuid after = uuid_make(moments[i], &entropy);
        assert_true(memcmp(before.bytes, after.bytes, sizeof(before.bytes)) < 0);
    }
}

static void the_system_fills_everything_and_does_not_repeat(void **state)
{
    (void)state;
    struct entropy entropy = entropy_system();
    uint8_t seen[4096] = {0};
    for (int i = 0; i < 8; i++) { /* a byte that is never filled stays 0 in all rounds */
        uint8_t bytes[4096] = {0};
        entropy.fill(entropy.self, bytes, sizeof(bytes));
        for (size_t j = 0; j < sizeof(bytes); j++)
            seen[j] |= bytes[j];
    }
    for (size_t j = 0; j < sizeof(seen); j++)
        assert_int_not_equal(seen[j], 0);
    assert_true(entropy_u64(&entropy) != entropy_u64(&entropy));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_uuid_is_as_in_the_rfc),
        cmocka_unit_test(version_and_variant_hold_for_any_bits),
        cmocka_unit_test(uuids_sort_by_their_time),
        cmocka_unit_test(the_system_fills_everything_and_does_not_repeat),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
