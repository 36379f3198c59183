#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/err.h"
#include "ui/support/page.h"
#include "ui/tell.h"
#include "ui/widgets.h"

enum { HIT = 1, OTHER, SCROLLED, KEYS };

static void box(struct ui *ui, const char *text, struct msg tap, bool disabled)
{
    COLUMN(ui, .height = SIZE_BUTTON, .fill = COLOR_CARD, .role = ROLE_BUTTON, .text = text,
           .tap = tap, .disabled = disabled)
        LABEL(ui, text);
}

static struct ui *two_buttons(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui, .gap = GAP_M) {
        box(ui, "first", TAP(HIT, 7), false);
        box(ui, "second", TAP(OTHER), false);
        box(ui, "off", TAP(HIT, 9), true);
    }
    ui_end(ui);
    return ui;
}

static struct ui *long_page(void **state)
{
    static const char *const names[] = {"0",  "1",  "2",  "3",  "4",  "5",  "6",  "7",  "8",  "9",
                                        "10", "11", "12", "13", "14", "15", "16", "17", "18", "19"};
    struct ui *ui = page_begin(state);
    COLUMN(ui) {
        box(ui, "top", TAP(HIT), false);
        COLUMN(ui, .grow = 1, .scroll = true)
            for (int i = 0; i < 20; i++)
                box(ui, names[i], TAP(SCROLLED, i), false);
        box(ui, "bottom", TAP(OTHER), false);
    }
    ui_end(ui);
    return ui; /* the column: 112 to 1808, 1696 high; its content 2240: 544 to scroll */
}

static void a_tap_gives_its_message(void **state)
{
    struct ui *ui = two_buttons(state);
    struct msg msg = tap_on(ui, "first");
    assert_int_equal(msg.kind, HIT);
    assert_int_equal(msg.value, 7);
    assert_int_equal(tap_on(ui, "second").kind, OTHER);
}

static void a_disabled_box_takes_the_tap_and_says_nothing(void **state)
{
    struct ui *ui = two_buttons(state);
    assert_int_equal(tap_on(ui, "off").kind, 0);
}

static void a_finger_that_leaves_does_not_tap(void **state)
{
    struct ui *ui = two_buttons(state);
    touch(ui, INPUT_DOWN, 10, 10, NULL);
    assert_int_equal(touch(ui, INPUT_UP, 10, 150, NULL).kind, 0);
    touch(ui, INPUT_DOWN, 10, 10, NULL);
    touch(ui, INPUT_MOVE, 10, 150, NULL);
    touch(ui, INPUT_MOVE, 40, 20, NULL);
    assert_int_equal(touch(ui, INPUT_UP, 40, 20, NULL).kind, HIT);
}

static void changed_tells_when_to_draw(void **state)
{
    struct ui *ui = two_buttons(state);
    bool changed = false;
    touch(ui, INPUT_DOWN, 10, 10, &changed);
    assert_true(changed);
    touch(ui, INPUT_MOVE, 11, 11, &changed);
    assert_false(changed);
    touch(ui, INPUT_MOVE, 11, 1000, &changed);
    assert_true(changed);
    touch(ui, INPUT_UP, 11, 1000, &changed);
    assert_true(changed);
    touch(ui, INPUT_DOWN, 10, 1000, &changed); /* nothing there */
    assert_false(changed);
}

static void a_tree_declared_anew_keeps_the_press(void **state)
{
    struct ui *ui = two_buttons(state);
    touch(ui, INPUT_DOWN, 10, 10, NULL);
    ui = two_buttons(state);
    assert_int_equal(touch(ui, INPUT_UP, 10, 10, NULL).kind, HIT);
    touch(ui, INPUT_DOWN, 10, 10, NULL);
    ui_reset_input(ui);
    ui = two_buttons(state);
    assert_int_equal(touch(ui, INPUT_UP, 10, 10, NULL).kind, 0);
}

