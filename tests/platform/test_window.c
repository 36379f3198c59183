/* A window on SDL's dummy driver: everything but the glass. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <SDL2/SDL.h>
#include <SDL2/SDL_image.h>
#include <cmocka.h>

#include "base/clock.h"
#include "platform/pixels.h"
#include "platform/window.h"
#include "support/tempdir.h"

struct scene {
    struct window *window;
    struct ui *ui;
    struct theme theme;
};

static int open_scene(void **state)
{
    static struct scene scene;
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    static const struct keypad keypad = {{{"Up"}, {"Down"}, {"Escape", "F13"}, {"Return"}, {"F1"}}};
    struct window_config config = {.title = "test", .width = 540, .height = 960, .keypad = &keypad};
    if (window_open(&config, &scene.window) != OK)
        return -1;
    scene.ui = ui_new(window_metrics(scene.window));
    scene.theme = theme_make(&(struct theme_choice){.dpi = 82, .width = 540, .height = 960});
    *state = &scene;
    return 0;
}

static int close_scene(void **state)
{
    struct scene *scene = *state;
    ui_free(scene->ui);
    window_close(scene->window);
    return 0;
}

static void declare(struct scene *scene, const char *text)
{
    ui_begin(scene->ui, &scene->theme, 540, 960);
    COLUMN(scene->ui, .pad = GAP_L, .gap = GAP_M, .fill = COLOR_PAPER, .grow = 1) {
        LABEL(scene->ui, text, .type = TYPE_TITLE);
        ROW(scene->ui, .fill = COLOR_NILA, .batik = true, .radius = RADIUS_TILE, .pad = GAP_L) {
            ICON(scene->ui, "qr-code-scan", .color = COLOR_GOLD);
        }
        IMAGE(scene->ui, .kind = IMAGE_QR, .text = "ESG-7K3M-Q9XT-2HW", .width = SIZE_QR,
              .height = SIZE_QR, .color = COLOR_BLACK);
    }
    ui_end(scene->ui);
}

static void presents_only_when_something_changed(void **state)
{
    struct scene *scene = *state;
    bool presented = false;
    declare(scene, "Selamat datang");
    assert_int_equal(window_present(scene->window, scene->ui, &presented), OK);
    assert_true(presented);
    declare(scene, "Selamat datang");
    assert_int_equal(window_present(scene->window, scene->ui, &presented), OK);
    assert_false(presented);
    declare(scene, "Selamat jalan");
    assert_int_equal(window_present(scene->window, scene->ui, &presented), OK);
    assert_true(presented);
    assert_int_equal(window_pulse(scene->window), OK);
}

static void partial_redraws_equal_whole_ones(void **state)
{
    struct scene *scene = *state;
    struct tempdir dir;
    tempdir_make(&dir);
    char partial[600], whole[600];
    snprintf(partial, sizeof(partial), "%s/partial.png", dir.path);
    snprintf(whole, sizeof(whole), "%s/whole.png", dir.path);
    declare(scene, "Satu");
    assert_int_equal(window_present(scene->window, scene->ui, NULL), OK);
    declare(scene, "Dua belas");
    assert_int_equal(window_present(scene->window, scene->ui, NULL), OK);
    assert_int_equal(window_save(scene->window, partial), OK);
    declare(scene, "Dua belas");
    ui_damage_all(scene->ui);
    assert_int_equal(window_present(scene->window, scene->ui, NULL), OK);
    assert_int_equal(window_save(scene->window, whole), OK);
    SDL_Surface *a = IMG_Load(partial), *b = IMG_Load(whole);
    assert_non_null(a);
    assert_non_null(b);
    for (int y = 0; y < a->h; y++)
        assert_memory_equal((uint8_t *)a->pixels + y * a->pitch,
                            (uint8_t *)b->pixels + y * b->pitch,
                            (size_t)(a->w * a->format->BytesPerPixel));
    SDL_FreeSurface(a);
    SDL_FreeSurface(b);
    tempdir_remove(&dir);
}

static void a_descriptor_wakes_the_wait(void **state)
{
    struct scene *scene = *state;
    int fd = eventfd(1, EFD_CLOEXEC);
    struct event event = {.kind = EVENT_QUIT};
    for (int i = 0; i < 20; i++) { /* what the window itself has to say comes first */
        event = window_wait(scene->window, &fd, 1, 30000);
        if (event.kind == EVENT_NONE)
            break;
    }
    assert_int_equal(event.kind, EVENT_NONE);
    close(fd);
}

/* The next event that means something; the window's own come and go in between. */
static struct event next_event(struct scene *scene)
{
    struct event event = {0};
    for (int i = 0; i < 20 && event.kind == EVENT_NONE; i++)
        event = window_wait(scene->window, NULL, 0, 1000);
    return event;
}

