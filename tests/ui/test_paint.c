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

enum { MOST = 8 };

static const struct paint *text_item(struct ui *ui, const char *text)
{
    struct paint_list list = ui_paint(ui);
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i].kind == PAINT_TEXT && strcmp(list.items[i].text, text) == 0)
            return &list.items[i];
    fail_msg("\"%s\" is not painted", text);
    return NULL;
}

static bool same_rect(struct rect a, struct rect b)
{
    return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

/* The boxes painted exactly at the rectangle. */
static size_t boxes_at(struct ui *ui, struct rect rect)
{
    struct paint_list list = ui_paint(ui);
    size_t count = 0;
    for (size_t i = 0; i < list.count; i++)
        count += list.items[i].kind == PAINT_BOX && same_rect(list.items[i].rect, rect);
    return count;
}

static struct ui *clock_page(void **state, const char *clock)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui, .gap = GAP_XXL) {
        LABEL(ui, clock, .type = TYPE_CLOCK);
        for (int i = 0; i < 3; i++)
            BUTTON(ui, .text = i ? "other" : "button", .tap = TAP(1 + i));
    }
    ui_end(ui);
    return ui;
}

static void the_page_is_painted_back_to_front(void **state)
{
    struct page *page = *state;
    struct ui *ui = clock_page(state, "09.41");
    struct paint_list list = ui_paint(ui);
    assert_int_equal(list.items[0].kind, PAINT_BOX);
    assert_rect(list.items[0].rect, 0, 0, 1080, 1920);
    assert_memory_equal(&list.items[0].color, &page->theme.colors[COLOR_PAPER],
                        sizeof(struct rgba));
    const struct paint *text = text_item(ui, "button");
    assert_true(text > &list.items[0]);
    assert_int_equal(text->type, TYPE_BUTTON);
    assert_int_equal(text->align, ALIGN_CENTER);
}

static void a_pressed_box_is_shaded(void **state)
{
    struct ui *ui = clock_page(state, "09.41");
    struct rect button = rect_of(ui, "button");
    assert_int_equal(boxes_at(ui, button), 1);
    touch(ui, INPUT_DOWN, 50, button.y + 5, NULL);
    assert_int_equal(boxes_at(ui, button), 2);
    touch(ui, INPUT_MOVE, 50, button.y + 500, NULL);
    assert_int_equal(boxes_at(ui, button), 1);
}

static void the_focus_has_a_ring(void **state)
{
    struct ui *ui = page_begin(state);
    COLUMN(ui, .pad = GAP_XXL)
        BUTTON(ui, .text = "button", .tap = TAP(1));
    ui_end(ui);
    struct rect rect = rect_of(ui, "button");
    struct rect ring = {rect.x - 12, rect.y - 12, rect.w + 24, rect.h + 24};
    assert_int_equal(boxes_at(ui, ring), 0);
    press_key(ui, INPUT_NEXT);
    assert_int_equal(boxes_at(ui, ring), 1);
}

static void the_end_of_a_long_value_stays_in_sight(void **state)
{
    static const char value[] = "an.address.far.too.long.for.the.field@pekalongankota.go.id";
    struct ui *ui = page_begin(state);
    COLUMN(ui)
        FIELD(ui, .label = "E-mail", .value = value, .active = true, .tap = TAP(1));
    ui_end(ui);
    const struct paint *text = text_item(ui, value);
    assert_true(text->caret);
    assert_int_equal(text->rect.x + text->rect.w, 1080 - 28);
    assert_true(text->rect.x < 28);
    assert_int_equal(text->clip.x, 28);
    assert_false(ui_node(ui, 0).clipped);
}

static void a_scrolling_column_shows_its_bar(void **state)
{
    for (int rows = 5; rows <= 50; rows += 45) {
        struct ui *ui = page_begin(state);
        COLUMN(ui, .scroll = true, .pad_x = GAP_XXL)
            for (int i = 0; i < rows; i++)
                LABEL(ui, "a row", .type = TYPE_TITLE);
        ui_end(ui);
        struct rect track = {1080 - 56 + 12, 0, 12, 1920};
        assert_int_equal(boxes_at(ui, track), rows > 5);
    }
}

static void codes_are_black_on_white_in_high_contrast(void **state)
{
    struct page *page = *state;
    page->theme =
        theme_make(&(struct theme_choice){.kind = THEME_CONTRAST, .width = 1080, .height = 1920});
    struct ui *ui = page_begin(state);
    COLUMN(ui, .fill = COLOR_CARD, .pad = GAP_L, .align = ALIGN_CENTER)
        IMAGE(ui, .kind = IMAGE_QR, .text = "CODE", .color = COLOR_LINK);
    ui_end(ui);
    struct paint_list list = ui_paint(ui);
    const struct paint *code = &list.items[list.count - 1], *below = code - 1;
    assert_int_equal(code->kind, PAINT_IMAGE);
    assert_int_equal(code->color.r + code->color.g + code->color.b, 0);
    assert_int_equal(below->color.r + below->color.g + below->color.b, 3 * 255);
    assert_true(below->rect.w > code->rect.w);
}

