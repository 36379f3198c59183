#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "wire/blob.h"

#define HEX "00112233445566778899aabbccddeeff0123456789abcdef0123456789abcdef"

static void names_are_64_digits_and_nothing_else(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "0",
        HEX "0",
        "../../../../../../../../../../../../../../../../../../etc/passwd",
        "00112233445566778899AABBCCDDEEFF0123456789ABCDEF0123456789ABCDEF",
        "00112233445566778899aabbccddeeff0123456789abcdef0123456789abcde/",
        "00112233445566778899aabbccddeeff0123456789abcdef0123456789abcde%",
        "0x112233445566778899aabbccddeeff0123456789abcdef0123456789abcdef",
    };
    uint8_t hash[HASH_BYTES];
    char hex[BLOB_HEX];
    assert_true(blob_hex_read(HEX, hash));
    assert_int_equal(hash[1], 0x11);
    assert_int_equal(hash[31], 0xef);
    blob_hex(hash, hex);
    assert_string_equal(hex, HEX);
    for (size_t i = 0; i < LENGTH(bad); i++)
        assert_false(blob_hex_read(bad[i], hash));
}

static void queries(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "offset=0",
        "length=1",
        "offset=0&length=0",
        "offset=2&length=1",
        "offset=-1&length=1",
        "offset=+0&length=1",
        "offset=00&length=1",
        "offset=0&length=1&",
        "offset=0&length=1 ",
        "offset=0&length=1&offset=1",
        "length=1&offset=0",
        "offset=0&length=1000000000000000000000",
        "offset=&length=1",
        "offset=0&length=",
    };
    int64_t offset = 7, len = 7;
    char query[BLOB_QUERY];
    blob_query(262144, DOCUMENT_SEALED_MAX, query);
    assert_true(blob_query_read(query, &offset, &len));
    assert_int_equal(offset, 262144);
    assert_int_equal(len, DOCUMENT_SEALED_MAX);
    assert_true(blob_query_read("offset=5&length=5", &offset, &len));
    for (size_t i = 0; i < LENGTH(bad); i++)
        assert_false(blob_query_read(bad[i], &offset, &len));
    assert_int_equal(offset, 5);
}

static void offsets(void **state)
{
    (void)state;
    static const char *const bad[] = {"", "-1", "+1", " 1", "1 ", "0x1", "1.0", "9999999999999"};
    assert_int_equal(blob_offset_read("0"), 0);
    assert_int_equal(blob_offset_read("2097152"), 2097152);
    for (size_t i = 0; i < LENGTH(bad); i++)
        assert_int_equal(blob_offset_read(bad[i]), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_64_digits_and_nothing_else),
        cmocka_unit_test(queries),
        cmocka_unit_test(offsets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
