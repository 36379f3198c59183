#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/err.h"
#include "scan/charset.h"

#define BYTES(literal) literal, sizeof(literal) - 1

static void bytes_become_utf8(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len;
        const char *text;
        size_t text_len;
    } cases[] = {
        {BYTES(""), BYTES("")},
        {BYTES("ESG-7K3M"), BYTES("ESG-7K3M")},
        {BYTES("back\\slash ~"), BYTES("back\\slash ~")},
        {BYTES("Batik – é"), BYTES("Batik – é")},
        {BYTES("\xEF\xBB\xBFmarked"), BYTES("marked")},
        {BYTES("\x83\x4F\x83\x8B"), BYTES("グル")},
        {BYTES("\xC3\xDE\xBB\xDE QR"), BYTES("ﾃﾞｻﾞ QR")},
        {BYTES("caf\xE9"), BYTES("café")},
        {BYTES("one\0two"), BYTES("one\0two")},
    };
    struct charset *charset = charset_new();
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct qr_text text;
        assert_true(charset_read(charset, cases[i].bytes, cases[i].len, &text));
        assert_int_equal(text.len, cases[i].text_len);
        assert_memory_equal(text.bytes, cases[i].text, text.len + 1);
    }
    charset_free(charset);
}

static void only_so_much_is_taken(void **state)
{
    (void)state;
    struct charset *charset = charset_new();
    static char bytes[2 * QR_TEXT_SIZE];
    struct qr_text text;
    memset(bytes, 'x', sizeof(bytes));
    assert_true(charset_read(charset, bytes, QR_TEXT_SIZE - 1, &text));
    assert_int_equal(text.len, QR_TEXT_SIZE - 1);
    assert_false(charset_read(charset, bytes, QR_TEXT_SIZE, &text));
    assert_int_equal(text.len, 0);
    assert_string_equal(text.bytes, "");
    charset_free(charset);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_become_utf8),
        cmocka_unit_test(only_so_much_is_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