/* ---- damage ---- */

static void the_first_damage_is_the_whole_screen(void **state)
{
    struct rect rects[MOST];
    struct ui *ui = clock_page(state, "09.41");
    assert_int_equal(ui_damage(ui, rects, MOST), 1);
    assert_rect(rects[0], 0, 0, 1080, 1920);
    ui = clock_page(state, "09.41");
    assert_int_equal(ui_damage(ui, rects, MOST), 0);
    ui_damage_all(ui);
    assert_int_equal(ui_damage(ui, rects, MOST), 1);
}

static void a_clock_tick_damages_the_clock_alone(void **state)
{
    struct rect rects[MOST];
    ui_damage(clock_page(state, "09.41"), rects, MOST);
    struct ui *ui = clock_page(state, "09.42");
    struct rect clock = rect_of(ui, "09.42"), button = rect_of(ui, "button");
    assert_int_equal(ui_damage(ui, rects, MOST), 1);
    assert_true(rects[0].y <= clock.y && rects[0].y + rects[0].h >= clock.y + clock.h);
    assert_true(rects[0].y + rects[0].h <= button.y);
}

static void a_press_damages_the_button_alone(void **state)
{
    struct rect rects[MOST];
    struct ui *ui = clock_page(state, "09.41");
    ui_damage(ui, rects, MOST);
    struct rect button = rect_of(ui, "button");
    touch(ui, INPUT_DOWN, 50, button.y + 5, NULL);
    assert_int_equal(ui_damage(ui, rects, MOST), 1);
    assert_true(same_rect(rects[0], button));
}

static struct ui *dots(void **state, unsigned lit)
{
    struct ui *ui = page_begin(state);
    GRID(ui, .columns = 4, .gap = GAP_XXL)
        for (int i = 0; i < 16; i++)
            COLUMN(ui, .height = SIZE_DOT, .fill = lit >> i & 1 ? COLOR_NILA : COLOR_LINE) {
            }
    ui_end(ui);
    return ui;
}

static bool covers(const struct rect *rects, size_t count, struct rect rect)
{
    for (size_t i = 0; i < count; i++)
        if (rects[i].x <= rect.x && rects[i].y <= rect.y &&
            rects[i].x + rects[i].w >= rect.x + rect.w &&
            rects[i].y + rects[i].h >= rect.y + rect.h)
            return true;
    return false;
}

static void damage_covers_every_change_however_few_rectangles(void **state)
{
    for (size_t most = 1; most <= MOST; most++) {
        for (unsigned lit = 1; lit < 1u << 16; lit = lit * 3 + 1) {
            struct rect rects[MOST];
            ui_damage(dots(state, 0), rects, MOST);
            struct ui *ui = dots(state, lit);
            size_t count = ui_damage(ui, rects, most);
            assert_in_range(count, 1, most);
            struct paint_list list = ui_paint(ui);
            for (size_t i = 1; i < list.count; i++)
                if (lit >> (i - 1) & 1)
                    assert_true(covers(rects, count, list.items[i].rect));
        }
    }
}

/* What moved to the front is drawn again, though nothing about it but its place in the order
 * changed. */
static void a_new_order_is_damage(void **state)
{
    struct rect rects[MOST];
    for (int turn = 0; turn < 2; turn++) {
        struct ui *ui = page_begin(state);
        STACK(ui, .align = ALIGN_START)
            for (int i = 0; i < 2; i++)
                COLUMN(ui, .width = SIZE_DOT, .height = SIZE_DOT,
                       .fill = i == turn ? COLOR_NILA : COLOR_GOLD) {
                }
        ui_end(ui);
        size_t count = ui_damage(ui, rects, MOST);
        assert_int_equal(count, 1);
        if (turn)
            assert_rect(rects[0], 0, 0, 60, 60);
    }
}

static void equal_lists_have_equal_hashes_and_others_do_not(void **state)
{
    struct ui *ui = clock_page(state, "09.41");
    uint64_t first = text_item(ui, "button")->hash;
    ui = clock_page(state, "09.42");
    assert_true(text_item(ui, "button")->hash == first);
    assert_true(text_item(ui, "other")->hash != first);
    struct page *page = *state;
    page->theme.types[TYPE_BUTTON].weight = 500;
    assert_true(text_item(clock_page(state, "09.41"), "button")->hash != first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(the_page_is_painted_back_to_front),
        PAGE_TEST(a_pressed_box_is_shaded),
        PAGE_TEST(the_focus_has_a_ring),
        PAGE_TEST(the_end_of_a_long_value_stays_in_sight),
        PAGE_TEST(a_scrolling_column_shows_its_bar),
        PAGE_TEST(codes_are_black_on_white_in_high_contrast),
        PAGE_TEST(the_first_damage_is_the_whole_screen),
        PAGE_TEST(a_clock_tick_damages_the_clock_alone),
        PAGE_TEST(a_press_damages_the_button_alone),
        PAGE_TEST(damage_covers_every_change_however_few_rectangles),
        PAGE_TEST(a_new_order_is_damage),
        PAGE_TEST(equal_lists_have_equal_hashes_and_others_do_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
