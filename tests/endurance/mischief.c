#include "endurance/mischief.h"

#include <string.h>

#include "ui/keyboard.h"

static struct planned input(int64_t wait, struct input input)
{
    return (struct planned){wait, {.kind = EVENT_INPUT, .input = input}};
}

static struct planned letter(int64_t wait, uint32_t codepoint)
{
    return (struct planned){wait, {.kind = EVENT_TEXT, .codepoint = codepoint}};
}

static struct planned finger_down(struct mischief *hands, struct world *world, int x, int y)
{
    hands->finger = (struct input){INPUT_UP, x, y};
    hands->lifting = true;
    return input(world_random(world, 400), (struct input){INPUT_DOWN, x, y});
}

struct planned mischief_tap(struct mischief *hands, struct world *world,
                            const struct node_view *node)
{
    return finger_down(hands, world, node->rect.x + node->rect.w / 2,
                       node->rect.y + node->rect.h / 2);
}

static struct planned touch_something(struct mischief *hands, struct world *world)
{
    struct node_view node;
    if (!world_choose(world, 0, &node))
        return finger_down(hands, world, 10, 10);
    return mischief_tap(hands, world, &node);
}

static struct planned touch_anywhere(struct mischief *hands, struct world *world)
{
    int width, height;
    window_size(world->loop.window, &width, &height);
    return finger_down(hands, world, (int)world_random(world, (unsigned)width + 40) - 20,
                       (int)world_random(world, (unsigned)height + 40) - 20);
}

static struct planned drag(struct mischief *hands, struct world *world)
{
    struct planned down = touch_anywhere(hands, world);
    hands->finger.y += (int)world_random(world, 1200) - 600;
    return down;
}

static struct planned scroll(struct mischief *hands, struct world *world)
{
    (void)hands;
    return input(20, (struct input){INPUT_WHEEL, 200, (int)world_random(world, 11) - 5});
}

static struct planned walk(struct mischief *hands, struct world *world)
{
    static const enum input_kind keys[] = {INPUT_NEXT, INPUT_PREVIOUS, INPUT_OK};
    (void)hands;
    return input(150, (struct input){.kind = keys[world_random(world, LENGTH(keys))]});
}

static struct planned type(struct mischief *hands, struct world *world)
{
    static const uint32_t odd[] = {'\b',    '\r',     '\t',      27,       0,      0x7f,
                                   0xa0,    0xe9,     0x300,     0xd800,   0xfffd, 0xffff,
                                   0x1f600, 0x10ffff, KEY_CLEAR, KEY_SHIFT};
    (void)hands;
    if (world_random(world, 4) == 0)
        return letter(120, odd[world_random(world, LENGTH(odd))]);
    return letter(120, ' ' + world_random(world, 95));
}

static struct planned scan(struct mischief *hands, struct world *world)
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
    size_t len = 1 + world_random(world, sizeof(hands->burst) - 1);
    hands->burst_at = 0;
    hands->sending = true;
    if (which < LENGTH(codes)) {
        TEXT_COPY(hands->burst, codes[which]);
    } else {
        memset(hands->burst, 0, sizeof(hands->burst));
        for (size_t i = 0; i + 1 < len; i++)
            hands->burst[i] = (char)(' ' + world_random(world, 95));
    }
    return letter(300, (uint32_t)(unsigned char)hands->burst[hands->burst_at++]);
}

static struct planned change_screen(struct mischief *hands, struct world *world)
{
    static const struct {
        int width, height;
    } sizes[] = {{1080, 1920}, {1920, 1080}, {768, 1366}, {1280, 800}, {540, 960}};
    unsigned which = world_random(world, LENGTH(sizes));
    (void)hands;
    world_resize(world, sizes[which].width, sizes[which].height);
    return (struct planned){100, {.kind = EVENT_REDRAW}};
}

/* The desk has its moods as well. Nothing runs there now. */
static struct planned change_desk(struct mischief *hands, struct world *world)
{
    static const enum err answers[] = {OK, OK, OK, ERR_FULL, ERR_BUSY, ERR_STORAGE, ERR_DENIED};
    static const enum err found[] = {OK, OK, OK, ERR_NOT_FOUND, ERR_STORAGE};
    struct fake_desk *fake = &world->fake;
    (void)hands;
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
static struct planned meet_world(struct mischief *hands, struct world *world)
{
    struct tracking_reading foreign = {.fault = TRACKING_FOREIGN};
    struct app *app = world->loop.app;
    (void)hands;
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

static struct planned dawdle(struct mischief *hands, struct world *world)
{
    (void)hands;
    return (struct planned){1000 * (1 + world_random(world, 200)), {.kind = EVENT_NONE}};
}

struct planned mischief_begin(struct mischief *hands, struct world *world)
{
    static const struct {
        unsigned weight;
        struct planned (*act)(struct mischief *, struct world *);
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
                {3, dawdle}};
    unsigned at = world_random(world, 100);
    size_t i = 0;
    while (at >= acts[i].weight)
        at -= acts[i++].weight;
    return acts[i].act(hands, world);
}

bool mischief_goes_on(const struct mischief *hands)
{
    return hands->lifting || (hands->sending && hands->burst[hands->burst_at]);
}

struct planned mischief_go_on(struct mischief *hands)
{
    if (!hands->lifting)
        return letter(5, (uint32_t)(unsigned char)hands->burst[hands->burst_at++]);
    hands->lifting = false;
    return input(60, hands->finger);
}
