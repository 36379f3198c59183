#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "ui/support/page.h"
#include "ui/widgets.h"

static void expect(const struct ui *ui, void (*write)(const struct ui *, struct buf *),
                   const char *want)
{
    struct buf buf;
    buf_init(&buf, 1 << 16);
    write(ui, &buf);
    assert_string_equal(buf_text(&buf), want);
    buf_fini(&buf);
}

static void inspect(const struct ui *ui, struct buf *out)
{
    ui_inspect(ui, "home", out);
}

static void inspect_lists_what_is_in_sight(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui) {
        LABEL(ui, "Title", .type = TYPE_TITLE);
        LABEL(ui, "tab\there\nback\\slash");
        BUTTON(ui, .text = "Go", .icon_after = "arrow-right", .tap = TAP(1));
        BUTTON(ui, .text = "Off", .disabled = true, .tap = TAP(1));
        BUTTON(ui, .icon = "bell", .say = "Call", .size = BUTTON_SMALL, .tap = TAP(2));
        IMAGE(ui, .kind = IMAGE_RING);
        LABEL(ui, "");
        ICON(ui, "bell");
        LABEL(ui, "hushed", .silent = true);
    }
    ui_end(ui);
    expect(ui, inspect,
           "screen\thome\n"
           "title\t0,0,1080,60\t-\tTitle\n"
           "text\t0,60,1080,60\t-\ttab\\there\\nback\\\\slash\n"
           "button\t0,120,1080,112\ttap\tGo\n"
           "button\t0,232,1080,112\tdisabled\tOff\n"
           "button\t0,344,88,88\ttap\tCall\n"
           "image\t0,432,220,220\t-\t-\n");
}

static void composite_boxes_are_one_node(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui) {
        TILE(ui, .title = "Tile", .text = "words", .tap = TAP(1), .selected = true);
        FIELD(ui, .label = "Name", .value = "Siti", .hint = "As on the card", .tap = TAP(2),
              .active = true);
        FIELD(ui, .label = "Phone", .value = "08", .error = "Too short", .hint = "no",
              .tap = TAP(3));
        FIELD(ui, .label = "Empty", .tap = TAP(4));
        CHECK(ui, .title = "Agree", .text = "to this", .checked = true, .tap = TAP(5));
        STEP(ui, .state = STEP_NOW, .number = 5, .title = "Fill in", .by = "You", .right = "Now");
        TAB(ui, .text = "Log", .selected = true, .tap = TAP(6));
        BADGE(ui, .text = "Open", .icon = "door-open");
        CHIP(ui, .text = "Slow", .tap = TAP(7));
        BANNER(ui, .title = "Your turn", .text = "Do this");
        ui_note(ui, "lock", "Sealed");
    }
    ui_end(ui);
    expect(ui, ui_dump,
           "tile \"Tile\\nwords\" [tap,selected]\n"
           "field \"Name\\nSiti\" [tap,focus]\n"
           "text \"As on the card\"\n"
           "field \"Phone\\n08\\nToo short\" [tap,error]\n"
           "field \"Empty\" [tap]\n"
           "check \"Agree\\nto this\" [tap,selected]\n"
           "step \"Fill in\\nYou\\nNow\" [selected]\n"
           "tab \"Log\" [tap,selected]\n"
           "badge \"Open\"\n"
           "button \"Slow\" [tap]\n"
           "title \"Your turn\"\n"
           "text \"Do this\"\n"
           "text \"Sealed\"\n");
}

static void masked_texts_are_never_told(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui) {
        FIELD(ui, .label = "PIN", .value = "1234", .masked = true, .tap = TAP(1));
        LABEL(ui, "3375", .masked = true);
        ROW(ui, .role = ROLE_ROW, .text = "caf\xc3\xa9", .masked = true) {
        }
    }
    ui_end(ui);
    assert_true(ui_node(ui, 0).masked);
    expect(ui, ui_dump,
           "field \"PIN\\n\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2\" [tap]\n"
           "text \"\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2\"\n"
           "row \"\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2\"\n");
}

static void a_tappable_box_says_its_labels(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui)
        ROW(ui, .tap = TAP(1)) {
            LABEL(ui, "NIK");
            LABEL(ui, "3375", .masked = true);
        }
    ui_end(ui);
    expect(ui, ui_dump,
           "button \"NIK\\n\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2\" [tap]\n");
    assert_true(ui_node(ui, 0).masked);
}

static void the_dump_shows_nesting_and_what_is_scrolled_away(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui) {
        COLUMN(ui, .height = SIZE_PREVIEW) {
        }
        COLUMN(ui, .scroll = true)
            for (int i = 0; i < 2; i++) {
                COLUMN(ui, .height = SIZE_PREVIEW) {
                }
                ROW(ui, .role = ROLE_ROW, .text = i ? "row 1" : "row 0")
                    BUTTON(ui, .text = "Change", .tap = TAP(i + 1));
            }
    }
    ui_end(ui);
    expect(ui, ui_dump,
           "row \"row 0\"\n"
           "  button \"Change\" [tap]\n"
           "row \"row 1\"\n"
           "  button \"Change\" [tap]\n");
    assert_true(says(ui, "row 0"));
    assert_false(says(ui, "row 1"));
    assert_int_equal(ui_count(ui), 2);
}

static void roles_have_the_names_tests_rely_on(void **state)
{
    (void)state;
    static const char *const names[] = {"title", "text",  "button", "tile",  "field",
                                        "key",   "badge", "icon",   "image", "step",
                                        "row",   "tab",   "check"};
    for (size_t i = 0; i < LENGTH(names); i++)
        assert_string_equal(role_name((enum role)(ROLE_TITLE + i)), names[i]);
    assert_string_equal(role_name(ROLE_NONE), "");
}

static void texts_may_live_on_the_views_stack(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui)
        for (int i = 0; i < 3; i++) {
            char text[8] = "text 0";
            text[5] = (char)('0' + i);
            LABEL(ui, text);
            memset(text, 'x', sizeof(text) - 1);
        }
    ui_end(ui);
    assert_true(says(ui, "text 0"));
    assert_true(says(ui, "text 2"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(inspect_lists_what_is_in_sight),
        PAGE_TEST(composite_boxes_are_one_node),
        PAGE_TEST(masked_texts_are_never_told),
        PAGE_TEST(a_tappable_box_says_its_labels),
        PAGE_TEST(the_dump_shows_nesting_and_what_is_scrolled_away),
        PAGE_TEST(roles_have_the_names_tests_rely_on),
        PAGE_TEST(texts_may_live_on_the_views_stack),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
