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

static struct theme themed(enum theme_kind kind, enum text_size size, int width, int height,
                           double dpi)
{
    return theme_make(&(struct theme_choice){
        .kind = kind, .text_size = size, .width = width, .height = height, .dpi = dpi});
}

static void tokens_are_the_designs(void **state)
{
    (void)state;
    struct theme theme = themed(THEME_CIVIC, TEXT_NORMAL, 1080, 1920, 0);
    assert_int_equal(theme.layout, LAYOUT_PORTRAIT);
    assert_int_equal(theme.types[TYPE_TITLE].px, 60);
    assert_int_equal(theme.types[TYPE_TITLE].weight, 800);
    assert_int_equal(theme.types[TYPE_SMALL].px, 28);
    assert_int_equal(theme.gaps[GAP_XXL], 56);
    assert_int_equal(theme.radii[RADIUS_TILE], 32);
    assert_int_equal(theme.sizes[SIZE_BUTTON], 112);
    assert_int_equal(theme.sizes[SIZE_AUTO], 0);
    assert_memory_equal(&theme.colors[COLOR_NILA], (&(struct rgba){0x17, 0x30, 0x5a, 0xff}),
                        sizeof(struct rgba));
    assert_true(theme.types[TYPE_FIELD].cells);
}

static void the_page_fits_the_pixels_there_are(void **state)
{
    (void)state;
    static const struct {
        int width, height;
        double dpi;
        int button; /* its height */
    } cases[] = {
        {1080, 1920, 82, 112},    {540, 960, 0, 56},    {2160, 3840, 0, 224},
        {2160, 3840, 82, 112}, /* a larger screen, as dense: more room, not larger things */
        {2160, 3840, 163.9, 224}, {1920, 1080, 0, 113}, {1920, 1080, 82, 100},
        {960, 540, 400, 56},      {1280, 800, 149, 75}, /* 12.7 mm */
        {1080, 1600, 0, 93},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct theme theme =
            themed(THEME_CIVIC, TEXT_NORMAL, cases[i].width, cases[i].height, cases[i].dpi);
        assert_int_equal(theme.sizes[SIZE_BUTTON], cases[i].button);
    }
    struct theme none = themed(THEME_CIVIC, TEXT_NORMAL, 0, 0, -1);
    assert_true(none.types[TYPE_BODY].px >= 1);
}

/* In pixels: 12.7 and 2.54 mm, and half of those between rows. */
static void sizes_are_a_fingers_in_millimetres(void **state)
{
    (void)state;
    struct theme tablet = themed(THEME_CIVIC, TEXT_NORMAL, 1280, 800, 149);
    assert_int_equal(tablet.sizes[SIZE_TOUCH], 75);
    assert_int_equal(tablet.sizes[SIZE_KEY], 75);
    assert_int_equal(tablet.gaps[GAP_XS], 15);
    assert_int_equal(tablet.gaps[GAP_XXS], 8);
}

/* Upright: 27 inches, 82 dpi. What is below is a page's, a keyboard included. */
static void reach_begins_where_a_seated_person_reaches(void **state)
{
    (void)state;
    assert_int_equal(theme_out_of_reach(800, 82, 1920), 565);
    assert_int_equal(theme_out_of_reach(600, 82, 1920), -81);
    assert_int_equal(theme_out_of_reach(1220, 82, 1920), 1920);
    assert_int_equal(theme_out_of_reach(800, 0, 1920), 0);
    struct theme_choice choice = {.dpi = 82, .width = 1080, .height = 1920, .out_of_reach = 565};
    struct theme theme = theme_make(&choice);
    assert_int_equal(theme.sizes[SIZE_REACH], theme.sizes[SIZE_HEADER]);
    assert_int_equal(theme.sizes[SIZE_OUT], 0);
    choice.reach = true;
    assert_int_equal(theme_make(&choice).sizes[SIZE_REACH], 565);
    assert_int_equal(theme_make(&choice).sizes[SIZE_OUT], 565);
    choice.out_of_reach = -81; /* all of it is within reach: seen to be granted all the same */
    assert_in_range(theme_make(&choice).sizes[SIZE_REACH], 300, 400);
    assert_int_equal(theme_make(&choice).sizes[SIZE_OUT], 0);
    choice.out_of_reach = 1920; /* hung too high: the page keeps its room */
    assert_in_range(theme_make(&choice).sizes[SIZE_REACH], 700, 800);
}

static void type_never_gets_too_small(void **state)
{
    (void)state;
    for (int large = 0; large < TEXT_SIZES; large++) {
        for (int wide = 0; wide < 2; wide++) {
            struct theme theme = themed(THEME_CIVIC, (enum text_size)large, wide ? 1920 : 1080,
                                        wide ? 1080 : 1920, 0);
            for (int type = 0; type < TYPES; type++)
                assert_true(theme.types[type].px >= (large && type != TYPE_FOOT ? 34 : 28));
        }
    }
}