static void an_overlay_hides_what_is_below(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui)
        box(ui, "below", TAP(HIT), false);
    COLUMN(ui, .fill = COLOR_SCRIM, .justify = JUSTIFY_END)
        box(ui, "above", TAP(OTHER), false);
    ui_end(ui);
    assert_int_equal(touch(ui, INPUT_DOWN, 10, 10, NULL).kind, 0);
    assert_int_equal(touch(ui, INPUT_UP, 10, 10, NULL).kind, 0);
    assert_int_equal(tap_on(ui, "above").kind, OTHER);
    press_key(ui, INPUT_NEXT);
    assert_string_equal(focused(ui), "above");
    press_key(ui, INPUT_NEXT);
    assert_string_equal(focused(ui), "above");
}

static void a_filled_part_of_a_tappable_box_taps_it(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui)
        ROW(ui, .fill = COLOR_CARD, .tap = TAP(HIT), .role = ROLE_TILE, .text = "tile")
            COLUMN(ui, .width = SIZE_MEDAL, .height = SIZE_MEDAL, .fill = COLOR_INFO) {
            }
    ui_end(ui);
    touch(ui, INPUT_DOWN, 5, 5, NULL);
    assert_int_equal(touch(ui, INPUT_UP, 5, 5, NULL).kind, HIT);
}

static void a_backdrop_is_tapped_beside_its_card_only(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui, .fill = COLOR_NILA_2, .justify = JUSTIFY_END, .tap = TAP(OTHER))
        COLUMN(ui, .fill = COLOR_CARD, .pad = GAP_XL) {
            LABEL(ui, "words");
            box(ui, "button", TAP(HIT), false);
        }
    ui_end(ui);
    assert_int_equal(ui_count(ui), 2); /* the backdrop tells nothing and hushes nobody */
    touch(ui, INPUT_DOWN, 10, 10, NULL);
    assert_int_equal(touch(ui, INPUT_UP, 10, 10, NULL).kind, OTHER);
    touch(ui, INPUT_DOWN, 10, 1910, NULL);
    assert_int_equal(touch(ui, INPUT_UP, 10, 1910, NULL).kind, 0);
    assert_int_equal(tap_on(ui, "button").kind, HIT);
    press_key(ui, INPUT_NEXT);
    assert_string_equal(focused(ui), "button");
    press_key(ui, INPUT_NEXT);
    assert_string_equal(focused(ui), "button");
}

static void a_drag_scrolls_and_does_not_tap(void **state)
{
    struct ui *ui = long_page(state);
    assert_int_equal(rect_of(ui, "0").y, 112);
    touch(ui, INPUT_DOWN, 500, 900, NULL);
    bool changed = false;
    touch(ui, INPUT_MOVE, 500, 890, &changed); /* a tremble */
    assert_int_equal(rect_of(ui, "1").y, 224);
    touch(ui, INPUT_MOVE, 500, 788, &changed);
    assert_true(changed);
    assert_false(says(ui, "0"));
    assert_int_equal(rect_of(ui, "1").y, 112);
    assert_int_equal(touch(ui, INPUT_UP, 500, 788, NULL).kind, 0);
    assert_int_equal(tap_on(ui, "2").value, 2);
    ui = long_page(state); /* declared anew, still scrolled */
    assert_int_equal(rect_of(ui, "1").y, 112);
    ui_reset_input(ui);
    ui = long_page(state);
    assert_int_equal(rect_of(ui, "1").y, 224);
}

static void scrolling_ends_with_the_content(void **state)
{
    struct ui *ui = long_page(state);
    touch(ui, INPUT_DOWN, 500, 1700, NULL);
    touch(ui, INPUT_MOVE, 500, 100, NULL);
    touch(ui, INPUT_UP, 500, 100, NULL);
    assert_rect(rect_of(ui, "19"), 0, 1808 - 112, 1080, 112);
    touch(ui, INPUT_WHEEL, 0, 100, NULL);
    assert_rect(rect_of(ui, "0"), 0, 112, 1080, 112);
}

static void what_is_half_scrolled_away_is_cut_and_taps_only_in_sight(void **state)
{
    struct ui *ui = long_page(state);
    touch(ui, INPUT_DOWN, 500, 900, NULL);
    touch(ui, INPUT_MOVE, 500, 844, NULL);
    touch(ui, INPUT_UP, 500, 844, NULL);
    assert_rect(rect_of(ui, "0"), 0, 112, 1080, 56);
    assert_false(view_of_text(ui, "0").clipped);
    touch(ui, INPUT_DOWN, 500, 80, NULL);
    assert_int_equal(touch(ui, INPUT_UP, 500, 80, NULL).kind, HIT);
}

