#include "platform/translate.h"

#include <string.h>

#include "base/clock.h"
#include "base/log.h"

static struct event input_event(enum input_kind kind, int x, int y)
{
    return (struct event){.kind = EVENT_INPUT, .input = {kind, x, y}};
}

static struct event text_event(uint32_t codepoint)
{
    return (struct event){.kind = EVENT_TEXT, .codepoint = codepoint, .at = clock_boot()};
}

struct keymap keymap_of(const struct keypad *keypad)
{
    struct keymap map = {0};
    for (int key = 0; key < KEYPAD_KEYS; key++)
        for (int i = 0; i < KEYPAD_CHOICES; i++) {
            const char *name = keypad->names[key][i];
            map.keys[key][i] = *name ? SDL_GetKeyFromName(name) : SDLK_UNKNOWN;
            if (*name && map.keys[key][i] == SDLK_UNKNOWN)
                log_warn("the key %s is not known here", name);
        }
    return map;
}

static int key_of(const struct keymap *keymap, SDL_Keycode code)
{
    for (int key = 0; key < KEYPAD_KEYS; key++)
        for (int i = 0; i < KEYPAD_CHOICES; i++)
            if (code != SDLK_UNKNOWN && keymap->keys[key][i] == code)
                return key;
    return KEYPAD_KEYS;
}

/* A key that types, whatever the layout makes of it. */
static bool types(const SDL_Keysym *key)
{
    SDL_Scancode at = key->scancode;
    bool typing = (at >= SDL_SCANCODE_A && at <= SDL_SCANCODE_0) ||
                  (at >= SDL_SCANCODE_SPACE && at <= SDL_SCANCODE_SLASH) ||
                  (at >= SDL_SCANCODE_KP_DIVIDE && at <= SDL_SCANCODE_NONUSBACKSLASH);
    return typing && !(key->mod & (KMOD_CTRL | KMOD_LALT | KMOD_GUI));
}

/* A key held down goes on walking and erasing, and does nothing else twice. */
static struct event from_key(const SDL_KeyboardEvent *event, const struct keymap *keymap)
{
    static const enum input_kind inputs[KEYPAD_KEYS] = {
        [KEYPAD_UP] = INPUT_PREVIOUS, [KEYPAD_DOWN] = INPUT_NEXT,   [KEYPAD_BACK] = INPUT_BACK,
        [KEYPAD_OK] = INPUT_OK,       [KEYPAD_SPEAK] = INPUT_SPEAK,
    };
    SDL_Keycode code = event->keysym.sym;
    int key = key_of(keymap, code);
    bool enter = code == SDLK_RETURN || code == SDLK_KP_ENTER;
    bool walks = key == KEYPAD_UP || key == KEYPAD_DOWN || code == SDLK_TAB;
    if (event->repeat && !walks && code != SDLK_BACKSPACE)
        return (struct event){0};
    /* Enter may be a hand scanner's: what it is, is seen from what stands before it. */
    if (enter && (key == KEYPAD_OK || key == KEYPAD_KEYS))
        return text_event('\r');
    if (key != KEYPAD_KEYS)
        return input_event(inputs[key], 0, 0);
    if (code == SDLK_BACKSPACE)
        return text_event('\b');
    if (code == SDLK_TAB)
        return input_event(event->keysym.mod & KMOD_SHIFT ? INPUT_PREVIOUS : INPUT_NEXT, 0, 0);
    if (types(&event->keysym)) /* SDL's scan codes are the HID usages */
        return (struct event){.kind = EVENT_PRESS,
                              .usage = (uint8_t)event->keysym.scancode,
                              .shift = event->keysym.mod & KMOD_SHIFT};
    return (struct event){0};
}

static struct event from_finger(const SDL_TouchFingerEvent *finger, int width, int height)
{
    enum input_kind kind = finger->type == SDL_FINGERDOWN ? INPUT_DOWN
                           : finger->type == SDL_FINGERUP ? INPUT_UP
                                                          : INPUT_MOVE;
    return input_event(kind, (int)(finger->x * width), (int)(finger->y * height));
}

static struct event from_window(const SDL_WindowEvent *event)
{
    bool lost = event->event == SDL_WINDOWEVENT_EXPOSED ||
                event->event == SDL_WINDOWEVENT_SIZE_CHANGED ||
                event->event == SDL_WINDOWEVENT_SHOWN;
    return (struct event){.kind = lost ? EVENT_REDRAW : EVENT_NONE};
}

struct event translate(const SDL_Event *from, const struct keymap *keymap, int width, int height,
                       char rest[32])
{
    /* SDL makes mouse events of fingers too; a finger counts once. */
    switch (from->type) {
    case SDL_QUIT:
        return (struct event){.kind = EVENT_QUIT};
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        if (from->button.which == SDL_TOUCH_MOUSEID || from->button.button != SDL_BUTTON_LEFT)
            break;
        return input_event(from->type == SDL_MOUSEBUTTONDOWN ? INPUT_DOWN : INPUT_UP,
                           from->button.x, from->button.y);
    case SDL_MOUSEMOTION:
        if (from->motion.which == SDL_TOUCH_MOUSEID || from->motion.state == 0)
            break;
        return input_event(INPUT_MOVE, from->motion.x, from->motion.y);
    case SDL_MOUSEWHEEL:
        return input_event(INPUT_WHEEL, 0, from->wheel.y);
    case SDL_FINGERDOWN:
    case SDL_FINGERUP:
    case SDL_FINGERMOTION:
        return from_finger(&from->tfinger, width, height);
    case SDL_KEYDOWN:
        return from_key(&from->key, keymap);
    case SDL_TEXTINPUT:
        SDL_strlcpy(rest, from->text.text, 32);
        return translate_rest(rest);
    case SDL_WINDOWEVENT:
        return from_window(&from->window);
    default:
        break;
    }
    return (struct event){0};
}

struct event translate_rest(char rest[32])
{
    const unsigned char *at = (const unsigned char *)rest;
    if (at[0] == 0)
        return (struct event){0};
    size_t bytes = at[0] < 0x80 ? 1 : at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3 : 4;
    uint32_t codepoint = bytes == 1 ? at[0] : at[0] & (0x7fu >> bytes);
    for (size_t i = 1; i < bytes && at[i] != 0; i++)
        codepoint = codepoint << 6 | (at[i] & 0x3f);
    size_t len = strlen(rest);
    bytes = bytes < len ? bytes : len;
    memmove(rest, rest + bytes, len - bytes + 1);
    return text_event(codepoint);
}
