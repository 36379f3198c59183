/* Somebody who touches, types and scans at random, in every language, for as long as asked: the
 * kiosk never crashes, never ends, grows no memory, has a way home from everywhere, and goes to
 * rest when it is left alone.
 *
 *     monkey                  a short run, as a unit test
 *     monkey EVENTS [SEED]    a long one, with figures */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "endurance/mischief.h"
#include "endurance/visitor.h"

enum {
    SHORT_RUN = 5000,
    HOME_EVERY = 200,  /* events between two searches for the way home */
    REST_EVERY = 2500, /* events between two times the kiosk is left alone */
    TAPS_HOME = 40,    /* more taps than anybody would make */

    CACHES = 48 << 20,
};

enum mood { PLAYING, SERIOUS, GOING_HOME, LEAVING };

struct monkey {
    long events, most;
    enum mood mood;
    struct mischief hands;
    struct visitor visitor; /* while serious: who they play */
    int taps, longest;      /* on the way home: now, and the most it took */
    enum screen_id longest_from, from;
    long home_at, rest_at; /* at which event it goes there next */
    long ways, rests;
    long seen[SCREENS][LANG_COUNT];
    size_t held_first, held_most; /* bytes at rest, bare: the most early, and later */
    size_t peak;                  /* with the painter's caches */
    char failure[256];
};

static struct planned quit(void)
{
    return (struct planned){.event = {.kind = EVENT_QUIT}};
}

static struct planned give_up(struct monkey *monkey, struct world *world, const char *what)
{
    snprintf(monkey->failure, sizeof(monkey->failure), "event %ld on %s: %s", monkey->events,
             app_screen(world->loop.app), what);
    return quit();
}

/* Now and then a monkey does as people do: chance alone never fills in a form. */
static struct planned be_serious(struct monkey *monkey, struct world *world)
{
    monkey->visitor = visitor_new(world, (int)world_random(world, 9) + ERRAND_OFFICER,
                                  (enum lang)world_random(world, LANG_COUNT));
    monkey->mood = SERIOUS;
    return (struct planned){10, {.kind = EVENT_NONE}};
}

/* ---- the way home ------------------------------------------------------------------------------
 */

static bool is_home(const struct world *world)
{
    const struct visit *visit = &world->loop.app->secrets->visit;
    enum screen_id top = world_screen(world);
    bool free_of_panels = !visit->call.shown && !visit->languages && !world->loop.app->model.warned;
    return (top == SCREEN_HOME || top == SCREEN_ATTRACT) && free_of_panels;
}

/* The test of an officer's touch screen is all cells, and a few buttons that lead on. */
static bool choose_button(struct world *world, struct node_view *out)
{
    bool found = false;
    for (int i = 0; i < 200 && !found; i++)
        found = world_choose(world, 0, out) && out->role == ROLE_BUTTON;
    return found;
}

/* What a person looks for who wants to get out; anything else when that did not help. */
static struct planned step_home(struct monkey *monkey, struct world *world)
{
    static const int ways_out[] = {MSG_CALL_CLOSE, MSG_LANGUAGES_CLOSE, MSG_WIPE,
                                   MSG_CANCEL,     MSG_FINISH,          MSG_BACK};
    struct node_view node;
    for (size_t i = 0; i < LENGTH(ways_out) && monkey->taps % 3 != 2; i++)
        if (world_choose(world, ways_out[i], &node))
            return mischief_tap(&monkey->hands, world, &node);
    if (choose_button(world, &node) || world_choose(world, 0, &node))
        return mischief_tap(&monkey->hands, world, &node);
    return give_up(monkey, world, "there is nothing to tap");
}

static struct planned go_home(struct monkey *monkey, struct world *world)
{
    if (is_home(world)) {
        monkey->ways++;
        if (monkey->taps > monkey->longest) {
            monkey->longest = monkey->taps;
            monkey->longest_from = monkey->from;
        }
        monkey->mood = PLAYING;
        return (struct planned){10, {.kind = EVENT_NONE}};
    }
    if (monkey->taps++ == TAPS_HOME)
        return give_up(monkey, world, "there is no way home");
    return step_home(monkey, world);
}

static void make_well(struct world *world)
{
    world->fake.state.health = DESK_WELL;
    world->fake.answer = OK;
    world->fake.state.revision++;
    app_desk_changed(world->loop.app);
}

/* ---- at rest -----------------------------------------------------------------------------------
 */

static bool has_wiped(const struct world *world)
{
    static const struct visit nobody;
    return memcmp(&world->loop.app->secrets->visit, &nobody, sizeof(nobody)) == 0;
}

static struct planned rested(struct monkey *monkey, struct world *world)
{
    size_t held = world_held();
    monkey->mood = PLAYING;
    if (world_screen(world) != SCREEN_ATTRACT)
        return give_up(monkey, world, "left alone, it does not go to rest");
    if (!has_wiped(world))
        return give_up(monkey, world, "at rest it still knows the visitor");
    if (world->camera_on)
        return give_up(monkey, world, "at rest the camera is on");
    monkey->rests++;
    monkey->peak = held > monkey->peak ? held : monkey->peak;
    held = world_held_bare(world);
    bool warming = monkey->events < monkey->most / 4;
    size_t *most = warming ? &monkey->held_first : &monkey->held_most;
    *most = held > *most ? held : *most;
    return (struct planned){10, {.kind = EVENT_NONE}};
}

