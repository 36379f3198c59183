#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"
#include "ui/keyboard.h"
#include "ui/support/page.h"

enum { KEY = 5 };

static struct ui *keyboard_page(void **state, enum keyboard_kind kind, bool shift)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui) {
        SPACE(ui);
        ui_keyboard(ui, &(struct keyboard){.kind = kind,
                                           .shift = shift,
                                           .key_msg = KEY,
                                           .space = "spasi",
                                           .clear = "Hapus semua",
                                           .done = "Selesai"});
    }
    ui_end(ui);
    return ui;
}

/* Every character is a key whose value it is. */
static void expect_keys(struct ui *ui, const char *keys)
{
    for (; *keys; keys++) {
        const char text[2] = {*keys, '\0'};
        struct msg msg = tap_on(ui, text);
        assert_int_equal(msg.kind, KEY);
        assert_int_equal(msg.value, *keys);
        assert_int_equal(view_of_text(ui, text).role, ROLE_KEY);
    }
}

static void each_kind_has_its_keys(void **state)
{
    static const struct {
        enum keyboard_kind kind;
        bool shift;
        const char *keys, *missing;
    } cases[] = {
        {KEYBOARD_DIGITS, false, "1234567890", "a"},
        {KEYBOARD_TEXT, false, "1234567890qwertyuiopasdfghjklzxcvbnm,.'-?!", "Q@/"},
        {KEYBOARD_TEXT, true, "1234567890QWERTYUIOPASDFGHJKLZXCVBNM,.'-/:", "q?"},
        {KEYBOARD_EMAIL, false, "1234567890qwertyuiopasdfghjklzxcvbnm@.-_", "Q,"},
        {KEYBOARD_CODE, false, "1234567890ABCDEFGHJKMNPQRSTVWXYZ", "ILOUa@"},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct ui *ui = keyboard_page(state, cases[i].kind, cases[i].shift);
        expect_keys(ui, cases[i].keys);
        for (const char *c = cases[i].missing; *c; c++)
            assert_false(says(ui, (const char[2]){*c, '\0'}));
    }
}

/* An address needs no space: the office's domain has its place. */
static void a_word_takes_the_place_of_the_space_bar(void **state)
{
    struct keyboard keyboard = {.kind = KEYBOARD_EMAIL, .key_msg = KEY, .space = "spasi"};
    for (int with = 0; with < 2; with++) {
        struct ui *ui = page_begin(state);
        keyboard.words[0] = with ? "@kantor.go.id" : NULL;
        keyboard.words[1] = with ? "@rumah.id" : NULL;
        COLUMN(ui) {
            ui_keyboard(ui, &keyboard);
        }
        ui_end(ui);
        assert_int_equal(says(ui, "@kantor.go.id"), with);
        assert_int_equal(says(ui, "spasi"), !with);
        assert_false(says(ui, "@rumah.id")); /* on a tall screen */
        if (with)
            assert_int_equal(tap_on(ui, "@kantor.go.id").value, KEY_WORD);
    }
}

static void special_keys_have_words(void **state)
{
    static const struct {
        enum keyboard_kind kind;
        const char *text;
        int64_t value;
    } cases[] = {
        {KEYBOARD_DIGITS, "Hapus semua", KEY_CLEAR},
        {KEYBOARD_DIGITS, "Hapus", KEY_BACKSPACE},
        {KEYBOARD_TEXT, "spasi", ' '},
        {KEYBOARD_TEXT, "Selesai", KEY_DONE},
        {KEYBOARD_TEXT, "Hapus", KEY_BACKSPACE},
        {KEYBOARD_TEXT, "Huruf besar", KEY_SHIFT},
        {KEYBOARD_CODE, "Selesai", KEY_DONE},
        {KEYBOARD_CODE, "Hapus semua", KEY_CLEAR},
    };
    for (size_t i = 0; i < LENGTH(cases); i++)
        assert_int_equal(tap_on(keyboard_page(state, cases[i].kind, false), cases[i].text).value,
                         cases[i].value);
}

