#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/json.h"

static enum err read_text(const char *text, struct json_object **out)
{
    return json_read(text, strlen(text), 4096, out);
}

static void one_value_comes_back_as_written(void **state)
{
    (void)state;
    static const struct {
        const char *text, *back;
    } cases[] = {
        {"{\"b\":1,\"a\":[true,null,\"x\"]}", NULL},
        {" { \"b\" : 1 }\n", "{\"b\":1}"},
        {"[]", NULL},
        {"\"a/b\"", NULL},
        {"\"\xC3\xA9\"", NULL},
        {"\"\\u00e9\"", "\"\xC3\xA9\""},
        {"12", NULL},
        {"-9223372036854775808", NULL},
        {"true", NULL},
        {"0.5", NULL},
        {"[1e5,0,1.25E-3]", NULL},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        SCOPED(json_free) struct json_object *value = NULL;
        SCOPED(buf_fini) struct buf out;
        buf_init(&out, 256);
        assert_int_equal(read_text(cases[i].text, &value), OK);
        json_write(value, &out);
        assert_string_equal(buf_text(&out), cases[i].back ? cases[i].back : cases[i].text);
    }
}

static void null_is_a_value(void **state)
{
    (void)state;
    struct json_object *value = (struct json_object *)&state;
    assert_int_equal(read_text("null", &value), OK);
    assert_null(value);
}

static void what_is_no_json_is_refused(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",
        " ",
        "{",
        "[1,",
        "{\"a\":}",
        "{'a':1}",
        "{a:1}",
        "[1,]",
        "{\"a\":1,}",
        "{} {}",
        "{}x",
        "1 2",
        "[1] ]",
        "nul",
        "TRUE",
        "NaN",
        "[NaN]",
        "Infinity",
        "-Infinity",
        "[1.e5]",
        "1e",
        "{\"a\":[-Infinity]}",
        "/* a */ 1",
        "[1] // a",
        "\"a",
        "\"\\x\"",
        "\"\\u12\"",
        "\"a\tb\x01\"",
        "\"\xFF\"",
        "\"\xC3\"",
        "\"\xC0\x80\"",
        "{\"\xFF\":1}",
        "\"\xED\xA0\x80\"",
        "\xEF\xBB\xBF{}",
        "01",
        "-",
        "1.",
        "+1",
        ".5",
        "--1",
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct json_object *value = NULL;
        if (read_text(cases[i], &value) == OK)
            fail_msg("taken for JSON: %s", cases[i]);
        assert_null(value);
    }
}

static void embedded_nul_is_refused(void **state)
{
    (void)state;
    struct json_object *value = NULL;
    assert_int_equal(json_read("{}\0x", 4, 100, &value), ERR_INVALID);
    assert_int_equal(json_read("\"a\0b\"", 5, 100, &value), ERR_INVALID);
    assert_int_equal(json_read("1\0", 2, 100, &value), ERR_INVALID);
    assert_null(value);
}

static void bytes_past_the_length_are_not_read(void **state)
{
    (void)state;
    SCOPED(json_free) struct json_object *value = NULL;
    assert_int_equal(json_read("123456", 3, 100, &value), OK);
    assert_int_equal(json_object_get_int(value), 123);
}

static void longer_than_the_maximum_is_refused(void **state)
{
    (void)state;
    SCOPED(json_free) struct json_object *value = NULL;
    assert_int_equal(json_read("[1,2]", 5, 4, &value), ERR_INVALID);
    assert_null(value);
    assert_int_equal(json_read("[1,2]", 5, 5, &value), OK);
}

static enum err read_nested(int depth)
{
    char text[256];
    memset(text, '[', (size_t)depth);
    memset(text + depth, ']', (size_t)depth);
    SCOPED(json_free) struct json_object *value = NULL;
    return json_read(text, (size_t)depth * 2, sizeof(text), &value);
}

static void nesting_is_limited(void **state)
{
    (void)state;
    assert_int_equal(read_nested(JSON_DEPTH_MAX), OK);
    assert_int_equal(read_nested(JSON_DEPTH_MAX + 1), ERR_INVALID);
    assert_int_equal(read_nested(100), ERR_INVALID);
}

