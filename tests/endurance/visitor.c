#include "endurance/visitor.h"

#include <string.h>

#include "ui/keyboard.h"

enum { PATIENCE = 160 };

struct visitor visitor_new(struct world *world, int errand, enum lang lang)
{
    return (struct visitor){.errand = errand,
                            .lang = lang,
                            .patience = PATIENCE - (int)world_random(world, PATIENCE / 2)};
}

static struct planned pause_for(int64_t ms)
{
    return (struct planned){ms, {.kind = EVENT_NONE}};
}

static struct planned touch(struct visitor *visitor, struct world *world, struct rect rect)
{
    struct input down = {INPUT_DOWN, rect.x + rect.w / 2, rect.y + rect.h / 2};
    visitor->finger = (struct input){INPUT_UP, down.x, down.y};
    visitor->lifting = true;
    return (struct planned){100 + world_random(world, 600), {.kind = EVENT_INPUT, .input = down}};
}

static bool usable(const struct node_view *node)
{
    return node->tap.kind && !node->disabled && node->rect.w > 0 && node->rect.h > 0;
}

/* The last node that can be tapped and sends that; value -1: any. */
static bool find(const struct world *world, int kind, int64_t value, struct node_view *out)
{
    bool found = false;
    for (size_t i = 0; i < ui_count(world->loop.ui); i++) {
        struct node_view node = ui_node(world->loop.ui, i);
        if (!usable(&node) || node.tap.kind != kind || (value >= 0 && node.tap.value != value))
            continue;
        *out = node;
        found = true;
    }
    return found;
}

static uint64_t label_hash(const struct node_view *node)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (const char *at = node->text; *at && *at != '\n'; at++)
        hash = (hash ^ (unsigned char)*at) * 0x100000001b3u;
    return hash;
}

static bool is_filled(const struct visitor *visitor, const struct node_view *field)
{
    uint64_t hash = label_hash(field);
    for (size_t i = 0; i < visitor->filled_count; i++)
        if (visitor->filled[i] == hash)
            return true;
    return false;
}

static const char *answer_to(const struct world *world)
{
    static const char *const by_kind[] = {
        [FIELD_NAME] = "CONTOH NAMA",         [FIELD_NIK] = "3375017008900012",
        [FIELD_NIP] = "199008302015022001",   [FIELD_TEXT] = "ANALIS",
        [FIELD_EMAIL] = "contoh@example.org", [FIELD_MOBILE] = "085612345678",
    };
    const struct visit *visit = &world->loop.app->secrets->visit;
    const struct request_state *request = &visit->request;
    switch (world_screen(world)) {
    case SCREEN_REQUEST:
        return request->typing.active
                   ? by_kind[request->draft.standard->fields[request->typing.active - 1].kind]
                   : "";
    case SCREEN_SCAN:
        return "ESG7K3MQ9XT2HW";
    case SCREEN_OFFICER:
        return "135790";
    default: {
        struct node_view key;
        return find(world, MSG_KEY, 'a', &key) || find(world, MSG_KEY, 'A', &key) ? "contoh aduan"
                                                                                  : "085612345678";
    }
    }
}

/* Now with the key on screen, now with a keyboard. */
static struct planned type(struct visitor *visitor, struct world *world)
{
    struct node_view key;
    char letter = *visitor->typing++;
    if (find(world, MSG_KEY, letter, &key))
        return touch(visitor, world, key.rect);
    return (struct planned){90, {.kind = EVENT_TEXT, .codepoint = (uint32_t)letter}};
}

/* A field that has not been filled yet: touched, or with the caret in it typed into. */
static bool fill(struct visitor *visitor, struct world *world, struct planned *out)
{
    for (size_t i = 0; i < ui_count(world->loop.ui); i++) {
        struct node_view node = ui_node(world->loop.ui, i);
        if (node.role != ROLE_FIELD || node.rect.h <= 0 || is_filled(visitor, &node))
            continue;
        if (!node.focus && usable(&node)) {
            *out = touch(visitor, world, node.rect);
            if (visitor->filled_count < FILLED_MAX && world_random(world, 4) == 0)
                visitor->filled[visitor->filled_count++] = label_hash(&node);
            return true;
        }
        if (visitor->filled_count < FILLED_MAX)
            visitor->filled[visitor->filled_count++] = label_hash(&node);
        visitor->typing = answer_to(world);
        *out = pause_for(10);
        return true;
    }
    return false;
}