static void keys_are_large_and_apart(void **state)
{
    static const enum keyboard_kind kinds[] = {KEYBOARD_DIGITS, KEYBOARD_TEXT, KEYBOARD_EMAIL,
                                               KEYBOARD_CODE};
    for (size_t k = 0; k < LENGTH(kinds); k++) {
        struct ui *ui = keyboard_page(state, kinds[k], false);
        for (size_t i = 0; i < ui_count(ui); i++) {
            struct rect a = ui_node(ui, i).rect;
            assert_int_equal(a.h, 100);
            assert_true(a.w >= 64);
            assert_false(ui_node(ui, i).clipped);
            for (size_t j = i + 1; j < ui_count(ui); j++) {
                struct rect b = ui_node(ui, j).rect;
                assert_true(a.x + a.w + 12 <= b.x || b.x + b.w + 12 <= a.x ||
                            a.y + a.h + 12 <= b.y || b.y + b.h + 12 <= a.y);
            }
        }
    }
}

static void a_wide_screen_has_the_same_digits(void **state)
{
    struct page *page = *state;
    page->theme = theme_make(&(struct theme_choice){.dpi = 82, .width = 1920, .height = 1080});
    ui_begin(page->ui, &page->theme, 1920, 1080);
    COLUMN(page->ui)
        ui_keyboard(page->ui, &(struct keyboard){.kind = KEYBOARD_DIGITS,
                                                 .key_msg = KEY,
                                                 .clear = "Hapus semua",
                                                 .done = "Selesai"});
    ui_end(page->ui);
    expect_keys(page->ui, "1234567890");
    assert_int_equal(tap_on(page->ui, "Hapus").value, KEY_BACKSPACE);
    assert_int_equal(tap_on(page->ui, "Hapus semua").value, KEY_CLEAR);
    assert_int_equal(tap_on(page->ui, "Selesai").value, KEY_DONE);
    assert_true(rect_of(page->ui, "0").y + rect_of(page->ui, "0").h < 200);
}

static void no_keyboard_is_no_node(void **state)
{
    assert_int_equal(ui_count(keyboard_page(state, KEYBOARD_NONE, false)), 0);
}

static void text_edit_types_and_erases(void **state)
{
    (void)state;
    static const struct {
        const char *before;
        int64_t key;
        bool changed;
        const char *after;
    } cases[] = {
        {"", 'a', true, "a"},
        {"ab", 0xe9, true, "ab\xc3\xa9"},
        {"", 0x1f600, true, "\xf0\x9f\x98\x80"},
        {"", 0xa95f, true, "\xea\xa5\x9f"},
        {"ab\xc3\xa9", KEY_BACKSPACE, true, "ab"},
        {"\xf0\x9f\x98\x80", KEY_BACKSPACE, true, ""},
        {"", KEY_BACKSPACE, false, ""},
        {"abc", KEY_CLEAR, true, ""},
        {"", KEY_CLEAR, false, ""},
        {"abc", KEY_SHIFT, false, "abc"},
        {"abc", KEY_DONE, false, "abc"},
        {"abc", '\n', false, "abc"},
        {"abc", 0x7f, false, "abc"},
        {"abc", 0xd800, false, "abc"},
        {"abc", 0x110000 + 99, false, "abc"},
        {"abc", -5, false, "abc"},
        {"abcdefg", 'h', false, "abcdefg"}, /* 8 bytes are full */
        {"abcdef", 0xe9, false, "abcdef"},  /* no half characters */
        {"abcde", 0xe9, true, "abcde\xc3\xa9"},
        {"\x80\x80", KEY_BACKSPACE, true, ""}, /* not UTF-8: erased, never overrun */
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        char text[8];
        strcpy(text, cases[i].before);
        assert_int_equal(text_edit(text, sizeof(text), cases[i].key), cases[i].changed);
        assert_string_equal(text, cases[i].after);
    }
}

static void erased_letters_do_not_stay_in_memory(void **state)
{
    (void)state;
    char text[8] = "secret";
    text_edit(text, sizeof(text), KEY_BACKSPACE);
    assert_int_equal(text[5], 0);
    text_edit(text, sizeof(text), KEY_CLEAR);
    for (size_t i = 0; i < sizeof(text); i++)
        assert_int_equal(text[i], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(each_kind_has_its_keys),
        PAGE_TEST(a_word_takes_the_place_of_the_space_bar),
        PAGE_TEST(special_keys_have_words),
        PAGE_TEST(keys_are_large_and_apart),
        PAGE_TEST(a_wide_screen_has_the_same_digits),
        PAGE_TEST(no_keyboard_is_no_node),
        cmocka_unit_test(text_edit_types_and_erases),
        cmocka_unit_test(erased_letters_do_not_stay_in_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