static void members_are_read_by_type(void **state)
{
    (void)state;
    SCOPED(json_free) struct json_object *value = NULL;
    assert_int_equal(read_text("{\"t\":\"abc\",\"e\":\"\",\"i\":-5,\"b\":true,\"y\":\"AQID\","
                               "\"a\":[1,2],\"o\":{}}",
                               &value),
                     OK);
    struct json_reader reader = json_over(value);
    char text[4];
    char empty[1];
    char missing[8] = "old";
    uint8_t bytes[3];
    json_get_text(&reader, "t", text, sizeof(text));
    json_get_text(&reader, "e", empty, sizeof(empty));
    json_get_text_opt(&reader, "none", missing, sizeof(missing));
    json_get_bytes(&reader, "y", bytes, sizeof(bytes));
    assert_string_equal(text, "abc");
    assert_string_equal(empty, "");
    assert_string_equal(missing, "");
    assert_memory_equal(bytes, "\1\2\3", 3);
    assert_int_equal(json_get_int(&reader, "i", -5, 5), -5);
    assert_true(json_get_bool(&reader, "b"));
    assert_non_null(json_get_array(&reader, "a", 2));
    assert_non_null(json_get_object(&reader, "o"));
    assert_null(reader.bad);
}

/* Reads the member "m" of the object in every way; says which ways were at fault, in the order
 * text, int (0..9), bool, bytes (3), array (2), object. */
static void faults(const char *text, char out[7])
{
    SCOPED(json_free) struct json_object *value = NULL;
    assert_int_equal(read_text(text, &value), OK);
    struct json_reader reader[6];
    for (size_t i = 0; i < LENGTH(reader); i++)
        reader[i] = json_over(value);
    char copy[4];
    uint8_t bytes[3];
    json_get_text(&reader[0], "m", copy, sizeof(copy));
    assert_in_range(json_get_int(&reader[1], "m", 0, 9), 0, 9);
    json_get_bool(&reader[2], "m");
    json_get_bytes(&reader[3], "m", bytes, sizeof(bytes));
    json_get_array(&reader[4], "m", 2);
    json_get_object(&reader[5], "m");
    for (size_t i = 0; i < LENGTH(reader); i++)
        out[i] = reader[i].bad ? '!' : "tibyao"[i];
    out[6] = '\0';
}

static void wrong_members_are_at_fault(void **state)
{
    (void)state;
    static const struct {
        const char *text, *faults;
    } cases[] = {
        {"{}", "!!!!!!"},
        {"[]", "!!!!!!"},
        {"5", "!!!!!!"},
        {"{\"m\":null}", "!!!!!!"},
        {"{\"m\":\"abc\"}", "t!!!!!"},
        {"{\"m\":\"abcd\"}", "!!!y!!"},
        {"{\"m\":\"a\\u0000\"}", "!!!!!!"},
        {"{\"m\":0}", "!i!!!!"},
        {"{\"m\":9}", "!i!!!!"},
        {"{\"m\":10}", "!!!!!!"},
        {"{\"m\":-1}", "!!!!!!"},
        {"{\"m\":1.0}", "!!!!!!"},
        {"{\"m\":\"1\"}", "t!!!!!"},
        {"{\"m\":99999999999999999999999}", "!!!!!!"},
        {"{\"m\":false}", "!!b!!!"},
        {"{\"m\":\"AQI\"}", "t!!!!!"},
        {"{\"m\":\"AQ=D\"}", "!!!!!!"},
        {"{\"m\":[1,2]}", "!!!!a!"},
        {"{\"m\":[1,2,3]}", "!!!!!!"},
        {"{\"m\":{}}", "!!!!!o"},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        char found[7];
        faults(cases[i].text, found);
        assert_string_equal(found, cases[i].faults);
    }
}

static void the_first_fault_sticks(void **state)
{
    (void)state;
    SCOPED(json_free) struct json_object *value = NULL;
    assert_int_equal(read_text("{\"one\":1}", &value), OK);
    struct json_reader reader = json_over(value);
    json_get_int(&reader, "one", 0, 5);
    json_get_bool(&reader, "two");
    json_get_bool(&reader, "three");
    assert_string_equal(reader.bad, "two");

    reader = json_over(NULL);
    assert_false(json_get_bool(&reader, "any"));
    assert_string_equal(reader.bad, "any");
}

static void a_saturated_number_is_no_number(void **state)
{
    (void)state;
    static const char *const cases[] = {"{\"m\":9223372036854775808}",
                                        "{\"m\":18446744073709551616}",
                                        "{\"m\":-9223372036854775809}"};
    for (size_t i = 0; i < LENGTH(cases); i++) {
        SCOPED(json_free) struct json_object *value = NULL;
        assert_int_equal(read_text(cases[i], &value), OK);
        struct json_reader reader = json_over(value);
        json_get_int(&reader, "m", INT64_MIN, INT64_MAX);
        assert_string_equal(reader.bad, "m");
    }
}

static void optional_text_of_the_wrong_type_is_at_fault(void **state)
{
    (void)state;
    SCOPED(json_free) struct json_object *value = NULL;
    assert_int_equal(read_text("{\"m\":5}", &value), OK);
    struct json_reader reader = json_over(value);
    char text[4];
    json_get_text_opt(&reader, "m", text, sizeof(text));
    assert_string_equal(reader.bad, "m");
    assert_string_equal(text, "");
}

