#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/path.h"
#include "base/yaml.h"
#include "support/tempdir.h"

/* ---- whole files -------------------------------------------------------------------------------
 */

static void what_cannot_be_opened(void **state)
{
    (void)state;
    static const struct {
        const char *text, *why;
    } cases[] = {
        {"", "f:1: the file is empty, keys and values were expected"},
        {"# only\n# words\n", "f:1: the file is empty, keys and values were expected"},
        {"a: 1\nb: [1, 2\n",
         "f:3: this is no YAML: while parsing a flow sequence, did not find expected ',' or ']'"},
        {"a: 1\n b: 2\n", "f:2: this is no YAML: mapping values are not allowed in this context"},
        {"a:\n\tb: 1\n", "f:2: a tab stands in the indentation, spaces were expected"},
        {"a: \"open\nb: 1\n", "f:3: this is no YAML: while scanning a quoted scalar, found "
                              "unexpected end of stream"},
        {"a: @x\n", "f:1: this is no YAML: while scanning for the next token, found character "
                    "that cannot start any token"},
        {"a: 1\nb: \xFF\n",
         "f:2: this is no plain text: invalid leading UTF-8 octet, UTF-8 was expected"},
        {"a: \xC3(\n",
         "f:1: this is no plain text: invalid trailing UTF-8 octet, UTF-8 was expected"},
        {"a: 1\n\nb: \x01\n",
         "f:3: this is no plain text: control characters are not allowed, UTF-8 was expected"},
        {"a: \"x\\0y\"\n", "f:1: a NUL stands inside, text was expected"},
        {"a: 1\nb: 2\na: 3\n", "f:3: the key \"a\" stands twice, it is in line 1 already"},
        {"a:\n  - x: 1\n    y: 2\n    x: 3\n",
         "f:4: the key \"x\" stands twice, it is in line 2 already"},
        {"a: 1\n\"a\": 2\n", "f:2: the key \"a\" stands twice, it is in line 1 already"},
        {"? [a, b]\n: 1\n", "f:1: a list or mapping stands where a key was expected"},
        {"a: 1\n---\nb: 2\n", "f:2: a second document begins, one was expected"},
        {"a: &x 1\nb: *x\n", "f:1: \"&x\" names a place to refer to, only values were expected"},
        {"a: 1\nb: *x\n", "f:2: \"*x\" refers to another place, the value was expected here"},
        {"a: &x [*x]\n", "f:1: \"&x\" names a place to refer to, only values were expected"},
        {"a: 1\nb: {c: &x {d: 1}}\n",
         "f:2: \"&x\" names a place to refer to, only values were expected"},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct yaml *file = NULL;
        struct why why = {{0}};
        assert_int_equal(yaml_open_text("f", cases[i].text, strlen(cases[i].text), &file, &why),
                         ERR_INVALID);
        assert_string_equal(why.text, cases[i].why);
        assert_null(file);
    }
}

static enum err open_buf(const struct buf *text, struct why *why)
{
    SCOPED(yaml_close) struct yaml *file = NULL;
    assert_int_equal(buf_check(text), OK);
    return yaml_open_text("f", buf_text(text), text->len, &file, why);
}

static void depth_is_limited(void **state)
{
    (void)state;
    SCOPED(buf_fini) struct buf text;
    struct why why;
    buf_init(&text, YAML_FILE_MAX);
    for (int i = 0; i < 32; i++)
        buf_putc(&text, '[');
    for (int i = 0; i < 32; i++)
        buf_putc(&text, ']');
    assert_int_equal(open_buf(&text, &why), OK);
    buf_clear(&text);
    for (int i = 0; i < 100000; i++)
        buf_putc(&text, '[');
    assert_int_equal(open_buf(&text, &why), ERR_INVALID);
    assert_string_equal(why.text,
                        "f:1: this is nested too deeply, at most 32 levels were expected");
}

