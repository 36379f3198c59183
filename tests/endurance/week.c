/* A week of visitors, one after the other, in all languages and to all screens, under a clock that
 * jumps: memory stays flat, caches stay bounded, and the clock on screen is never wrong.
 *
 *     week                the first five hours of it, as a unit test
 *     week VISITORS       so many at the same pace, with figures; 5,000 are a week */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "endurance/visitor.h"
#include "kiosk/when.h"

enum {
    A_WEEK = 5000,
    SHORT_WEEK = 150,
    PAINT_EVERY = 20,
    ERRANDS = 9,
    WEIGHED_EVERY = 15,
    REST = 400 * 1000,

    CACHES = 48 << 20
};

struct week {
    long most, visitors, reached_attract;
    int64_t each; /* ms from one visitor to the next */
    int64_t began, next_at;
    struct visitor visitor;
    bool leaving;   /* nobody is there until the next one comes */
    int64_t minute; /* of the clock when it was last compared */
    long compared;  /* minutes whose time was on screen */
    long submits, complaints, ratings;
    long seen[SCREENS][LANG_COUNT];
    size_t held_first, held_most; /* bytes at rest, bare: the most of the first tenth, and later */
    size_t peak, resident_first;  /* with caches; KiB after the first tenth */
    char failure[256];
};

static struct planned wait_until(int64_t moment)
{
    int64_t left = moment - world_boot();
    return (struct planned){left > 10 ? left : 10, {.kind = EVENT_NONE}};
}

static struct planned come(struct week *week, struct world *world)
{
    struct fake_desk *fake = &world->fake;
    int errand = ERRAND_OFFICER + (int)(week->visitors % ERRANDS);
    enum lang lang = (enum lang)(week->visitors / ERRANDS % LANG_COUNT);
    week->visitor = visitor_new(world, errand, lang);
    week->visitors++;
    week->leaving = false;
    week->next_at += week->each;
    fake->progress.stage = (enum progress_stage)world_random(world, STAGE_TROUBLE + 1);
    fake->progress.step = (uint8_t)(1 + world_random(world, 8));
    fake->state.health = week->visitors % 50 == 0 ? DESK_FULL : DESK_WELL;
    fake->state.last_contact = world_now(world);
    fake->state.revision++;
    app_desk_changed(world->loop.app);
    return (struct planned){10, {.kind = EVENT_NONE}};
}

static void weigh(struct week *week, struct world *world)
{
    size_t held = world_held();
    week->peak = held > week->peak ? held : week->peak;
    held = world_held_bare(world);
    bool early = week->visitors <= week->most / 10;
    size_t *most = early ? &week->held_first : &week->held_most;
    *most = held > *most ? held : *most;
    if (early)
        week->resident_first = world_resident();
}

static struct planned next(struct world *world, void *self)
{
    struct week *week = self;
    if (!week->leaving && !week->visitor.done)
        return visitor_next(&week->visitor, world);
    if (!week->leaving) {
        week->leaving = true;
        bool alone = week->visitors % WEIGHED_EVERY == 0; /* the next ones come the faster */
        return wait_until(alone ? world_boot() + REST : week->next_at);
    }
    if (world_screen(world) == SCREEN_ATTRACT) {
        week->reached_attract++;
        if (week->visitors % WEIGHED_EVERY == 0)
            weigh(week, world);
    }
    if (week->visitors == week->most)
        return (struct planned){.event = {.kind = EVENT_QUIT}};
    return come(week, world);
}

static bool shows(const struct world *world, const char *text)
{
    for (size_t i = 0; i < ui_count(world->loop.ui); i++)
        if (strcmp(ui_node(world->loop.ui, i).text, text) == 0)
            return true;
    return false;
}

/* Panels cover the header with its clock, and an officer's page counts down in its place. */
static bool has_clock(const struct world *world)
{
    const struct visit *visit = &world->loop.app->secrets->visit;
    return !world->loop.app->model.warned && !visit->call.shown && !visit->languages &&
           world_screen(world) != SCREEN_OFFICER;
}

