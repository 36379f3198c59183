/* Every state of every screen as people see it: Manrope's own metrics, every screen the kiosk is
 * sold with, every language, theme, text size and layout, held against the rules of rules.h. That
 * the rules find what they are for is proven on planted faults (planted.c).
 *
 *     sweep                              checks all, and the pixels of tests/golden/pixels.txt
 *     sweep DIR WxH LOOK [STOP...]       draws the states into DIR/STOP.bmp
 *
 * LOOK is a language and letters: `id`, `en-l` (large), `jv-c` (contrast), `id-lcr` (and reach). */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sweep/pixels.h"
#include "sweep/planted.h"
#include "sweep/rules.h"

/* Faults are many or none: as many are told of one rule at one stop. */
enum { TOLD = 3 };

struct tally {
    const char *stop;
    const struct look *look;
    int count;
    int told[RULES_COUNT]; /* of this stop */
};

static void found(void *self, const struct fault *fault)
{
    struct tally *tally = self;
    char line[1024], letters[LOOK_NAME];
    tally->count++;
    if (tally->told[fault->rule]++ >= TOLD)
        return;
    fault_tell(fault, line, sizeof(line));
    look_letters(&tally->look->prefs, letters);
    print_error("%s: %s %dx%d: %s\n", tally->stop, letters, tally->look->on.width,
                tally->look->on.height, line);
}

/* The officer's door stands in the header, where no reach leads: neither need what is behind it. */
static bool comes_this_way(const struct rig *rig, const struct look *look)
{
    return !look->prefs.reach || strcmp(app_screen(rig->app), "officer") != 0;
}

static int check_look(struct wall *wall, struct tally *tally, const struct look *look)
{
    struct ui *ui = wall_see(wall, look);
    struct sight sight = {ui, wall->painter, look->on};
    tally->look = look;
    rules_check(&sight, found, tally);
    ui_free(ui);
    return tally->count;
}

/* Every look on every screen. */
static int check_stop(struct wall *wall, const struct stop *stop)
{
    struct tally tally = {.stop = stop->name};
    wall_visit(wall, stop);
    for (enum display_kind on = 0; on < DISPLAYS; on++)
        for (enum lang lang = 0; lang < LANG_COUNT; lang++)
            for (int style = 0; style < 8; style++) {
                struct look look = {.prefs = {.lang = lang,
                                              .theme = style & 1 ? THEME_CONTRAST : THEME_CIVIC,
                                              .text_size = style & 2 ? TEXT_LARGE : TEXT_NORMAL,
                                              .reach = style & 4},
                                    .on = displays[on]};
                if (comes_this_way(wall->rig, &look))
                    check_look(wall, &tally, &look);
            }
    return tally.count;
}

static void test_every_page_keeps_the_rules_in_every_look(void **state)
{
    struct wall wall;
    int count = 0;
    assert_true(wall_open(&wall, *state));
    for (size_t i = 0; i < tour_length; i++)
        count += check_stop(&wall, &tour[i]);
    wall_close(&wall);
    assert_int_equal(count, 0);
}

/* ---- drawing ---- */

static bool wanted(const char *name, char **names)
{
    for (char **at = names; *at; at++)
        if (strcmp(*at, name) == 0)
            return true;
    return !*names;
}

static int draw(struct wall *wall, const struct stop *stop, const struct look *look,
                const char *dir)
{
    char path[512];
    wall_visit(wall, stop);
    struct ui *ui = wall_see(wall, look);
    SDL_Surface *page = wall_draw(wall, ui, look->on.width, look->on.height);
    snprintf(path, sizeof(path), "%s/%s.bmp", dir, stop->name);
    int bad = !page || SDL_SaveBMP(page, path) != 0;
    SDL_FreeSurface(page);
    ui_free(ui);
    return bad;
}

static struct display display_of(const char *size)
{
    struct display display = {.name = "drawn", .dpi = 82};
    sscanf(size, "%dx%d", &display.width, &display.height);
    for (enum display_kind kind = 0; kind < DISPLAYS; kind++)
        if (displays[kind].width == display.width && displays[kind].height == display.height)
            display = displays[kind];
    return display;
}

static int draw_all(struct wall *wall, char **argv)
{
    struct look look = {.prefs = look_prefs(argv[3]), .on = display_of(argv[2])};
    int bad = look.on.width < 1 || look.on.height < 1 ? 2 : 0;
    for (size_t i = 0; i < tour_length && bad != 2; i++)
        if (wanted(tour[i].name, argv + 4))
            bad |= draw(wall, &tour[i], &look, argv[1]);
    return bad;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        RIG_TEST(test_every_page_keeps_the_rules_in_every_look),
        RIG_TEST(test_each_planted_fault_is_found_and_no_other),
        RIG_TEST(test_the_chosen_pages_are_drawn_as_they_were),
    };
    if (argc < 4)
        return cmocka_run_group_tests(tests, NULL, NULL);
    struct wall wall;
    void *rig = NULL;
    rig_setup(&rig);
    int status = wall_open(&wall, rig) ? draw_all(&wall, argv) : 1;
    wall_close(&wall);
    rig_teardown(&rig);
    return status;
}