/* Text and what it stands on; WCAG 2.1 asks 4.5 at the very least, body text is to have 7. */
static const struct {
    enum color ink, surface;
    double least;
} pairs[] = {
    {COLOR_INK, COLOR_PAPER, 7},
    {COLOR_INK, COLOR_CARD, 7},
    {COLOR_INK, COLOR_NOTE, 7},
    {COLOR_INK, COLOR_FIELD, 7},
    {COLOR_INK, COLOR_KEY, 7},
    {COLOR_SOFT, COLOR_PAPER, 7},
    {COLOR_SOFT, COLOR_CARD, 7},
    {COLOR_SOFT, COLOR_NOTE, 7},
    {COLOR_NILA, COLOR_PAPER, 7},
    {COLOR_NILA, COLOR_CARD, 7},
    {COLOR_LINK, COLOR_CARD, 7},
    {COLOR_LINK, COLOR_PAPER, 7},
    {COLOR_ON_NILA, COLOR_NILA, 7},
    {COLOR_ON_NILA, COLOR_NILA_2, 7},
    {COLOR_ON_NILA_SOFT, COLOR_NILA, 7},
    {COLOR_GOLD, COLOR_NILA, 7},
    {COLOR_ON_NILA, COLOR_CAMERA, 7},
    {COLOR_ON_GOLD, COLOR_GOLD, 7},
    {COLOR_MENGKUDU, COLOR_PAPER, 4.5},
    {COLOR_MENGKUDU, COLOR_CARD, 4.5},
    {COLOR_DAUN, COLOR_CARD, 4.5},
    {COLOR_SOGA, COLOR_PAPER, 7},
    {COLOR_ON_OPEN, COLOR_OPEN, 4.5},
    {COLOR_ON_WAIT, COLOR_WAIT, 4.5},
    {COLOR_ON_BAD, COLOR_BAD, 4.5},
    {COLOR_ON_INFO, COLOR_INFO, 4.5},
    {COLOR_ON_VIOLET, COLOR_VIOLET, 4.5},
    {COLOR_INK, COLOR_WAIT, 7},
    {COLOR_INK, COLOR_OPEN, 7},
    {COLOR_INK, COLOR_BAD, 7},
    {COLOR_INK, COLOR_INFO, 7},
    {COLOR_ON_WAIT, COLOR_CARD, 7},
};

static void every_text_stands_out_from_its_surface(void **state)
{
    (void)state;
    struct theme civic = themed(THEME_CIVIC, TEXT_NORMAL, 1080, 1920, 0);
    struct theme contrast = themed(THEME_CONTRAST, TEXT_NORMAL, 1080, 1920, 0);
    for (size_t i = 0; i < LENGTH(pairs); i++) {
        enum color ink = pairs[i].ink, surface = pairs[i].surface;
        assert_true(rgba_contrast(civic.inks[ink], civic.colors[surface]) >= pairs[i].least);
        double ratio = rgba_contrast(contrast.inks[ink], contrast.colors[surface]);
        assert_true(ratio >= (surface == COLOR_CAMERA ? 7 : 14));
        if (ink == COLOR_INK || ink == COLOR_SOFT)
            assert_true(ratio >= 20);
    }
    assert_true(rgba_contrast(civic.lines[COLOR_FIELD_LINE], civic.colors[COLOR_FIELD]) >= 3);
}

/* The ring's neighbours are its band on both sides, in every theme. */
static void the_focus_ring_stands_out(void **state)
{
    struct page *page = *state;
    for (enum theme_kind kind = 0; kind < THEME_KINDS; kind++) {
        page->theme = themed(kind, TEXT_NORMAL, 1080, 1920, 0);
        struct ui *ui = page_begin(state);
        COLUMN(ui, .fill = COLOR_NILA_2, .pad = GAP_XL)
            BUTTON(ui, .text = "here", .tap = TAP(1));
        ui_end(ui);
        press_key(ui, INPUT_NEXT);
        struct paint_list list = ui_paint(ui);
        const struct paint *ring = NULL, *band = NULL;
        for (size_t i = 1; i < list.count && !ring; i++)
            if (memcmp(&list.items[i].line, &page->theme.lines[COLOR_FOCUS], sizeof(struct rgba)) ==
                    0 &&
                list.items[i].line_width == page->theme.sizes[SIZE_CHOSEN]) {
                ring = &list.items[i];
                band = &list.items[i - 1];
            }
        assert_non_null(ring);
        assert_true(rgba_contrast(ring->line, band->line) >= 3);
        assert_true(band->rect.x < ring->rect.x && band->rect.y < ring->rect.y);
        assert_true(band->line_width - (ring->rect.x - band->rect.x) > ring->line_width);
        assert_true(ring->line_width >= 2);
    }
}

