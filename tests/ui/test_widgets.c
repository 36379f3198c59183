/* Every widget in every theme, text size and layout: nothing clipped, targets large enough, and
 * none over another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"
#include "ui/paint.h"
#include "ui/support/page.h"
#include "ui/widgets.h"

static const char LONG[] = "A longer text with some words, as translations have them";

static void tiles(struct ui *ui)
{
    TILE(ui, .wide = true, .hero = true, .icon = "a", .title = "Start", .text = LONG,
         .tap = TAP(1));
    GRID(ui, .columns = 2, .gap = GAP_M) {
        TILE(ui, .icon = "a", .title = "Hours", .text = "Words", .tap = TAP(2));
        TILE(ui, .icon = "a", .title = "Call", .text = LONG, .danger = true, .tap = TAP(3));
    }
    TILE(ui, .wide = true, .icon = "a", .title = "Chosen", .selected = true, .tap = TAP(4));
    TILE(ui, .wide = true, .icon = "a", .title = "Off", .disabled = true, .tap = TAP(5));
}

static void buttons(struct ui *ui)
{
    ROW(ui, .gap = GAP_S) {
        BUTTON(ui, .text = "Back", .grow = 2, .tap = TAP(1));
        BUTTON(ui, .text = "Continue", .kind = BUTTON_PRIMARY, .icon_after = "a", .grow = 3,
               .tap = TAP(2));
    }
    ROW(ui, .gap = GAP_S) {
        BUTTON(ui, .text = "Take the documents first", .icon = "a", .grow = 1, .tap = TAP(3));
        BUTTON(ui, .text = "Erase now", .kind = BUTTON_DANGER, .grow = 1, .tap = TAP(4));
    }
    BUTTON(ui, .text = "Yes", .kind = BUTTON_GOLD, .size = BUTTON_BIG, .tap = TAP(5));
    ROW(ui, .gap = GAP_S) {
        BUTTON(ui, .icon = "a", .say = "Call", .size = BUTTON_SMALL, .tap = TAP(6));
        BUTTON(ui, .text = "Cancel", .icon = "a", .size = BUTTON_SMALL, .tap = TAP(7));
    }
}

static void chips(struct ui *ui)
{
    static const char *const words[] = {"Slow", "Officer", "Documents", "The system", "Room"};
    WRAP(ui, .gap = GAP_XS)
        for (size_t i = 0; i < LENGTH(words); i++)
            CHIP(ui, .text = words[i], .selected = i == 1, .quiet = i > 2, .tap = TAP(1, i));
    WRAP(ui, .gap = GAP_XS) {
        BADGE(ui, .icon = "a", .text = LONG, .tint = TINT_OPEN);
        BADGE(ui, .text = "Short", .tint = TINT_BAD);
        TAB(ui, .text = "Log", .selected = true, .tap = TAP(2));
        TAB(ui, .text = "Queue", .tap = TAP(3));
    }
}

static void forms(struct ui *ui)
{
    FIELD(ui, .label = LONG, .value = LONG, .hint = LONG, .active = true, .tap = TAP(1));
    FIELD(ui, .label = "Story", .value = LONG, .area = true, .tap = TAP(2), .error = LONG);
    CHECK(ui, .title = "Agree", .text = LONG, .checked = true, .tap = TAP(3));
    CHECK(ui, .text = LONG, .note = true, .tap = TAP(4));
    ui_note(ui, "a", LONG);
}

static void facts(struct ui *ui)
{
    BANNER(ui, .icon = "a", .title = LONG, .text = LONG, .tint = TINT_WAIT);
    COLUMN(ui, .fill = COLOR_CARD, .pad = GAP_L) {
        STEP(ui, .state = STEP_DONE, .number = 1, .title = "Sent", .by = "You",
             .right = "Mon 9.41");
        STEP(ui, .state = STEP_NOW, .number = 2, .title = LONG, .by = LONG, .right = "Your turn");
        STEP(ui, .state = STEP_NEXT, .number = 3, .title = "Check", .by = "Officer", .last = true);
    }
    ui_segments(ui, 2, 6);
}

static bool apart(struct rect a, struct rect b)
{
    return a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;
}

static void expect_good(const struct ui *ui, const struct theme *theme)
{
    int touch_least = (int)(12.7 / 0.31 * theme->scale);
    for (size_t i = 0; i < ui_count(ui); i++) {
        struct node_view node = ui_node(ui, i);
        if (node.clipped)
            fail_msg("clipped: %s", node.text);
        if (!node.tap.kind)
            continue;
        assert_true(node.rect.w >= touch_least && node.rect.h >= touch_least);
        for (size_t j = i + 1; j < ui_count(ui); j++)
            if (ui_node(ui, j).tap.kind)
                assert_true(apart(node.rect, ui_node(ui, j).rect));
    }
}

static void widgets_fit_everywhere(void **state)
{
    static void (*const views[])(struct ui *) = {tiles, buttons, chips, forms, facts};
    struct page *page = *state;
    for (int at = 0; at < THEME_KINDS * TEXT_SIZES * 2; at++) {
        bool wide = at & 4;
        int width = wide ? 1920 : 1080, height = wide ? 1080 : 1920;
        page->theme = theme_make(&(struct theme_choice){
            .kind = at & 1, .text_size = at >> 1 & 1, .dpi = 82, .width = width, .height = height});
        for (size_t i = 0; i < LENGTH(views); i++) {
            ui_begin(page->ui, &page->theme, width, height);
            COLUMN(page->ui, .pad = GAP_XXL, .gap = GAP_M)
                views[i](page->ui);
            ui_end(page->ui);
            expect_good(page->ui, &page->theme);
        }
    }
}

static void a_hero_is_batik_and_a_choice_has_no_chevron(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui)
        tiles(ui);
    ui_end(ui);
    struct paint_list list = ui_paint(ui);
    size_t batik = 0, chevrons = 0, marks = 0;
    for (size_t i = 0; i < list.count; i++) {
        const struct paint *item = &list.items[i];
        batik += item->batik;
        chevrons += item->kind == PAINT_ICON && strcmp(item->text, "chevron-right") == 0;
        marks += item->kind == PAINT_ICON && strcmp(item->text, "check-circle-fill") == 0;
    }
    assert_int_equal(batik, 1);
    assert_int_equal(chevrons, 1);
    assert_int_equal(marks, 1);
}

static void steps_are_joined_without_a_gap(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui)
        facts(ui);
    ui_end(ui);
    struct paint_list list = ui_paint(ui);
    struct rect dots[3] = {{0}}, lines[3] = {{0}};
    size_t dot = 0, line = 0;
    for (size_t i = 0; i < list.count; i++) {
        struct rect rect = list.items[i].rect;
        if (list.items[i].kind == PAINT_BOX && rect.w == 60 && rect.h == 60 && dot < 3)
            dots[dot++] = rect;
        else if (list.items[i].kind == PAINT_BOX && rect.w == 6 && line < 3)
            lines[line++] = rect;
    }
    assert_int_equal(dot, 3);
    assert_int_equal(line, 2);
    for (size_t i = 0; i < line; i++) {
        assert_int_equal(lines[i].y, dots[i].y + 60);
        assert_int_equal(lines[i].y + lines[i].h, dots[i + 1].y);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(widgets_fit_everywhere),
        PAGE_TEST(a_hero_is_batik_and_a_choice_has_no_chevron),
        PAGE_TEST(steps_are_joined_without_a_gap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