static void fingers_keys_and_characters_arrive(void **state)
{
    struct scene *scene = *state;
    SDL_FlushEvents(SDL_FIRSTEVENT, SDL_LASTEVENT);
    SDL_Event finger = {.tfinger = {.type = SDL_FINGERDOWN, .x = 0.5f, .y = 0.25f}};
    SDL_PushEvent(&finger);
    struct event event = next_event(scene);
    assert_int_equal(event.kind, EVENT_INPUT);
    assert_int_equal(event.input.kind, INPUT_DOWN);
    assert_int_equal(event.input.x, 270);
    assert_int_equal(event.input.y, 240);
    SDL_Event text = {.text = {.type = SDL_TEXTINPUT}};
    strcpy(text.text.text, "aé€");
    SDL_PushEvent(&text);
    static const uint32_t expected[] = {'a', 0xe9, 0x20ac};
    for (size_t i = 0; i < LENGTH(expected); i++) {
        event = next_event(scene);
        assert_int_equal(event.kind, EVENT_TEXT);
        assert_int_equal(event.codepoint, expected[i]);
    }
}

static void the_five_keys_are_those_of_the_settings(void **state)
{
    static const struct {
        SDL_Keycode key;
        bool repeat;
        enum event_kind kind;
        int what; /* input, or code point */
    } keys[] = {
        {SDLK_DOWN, false, EVENT_INPUT, INPUT_NEXT},
        {SDLK_DOWN, true, EVENT_INPUT, INPUT_NEXT},
        {SDLK_UP, false, EVENT_INPUT, INPUT_PREVIOUS},
        {SDLK_ESCAPE, false, EVENT_INPUT, INPUT_BACK},
        {SDLK_F13, false, EVENT_INPUT, INPUT_BACK},
        {SDLK_F1, false, EVENT_INPUT, INPUT_SPEAK},
        {SDLK_RETURN, false, EVENT_TEXT, '\r'},
        {SDLK_BACKSPACE, true, EVENT_TEXT, '\b'},
        {SDLK_TAB, false, EVENT_INPUT, INPUT_NEXT},
    };
    struct scene *scene = *state;
    SDL_FlushEvents(SDL_FIRSTEVENT, SDL_LASTEVENT);
    for (size_t i = 0; i < LENGTH(keys); i++) {
        /* a key held down does nothing twice, so the next one is what is seen */
        SDL_Event held = {.key = {.type = SDL_KEYDOWN, .repeat = 1, .keysym = {.sym = SDLK_F1}}};
        SDL_Event key = {
            .key = {.type = SDL_KEYDOWN, .repeat = keys[i].repeat, .keysym = {.sym = keys[i].key}}};
        SDL_PushEvent(&held);
        SDL_PushEvent(&key);
        struct event event = next_event(scene);
        assert_int_equal(event.kind, keys[i].kind);
        assert_int_equal(event.kind == EVENT_TEXT ? (int)event.codepoint : (int)event.input.kind,
                         keys[i].what);
    }
}

static void every_name_a_key_may_have_is_known(void **state)
{
    (void)state;
    for (const char *const *name = keypad_names; *name; name++)
        if (SDL_GetKeyFromName(*name) == SDLK_UNKNOWN)
            fail_msg("SDL knows no key \"%s\"", *name);
}

/* A preview in the middle of the page, drawn and looked at: the surface is the caller's. */
static SDL_Surface *preview_shot(struct scene *scene, const struct preview *preview,
                                 struct rect *place)
{
    ui_begin(scene->ui, &scene->theme, 540, 960);
    COLUMN(scene->ui, .grow = 1) {
        IMAGE(scene->ui, .kind = IMAGE_PREVIEW, .height = SIZE_PREVIEW, .grow = 1);
    }
    ui_end(scene->ui);
    window_preview(scene->window, preview);
    bool presented = false;
    assert_int_equal(window_present(scene->window, scene->ui, &presented), OK);
    assert_true(presented);
    struct tempdir dir;
    tempdir_make(&dir);
    char path[600];
    snprintf(path, sizeof(path), "%s/preview.png", dir.path);
    assert_int_equal(window_save(scene->window, path), OK);
    SDL_Surface *loaded = IMG_Load(path);
    SDL_Surface *shot = SDL_ConvertSurfaceFormat(loaded, SDL_PIXELFORMAT_ARGB8888, 0);
    struct paint_list list = ui_paint(scene->ui);
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i].kind == PAINT_IMAGE)
            *place = list.items[i].rect;
    assert_true(place->w > 100);
    SDL_FreeSurface(loaded);
    tempdir_remove(&dir);
    window_forget(scene->window);
    return shot;
}

static void the_preview_is_drawn_mirrored(void **state)
{
    uint8_t grey[64 * 64];
    struct rect place;
    for (int i = 0; i < 64 * 64; i++)
        grey[i] = i % 64 < 32 ? 0 : 255; /* dark on the camera's left */
    SDL_Surface *shot =
        preview_shot(*state, &(struct preview){.grey = grey, .width = 64, .height = 64}, &place);
    uint32_t *row = pixels_row(shot, place.y + place.h / 2);
    assert_int_equal(row[place.x + place.w / 4], 0xffffffff);
    assert_int_equal(row[place.x + place.w * 3 / 4], 0xff000000);
    SDL_FreeSurface(shot);
}

