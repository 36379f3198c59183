#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "wire/text.h"
#include "wire/writer.h"

static void test_every_value(void **state)
{
    (void)state;
    SCOPED(buf_fini) struct buf out;
    buf_init(&out, 1024);
    buf_puts(&out, "before ");
    struct writer json = writer_over(&out);
    writer_open(&json, NULL, '{');
    writer_text(&json, "text", "a\"b\\c\nd/\xc3\xa9");
    writer_int(&json, "least", INT64_MIN);
    writer_bool(&json, "yes", true);
    writer_bytes(&json, "bytes", "\xff\xfe\xfd\xfc", 4);
    writer_bytes(&json, "none", NULL, 0);
    writer_open(&json, "empty", '{');
    writer_close(&json, '}');
    writer_open(&json, "list", '[');
    writer_int(&json, NULL, 1);
    writer_open(&json, NULL, '[');
    writer_close(&json, ']');
    writer_bool(&json, NULL, false);
    writer_close(&json, ']');
    writer_text(&json, "last", "");
    writer_close(&json, '}');
    assert_int_equal(writer_end(&json), OK);
    assert_string_equal(buf_text(&out),
                        "before {\"text\":\"a\\\"b\\\\c\\nd/\xc3\xa9\","
                        "\"least\":-9223372036854775808,\"yes\":true,\"bytes\":\"__79_A\","
                        "\"none\":\"\",\"empty\":{},\"list\":[1,[],false],\"last\":\"\"}");
    SCOPED(json_free) struct json_object *root = NULL;
    assert_int_equal(json_read(out.data + 7, out.len - 7, 1024, &root), OK);
}

/* Whatever room there is: the whole document or nothing, and what stood before stays. */
static void test_whole_or_nothing(void **state)
{
    (void)state;
    static const char document[] = "{\"name\":\"Siti\",\"list\":[1,2,3]}";
    for (size_t room = 0; room <= sizeof(document) + 4; room++) {
        SCOPED(buf_fini) struct buf out;
        buf_init(&out, room + 3);
        buf_puts(&out, "abc");
        struct writer json = writer_over(&out);
        writer_open(&json, NULL, '{');
        writer_text(&json, "name", "Siti");
        writer_open(&json, "list", '[');
        for (int i = 1; i <= 3; i++)
            writer_int(&json, NULL, i);
        writer_close(&json, ']');
        writer_close(&json, '}');
        bool fits = room >= sizeof(document) - 1;
        assert_int_equal(writer_end(&json), fits ? OK : ERR_FULL);
        assert_int_equal(out.len, 3 + (fits ? sizeof(document) - 1 : 0));
        assert_memory_equal(out.data, "abc", 3);
        if (!fits)
            assert_null(memmem(out.data, out.len + 1, "Siti", 4));
    }
}

static void test_unclean_text_is_invalid(void **state)
{
    (void)state;
    static const char *const texts[] = {"\x01", "\t", "\r\n", "\x7f", "\xc2\x85", "\xff", "\xc3"};
    for (size_t i = 0; i < LENGTH(texts); i++) {
        SCOPED(buf_fini) struct buf out;
        buf_init(&out, 100);
        struct writer json = writer_over(&out);
        writer_open(&json, NULL, '{');
        writer_text(&json, "x", texts[i]);
        writer_close(&json, '}');
        assert_int_equal(writer_end(&json), ERR_INVALID);
        assert_int_equal(out.len, 0);
    }
}

static void test_text_rules(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool line, lines, key, key_opt;
    } table[] = {
        {"", true, true, false, true},
        {"abc", true, true, true, true},
        {"A-1_b.c", true, true, true, true},
        {"a b", true, true, false, false},
        {"a\nb", false, true, false, false},
        {"a\tb", false, false, false, false},
        {"a\rb", false, false, false, false},
        {"\x7f", false, false, false, false},
        {"\xc2\x9f", false, false, false, false},
        {"\xc2\xa0", true, true, false, false},
        {"\xc3\x9f", true, true, false, false},
        {"\xf0\x9f\x99\x82", true, true, false, false},
        {"\xf4\x90\x80\x80", false, false, false, false},
        {"\xed\xa0\x80", false, false, false, false},
        {"\xc0\x80", false, false, false, false},
        {"../x", true, true, false, false},
        {"..", true, true, false, false},
    };
    for (size_t i = 0; i < LENGTH(table); i++) {
        assert_int_equal(text_fits(table[i].text, TEXT_LINE), table[i].line);
        assert_int_equal(text_fits(table[i].text, TEXT_LINES), table[i].lines);
        assert_int_equal(text_fits(table[i].text, TEXT_KEY), table[i].key);
        assert_int_equal(text_fits(table[i].text, TEXT_KEY_OPT), table[i].key_opt);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_value),
        cmocka_unit_test(test_whole_or_nothing),
        cmocka_unit_test(test_unclean_text_is_invalid),
        cmocka_unit_test(test_text_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