static void counts_are_limited(void **state)
{
    (void)state;
    SCOPED(buf_fini) struct buf text;
    struct why why;
    buf_init(&text, YAML_FILE_MAX);
    for (int i = 0; i < 60000; i++)
        buf_puts(&text, "- 1\n");
    assert_int_equal(open_buf(&text, &why), ERR_INVALID);
    assert_string_equal(why.text,
                        "f:50000: the file has too many values, at most 50000 were expected");
    buf_clear(&text);
    buf_puts(&text, "x: 1\ny:\n");
    for (int i = 0; i < 1001; i++)
        buf_printf(&text, "  k%d: 1\n", i);
    assert_int_equal(open_buf(&text, &why), ERR_INVALID);
    assert_string_equal(why.text, "f:3: this mapping has 1001 keys, at most 1000 were expected");
}

static void size_is_limited(void **state)
{
    (void)state;
    SCOPED(buf_fini) struct buf text;
    struct why why;
    buf_init(&text, YAML_FILE_MAX + 1);
    buf_puts(&text, "a: 1\n#");
    while (text.len < YAML_FILE_MAX)
        buf_putc(&text, '.');
    assert_int_equal(open_buf(&text, &why), OK);
    buf_putc(&text, '.');
    assert_int_equal(open_buf(&text, &why), ERR_INVALID);
    assert_string_equal(why.text,
                        "f:1: the file is too large, at most 1048576 bytes were expected");
}

static void files_are_opened_by_path(void **state)
{
    (void)state;
    struct tempdir dir;
    struct why why;
    struct yaml *file = NULL;
    char path[PATH_SIZE];
    char wanted[PATH_SIZE + 100];
    tempdir_make(&dir);
    assert_int_equal(path_join(path, dir.path, "kiosk.yaml"), OK);

    assert_int_equal(yaml_open(path, &file, &why), ERR_NOT_FOUND);
    snprintf(wanted, sizeof(wanted), "%s: there is no such file", path);
    assert_string_equal(why.text, wanted);

    assert_int_equal(path_write(path, "a: 1\nb", 6, 0600), OK);
    assert_int_equal(yaml_open(path, &file, &why), ERR_INVALID);
    snprintf(wanted, sizeof(wanted),
             "%s:3: this is no YAML: while scanning a simple key, could not find expected ':'",
             path);
    assert_string_equal(why.text, wanted);

    assert_int_equal(yaml_open(dir.path, &file, &why), ERR_INVALID);
    assert_null(file);
    assert_int_equal(path_write(path, "a: 1\n", 5, 0600), OK);
    assert_int_equal(yaml_open(path, &file, &why), OK);
    assert_int_equal(yaml_int(yaml_root(file), "a", 0, 9), 1);
    yaml_close(&file);
    assert_null(file);
    yaml_close(&file);
    tempdir_remove(&dir);
}

/* ---- content -----------------------------------------------------------------------------------
 */

static const char SAMPLE[] = "\xEF\xBB\xBF# a kiosk\n"
                             "name: Dinas \"Kominfo\"\n"
                             "empty: \"\"\n"
                             "count: 12\n"
                             "low: -3\n"
                             "rate: 0.25\n"
                             "open: true\n"
                             "mode: production\n"
                             "steps:\n"
                             "  - id: one\n"
                             "  - id: two\n"
                             "    text: |\n"
                             "      first\n"
                             "      second\n"
                             "none: []\n"
                             "names: {id: Satu, en: One}\n";

static struct yaml *open_sample(const char *text)
{
    struct yaml *file = NULL;
    struct why why;
    if (yaml_open_text("f", text, strlen(text), &file, &why) != OK)
        fail_msg("%s", why.text);
    return file;
}