static uint32_t pixel_at(SDL_Surface *shot, double x, double y)
{
    return pixels_row(shot, (int)y)[(int)x];
}

/* The code's middle is five pixels left of the picture's, so in the mirror it is to the right. */
static void a_code_is_outlined_where_it_is(void **state)
{
    struct scene *scene = *state;
    static uint8_t grey[200 * 200];
    struct preview preview = {.grey = grey,
                              .width = 200,
                              .height = 200,
                              .outline = OUTLINE_FOUND,
                              .corners = {{80, 90}, {110, 90}, {110, 110}, {80, 110}}};
    struct rect place;
    SDL_Surface *shot = preview_shot(scene, &preview, &place);
    double scale = 1.1 * (place.w > place.h ? place.w : place.h) / 200.0; /* just around it */
    double x = place.x + place.w / 2.0 + 5 * scale / 1.1, y = place.y + place.h / 2.0;
    uint32_t green = pixel_of(scene->theme.colors[COLOR_DAUN]);
    assert_int_equal(pixel_at(shot, x, y - 10 * scale), green);
    assert_int_equal(pixel_at(shot, x, y + 10 * scale), green);
    assert_int_equal(pixel_at(shot, x + 15 * scale, y), green);
    assert_int_equal(pixel_at(shot, x - 15 * scale, y), green);
    assert_int_equal(pixel_at(shot, x, y), 0xff000000);
    assert_int_equal(pixel_at(shot, x - 20 * scale, y), 0xff000000); /* it is a mirror */
    SDL_FreeSurface(shot);
    preview.outline = OUTLINE_NONE;
    shot = preview_shot(scene, &preview, &place);
    assert_int_equal(pixel_at(shot, x, y - 10 * scale), 0xff000000);
    SDL_FreeSurface(shot);
    preview.outline = OUTLINE_REFUSED; /* and off the picture it does no harm */
    preview.corners[1].x = 30000;
    preview.corners[3].y = -30000;
    SDL_FreeSurface(preview_shot(scene, &preview, &place));
}

static void keys_that_type_are_told_by_their_place(void **state)
{
    struct scene *scene = *state;
    static const struct {
        SDL_Keysym key;
        bool repeat, types, shift;
    } cases[] = {
        {{.scancode = SDL_SCANCODE_Q, .sym = SDLK_a}, false, true, false}, /* a French keyboard */
        {{.scancode = SDL_SCANCODE_MINUS, .sym = 0xdf, .mod = KMOD_LSHIFT}, false, true, true},
        {{.scancode = SDL_SCANCODE_KP_5, .sym = SDLK_KP_5}, false, true, false},
        {{.scancode = SDL_SCANCODE_Q, .sym = SDLK_q}, true, false, false}, /* it is held down */
        {{.scancode = SDL_SCANCODE_Q, .sym = SDLK_q, .mod = KMOD_LCTRL}, false, false, false},
        {{.scancode = SDL_SCANCODE_LSHIFT, .sym = SDLK_LSHIFT}, false, false, false},
        {{.scancode = SDL_SCANCODE_F5, .sym = SDLK_F5}, false, false, false},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        SDL_FlushEvents(SDL_FIRSTEVENT, SDL_LASTEVENT);
        SDL_Event key = {.key = {.type = SDL_KEYDOWN, .keysym = cases[i].key}};
        SDL_Event text = {.text = {.type = SDL_TEXTINPUT, .text = "x"}};
        key.key.repeat = cases[i].repeat;
        SDL_PushEvent(&key);
        SDL_PushEvent(&text);
        assert_true(window_keys_wait(scene->window));
        struct event event = next_event(scene);
        if (cases[i].types) {
            assert_int_equal(event.kind, EVENT_PRESS);
            assert_int_equal(event.usage, cases[i].key.scancode);
            assert_int_equal(event.shift, cases[i].shift);
            event = next_event(scene);
        }
        assert_int_equal(event.kind, EVENT_TEXT);
        assert_false(window_keys_wait(scene->window));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(presents_only_when_something_changed),
        cmocka_unit_test(partial_redraws_equal_whole_ones),
        cmocka_unit_test(a_descriptor_wakes_the_wait),
        cmocka_unit_test(fingers_keys_and_characters_arrive),
        cmocka_unit_test(the_five_keys_are_those_of_the_settings),
        cmocka_unit_test(every_name_a_key_may_have_is_known),
        cmocka_unit_test(the_preview_is_drawn_mirrored),
        cmocka_unit_test(a_code_is_outlined_where_it_is),
        cmocka_unit_test(keys_that_type_are_told_by_their_place),
    };
    return cmocka_run_group_tests(tests, open_scene, close_scene);
}