/* Long enough for the warning, the wipe and the attract screen; on the one screen whose memory is
 * compared. */
static struct planned leave_alone(struct monkey *monkey, struct world *world)
{
    const struct settings *settings = &world->settings;
    int seconds = settings->timeouts.idle + settings->timeouts.warning +
                  settings->timeouts.attract + settings->timeouts.officer + 70;
    make_well(world);
    world_resize(world, 1080, 1920);
    world->loop.declare = true;
    monkey->mood = LEAVING;
    return (struct planned){SECONDS(seconds), {.kind = EVENT_NONE}};
}

static struct planned next(struct world *world, void *self)
{
    struct monkey *monkey = self;
    if (mischief_goes_on(&monkey->hands))
        return mischief_go_on(&monkey->hands);
    switch (monkey->mood) {
    case SERIOUS:
        if (!monkey->visitor.done && monkey->events < monkey->most && world_random(world, 300)) {
            monkey->events++;
            return visitor_next(&monkey->visitor, world);
        }
        monkey->mood = PLAYING;
        break;
    case GOING_HOME:
        return go_home(monkey, world);
    case LEAVING:
        return rested(monkey, world);
    case PLAYING:
        break;
    }
    if (monkey->events++ == monkey->most)
        return quit();
    if (monkey->events >= monkey->rest_at) {
        monkey->rest_at = monkey->events + REST_EVERY;
        return leave_alone(monkey, world);
    }
    if (monkey->events >= monkey->home_at) {
        monkey->home_at = monkey->events + HOME_EVERY;
        make_well(world);
        monkey->mood = GOING_HOME;
        monkey->taps = 0;
        monkey->from = world_screen(world);
        return (struct planned){10, {.kind = EVENT_NONE}};
    }
    return world_random(world, 100) ? mischief_begin(&monkey->hands, world)
                                    : be_serious(monkey, world);
}

static void resting(struct world *world, void *self)
{
    struct monkey *monkey = self;
    const struct app *app = world->loop.app;
    enum screen_id top = app->model.warned ? SCREEN_IDLE : app_top(app);
    monkey->seen[top][app->model.prefs.lang]++;
}

static void run(struct monkey *monkey, uint64_t seed)
{
    static struct world world;
    world_open(&world, seed, 1080, 1920);
    world.paint_every = 40;
    struct driver driver = {next, resting, monkey};
    if (world_run(&world, driver) != OK)
        TEXT_COPY(monkey->failure, "the loop gave up");
    else if (!*monkey->failure && monkey->events <= monkey->most)
        TEXT_COPY(monkey->failure, "it got out of the kiosk");
    else if (!*monkey->failure && monkey->peak > CACHES)
        TEXT_COPY(monkey->failure, "the caches are not bounded");
    else if (!*monkey->failure && monkey->held_most > monkey->held_first + world_held_slack())
        TEXT_COPY(monkey->failure, "it holds more and more memory");
    world_close(&world);
}

static void tell(const struct monkey *monkey)
{
    printf("%ld events, %ld ways home (longest %d taps, from %s), %ld rests\n", monkey->events - 1,
           monkey->ways, monkey->longest, screen_of(monkey->longest_from)->name, monkey->rests);
    printf("held at rest: %zu bytes in the first quarter, %zu later; with caches %zu KiB at most; "
           "resident %zu KiB\n",
           monkey->held_first, monkey->held_most, monkey->peak / 1024, world_resident());
    for (int screen = 0; screen < SCREENS; screen++) {
        printf("%-10s", screen_of((enum screen_id)screen)->name);
        for (int lang = 0; lang < LANG_COUNT; lang++)
            printf("  %s %7ld", lang_tag((enum lang)lang), monkey->seen[screen][lang]);
        printf("\n");
    }
}

static void test_it_survives_a_monkey(void **state)
{
    static struct monkey monkey = {.most = SHORT_RUN};
    (void)state;
    run(&monkey, 20261123);
    if (*monkey.failure)
        fail_msg("%s", monkey.failure);
    assert_true(monkey.ways > 0 && monkey.rests > 0);
    int reached = 0;
    for (int screen = 0; screen < SCREENS; screen++) {
        long seen = 0;
        for (int lang = 0; lang < LANG_COUNT; lang++)
            seen += monkey.seen[screen][lang];
        reached += seen > 0;
    }
    assert_true(reached >= SCREENS - 2); /* in a short run chance may miss one */
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_it_survives_a_monkey)};
    if (argc < 2)
        return cmocka_run_group_tests(tests, NULL, NULL);
    static struct monkey monkey;
    monkey.most = strtol(argv[1], NULL, 10);
    uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    printf("seed %llu\n", (unsigned long long)seed);
    fflush(stdout);
    run(&monkey, seed);
    tell(&monkey);
    if (*monkey.failure)
        printf("FAILED: %s\n", monkey.failure);
    return *monkey.failure != '\0';
}