static void the_thumb_drags_the_other_way(void **state)
{
    struct ui *ui = long_page(state);
    touch(ui, INPUT_DOWN, 1076, 200, NULL);
    touch(ui, INPUT_MOVE, 1076, 1900, NULL);
    assert_true(says(ui, "19"));
    assert_false(says(ui, "0"));
}

static struct ui *long_form(void **state, int active)
{
    static const char *const labels[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
    struct ui *ui = page_begin(state);
    COLUMN(ui) {
        COLUMN(ui, .height = SIZE_PREVIEW) {
        }
        COLUMN(ui, .grow = 1, .scroll = true, .gap = GAP_M)
            for (int i = 0; i < 10; i++)
                FIELD(ui, .label = labels[i], .active = i == active, .tap = TAP(HIT, i));
    }
    ui_end(ui);
    return ui;
}

static void a_field_that_gets_the_caret_comes_into_sight(void **state)
{
    struct ui *ui = long_form(state, 0);
    assert_false(says(ui, "j"));
    ui = long_form(state, 9);
    assert_int_equal(rect_of(ui, "j").h, 28 + 12 + 104);
    touch(ui, INPUT_WHEEL, 0, 100, NULL);
    ui = long_form(state, 9); /* and is left alone while it keeps it */
    assert_false(says(ui, "j"));
    ui = long_form(state, 0);
    assert_int_equal(rect_of(ui, "a").y, 760);
}

static void focus_goes_in_reading_order_around(void **state)
{
    struct ui *ui = two_buttons(state);
    assert_string_equal(focused(ui), "");
    static const char *const order[] = {"first", "second", "first"};
    for (int i = 0; i < 3; i++) {
        press_key(ui, INPUT_NEXT);
        assert_string_equal(focused(ui), order[i]);
    }
    press_key(ui, INPUT_PREVIOUS);
    assert_string_equal(focused(ui), "second");
    ui = two_buttons(state);
    assert_string_equal(focused(ui), "second");
    assert_int_equal(press_key(ui, INPUT_OK).kind, OTHER);
    touch(ui, INPUT_DOWN, 10, 1900, NULL);
    assert_string_equal(focused(ui), "");
    assert_int_equal(press_key(ui, INPUT_OK).kind, 0);
}

/* A field with the caret is told as focused too; here it is about the keys. */
static const char *stands_on(const struct ui *ui)
{
    struct node_view node;
    return ui_tell_focus(ui, &node) ? node.text : "";
}

static struct ui *form(void **state, bool active, bool leads)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui) {
        ROW(ui, .aside = true)
            box(ui, "bar", TAP(OTHER), false);
        FIELD(ui, .label = "field", .active = active, .tap = leads ? TAP(HIT) : TAP(0));
        box(ui, "on", TAP(SCROLLED), false);
        for (int i = 0; active && i < 3; i++)
            ROW(ui, .role = ROLE_KEY, .text = i ? i > 1 ? "c" : "b" : "a", .height = SIZE_KEY,
                .tap = TAP(KEYS, i)) {
            }
    }
    ui_end(ui);
    return ui;
}

static void what_is_aside_comes_last(void **state)
{
    static const char *const order[] = {"field", "on", "bar", "field"};
    struct ui *ui = form(state, false, true);
    for (size_t i = 0; i < LENGTH(order); i++) {
        press_key(ui, INPUT_NEXT);
        assert_string_equal(stands_on(ui), order[i]);
    }
    press_key(ui, INPUT_PREVIOUS);
    assert_string_equal(stands_on(ui), "bar");
    press_key(ui, INPUT_PREVIOUS);
    assert_string_equal(stands_on(ui), "on");
}