static void an_object_is_put_together_in_order(void **state)
{
    (void)state;
    SCOPED(json_free) struct json_object *object = json_object_new_object();
    json_put_text(object, "z", "a\"\n/\xC3\xA9");
    json_put_int(object, "y", INT64_MIN);
    json_put_bool(object, "x", false);
    json_put_bytes(object, "w", "\xFB\xFF", 2);
    json_put_bytes(object, "v", "", 0);
    SCOPED(buf_fini) struct buf out;
    buf_init(&out, 200);
    json_write(object, &out);
    assert_string_equal(buf_text(&out), "{\"z\":\"a\\\"\\n/\xC3\xA9\",\"y\":-9223372036854775808,"
                                        "\"x\":false,\"w\":\"-_8\",\"v\":\"\"}");
    SCOPED(buf_fini) struct buf small;
    buf_init(&small, 5);
    json_write(object, &small);
    assert_int_equal(buf_check(&small), ERR_FULL);
}

/* RFC 4648, section 10, without the padding. */
static void base64url_test_vectors(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},          {"foo", "Zm9v"},
        {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        const char *plain = cases[i][0], *coded = cases[i][1];
        SCOPED(buf_fini) struct buf out;
        buf_init(&out, 64);
        base64url_put(&out, plain, strlen(plain));
        assert_string_equal(buf_text(&out), coded);
        char back[16] = {0};
        size_t len = 99;
        assert_int_equal(base64url_read(coded, strlen(coded), back, sizeof(back), &len), OK);
        assert_int_equal(len, strlen(plain));
        assert_memory_equal(back, plain, len);
    }
}

static void every_byte_comes_back(void **state)
{
    (void)state;
    uint8_t bytes[256];
    for (size_t i = 0; i < sizeof(bytes); i++)
        bytes[i] = (uint8_t)i;
    for (size_t len = 0; len <= sizeof(bytes); len++) {
        SCOPED(buf_fini) struct buf out;
        buf_init(&out, 400);
        base64url_put(&out, bytes, len);
        uint8_t back[256];
        size_t got;
        assert_int_equal(base64url_read(buf_text(&out), out.len, back, len, &got), OK);
        assert_int_equal(got, len);
        assert_memory_equal(back, bytes, len);
    }
}

static void base64url_is_strict(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "Z",    "Zg==", "Zm8=", "Zm9v\n", " Zm9v",   "Zm 9v", "Zm9vY",      "Z+9v",
        "Z/9v", "Zh",   "Zv",   "Zm9",    "Zm-\x80", "=",     "Z\xC3\xA9v",
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        char out[16] = "untouched";
        size_t len = 77;
        assert_int_equal(base64url_read(cases[i], strlen(cases[i]), out, sizeof(out), &len),
                         ERR_INVALID);
        assert_string_equal(out, "untouched");
        assert_int_equal(len, 77);
    }
    char out[3] = {1, 2, 3};
    size_t len;
    assert_int_equal(base64url_read("Zm\0v", 4, out, sizeof(out), &len), ERR_INVALID);
    assert_int_equal(base64url_read("Zm9vYg", 6, out, sizeof(out), &len), ERR_FULL);
    assert_memory_equal(out, "\1\2\3", 3);
}

/* Of all texts of two letters exactly 256 decode, one for each byte. */
static void one_encoding_for_each_byte(void **state)
{
    (void)state;
    int count = 0;
    for (int a = 0; a < 256; a++) {
        for (int b = 0; b < 256; b++) {
            char text[2] = {(char)a, (char)b};
            uint8_t byte;
            size_t len;
            count += base64url_read(text, 2, &byte, 1, &len) == OK;
        }
    }
    assert_int_equal(count, 256);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_value_comes_back_as_written),
        cmocka_unit_test(null_is_a_value),
        cmocka_unit_test(what_is_no_json_is_refused),
        cmocka_unit_test(embedded_nul_is_refused),
        cmocka_unit_test(bytes_past_the_length_are_not_read),
        cmocka_unit_test(longer_than_the_maximum_is_refused),
        cmocka_unit_test(nesting_is_limited),
        cmocka_unit_test(members_are_read_by_type),
        cmocka_unit_test(wrong_members_are_at_fault),
        cmocka_unit_test(the_first_fault_sticks),
        cmocka_unit_test(a_saturated_number_is_no_number),
        cmocka_unit_test(optional_text_of_the_wrong_type_is_at_fault),
        cmocka_unit_test(an_object_is_put_together_in_order),
        cmocka_unit_test(base64url_test_vectors),
        cmocka_unit_test(every_byte_comes_back),
        cmocka_unit_test(base64url_is_strict),
        cmocka_unit_test(one_encoding_for_each_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