static bool leads_out(int kind)
{
    return kind == MSG_BACK || kind == MSG_CANCEL || kind == MSG_FINISH || kind == MSG_WIPE;
}

/* What goes on: a box to tick, else the last button of the page, else anything of the page. */
static bool go_on(struct visitor *visitor, struct world *world, struct planned *out)
{
    struct node_view best = {0}, any = {0};
    unsigned count = 0;
    for (size_t i = 0; i < ui_count(world->loop.ui); i++) {
        struct node_view node = ui_node(world->loop.ui, i);
        bool of_page = node.tap.kind >= MSG_SCREEN;
        if (!usable(&node) || !of_page || leads_out(node.tap.kind))
            continue;
        if (node.role == ROLE_CHECK && !node.selected && world_random(world, 3)) {
            *out = touch(visitor, world, node.rect);
            return true;
        }
        if (node.role == ROLE_BUTTON)
            best = node;
        if (world_random(world, ++count) == 0)
            any = node;
    }
    if (count == 0)
        return false;
    *out = touch(visitor, world, best.tap.kind && world_random(world, 4) ? best.rect : any.rect);
    return true;
}

static struct planned leave(struct visitor *visitor, struct world *world)
{
    static const int ways[] = {
        MSG_CALL_CLOSE, MSG_LANGUAGES_CLOSE, MSG_FINISH, MSG_CANCEL, MSG_WIPE, MSG_BACK};
    struct node_view node;
    enum screen_id top = world_screen(world);
    if (top == SCREEN_HOME || top == SCREEN_ATTRACT || world_random(world, 6) == 0) {
        visitor->done = true;
        return pause_for(10);
    }
    for (size_t i = 0; i < LENGTH(ways); i++)
        if (find(world, ways[i], -1, &node))
            return touch(visitor, world, node.rect);
    visitor->done = true; /* walks away; the kiosk wipes by itself */
    return pause_for(10);
}

/* The nth thing of the home screen's own, counted round. */
static bool find_tile(const struct world *world, int nth, struct node_view *out)
{
    int count = 0, at = 0;
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < ui_count(world->loop.ui); i++) {
            struct node_view node = ui_node(world->loop.ui, i);
            if (!usable(&node) || node.tap.kind < MSG_SCREEN)
                continue;
            if (round == 1 && at++ == nth % count) {
                *out = node;
                return true;
            }
            count += round == 0;
        }
    return false;
}

static struct planned at_home(struct visitor *visitor, struct world *world)
{
    struct app *app = world->loop.app;
    struct node_view node;
    if (app->model.prefs.lang != visitor->lang) {
        if (find(world, MSG_LANGUAGE, visitor->lang, &node) ||
            find(world, MSG_LANGUAGES, -1, &node))
            return touch(visitor, world, node.rect);
    }
    if (visitor->errand == ERRAND_OFFICER && visitor->emblems++ < 8 &&
        find(world, MSG_EMBLEM, -1, &node)) {
        struct planned tap = touch(visitor, world, node.rect);
        tap.wait = 200;
        return tap;
    }
    visitor->came = true;
    if (visitor->errand == ERRAND_CODE) {
        struct tracking_reading reading = tracking_read("ESG-7K3M-Q9XT-2HW", "");
        app_code_read(app, &reading, CODE_OTHER);
    } else if (visitor->errand == ERRAND_CALL && find(world, MSG_CALL, -1, &node)) {
        return touch(visitor, world, node.rect);
    } else if (visitor->errand >= 0 && find_tile(world, visitor->errand, &node)) {
        return touch(visitor, world, node.rect);
    }
    return pause_for(100);
}

struct planned visitor_next(struct visitor *visitor, struct world *world)
{
    enum screen_id top = world_screen(world);
    struct planned act;
    if (visitor->lifting) {
        visitor->lifting = false;
        return (struct planned){60, {.kind = EVENT_INPUT, .input = visitor->finger}};
    }
    if (visitor->typing && *visitor->typing)
        return type(visitor, world);
    if (visitor->done)
        return pause_for(1000);
    if (top == SCREEN_ATTRACT)
        return touch(visitor, world, (struct rect){100, 100, 10, 10});
    if (top == SCREEN_HOME && !visitor->came)
        return at_home(visitor, world);
    if (--visitor->patience <= 0 || (top == SCREEN_HOME && visitor->errand != ERRAND_CALL))
        return leave(visitor, world);
    visitor->came = true;
    if (fill(visitor, world, &act) || go_on(visitor, world, &act))
        return act;
    return leave(visitor, world);
}