static void values_are_read(void **state)
{
    (void)state;
    SCOPED(yaml_close) struct yaml *file = open_sample(SAMPLE);
    struct yaml_node root = yaml_root(file);
    char text[32];
    yaml_keys(root, (const char *[]){"name", "empty", "count", "low", "rate", "open", "mode",
                                     "steps", "none", "names", "more", NULL});
    yaml_text(root, "name", text, sizeof(text));
    assert_string_equal(text, "Dinas \"Kominfo\"");
    yaml_text(root, "empty", text, sizeof(text));
    assert_string_equal(text, "");
    assert_int_equal(yaml_int(root, "count", 0, 12), 12);
    assert_int_equal(yaml_int(root, "low", -3, 0), -3);
    assert_true(yaml_number(root, "rate", 0, 1) == 0.25);
    assert_true(yaml_number(root, "count", 0, 12) == 12);
    assert_true(yaml_bool(root, "open"));
    assert_int_equal(yaml_word(root, "mode", (const char *[]){"development", "production", NULL}),
                     1);
    struct why why = {"untouched"};
    assert_int_equal(yaml_check(file, &why), OK);
    assert_string_equal(why.text, "untouched");
}

static void sequences_and_mappings_are_walked(void **state)
{
    (void)state;
    SCOPED(yaml_close) struct yaml *file = open_sample(SAMPLE);
    struct yaml_node root = yaml_root(file);
    struct yaml_node steps = yaml_get(root, "steps");
    char text[32];
    assert_int_equal(yaml_count(steps), 2);
    yaml_text(yaml_item(steps, 1), "text", text, sizeof(text));
    assert_string_equal(text, "first\nsecond\n");
    assert_int_equal(yaml_line(yaml_item(steps, 1)), 11);
    assert_int_equal(yaml_line(root), 2);
    assert_false(yaml_there(yaml_item(steps, 2)));
    assert_int_equal(yaml_count(yaml_get(root, "none")), 0);

    struct yaml_node names = yaml_get(root, "names");
    struct yaml_node value;
    assert_int_equal(yaml_pairs(names), 2);
    assert_string_equal(yaml_pair(names, 0, &value), "id");
    assert_string_equal(yaml_scalar(value), "Satu");
    assert_string_equal(yaml_pair(names, 1, &value), "en");
    assert_string_equal(yaml_scalar(value), "One");
    assert_string_equal(yaml_pair(names, 2, &value), "");
    assert_false(yaml_there(value));

    struct why why;
    assert_int_equal(yaml_check(file, &why), OK);
}

static void nothing_asked_of_nothing_is_no_complaint(void **state)
{
    (void)state;
    SCOPED(yaml_close) struct yaml *file = open_sample(SAMPLE);
    struct yaml_node none = yaml_find(yaml_root(file), "more");
    struct yaml_node value;
    char text[8] = "old";
    assert_false(yaml_there(none));
    yaml_keys(none, (const char *[]){NULL});
    assert_false(yaml_there(yaml_get(none, "x")));
    assert_int_equal(yaml_count(none), 0);
    assert_int_equal(yaml_pairs(none), 0);
    assert_string_equal(yaml_pair(none, 0, &value), "");
    assert_string_equal(yaml_scalar(none), "");
    yaml_text(none, "x", text, sizeof(text));
    assert_string_equal(text, "");
    assert_int_equal(yaml_int(none, "x", 3, 9), 3);
    assert_int_equal(yaml_line(none), 1);
    struct why why;
    assert_int_equal(yaml_check(file, &why), OK);
}

/* ---- complaints --------------------------------------------------------------------------------
 */

static const char *const KNOWN[] = {"name", "steps", "days", NULL};
static const char *const MODES[] = {"development", "production", NULL};

static void ask_keys(struct yaml_node root)
{
    yaml_keys(root, KNOWN);
}

static void ask_get(struct yaml_node root)
{
    assert_false(yaml_there(yaml_get(yaml_item(yaml_get(root, "steps"), 1), "id")));
}

static void ask_text(struct yaml_node root)
{
    char text[4] = "old";
    yaml_text(root, "name", text, sizeof(text));
    assert_string_equal(text, "");
}

