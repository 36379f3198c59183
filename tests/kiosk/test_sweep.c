/* Every state of every screen in every language, theme, text size and layout: nothing is clipped,
 * and whatever can be touched is large enough and far enough from its neighbours (EN 301 549 and
 * the project's own numbers: 12.7 mm, 2.54 mm). */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on
#include <stdio.h>

#include "kiosk/screen.h"
#include "kiosk/support/tour.h"

/* In pixels of the design, 0.31 mm each. */
enum { TARGET = 41, APART = 8 };

struct look {
    enum lang lang;
    enum theme_kind theme;
    enum text_size size;
    bool reach;
    int width, height;
};

struct finding {
    const struct rig *rig;
    const char *stop;
    const struct look *look;
    int count;
};

static void tell(struct finding *finding, const char *what, const struct node_view *node)
{
    const struct look *look = finding->look;
    finding->count++;
    print_error("%s: %s%s%s %s %dx%d: %s: \"%s\" at %d,%d %dx%d\n", finding->stop,
                lang_tag(look->lang), look->theme == THEME_CONTRAST ? " contrast" : "",
                look->size == TEXT_LARGE ? " large" : "", look->reach ? "reach" : "", look->width,
                look->height, what, node->text, node->rect.x, node->rect.y, node->rect.w,
                node->rect.h);
}

static void dress(struct rig *rig, const struct look *look, int height)
{
    struct prefs *prefs = &rig->app->model.prefs;
    *prefs = (struct prefs){
        .lang = look->lang, .theme = look->theme, .text_size = look->size, .reach = look->reach};
    rig->width = look->width;
    rig->height = height;
    rig_settle(rig);
}

static void check_clipping(struct rig *rig, struct finding *finding)
{
    for (size_t i = 0; i < ui_count(rig->ui); i++) {
        struct node_view node = ui_node(rig->ui, i);
        if (node.clipped)
            tell(finding, "clipped", &node);
    }
}

static bool touches(struct rect a, struct rect b, int apart)
{
    return a.x - apart < b.x + b.w && b.x - apart < a.x + a.w && a.y - apart < b.y + b.h &&
           b.y - apart < a.y + a.h;
}

static bool inside(struct rect a, struct rect b)
{
    return a.x >= b.x && a.y >= b.y && a.x + a.w <= b.x + b.w && a.y + a.h <= b.y + b.h;
}

/* In landscape the page's end may be cut by the screen's: widths are the same there, heights are
 * portrait's to show. */
static void check_targets(struct rig *rig, struct finding *finding)
{
    double scale = ui_theme(rig->ui)->scale;
    bool wide = ui_landscape(rig->ui);
    int target = (int)(TARGET * scale), apart = (int)(APART * scale);
    for (size_t i = 0; i < ui_count(rig->ui); i++) {
        struct node_view node = ui_node(rig->ui, i);
        if (!node.tap.kind)
            continue;
        if (node.rect.w < target || (node.rect.h < target && !wide))
            tell(finding, "too small to touch", &node);
        for (size_t j = i + 1; j < ui_count(rig->ui); j++) {
            struct node_view other = ui_node(rig->ui, j);
            if (other.tap.kind && touches(node.rect, other.rect, apart) &&
                !inside(other.rect, node.rect))
                tell(finding, "too near to another target", &other);
        }
    }
}

static int check_look(struct rig *rig, const char *stop, const struct look *look)
{
    struct finding finding = {.stop = stop, .look = look};
    bool wide = look->width > look->height;
    dress(rig, look, look->height);
    check_clipping(rig, &finding);
    /* high enough to have everything in sight at the same scale */
    dress(rig, look, wide ? look->width - 1 : 5000);
    check_clipping(rig, &finding);
    check_targets(rig, &finding);
    return finding.count;
}

static int check_looks(struct rig *rig, const char *stop)
{
    static const int sizes[][2] = {{1080, 1920}, {1920, 1080}};
    int count = 0;
    for (enum lang lang = 0; lang < LANG_COUNT; lang++)
        for (int turn = 0; turn < 2; turn++)
            for (int style = 0; style < 8; style++) {
                struct look look = {
                    .lang = lang,
                    .theme = style & 1 ? THEME_CONTRAST : THEME_CIVIC,
                    .size = style & 2 ? TEXT_LARGE : TEXT_NORMAL,
                    .reach = style & 4,
                    .width = sizes[turn][0],
                    .height = sizes[turn][1],
                };
                count += check_look(rig, stop, &look);
            }
    return count;
}

static void test_nothing_is_clipped_and_all_can_be_touched(void **state)
{
    struct rig *rig = *state;
    int count = 0;
    for (size_t i = 0; i < tour_length; i++) {
        rig->width = RIG_WIDTH;
        rig->height = RIG_HEIGHT;
        tour_go(rig, &tour[i]);
        count += check_looks(rig, tour[i].name);
    }
    assert_int_equal(count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {RIG_TEST(test_nothing_is_clipped_and_all_can_be_touched)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
