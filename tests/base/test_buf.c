#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buf.h"

static void empty_buffer_is_a_string(void **state)
{
    (void)state;
    SCOPED(buf_fini) struct buf buf;
    buf_init(&buf, 8);
    assert_string_equal(buf_text(&buf), "");
    assert_int_equal(buf.len, 0);
    assert_int_equal(buf_check(&buf), OK);
    buf_put(&buf, NULL, 0);
    assert_int_equal(buf_check(&buf), OK);
}

static void takes_exactly_its_maximum(void **state)
{
    (void)state;
    SCOPED(buf_fini) struct buf buf;
    buf_init(&buf, 8);
    buf_puts(&buf, "12345");
    buf_puts(&buf, "678");
    assert_int_equal(buf_check(&buf), OK);
    assert_string_equal(buf_text(&buf), "12345678");
    assert_true(buf.room <= 9);
    buf_putc(&buf, '9');
    assert_int_equal(buf_check(&buf), ERR_FULL);
    assert_string_equal(buf_text(&buf), "12345678");
}

static void refused_put_changes_nothing_and_sticks(void **state)
{
    (void)state;
    SCOPED(buf_fini) struct buf buf;
    buf_init(&buf, 4);
    buf_puts(&buf, "ab");
    buf_puts(&buf, "cde");
    buf_puts(&buf, "f"); /* would fit, but the content must stay a beginning */
    assert_string_equal(buf_text(&buf), "ab");
    assert_int_equal(buf_check(&buf), ERR_FULL);
    buf_clear(&buf);
    assert_int_equal(buf_check(&buf), OK);
    buf_puts(&buf, "cdef");
    assert_string_equal(buf_text(&buf), "cdef");
    assert_int_equal(buf_check(&buf), OK);
}

static void nothing_fits_into_a_maximum_of_zero(void **state)
{
    (void)state;
    SCOPED(buf_fini) struct buf buf;
    buf_init(&buf, 0);
    buf_putc(&buf, 'a');
    assert_int_equal(buf_check(&buf), ERR_FULL);
    assert_string_equal(buf_text(&buf), "");
}

static void grows_through_many_puts(void **state)
{
    (void)state;
    SCOPED(buf_fini) struct buf buf;
    buf_init(&buf, 10000);
    for (int i = 0; i < 10000; i++)
        buf_putc(&buf, (char)('a' + i % 26));
    assert_int_equal(buf_check(&buf), OK);
    assert_int_equal(buf.len, 10000);
    for (size_t i = 0; i < buf.len; i++)
        assert_int_equal(buf.data[i], 'a' + i % 26);
    assert_int_equal(buf.data[buf.len], 0);
}

static void prints_within_bounds(void **state)
{
    (void)state;
    SCOPED(buf_fini) struct buf buf;
    buf_init(&buf, 10);
    buf_printf(&buf, "%d-%s", 12, "abc");
    buf_printf(&buf, "%s", "");
    assert_string_equal(buf_text(&buf), "12-abc");
    buf_printf(&buf, "%05d", 7);
    assert_string_equal(buf_text(&buf), "12-abc");
    assert_int_equal(buf_check(&buf), ERR_FULL);
}

static void clear_wipes_the_old_bytes(void **state)
{
    (void)state;
    SCOPED(buf_fini) struct buf buf;
    buf_init(&buf, 64);
    buf_puts(&buf, "secret");
    buf_clear(&buf);
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(buf.data[i], 0);
}

static void usable_after_fini(void **state)
{
    (void)state;
    struct buf buf;
    buf_init(&buf, 64);
    buf_puts(&buf, "one");
    buf_fini(&buf);
    assert_string_equal(buf_text(&buf), "");
    buf_puts(&buf, "two");
    assert_string_equal(buf_text(&buf), "two");
    buf_fini(&buf);
    buf_fini(NULL);
}

static void integers_are_big_endian_and_come_back(void **state)
{
    (void)state;
    static const uint8_t wanted[] = {0x12, 0x34, 0xDE, 0xAD, 0xBE, 0xEF, 0x01,
                                     0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF};
    SCOPED(buf_fini) struct buf buf;
    buf_init(&buf, 64);
    buf_put_u16(&buf, 0x1234);
    buf_put_u32(&buf, 0xDEADBEEF);
    buf_put_u64(&buf, 0x0123456789ABCDEF);
    assert_int_equal(buf.len, sizeof(wanted));
    assert_memory_equal(buf.data, wanted, sizeof(wanted));

    struct cursor cursor = cursor_over(buf.data, buf.len);
    assert_int_equal(cursor_u16(&cursor), 0x1234);
    assert_int_equal(cursor_u32(&cursor), 0xDEADBEEF);
    assert_true(cursor_u64(&cursor) == 0x0123456789ABCDEF);
    assert_int_equal(cursor_left(&cursor), 0);
    assert_false(cursor.bad);
}