static void contrast_of_known_colours(void **state)
{
    (void)state;
    struct rgba black = {0, 0, 0, 255}, white = {255, 255, 255, 255}, grey = {119, 119, 119, 255};
    assert_true(rgba_contrast(black, white) > 20.99 && rgba_contrast(black, white) < 21.01);
    assert_true(rgba_contrast(white, black) > 20.99);
    assert_true(rgba_contrast(grey, white) > 4.47 && rgba_contrast(grey, white) < 4.49);
    assert_true(rgba_contrast(grey, grey) < 1.01);
}

static bool same(struct rgba a, struct rgba b)
{
    return memcmp(&a, &b, sizeof(a)) == 0;
}

/* The colour a text is painted in. */
static struct rgba painted(struct ui *ui, const char *text)
{
    struct paint_list list = ui_paint(ui);
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i].text && strcmp(list.items[i].text, text) == 0)
            return list.items[i].color;
    fail_msg("\"%s\" is not painted", text);
    return (struct rgba){0};
}

static void widgets(struct ui *ui)
{
    TILE(ui, .title = "tile", .text = "words", .hero = true, .wide = true, .tap = TAP(1));
    BUTTON(ui, .text = "primary", .kind = BUTTON_PRIMARY, .tap = TAP(1));
    BUTTON(ui, .text = "second", .tap = TAP(1));
    BUTTON(ui, .text = "gone", .disabled = true, .tap = TAP(1));
    BUTTON(ui, .text = "gold", .kind = BUTTON_GOLD, .tap = TAP(1));
    BADGE(ui, .text = "badge", .tint = TINT_WAIT);
    CHIP(ui, .text = "chip", .selected = true, .tap = TAP(1));
    ROW(ui, .fill = COLOR_GOLD)
        LABEL(ui, "on gold", .color = COLOR_NILA);
    ROW(ui, .fill = COLOR_INFO, .selected = true, .radius = RADIUS_FIELD)
        LABEL(ui, "chosen", .color = COLOR_ON_INFO);
}

static void labels_take_the_colour_of_their_place(void **state)
{
    struct page *page = *state;
    struct ui *ui = page_begin(state);
    COLUMN(ui)
        widgets(ui);
    ui_end(ui);
    const struct rgba *inks = page->theme.inks;
    assert_true(same(painted(ui, "tile"), inks[COLOR_ON_NILA]));
    assert_true(same(painted(ui, "words"), inks[COLOR_ON_NILA_SOFT]));
    assert_true(same(painted(ui, "primary"), inks[COLOR_ON_NILA]));
    assert_true(same(painted(ui, "second"), inks[COLOR_NILA]));
    assert_true(same(painted(ui, "gone"), inks[COLOR_FAINT]));
    assert_true(same(painted(ui, "badge"), inks[COLOR_ON_WAIT]));
    assert_true(same(painted(ui, "chip"), inks[COLOR_ON_NILA]));
}

static void nothing_is_lost_in_high_contrast(void **state)
{
    struct page *page = *state;
    page->theme = themed(THEME_CONTRAST, TEXT_NORMAL, 1080, 1920, 0);
    struct ui *ui = page_begin(state);
    COLUMN(ui)
        widgets(ui);
    ui_end(ui);
    struct rgba black = page->theme.colors[COLOR_BLACK], yellow = page->theme.colors[COLOR_GOLD];
    static const char *const on_yellow[] = {"primary", "gold", "chip", "on gold", "chosen"};
    for (size_t i = 0; i < LENGTH(on_yellow); i++)
        assert_true(same(painted(ui, on_yellow[i]), black));
    assert_true(rgba_contrast(painted(ui, "words"), black) > 20);
    assert_true(same(painted(ui, "second"), yellow));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_are_the_designs),
        cmocka_unit_test(the_page_fits_the_pixels_there_are),
        cmocka_unit_test(sizes_are_a_fingers_in_millimetres),
        cmocka_unit_test(reach_begins_where_a_seated_person_reaches),
        cmocka_unit_test(type_never_gets_too_small),
        cmocka_unit_test(every_text_stands_out_from_its_surface),
        PAGE_TEST(the_focus_ring_stands_out),
        cmocka_unit_test(contrast_of_known_colours),
        PAGE_TEST(labels_take_the_colour_of_their_place),
        PAGE_TEST(nothing_is_lost_in_high_contrast),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