static void ask_int(struct yaml_node root)
{
    assert_int_equal(yaml_int(root, "days", 1, 30), 1);
}

static void ask_number(struct yaml_node root)
{
    assert_true(yaml_number(root, "days", 0.5, 2) == 0.5);
}

static void ask_bool(struct yaml_node root)
{
    assert_false(yaml_bool(root, "open"));
}

static void ask_word(struct yaml_node root)
{
    assert_int_equal(yaml_word(root, "mode", MODES), 0);
}

static void ask_count(struct yaml_node root)
{
    assert_int_equal(yaml_count(yaml_get(root, "steps")), 0);
}

static void ask_scalar(struct yaml_node root)
{
    assert_string_equal(yaml_scalar(yaml_get(root, "name")), "");
}

static void ask_own(struct yaml_node root)
{
    yaml_complain(yaml_get(root, "name"), "\"%s\" is\na \x1B[1mjoke\x7F, a name was expected", "x");
}

static void ask_much(struct yaml_node root)
{
    ask_int(root);
    ask_own(root);
    ask_text(root);
}

static void complaints_name_the_line(void **state)
{
    (void)state;
    static const struct {
        void (*ask)(struct yaml_node root);
        const char *text, *why;
    } cases[] = {
        {ask_keys, "name: x\nsetps: 1\n",
         "f:2: the key \"setps\" is not known, was \"steps\" meant?"},
        {ask_keys, "\n\nnam: x\n", "f:3: the key \"nam\" is not known, was \"name\" meant?"},
        {ask_keys, "Name: x\n", "f:1: the key \"Name\" is not known, was \"name\" meant?"},
        {ask_keys, "name: x\ncolour: 1\n",
         "f:2: the key \"colour\" is not known, expected one of: name, steps, days"},
        {ask_keys, "? \"\"\n: 1\n",
         "f:1: the key \"\" is not known, expected one of: name, steps, days"},
        {ask_keys, "# list\n- a\n",
         "f:2: a list stands here, a mapping of keys to values was expected"},
        {ask_keys, "word\n",
         "f:1: a single value stands here, a mapping of keys to values was expected"},
        {ask_get, "steps:\n  - id: 1\n  - name: x\n",
         "f:3: \"id\" is missing, it was expected in this mapping"},
        {ask_get, "steps:\n  - id: 1\n  - 7\n",
         "f:3: a single value stands here, a mapping of keys to values was expected"},
        {ask_get, "a: 1\n", "f:1: \"steps\" is missing, it was expected in this mapping"},
        {ask_text, "a: 1\nname:\n",
         "f:2: \"name\" has no value, a text was expected (\"\" for none)"},
        {ask_text, "name: abcd\n", "f:1: \"name\" is 4 bytes long, at most 3 were expected"},
        {ask_text, "name:\n  - x\n", "f:2: a list stands here, a single value was expected"},
        {ask_text, "x: 1\n", "f:1: \"name\" is missing, it was expected in this mapping"},
        {ask_int, "days: 31\n",
         "f:1: \"days\" is \"31\", a whole number from 1 to 30 was expected"},
        {ask_int, "days: 0\n", "f:1: \"days\" is \"0\", a whole number from 1 to 30 was expected"},
        {ask_int, "days: 010\n",
         "f:1: \"days\" is \"010\", a whole number from 1 to 30 was expected"},
        {ask_int, "days: 0x10\n",
         "f:1: \"days\" is \"0x10\", a whole number from 1 to 30 was expected"},
        {ask_int, "days: 1.0\n",
         "f:1: \"days\" is \"1.0\", a whole number from 1 to 30 was expected"},
        {ask_int, "days: +5\n",
         "f:1: \"days\" is \"+5\", a whole number from 1 to 30 was expected"},
        {ask_int, "days: 1 day\n",
         "f:1: \"days\" is \"1 day\", a whole number from 1 to 30 was expected"},
        {ask_int, "days:\n", "f:1: \"days\" is \"\", a whole number from 1 to 30 was expected"},
        {ask_int, "days: 99999999999999999999\n",
         "f:1: \"days\" is \"99999999999999999999\", a whole number from 1 to 30 was expected"},
        {ask_int, "days: -\n",
         "f:1: this is no YAML: block sequence entries are not allowed in "
         "this context"},
        {ask_int, "days: '5'\n",
         "f:1: \"days\" stands in quotes, a value without quotes was expected"},
        {ask_number, "days: 2.5\n",
         "f:1: \"days\" is \"2.5\", a number from 0.5 to 2 was expected"},
        {ask_number, "days: 1.\n", "f:1: \"days\" is \"1.\", a number from 0.5 to 2 was expected"},
        {ask_number, "days: .7\n", "f:1: \"days\" is \".7\", a number from 0.5 to 2 was expected"},
        {ask_number, "days: 1e0\n",
         "f:1: \"days\" is \"1e0\", a number from 0.5 to 2 was expected"},
        {ask_number, "days: .nan\n",
         "f:1: \"days\" is \".nan\", a number from 0.5 to 2 was expected"},
        {ask_number, "days: 1,5\n",
         "f:1: \"days\" is \"1,5\", a number from 0.5 to 2 was expected"},
        {ask_bool, "open: yes\n", "f:1: \"open\" is \"yes\", true or false was expected"},
        {ask_bool, "open: True\n", "f:1: \"open\" is \"True\", true or false was expected"},
        {ask_bool, "open: \"true\"\n",
         "f:1: \"open\" stands in quotes, a value without quotes was expected"},
        {ask_word, "mode: prod\n",
         "f:1: \"mode\" is \"prod\", expected one of: development, production"},
        {ask_count, "a: 1\nsteps: 5\n", "f:2: a single value stands here, a list was expected"},
        {ask_scalar, "name: {a: 1}\n",
         "f:1: a mapping of keys to values stands here, a single value was expected"},
        {ask_own, "a: 1\nname: x\n", "f:2: \"x\" is a  [1mjoke , a name was expected"},
        {ask_much, "days: x\nname: abcd\n",
         "f:1: \"days\" is \"x\", a whole number from 1 to 30 was expected"},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        SCOPED(yaml_close) struct yaml *file = NULL;
        struct why why = {{0}};
        if (yaml_open_text("f", cases[i].text, strlen(cases[i].text), &file, &why) == OK) {
            cases[i].ask(yaml_root(file));
            assert_int_equal(yaml_check(file, &why), ERR_INVALID);
        }
        assert_string_equal(why.text, cases[i].why);
    }
}

static void a_long_complaint_is_cut_between_letters(void **state)
{
    (void)state;
    SCOPED(yaml_close) struct yaml *file = open_sample("name: x\n");
    struct why why;
    char text[600];
    for (size_t i = 0; i + 2 < sizeof(text); i += 2)
        memcpy(text + i, "\xC3\xA9", 3);
    yaml_complain(yaml_root(file), "%s", text);
    assert_int_equal(yaml_check(file, &why), ERR_INVALID);
    assert_in_range(strlen(why.text), sizeof(why.text) - 2, sizeof(why.text) - 1);
    assert_true(text_is_utf8(why.text, strlen(why.text)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_cannot_be_opened),
        cmocka_unit_test(depth_is_limited),
        cmocka_unit_test(counts_are_limited),
        cmocka_unit_test(size_is_limited),
        cmocka_unit_test(files_are_opened_by_path),
        cmocka_unit_test(values_are_read),
        cmocka_unit_test(sequences_and_mappings_are_walked),
        cmocka_unit_test(nothing_asked_of_nothing_is_no_complaint),
        cmocka_unit_test(complaints_name_the_line),
        cmocka_unit_test(a_long_complaint_is_cut_between_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
