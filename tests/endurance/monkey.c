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

#include "endurance/visitor.h"
#include "endurance/world.h"
#include "ui/keyboard.h"

enum {
    SHORT_RUN = 5000,
    HOME_EVERY = 200,  /* events between two searches for the way home */
    REST_EVERY = 2500, /* events between two times the kiosk is left alone */
    TAPS_HOME = 40,    /* more taps than anybody would make */

    CACHES = 48 << 20,
};

enum mood { PLAYING, LIFTING, SERIOUS, SCANNING, GOING_HOME, LEAVING };

struct monkey {
    long events, most;
    enum mood mood;
    struct input finger;    /* where it is down */
    struct visitor visitor; /* while serious: who they play */
    char burst[700];        /* what the hand scanner has still to send */
    size_t burst_at;
    int taps, longest; /* on the way home: now, and the most it took */
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

static struct planned input(int64_t wait, struct input input)
{
    return (struct planned){wait, {.kind = EVENT_INPUT, .input = input}};
}

static struct planned letter(int64_t wait, uint32_t codepoint)
{
    return (struct planned){wait, {.kind = EVENT_TEXT, .codepoint = codepoint}};
}

static struct planned finger_down(struct monkey *monkey, struct world *world, int x, int y)
{
    monkey->finger = (struct input){INPUT_UP, x, y};
    if (monkey->mood == PLAYING)
        monkey->mood = LIFTING;
    return input(world_random(world, 400), (struct input){INPUT_DOWN, x, y});
}

static bool tappable(const struct node_view *node)
{
    return node->tap.kind && !node->disabled && node->rect.w > 0 && node->rect.h > 0;
}

/* One of the nodes that can be tapped, or none; `kind` 0 any. */
static bool choose(struct world *world, int kind, struct node_view *out)
{
    unsigned count = 0;
    for (size_t i = 0; i < ui_count(world->loop.ui); i++) {
        struct node_view node = ui_node(world->loop.ui, i);
        if (tappable(&node) && (!kind || node.tap.kind == kind) &&
            world_random(world, ++count) == 0)
            *out = node;
    }
    return count > 0;
}

static struct planned tap(struct monkey *monkey, struct world *world, const struct node_view *node)
{
    return finger_down(monkey, world, node->rect.x + node->rect.w / 2,
                       node->rect.y + node->rect.h / 2);
}

/* ---- at play ------------------------------------------------------------------------------------
 */

static struct planned touch_something(struct monkey *monkey, struct world *world)
{
    struct node_view node;
    if (!choose(world, 0, &node))
        return finger_down(monkey, world, 10, 10);
    return tap(monkey, world, &node);
}

static struct planned touch_anywhere(struct monkey *monkey, struct world *world)
{
    int width, height;
    window_size(world->loop.window, &width, &height);
    return finger_down(monkey, world, (int)world_random(world, (unsigned)width + 40) - 20,
                       (int)world_random(world, (unsigned)height + 40) - 20);
}

static struct planned drag(struct monkey *monkey, struct world *world)
{
    struct planned down = touch_anywhere(monkey, world);
    monkey->finger.y += (int)world_random(world, 1200) - 600;
    return down;
}

static struct planned scroll(struct monkey *monkey, struct world *world)
{
    (void)monkey;
    return input(20, (struct input){INPUT_WHEEL, 200, (int)world_random(world, 11) - 5});
}

static struct planned walk(struct monkey *monkey, struct world *world)
{
    static const enum input_kind keys[] = {INPUT_NEXT, INPUT_PREVIOUS, INPUT_OK};
    (void)monkey;
    return input(150, (struct input){.kind = keys[world_random(world, LENGTH(keys))]});
}

static struct planned type(struct monkey *monkey, struct world *world)
{
    static const uint32_t odd[] = {'\b',    '\r',     '\t',      27,       0,      0x7f,
                                   0xa0,    0xe9,     0x300,     0xd800,   0xfffd, 0xffff,
                                   0x1f600, 0x10ffff, KEY_CLEAR, KEY_SHIFT};
    (void)monkey;
    if (world_random(world, 4) == 0)
        return letter(120, odd[world_random(world, LENGTH(odd))]);
    return letter(120, ' ' + world_random(world, 95));
}

static struct planned scan(struct monkey *monkey, struct world *world)
{
    static const char *const codes[] = {
        "ESG-7K3M-Q9XT-2HW\r",
        "esg7k3mq9xt2hw\r",
        "PGD-7K3M-Q9XT-2HW\r",
        "ESG-7K3M-Q9XT-2HV\r",
        "HTTPS://EXAMPLE.ORG/T/ESG7K3MQ9XT2HW\r",
        "WIFI:S:kantor;T:WPA;P:rahasia;;\r",
        "00020101021126610014COM.GO-JEK.WWW\r",
        "3375017008900012\t",
        "no end at all",
    };
    unsigned which = world_random(world, LENGTH(codes) + 1);
    size_t len = 1 + world_random(world, sizeof(monkey->burst) - 1);
    monkey->burst_at = 0;
    monkey->mood = SCANNING;
    if (which < LENGTH(codes)) {
        TEXT_COPY(monkey->burst, codes[which]);
    } else {
        memset(monkey->burst, 0, sizeof(monkey->burst));
        for (size_t i = 0; i + 1 < len; i++)
            monkey->burst[i] = (char)(' ' + world_random(world, 95));
    }
    return letter(300, (uint32_t)(unsigned char)monkey->burst[monkey->burst_at++]);
}

static struct planned change_screen(struct monkey *monkey, struct world *world)
{
    static const struct {
        int width, height;
    } sizes[] = {{1080, 1920}, {1920, 1080}, {768, 1366}, {1280, 800}, {540, 960}};
    unsigned which = world_random(world, LENGTH(sizes));
    (void)monkey;
    world_resize(world, sizes[which].width, sizes[which].height);
    return (struct planned){100, {.kind = EVENT_REDRAW}};
}

/* The desk has its moods as well. Nothing runs there now. */
static struct planned change_desk(struct monkey *monkey, struct world *world)
{
    static const enum err answers[] = {OK, OK, OK, ERR_FULL, ERR_BUSY, ERR_STORAGE, ERR_DENIED};
    static const enum err found[] = {OK, OK, OK, ERR_NOT_FOUND, ERR_STORAGE};
    struct fake_desk *fake = &world->fake;
    (void)monkey;
    fake->answer = answers[world_random(world, LENGTH(answers))];
    fake->found = found[world_random(world, LENGTH(found))];
    fake->unlock = world_random(world, 2) ? OK : ERR_DENIED;
    fake->wait_until = world_now(world) + world_random(world, 60000);
    fake->received = world_random(world, 2);
    fake->state.health =
        world_random(world, 5) ? DESK_WELL : (enum desk_health)world_random(world, 4);
    fake->state.revision++;
    fake->progress.stage = (enum progress_stage)world_random(world, STAGE_TROUBLE + 1);
    fake->progress.turn = (enum turn)world_random(world, TURN_OVER + 1);
    fake->progress.step = (uint8_t)world_random(world, 10);
    fake->progress.returned = world_random(world, 2);
    fake->progress.promise.kind = (enum promise_kind)world_random(world, PROMISE_UNKNOWN + 1);
    fake->progress.rung = (uint8_t)world_random(world, 5);
    app_desk_changed(world->loop.app);
    return (struct planned){100, {.kind = EVENT_NONE}};
}

/* What comes from outside without anybody doing anything. */
static struct planned meet_world(struct monkey *monkey, struct world *world)
{
    struct tracking_reading foreign = {.fault = TRACKING_FOREIGN};
    struct app *app = world->loop.app;
    (void)monkey;
    switch (world_random(world, 4)) {
    case 0:
        app_send(app, TAP(MSG_LANGUAGE, world_random(world, LANG_COUNT)));
        break;
    case 1:
        app_camera(app, (enum camera_state)world_random(world, CAMERA_NONE + 1));
        break;
    case 2:
        app_code_read(app, &foreign, (enum code_kind)world_random(world, CODE_PAYMENT + 1));
        break;
    default:
        app_printer(app, &(struct printer_news){
                             (enum printer_state)world_random(world, PRINTER_STATES), world->slip});
    }
    return (struct planned){50, {.kind = EVENT_NONE}};
}

static struct planned dawdle(struct monkey *monkey, struct world *world)
{
    (void)monkey;
    return (struct planned){1000 * (1 + world_random(world, 200)), {.kind = EVENT_NONE}};
}

/* Now and then a monkey does as people do: chance alone never fills in a form. */
static struct planned be_serious(struct monkey *monkey, struct world *world)
{
    monkey->visitor = visitor_new(world, (int)world_random(world, 9) + ERRAND_OFFICER,
                                  (enum lang)world_random(world, LANG_COUNT));
    monkey->mood = SERIOUS;
    return (struct planned){10, {.kind = EVENT_NONE}};
}

static struct planned play(struct monkey *monkey, struct world *world)
{
    static const struct {
        unsigned weight;
        struct planned (*act)(struct monkey *, struct world *);
    } acts[] = {{53, touch_something},
                {14, touch_anywhere},
                {5, drag},
                {3, scroll},
                {6, walk},
                {8, type},
                {3, scan},
                {1, change_screen},
                {2, change_desk},
                {2, meet_world},
                {2, dawdle},
                {1, be_serious}};
    unsigned at = world_random(world, 100);
    size_t i = 0;
    while (at >= acts[i].weight)
        at -= acts[i++].weight;
    return acts[i].act(monkey, world);
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

/* What a person looks for who wants to get out; anything else when that did not help. */
static struct planned step_home(struct monkey *monkey, struct world *world)
{
    static const int ways_out[] = {MSG_CALL_CLOSE, MSG_LANGUAGES_CLOSE, MSG_WIPE,
                                   MSG_CANCEL,     MSG_FINISH,          MSG_BACK};
    struct node_view node;
    for (size_t i = 0; i < LENGTH(ways_out) && monkey->taps % 3 != 2; i++)
        if (choose(world, ways_out[i], &node))
            return tap(monkey, world, &node);
    if (choose(world, 0, &node))
        return tap(monkey, world, &node);
    return give_up(monkey, world, "there is nothing to tap");
}

static struct planned go_home(struct monkey *monkey, struct world *world)
{
    if (monkey->finger.kind == INPUT_UP && monkey->taps > 0 && monkey->finger.x >= 0) {
        struct input up = monkey->finger;
        monkey->finger.x = -1;
        return input(80, up);
    }
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
    switch (monkey->mood) {
    case LIFTING:
        monkey->mood = PLAYING;
        return input(60, monkey->finger);
    case SCANNING:
        if (monkey->burst[monkey->burst_at])
            return letter(5, (uint32_t)(unsigned char)monkey->burst[monkey->burst_at++]);
        monkey->mood = PLAYING;
        break;
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
        monkey->finger.x = -1;
        return (struct planned){10, {.kind = EVENT_NONE}};
    }
    return play(monkey, world);
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