static void cursor_past_the_end_is_bad_for_good(void **state)
{
    (void)state;
    const uint8_t bytes[] = {1, 2, 3};
    struct cursor cursor = cursor_over(bytes, sizeof(bytes));
    assert_int_equal(cursor_u8(&cursor), 1);
    assert_int_equal(cursor_u32(&cursor), 0);
    assert_true(cursor.bad);
    assert_int_equal(cursor_u8(&cursor), 0);
    assert_null(cursor_bytes(&cursor, 1));
    assert_int_equal(cursor_left(&cursor), 0);

    cursor = cursor_over(bytes, sizeof(bytes));
    assert_ptr_equal(cursor_bytes(&cursor, 3), bytes);
    assert_non_null(cursor_bytes(&cursor, 0));
    assert_null(cursor_bytes(&cursor, SIZE_MAX));
    assert_true(cursor.bad);

    cursor = cursor_over(NULL, 0);
    assert_int_equal(cursor_left(&cursor), 0);
    assert_int_equal(cursor_u8(&cursor), 0);
    assert_true(cursor.bad);
}

static void text_is_cut_between_letters(void **state)
{
    (void)state;
    static const struct {
        const char *from;
        size_t size;
        const char *to;
        bool whole;
    } cases[] = {
        {"abc", 4, "abc", true},
        {"abcd", 4, "abc", false},
        {"", 1, "", true},
        {"a", 1, "", false},
        {"aé", 4, "aé", true},
        {"aé", 3, "a", false},
        {"a\xE2\x82\xAC", 4, "a", false},
        {"a\xE2\x82\xAC", 3, "a", false},
        {"\xF0\x9F\x98\x80", 4, "", false},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        char to[16];
        memset(to, 'x', sizeof(to));
        assert_int_equal(text_copy(to, cases[i].size, cases[i].from), cases[i].whole);
        assert_string_equal(to, cases[i].to);
        assert_int_equal(to[cases[i].size], 'x');
    }
}

/* Encodes every number up to 0x1FFFFF in every length and asks the rule of RFC 3629. */
static void utf8_is_checked_for_every_number(void **state)
{
    (void)state;
    static const uint8_t LEADS[] = {0, 0, 0xC0, 0xE0, 0xF0};
    static const uint32_t LEAST[] = {0, 0, 0x80, 0x800, 0x10000};
    static const uint32_t MOST[] = {0, 0x7F, 0x7FF, 0xFFFF, 0x1FFFFF};
    for (size_t len = 1; len <= 4; len++) {
        for (uint32_t number = 0; number <= MOST[len]; number++) {
            uint8_t bytes[4];
            for (size_t i = 1; i < len; i++)
                bytes[i] = (uint8_t)(0x80 | (number >> (6 * (len - 1 - i)) & 0x3F));
            bytes[0] = (uint8_t)(LEADS[len] | number >> (6 * (len - 1)));
            bool valid = number >= LEAST[len] && number <= 0x10FFFF &&
                         !(number >= 0xD800 && number <= 0xDFFF);
            if (text_is_utf8(bytes, len) != valid)
                fail_msg("U+%04X in %zu bytes", number, len);
        }
    }
}

static void broken_utf8_is_no_text(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "\x80",
        "a\xC3",
        "\xC3(",
        "\xE2\x82",
        "\xE2(\x82",
        "\xF0\x9F\x98",
        "\xF8\x88\x80\x80\x80",
        "\xFE",
        "\xC3\xA9\xA9",
        "\xE2\x82\x41",
    };
    for (size_t i = 0; i < LENGTH(cases); i++)
        assert_false(text_is_utf8(cases[i], strlen(cases[i])));
    assert_true(text_is_utf8("", 0));
    assert_true(text_is_utf8("a\0b", 3));
}

static void wipe_clears_memory(void **state)
{
    (void)state;
    char text[] = "passphrase";
    const char zeros[sizeof(text)] = {0};
    wipe(text, sizeof(text));
    assert_memory_equal(text, zeros, sizeof(text));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty_buffer_is_a_string),
        cmocka_unit_test(takes_exactly_its_maximum),
        cmocka_unit_test(refused_put_changes_nothing_and_sticks),
        cmocka_unit_test(nothing_fits_into_a_maximum_of_zero),
        cmocka_unit_test(grows_through_many_puts),
        cmocka_unit_test(prints_within_bounds),
        cmocka_unit_test(clear_wipes_the_old_bytes),
        cmocka_unit_test(usable_after_fini),
        cmocka_unit_test(integers_are_big_endian_and_come_back),
        cmocka_unit_test(cursor_past_the_end_is_bad_for_good),
        cmocka_unit_test(text_is_cut_between_letters),
        cmocka_unit_test(utf8_is_checked_for_every_number),
        cmocka_unit_test(broken_utf8_is_no_text),
        cmocka_unit_test(wipe_clears_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