static void resting(struct world *world, void *self)
{
    struct week *week = self;
    const struct app *app = world->loop.app;
    enum screen_id top = app->model.warned ? SCREEN_IDLE : app_top(app);
    week->seen[top][app->model.prefs.lang]++;
    int64_t minute = world_now(world) / MINUTES(1);
    if (minute == week->minute || !has_clock(world))
        return;
    char time[WHEN_SIZE];
    week->minute = minute;
    week->compared++;
    when_time(world_now(world), time);
    if (!shows(world, time) && !*week->failure)
        snprintf(week->failure, sizeof(week->failure), "at %s the screen %s shows another time",
                 time, app_screen(app));
}

static void judge(struct week *week)
{
    if (*week->failure)
        return;
    if (week->visitors != week->most)
        TEXT_COPY(week->failure, "the loop ended by itself");
    else if (week->held_most > week->held_first + world_held_slack())
        TEXT_COPY(week->failure, "it holds more and more memory");
    else if (week->peak > CACHES)
        TEXT_COPY(week->failure, "the caches are not bounded");
    for (int screen = 0; screen < SCREENS; screen++)
        for (int lang = 0; lang < LANG_COUNT; lang++)
            /* an outage and rest belong to nobody: they come in the first language */
            if (!week->seen[screen][lang] && screen != SCREEN_ATTRACT && screen != SCREEN_OUTAGE)
                snprintf(week->failure, sizeof(week->failure), "nobody saw %s in %s",
                         screen_of((enum screen_id)screen)->name, lang_tag((enum lang)lang));
}

static void run(struct week *week)
{
    static struct world world;
    world_open(&world, 7, 1080, 1920);
    world.paint_every = PAINT_EVERY;
    week->each = DAYS(7) / A_WEEK;
    week->began = week->next_at = world_boot();
    week->leaving = true;
    struct driver driver = {next, resting, week};
    if (world_run(&world, driver) != OK)
        TEXT_COPY(week->failure, "the loop gave up");
    week->submits = world.fake.submits;
    week->complaints = world.fake.complaints;
    week->ratings = world.fake.ratings;
    world_close(&world);
    judge(week);
}

static void tell(const struct week *week)
{
    double days = (double)(world_boot() - week->began) / (double)DAYS(1);
    printf("%ld visitors in %.2f days; %ld requests, %ld complaints, %ld surveys sent; at rest "
           "before %ld of them\n",
           week->visitors, days, week->submits, week->complaints, week->ratings,
           week->reached_attract);
    printf("held at rest: %zu bytes in the first tenth, %zu later; with caches %zu KiB at most\n",
           week->held_first, week->held_most, week->peak / 1024);
    printf("resident: %zu KiB after the first tenth, %zu KiB at the end\n", week->resident_first,
           world_resident());
    printf("clock: right in each of %ld minutes compared\n", week->compared);
    for (int screen = 0; screen < SCREENS; screen++) {
        printf("%-10s", screen_of((enum screen_id)screen)->name);
        for (int lang = 0; lang < LANG_COUNT; lang++)
            printf("  %s %8ld", lang_tag((enum lang)lang), week->seen[screen][lang]);
        printf("\n");
    }
}

static void test_visitors_leave_nothing_behind(void **state)
{
    static struct week week = {.most = SHORT_WEEK};
    (void)state;
    run(&week);
    if (*week.failure)
        fail_msg("%s", week.failure);
    assert_true(week.submits > 0 && week.complaints > 0 && week.ratings > 0);
    assert_true(week.compared > 60);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_visitors_leave_nothing_behind)};
    if (argc < 2)
        return cmocka_run_group_tests(tests, NULL, NULL);
    static struct week week;
    week.most = strtol(argv[1], NULL, 10);
    run(&week);
    tell(&week);
    if (*week.failure)
        printf("FAILED: %s\n", week.failure);
    return *week.failure != '\0';
}