static void a_field_leads_into_the_keyboard(void **state)
{
    static const char *const round[] = {"b", "c", "a"};
    struct ui *ui = form(state, true, true);
    press_key(ui, INPUT_PREVIOUS);
    assert_string_equal(stands_on(ui), "bar"); /* its keys are not on the way */
    press_key(ui, INPUT_NEXT);
    assert_int_equal(press_key(ui, INPUT_OK).kind, HIT);
    ui = form(state, true, true);
    assert_string_equal(stands_on(ui), "a");
    for (size_t i = 0; i < LENGTH(round); i++) {
        press_key(ui, INPUT_NEXT);
        assert_string_equal(stands_on(ui), round[i]);
    }
    assert_int_equal(press_key(ui, INPUT_OK).kind, KEYS);
    bool changed = false;
    touch(ui, INPUT_BACK, 0, 0, &changed);
    assert_true(changed);
    assert_string_equal(stands_on(ui), "field");
    touch(ui, INPUT_BACK, 0, 0, &changed); /* nothing of the tree's */
    assert_false(changed);
}

static void a_keyboard_that_goes_lets_go(void **state)
{
    struct ui *ui = form(state, true, true);
    press_key(ui, INPUT_NEXT);
    press_key(ui, INPUT_OK);
    ui = form(state, true, true);
    assert_string_equal(stands_on(ui), "a");
    ui = form(state, false, true);
    assert_string_equal(stands_on(ui), "field");
    press_key(ui, INPUT_NEXT);
    assert_string_equal(stands_on(ui), "on");
}

static void keys_that_no_field_leads_to_are_on_the_way(void **state)
{
    static const char *const order[] = {"on", "a", "b", "c", "bar"};
    struct ui *ui = form(state, true, false);
    for (size_t i = 0; i < LENGTH(order); i++) {
        press_key(ui, INPUT_NEXT);
        assert_string_equal(stands_on(ui), order[i]);
    }
}

static void focus_scrolls_into_sight(void **state)
{
    struct ui *ui = long_page(state);
    press_key(ui, INPUT_PREVIOUS);
    assert_string_equal(focused(ui), "bottom");
    press_key(ui, INPUT_PREVIOUS);
    assert_string_equal(focused(ui), "19");
    assert_int_equal(rect_of(ui, "19").h, 112);
    for (int i = 0; i < 19; i++)
        press_key(ui, INPUT_PREVIOUS);
    assert_string_equal(focused(ui), "0");
    assert_rect(rect_of(ui, "0"), 0, 112, 1080, 112);
}

static void equal_messages_are_told_apart_by_order(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui) {
        box(ui, "a", TAP(HIT), false);
        box(ui, "b", TAP(HIT), false);
    }
    ui_end(ui);
    press_key(ui, INPUT_NEXT);
    press_key(ui, INPUT_NEXT);
    assert_string_equal(focused(ui), "b");
}

static void touching_before_the_first_page_does_nothing(void **state)
{
    struct page *page = *state;
    for (int kind = INPUT_DOWN; kind <= INPUT_SPEAK; kind++)
        assert_int_equal(touch(page->ui, (enum input_kind)kind, 5, 5, NULL).kind, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(a_tap_gives_its_message),
        PAGE_TEST(a_disabled_box_takes_the_tap_and_says_nothing),
        PAGE_TEST(a_finger_that_leaves_does_not_tap),
        PAGE_TEST(changed_tells_when_to_draw),
        PAGE_TEST(a_tree_declared_anew_keeps_the_press),
        PAGE_TEST(an_overlay_hides_what_is_below),
        PAGE_TEST(a_filled_part_of_a_tappable_box_taps_it),
        PAGE_TEST(a_backdrop_is_tapped_beside_its_card_only),
        PAGE_TEST(a_drag_scrolls_and_does_not_tap),
        PAGE_TEST(scrolling_ends_with_the_content),
        PAGE_TEST(what_is_half_scrolled_away_is_cut_and_taps_only_in_sight),
        PAGE_TEST(the_thumb_drags_the_other_way),
        PAGE_TEST(a_field_that_gets_the_caret_comes_into_sight),
        PAGE_TEST(focus_goes_in_reading_order_around),
        PAGE_TEST(what_is_aside_comes_last),
        PAGE_TEST(a_field_leads_into_the_keyboard),
        PAGE_TEST(a_keyboard_that_goes_lets_go),
        PAGE_TEST(keys_that_no_field_leads_to_are_on_the_way),
        PAGE_TEST(focus_scrolls_into_sight),
        PAGE_TEST(equal_messages_are_told_apart_by_order),
        PAGE_TEST(touching_before_the_first_page_does_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
