#include "kiosk/support/rig.h"

// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/path.h"
#include "base/tr.h"
#include "kiosk/support/cells.h"
#include "ui/keyboard.h"
#include "ui/tell.h"

const int64_t rig_monday = 1795401660000;

static void camera(void *self, bool on)
{
    struct rig *rig = self;
    rig->cameras += on ? 1 : -1;
}

static void page_camera(void *self, bool on)
{
    struct rig *rig = self;
    rig->page_cameras += on ? 1 : -1;
}

static void page_shoot(void *self, bool straighten)
{
    struct rig *rig = self;
    rig->shots++;
    rig->straighten = straighten;
}

static void page_copy(void *self, enum page_order order, int64_t id)
{
    struct rig *rig = self;
    if (order == PAGE_SHOWN)
        rig->copy_shown = id;
}

static void forget(void *self)
{
    struct rig *rig = self;
    rig->forgets++;
}

static void say(void *self, enum lang lang, const char *text)
{
    struct rig *rig = self;
    assert_true(TEXT_COPY(rig->said, text));
    rig->said_in = lang;
    rig->says++;
}

static void chime(void *self, enum app_chime chime)
{
    struct rig *rig = self;
    rig->chimes[chime]++;
}

static void print(void *self, const struct slip *slip, unsigned number)
{
    struct rig *rig = self;
    rig->slip = *slip;
    rig->number = number;
    rig->prints++;
}

static void print_look(void *self)
{
    struct rig *rig = self;
    rig->looks++;
}

static void say_after(void *self, enum lang lang, const char *text)
{
    struct rig *rig = self;
    say(self, lang, text);
    rig->afters++;
}

static void tune(void *self, int rate, int volume)
{
    struct rig *rig = self;
    rig->rate = rate;
    rig->volume = volume;
}

/* The catalogues that were built beside this program: ../../lang. */
static void open_catalogues(void)
{
    char path[PATH_SIZE];
    ssize_t len = readlink("/proc/self/exe", path, sizeof(path) - 1);
    assert_true(len > 0);
    path[len] = '\0';
    for (int up = 0; up < 3; up++)
        *strrchr(path, '/') = '\0';
    char dir[PATH_SIZE];
    assert_int_equal(path_join(dir, path, "lang"), OK);
    assert_int_equal(tr_open(dir), OK);
}

static void start(struct rig *rig)
{
    rig->worker = worker_new();
    assert_non_null(rig->worker);
    rig->secrets = calloc(1, app_secrets_size());
    assert_non_null(rig->secrets);
    struct app_config config = {
        .settings = &rig->settings,
        .catalogue = &rig->catalogue,
        .desk = fake_desk(&rig->fake),
        .counter = fake_counter(&rig->fake),
        .worker = rig->worker,
        .devices = {.camera = rig->no_camera ? NULL : camera,
                    .page_camera = rig->no_camera ? NULL : page_camera,
                    .page_shoot = rig->no_camera ? NULL : page_shoot,
                    .page_copy = page_copy,
                    .forget = forget,
                    .say = say,
                    .say_after = say_after,
                    .tune = tune,
                    .chime = chime,
                    .print = rig->printer ? print : NULL,
                    .print_look = rig->printer ? print_look : NULL,
                    .self = rig},
        .secrets = rig->secrets,
        .secrets_size = app_secrets_size(),
        .lang = LANG_ID,
    };
    rig->app = app_new(&config, rig->now, rig->boot);
    assert_non_null(rig->app);
    rig_settle(rig);
}

static void stop(struct rig *rig)
{
    worker_free(rig->worker);
    app_free(rig->app);
    const char *left = rig->secrets;
    for (size_t i = 0; i < app_secrets_size(); i++)
        assert_int_equal(left[i], 0);
    free(rig->secrets);
}

int rig_setup(void **state)
{
    struct rig *rig = calloc(1, sizeof(*rig));
    struct why why;
    *state = rig;
    open_catalogues();
    if (settings_open("kiosk-config", &rig->settings, &why) != OK ||
        catalogue_open("kiosk-config", &rig->catalogue, &why) != OK)
        fail_msg("%s", why.text);
    struct ui_metrics metrics = cells_metrics();
    rig->ui = ui_new(&metrics);
    rig->now = rig_monday;
    rig->boot = HOURS(5);
    rig->width = RIG_WIDTH;
    rig->height = RIG_HEIGHT;
    fake_desk_init(&rig->fake, rig->now);
    start(rig);
    return 0;
}

int rig_teardown(void **state)
{
    struct rig *rig = *state;
    stop(rig);
    ui_free(rig->ui);
    catalogue_close(&rig->catalogue);
    free(rig);
    return 0;
}

void rig_restart(struct rig *rig, int64_t now)
{
    stop(rig);
    rig->now = now;
    start(rig);
}

void rig_settle(struct rig *rig)
{
    while (app_busy(rig->app)) {
        struct pollfd ready = {.fd = worker_fd(rig->worker), .events = POLLIN};
        if (poll(&ready, 1, 30000) <= 0)
            fail_msg("the worker does not answer");
        worker_finish(rig->worker);
    }
    app_view(rig->app, rig->ui, rig->width, rig->height);
}

