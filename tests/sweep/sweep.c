/* Every state of every screen as people see it: Manrope's own metrics, every size of screen the
 * kiosk is sold with. The unit tests' sweep, which may not see platform/, counts in fixed cells.
 *
 *     sweep                              checks all: nothing clipped, no texts over each other
 *     sweep DIR WxH LOOK [STOP...]       draws the states into DIR/STOP.bmp
 *
 * LOOK is a language and letters: `id`, `en-l` (large), `jv-c` (contrast), `id-lcr` (and reach). */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on
#include <SDL2/SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/tr.h"
#include "kiosk/screen.h"
#include "kiosk/support/tour.h"
#include "platform/painter.h"
#include "platform/text.h"
#include "ui/paint.h"

struct look {
    const char *letters; /* as LOOK above */
    int width, height;
    double dpi;
};

struct wall {
    struct rig *rig;
    struct painter *painter;
};

static struct prefs prefs_of(const char *letters)
{
    struct prefs prefs = {.lang = LANG_ID};
    for (enum lang lang = 0; lang < LANG_COUNT; lang++)
        if (strncmp(lang_tag(lang), letters, 2) == 0)
            prefs.lang = lang;
    const char *more = strchr(letters, '-');
    for (; more && *more; more++) {
        prefs.text_size = *more == 'l' ? TEXT_LARGE : prefs.text_size;
        prefs.theme = *more == 'c' ? THEME_CONTRAST : prefs.theme;
        prefs.reach = *more == 'r' || prefs.reach;
    }
    return prefs;
}

/* The tour walks with fixed cells, in portrait; then the page is laid out again as it looks. */
static struct ui *dress(struct wall *wall, const struct look *look)
{
    struct rig *rig = wall->rig;
    struct ui *ui = ui_new(text_metrics(painter_text(wall->painter)));
    rig->app->model.prefs = prefs_of(look->letters);
    rig->settings.dpi = look->dpi;
    app_view(rig->app, ui, look->width, look->height);
    return ui;
}

static void visit(struct wall *wall, const struct stop *stop)
{
    wall->rig->width = RIG_WIDTH;
    wall->rig->height = RIG_HEIGHT;
    tour_go(wall->rig, stop);
}

static int tell(const struct stop *stop, const struct look *look, const char *what,
                const char *text, struct rect at)
{
    print_error("%s: %s %dx%d: %s: \"%s\" at %d,%d %dx%d\n", stop->name, look->letters, look->width,
                look->height, what, text, at.x, at.y, at.w, at.h);
    return 1;
}

/* Texts of one page never lie over each other. Those of an overlay do: it is looked at alone. */
static int check_texts(struct ui *ui, const struct stop *stop, const struct look *look)
{
    struct paint_list list = ui_paint(ui);
    int count = 0;
    size_t first = 0;
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i].kind == PAINT_BOX && list.items[i].color.a > 0 &&
            list.items[i].rect.w == look->width && list.items[i].rect.h == look->height)
            first = i;
    for (size_t i = first; i < list.count; i++)
        for (size_t j = i + 1; list.items[i].kind == PAINT_TEXT && j < list.count; j++) {
            const struct paint *a = &list.items[i], *b = &list.items[j];
            struct rect both = rect_cut(rect_cut(a->rect, a->clip), rect_cut(b->rect, b->clip));
            if (b->kind == PAINT_TEXT && both.w > 0 && both.h > 0)
                count += tell(stop, look, "lies below another text", a->text, a->rect);
        }
    return count;
}

static int check(struct wall *wall, const struct stop *stop, const struct look *look)
{
    struct ui *ui = dress(wall, look);
    int count = 0;
    for (size_t i = 0; i < ui_count(ui); i++) {
        struct node_view node = ui_node(ui, i);
        if (node.clipped)
            count += tell(stop, look, "clipped", node.text, node.rect);
    }
    count += check_texts(ui, stop, look);
    ui_free(ui);
    return count;
}

static int check_all(struct wall *wall)
{
    static const struct {
        int width, height;
        double dpi;
    } screens[] = {{1080, 1920, 82}, {1920, 1080, 82}, {768, 1366, 82},  {1366, 768, 82},
                   {1280, 800, 82},  {540, 960, 82},   {3840, 2160, 82}, {3840, 2160, 163}};
    static const char *const letters[] = {"id", "id-l", "id-c", "id-lcr",
                                          "en", "en-l", "jv",   "jv-l"};
    int count = 0;
    for (size_t i = 0; i < tour_length; i++) {
        visit(wall, &tour[i]);
        for (size_t size = 0; size < LENGTH(screens); size++)
            for (size_t l = 0; l < LENGTH(letters); l++) {
                struct look look = {letters[l], screens[size].width, screens[size].height,
                                    screens[size].dpi};
                count += check(wall, &tour[i], &look);
            }
    }
    return count;
}

static int draw(struct wall *wall, const struct stop *stop, const struct look *look,
                const char *dir)
{
    char path[512];
    struct ui *ui = dress(wall, look);
    SDL_Surface *page =
        SDL_CreateRGBSurfaceWithFormat(0, look->width, look->height, 32, SDL_PIXELFORMAT_ARGB8888);
    struct rect all = {0, 0, look->width, look->height};
    painter_draw(wall->painter, ui_theme(ui), ui_paint(ui), all, page);
    snprintf(path, sizeof(path), "%s/%s.bmp", dir, stop->name);
    int bad = SDL_SaveBMP(page, path) != 0;
    SDL_FreeSurface(page);
    ui_free(ui);
    return bad;
}

static bool wanted(const char *name, char **names)
{
    for (char **at = names; *at; at++)
        if (strcmp(*at, name) == 0)
            return true;
    return !*names;
}

static int draw_all(struct wall *wall, char **argv)
{
    struct look look = {.letters = argv[3], .dpi = wall->rig->settings.dpi};
    if (sscanf(argv[2], "%dx%d", &look.width, &look.height) != 2)
        return 2;
    int bad = 0;
    for (size_t i = 0; i < tour_length; i++)
        if (wanted(tour[i].name, argv + 4)) {
            visit(wall, &tour[i]);
            bad += draw(wall, &tour[i], &look, argv[1]);
        }
    return bad;
}

static void test_nothing_is_clipped_in_the_real_letters(void **state)
{
    struct wall wall = {.rig = *state};
    assert_int_equal(painter_open(&wall.painter), OK);
    assert_int_equal(check_all(&wall), 0);
    painter_close(wall.painter);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {RIG_TEST(test_nothing_is_clipped_in_the_real_letters)};
    if (argc < 4)
        return cmocka_run_group_tests(tests, NULL, NULL);
    struct wall wall = {0};
    void *rig = NULL;
    rig_setup(&rig);
    wall.rig = rig;
    if (painter_open(&wall.painter) != OK)
        return 1;
    int status = draw_all(&wall, argv);
    painter_close(wall.painter);
    rig_teardown(&rig);
    return status;
}
