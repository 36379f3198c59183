#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"
#include "ui/paint.h"
#include "ui/support/page.h"

/* Body text is 30 pixels: 15 a letter. The page is 1080 x 1920. */

static void column_stacks_with_pads_and_gaps(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui, .pad = GAP_L, .gap = GAP_M) {
        LABEL(ui, "one");
        LABEL(ui, "two");
    }
    ui_end(ui);
    assert_rect(rect_of(ui, "one"), 36, 36, 1008, 30);
    assert_rect(rect_of(ui, "two"), 36, 36 + 30 + 28, 1008, 30);
}

static void sides_have_their_own_pads(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui, .pad = GAP_XL, .pad_x = GAP_XS)
        LABEL(ui, "one");
    ui_end(ui);
    assert_rect(rect_of(ui, "one"), 12, 48, 1056, 30);
}

static void text_wraps_to_its_width(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui, .width = SIZE_LABEL_COLUMN) /* 190: 12 letters */
        LABEL(ui, "twelve chars and more");
    COLUMN(ui, .align = ALIGN_CENTER)
        LABEL(ui, "line\nand longer");
    ui_end(ui);
    assert_int_equal(rect_of(ui, "twelve chars and more").h, 60);
    assert_rect(rect_of(ui, "line\nand longer"), (1080 - 150) / 2, 0, 150, 60);
}

/* 190 wide: 146 are left beside the icon, and the longer line takes 105 of them. */
static void an_icon_stays_with_its_broken_words(void **state)
{
    struct ui *ui = page_begin(state);
    ROW(ui, .align = ALIGN_START)
        ROW(ui, .width = SIZE_LABEL_COLUMN, .align = ALIGN_START, .justify = JUSTIFY_CENTER,
            .gap = GAP_XS) {
            ICON(ui, "bell", .size = SIZE_ICON_S);
            LABEL(ui, "seven letters", .align = ALIGN_CENTER);
        }
    ui_end(ui);
    assert_rect(rect_of(ui, "seven letters"), (190 - 149) / 2 + 44, 0, 105, 60);
}

static void growers_share_the_rest(void **state)
{
    static const struct {
        int first, second, want_first;
    } cases[] = {{1, 1, 526}, {1, 3, 263}, {0, 1, 45}};
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct ui *ui = page_begin(state);
        ROW(ui, .gap = GAP_M) {
            LABEL(ui, "abc", .grow = cases[i].first);
            LABEL(ui, "d", .grow = cases[i].second);
        }
        ui_end(ui);
        struct rect first = rect_of(ui, "abc"), second = rect_of(ui, "d");
        assert_int_equal(first.w, cases[i].want_first);
        assert_int_equal(second.x, first.w + 28);
        assert_int_equal(second.x + second.w, 1080);
    }
}

static void a_brief_text_stands_in_where_the_whole_does_not_fit(void **state)
{
    static const char name[] = "Dinas Komunikasi dan Informatika, Kota Pekalongan"; /* 735 */
    static const char whole[] = "Minggu, 22 November 2026", brief[] = "Min, 22 Nov";
    struct ui *ui = page_begin(state);
    for (int room = 0; room < 2; room++)
        ROW(ui) {
            COLUMN(ui, .grow = 1)
                LABEL(ui, room ? "Dinas" : name, .one_line = true);
            LABEL(ui, whole, .one_line = true, .brief = brief);
        }
    ui_end(ui);
    struct paint_list list = ui_paint(ui);
    int wholes = 0, briefs = 0;
    for (size_t i = 0; i < list.count; i++) {
        const char *text = list.items[i].text ? list.items[i].text : "";
        wholes += strcmp(text, whole) == 0;
        briefs += strcmp(text, brief) == 0;
    }
    assert_int_equal(wholes, 1);
    assert_int_equal(briefs, 1);
    for (size_t i = 0; i < ui_count(ui); i++) /* readers hear it whole */
        assert_true(!ui_node(ui, i).clipped && strcmp(ui_node(ui, i).text, brief) != 0);
}

static void text_wraps_rather_than_spoil_the_proportion(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui) {
        ROW(ui) {
            LABEL(ui, "a text of forty letters, that is 600 pix", .grow = 1);
            LABEL(ui, "short", .grow = 1);
        }
        ROW(ui) {
            LABEL(ui, "NineteenLettersHuge", .type = TYPE_HUGE, .grow = 1); /* 42 a letter */
            LABEL(ui, "other", .grow = 1);
        }
        ROW(ui) {
            LABEL(ui, "an.address.longer.than.any.row@example.go.id", .grow = 1);
            LABEL(ui, "third", .grow = 1);
        }
        ROW(ui) {
            LABEL(ui, "A text of forty letters, that is 600 pix", .grow = 1);
            SPACE(ui);
            LABEL(ui, "end");
        }
    }
    ui_end(ui);
    assert_int_equal(rect_of(ui, "short").x, 540);
    assert_int_equal(rect_of(ui, "other").x, 19 * 42);
    assert_int_equal(rect_of(ui, "third").x, 540);
    assert_false(view_of_text(ui, "an.address.longer.than.any.row@example.go.id").clipped);
    assert_int_equal(rect_of(ui, "A text of forty letters, that is 600 pix").w, 600);
}