void rig_advance(struct rig *rig, int64_t ms)
{
    int64_t end = rig->boot + ms;
    int64_t next = app_tick(rig->app, rig->now, rig->boot);
    rig_settle(rig);
    while (rig->boot < end) {
        int64_t to = next < end ? next : end;
        assert_true(to > rig->boot);
        rig->now += to - rig->boot;
        rig->boot = to;
        next = app_tick(rig->app, rig->now, rig->boot);
        rig_settle(rig);
    }
}

/* The whole text or its first line: a tile's title, a field's label. */
static bool begins(const char *node, const char *text)
{
    size_t len = strlen(text);
    return strncmp(node, text, len) == 0 && (node[len] == '\0' || node[len] == '\n');
}

static size_t find(struct rig *rig, const char *text)
{
    size_t found = ui_count(rig->ui);
    for (size_t i = 0; i < ui_count(rig->ui); i++) {
        struct node_view node = ui_node(rig->ui, i);
        if (node.tap.kind && begins(node.text, text))
            found = i;
    }
    return found;
}

static void touch(struct rig *rig, struct rect rect)
{
    struct input down = {INPUT_DOWN, rect.x + rect.w / 2, rect.y + rect.h / 2};
    struct input up = {INPUT_UP, down.x, down.y};
    app_input(rig->app, rig->ui, &down);
    app_input(rig->app, rig->ui, &up);
    rig_settle(rig);
}

void rig_tap(struct rig *rig, const char *text)
{
    rig_settle(rig);
    size_t at = find(rig, text);
    for (int turns = 0; at == ui_count(rig->ui) && turns < 40; turns++) {
        struct input wheel = {INPUT_WHEEL, rig->width / 2, -1};
        ui_input(rig->ui, &wheel, NULL);
        at = find(rig, text);
    }
    if (at == ui_count(rig->ui)) {
        struct buf dump;
        buf_init(&dump, 1 << 20);
        ui_dump(rig->ui, &dump);
        fail_msg("nothing to tap says \"%s\" on %s:\n%s", text, app_screen(rig->app),
                 buf_text(&dump));
    }
    touch(rig, ui_node(rig->ui, at).rect);
}

void rig_point(struct rig *rig, const char *text)
{
    rig_settle(rig);
    for (size_t i = 0; i < ui_count(rig->ui); i++) {
        struct node_view node = ui_node(rig->ui, i);
        struct rect rect = node.rect;
        struct input down = {INPUT_DOWN, rect.x + rect.w / 2, rect.y + rect.h / 2};
        if (!begins(node.text, text))
            continue;
        app_input(rig->app, rig->ui, &down);
        return;
    }
    fail_msg("not on screen: %s", text);
}

void rig_press(struct rig *rig, enum input_kind key)
{
    struct input input = {.kind = key};
    rig_settle(rig);
    app_input(rig->app, rig->ui, &input);
    rig_settle(rig);
}

void rig_choose(struct rig *rig, const char *text)
{
    struct node_view node;
    for (int steps = 0; steps < 120; steps++) {
        rig_press(rig, INPUT_NEXT);
        if (ui_tell_focus(rig->ui, &node) && begins(node.text, text)) {
            rig_press(rig, INPUT_OK);
            return;
        }
    }
    fail_msg("the keys do not lead to \"%s\" on %s", text, app_screen(rig->app));
}

static bool key_for(const struct node_view *node, int64_t key)
{
    return node->role == ROLE_KEY && node->tap.value == key;
}

static bool press(struct rig *rig, int64_t key)
{
    for (size_t i = 0; i < ui_count(rig->ui); i++) {
        struct node_view node = ui_node(rig->ui, i);
        if (!key_for(&node, key))
            continue;
        touch(rig, node.rect);
        return true;
    }
    return false;
}

void rig_type(struct rig *rig, const char *text)
{
    rig_settle(rig);
    for (; *text; text++)
        if (!press(rig, *text) && !(press(rig, KEY_SHIFT) && press(rig, *text)))
            fail_msg("no key for '%c' on %s", *text, app_screen(rig->app));
}

bool rig_shows(struct rig *rig, const char *text)
{
    struct buf dump;
    rig_settle(rig);
    buf_init(&dump, 1 << 20);
    ui_dump(rig->ui, &dump);
    bool there = strstr(buf_text(&dump), text) != NULL;
    buf_fini(&dump);
    return there;
}

bool rig_disabled(struct rig *rig, const char *text)
{
    rig_settle(rig);
    for (size_t i = 0; i < ui_count(rig->ui); i++) {
        struct node_view node = ui_node(rig->ui, i);
        if (begins(node.text, text) && (node.tap.kind || node.disabled))
            return node.disabled;
    }
    fail_msg("not on screen: %s", text);
    return false;
}

void rig_golden(struct rig *rig, const char *name)
{
    char path[PATH_SIZE];
    struct buf now, before;
    snprintf(path, sizeof(path), "tests/golden/%s.txt", name);
    buf_init(&now, 1 << 20);
    buf_init(&before, 1 << 20);
    rig_settle(rig);
    buf_printf(&now, "screen %s\n", app_screen(rig->app));
    ui_dump(rig->ui, &now);
    if (getenv("UPDATE_GOLDENS"))
        assert_int_equal(path_write(path, now.data, now.len, 0644), OK);
    if (path_read(path, &before) != OK)
        fail_msg("%s is not there: UPDATE_GOLDENS=1 writes it", path);
    assert_string_equal(buf_text(&now), buf_text(&before));
    buf_fini(&now);
    buf_fini(&before);
}