static void columns_keep_what_they_want_while_there_is_room(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui) {
        SPACE(ui);
        COLUMN(ui, .grow = 1, .scroll = true)
            for (int i = 0; i < 17; i++)
                LABEL(ui, i ? "row" : "first", .type = TYPE_HUGE);
    }
    ui_end(ui); /* 17 x 84 = 1428 of 1920 */
    assert_int_equal(rect_of(ui, "first").y, 1920 - 1428);
}

static void a_growing_text_wraps_beside_what_does_not(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui)
        ROW(ui, .align = ALIGN_CENTER) {
            LABEL(ui, "seventy letters in words of seven, so that they need two lines of text",
                  .grow = 1);
            LABEL(ui, "right side");
        }
    ui_end(ui);
    assert_rect(rect_of(ui, "right side"), 930, 15, 150, 30);
    assert_int_equal(ui_node(ui, 0).rect.h, 60);
    assert_false(ui_node(ui, 0).clipped);
}

static void rows_press_text_down_to_its_longest_word(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui, .width = SIZE_QR) /* 420: 28 letters */
        ROW(ui) {
            LABEL(ui, "some words here and there");
            LABEL(ui, "unbreakable");
        }
    ui_end(ui);
    assert_int_equal(rect_of(ui, "unbreakable").w, 11 * 15);
    assert_int_equal(rect_of(ui, "some words here and there").w, 420 - 11 * 15);
    assert_false(view_of_text(ui, "unbreakable").clipped);
}

static void justify_and_align(void **state)
{
    static const struct {
        enum justify justify;
        int first, second;
    } cases[] = {{JUSTIFY_START, 0, 15},
                 {JUSTIFY_CENTER, 525, 540},
                 {JUSTIFY_END, 1050, 1065},
                 {JUSTIFY_BETWEEN, 0, 1065}};
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct ui *ui = page_begin(state);
        ROW(ui, .height = SIZE_BUTTON, .justify = cases[i].justify, .align = ALIGN_END) {
            LABEL(ui, "a");
            LABEL(ui, "b");
        }
        ui_end(ui);
        assert_rect(rect_of(ui, "a"), cases[i].first, 112 - 30, 15, 30);
        assert_int_equal(rect_of(ui, "b").x, cases[i].second);
    }
}

static void space_pushes_to_the_end(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui) {
        LABEL(ui, "top");
        SPACE(ui);
        LABEL(ui, "bottom");
    }
    ui_end(ui);
    assert_int_equal(rect_of(ui, "bottom").y, 1890);
}

static void wrap_breaks_into_lines(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui, .width = SIZE_QR) { /* 420 */
        WRAP(ui, .gap = GAP_S) {
            LABEL(ui, "ten chars.");
            LABEL(ui, "ten chars;");
            LABEL(ui, "five5");
        }
        LABEL(ui, "below");
    }
    ui_end(ui);
    assert_rect(rect_of(ui, "ten chars;"), 170, 0, 150, 30);
    assert_rect(rect_of(ui, "five5"), 340, 0, 75, 30);
    ui = page_begin(state);
    COLUMN(ui, .width = SIZE_QR) {
        WRAP(ui, .gap = GAP_M) {
            LABEL(ui, "ten chars.");
            LABEL(ui, "ten chars;");
            LABEL(ui, "five5.");
        }
        LABEL(ui, "below");
    }
    ui_end(ui);
    assert_rect(rect_of(ui, "five5."), 0, 58, 90, 30);
    assert_int_equal(rect_of(ui, "below").y, 88);
}

static void grid_has_equal_columns_and_rows_as_high_as_their_highest(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui) {
        GRID(ui, .columns = 2, .gap = GAP_M) {
            LABEL(ui, "a");
            LABEL(ui, "b\nb");
            LABEL(ui, "c");
        }
        LABEL(ui, "below");
    }
    ui_end(ui);
    assert_rect(rect_of(ui, "a"), 0, 0, 526, 60);
    assert_rect(rect_of(ui, "b\nb"), 554, 0, 526, 60);
    assert_rect(rect_of(ui, "c"), 0, 88, 526, 30);
    assert_int_equal(rect_of(ui, "below").y, 118);
}

static void a_growing_grid_spreads_its_rows(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui)
        GRID(ui, .columns = 1, .gap = GAP_S, .grow = 1) {
            LABEL(ui, "a");
            LABEL(ui, "b");
        }
    ui_end(ui);
    assert_rect(rect_of(ui, "a"), 0, 0, 1080, 950);
    assert_rect(rect_of(ui, "b"), 0, 970, 1080, 950);
}

static void stack_lays_one_over_the_other(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui, .align = ALIGN_CENTER)
        STACK(ui, .align = ALIGN_CENTER) {
            IMAGE(ui, .kind = IMAGE_RING, .text = "ring"); /* 220 */
            LABEL(ui, "28");
        }
    ui_end(ui);
    assert_rect(rect_of(ui, "ring"), 430, 0, 220, 220);
    assert_rect(rect_of(ui, "28"), 525, 95, 30, 30);
}

static void fixed_heights_hold_more_when_they_must(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui) {
        COLUMN(ui, .height = SIZE_BADGE) /* 66 */
            LABEL(ui, "1\n2\n3");
        LABEL(ui, "below");
    }
    ui_end(ui);
    assert_int_equal(rect_of(ui, "below").y, 90);
}

static void tappable_things_are_large_enough(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui, .align = ALIGN_START)
        ROW(ui, .tap = TAP(1))
            LABEL(ui, "x");
    ui_end(ui);
    assert_rect(rect_of(ui, "x"), 0, 0, 64, 64);
    assert_int_equal(ui_node(ui, 0).role, ROLE_BUTTON);
}

static void what_does_not_fit_is_told(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui) {
        for (int i = 0; i < 17; i++)
            COLUMN(ui, .height = SIZE_BUTTON, .role = ROLE_ROW, .text = "row") {
            }
        COLUMN(ui, .height = SIZE_BUTTON, .role = ROLE_ROW, .text = "last") {
        }
        COLUMN(ui, .height = SIZE_BUTTON, .role = ROLE_ROW, .text = "off the page") {
        }
    }
    ui_end(ui); /* 17 x 112 = 1904 */
    assert_false(ui_node(ui, 16).clipped);
    assert_true(view_of_text(ui, "last").clipped);
    assert_int_equal(rect_of(ui, "last").h, 16);
    assert_true(view_of_text(ui, "off the page").clipped);
    assert_int_equal(rect_of(ui, "off the page").h, 0);
}

static void a_word_too_long_for_its_box_is_told_by_the_box(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui, .align = ALIGN_START) {
        COLUMN(ui, .width = SIZE_BUTTON, .role = ROLE_BADGE, .text = "said") /* 112: 7 letters */
            LABEL(ui, "8letters");
        COLUMN(ui, .width = SIZE_BUTTON)
            LABEL(ui, "one line only", .one_line = true);
        COLUMN(ui, .width = SIZE_BUTTON)
            LABEL(ui, "seven 7letter");
    }
    ui_end(ui);
    assert_true(view_of_text(ui, "said").clipped);
    assert_true(view_of_text(ui, "one line only").clipped);
    assert_false(view_of_text(ui, "seven 7letter").clipped);
}

static void too_many_nodes_are_left_out(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui, .scroll = true)
        for (int i = 0; i < 5000; i++)
            ROW(ui)
                LABEL(ui, "row");
    ui_end(ui);
    assert_true(ui_count(ui) > 10);
    assert_true(ui_count(ui) < 5000);
    ui = page_begin(state); /* and the next page is whole again */
    COLUMN(ui)
        LABEL(ui, "next");
    ui_end(ui);
    assert_int_equal(ui_count(ui), 1);
}

static void nesting_past_the_limit_is_left_out(void **state)
{
    struct ui *ui = page_begin(state);
    for (int i = 0; i < 100; i++)
        ui_open(ui, AXIS_COLUMN, &(struct box){.pad = GAP_NONE});
    LABEL(ui, "deep");
    for (int i = 0; i < 100; i++)
        ui_close(ui);
    COLUMN(ui)
        LABEL(ui, "after");
    ui_end(ui);
    assert_false(says(ui, "deep"));
    assert_true(says(ui, "after"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(column_stacks_with_pads_and_gaps),
        PAGE_TEST(sides_have_their_own_pads),
        PAGE_TEST(text_wraps_to_its_width),
        PAGE_TEST(an_icon_stays_with_its_broken_words),
        PAGE_TEST(growers_share_the_rest),
        PAGE_TEST(a_brief_text_stands_in_where_the_whole_does_not_fit),
        PAGE_TEST(text_wraps_rather_than_spoil_the_proportion),
        PAGE_TEST(columns_keep_what_they_want_while_there_is_room),
        PAGE_TEST(a_growing_text_wraps_beside_what_does_not),
        PAGE_TEST(rows_press_text_down_to_its_longest_word),
        PAGE_TEST(justify_and_align),
        PAGE_TEST(space_pushes_to_the_end),
        PAGE_TEST(wrap_breaks_into_lines),
        PAGE_TEST(grid_has_equal_columns_and_rows_as_high_as_their_highest),
        PAGE_TEST(a_growing_grid_spreads_its_rows),
        PAGE_TEST(stack_lays_one_over_the_other),
        PAGE_TEST(fixed_heights_hold_more_when_they_must),
        PAGE_TEST(tappable_things_are_large_enough),
        PAGE_TEST(what_does_not_fit_is_told),
        PAGE_TEST(a_word_too_long_for_its_box_is_told_by_the_box),
        PAGE_TEST(too_many_nodes_are_left_out),
        PAGE_TEST(nesting_past_the_limit_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
