#include "platform/presenter.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"

enum { RECTS_MAX = 32 };

struct presenter {
    SDL_Window *window;
    SDL_Renderer *renderer; /* NULL: the window surface is used */
    SDL_Texture *texture;
};

static bool needs_texture(void)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    return driver != NULL && strcmp(driver, "KMSDRM") == 0;
}

enum err presenter_open(SDL_Window *window, struct presenter **out)
{
    struct presenter *presenter = calloc(1, sizeof(*presenter));
    if (presenter == NULL)
        return ERR_FULL;
    presenter->window = window;
    /* Otherwise a window surface is a texture of a whole OpenGL stack, drawn on the same processor.
     */
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    if (needs_texture()) {
        SDL_SetHint(SDL_HINT_RENDER_DRIVER, "opengles2");
        presenter->renderer = SDL_CreateRenderer(window, -1, SDL_RENDERER_PRESENTVSYNC);
        if (presenter->renderer == NULL) {
            log_error("no renderer for this display: %s", SDL_GetError());
            free(presenter);
            return ERR_UNREACHABLE;
        }
    }
    *out = presenter;
    return OK;
}

void presenter_close(struct presenter *presenter)
{
    if (presenter == NULL)
        return;
    if (presenter->texture != NULL)
        SDL_DestroyTexture(presenter->texture);
    if (presenter->renderer != NULL)
        SDL_DestroyRenderer(presenter->renderer);
    free(presenter);
}

static enum err show_texture(struct presenter *presenter, SDL_Surface *from,
                             const struct rect *rects, size_t count)
{
    if (presenter->texture == NULL)
        presenter->texture = SDL_CreateTexture(presenter->renderer, SDL_PIXELFORMAT_ARGB8888,
                                               SDL_TEXTUREACCESS_STREAMING, from->w, from->h);
    if (presenter->texture == NULL)
        return ERR_UNREACHABLE;
    for (size_t i = 0; i < count; i++) {
        SDL_Rect part = {rects[i].x, rects[i].y, rects[i].w, rects[i].h};
        const uint8_t *pixels = (const uint8_t *)from->pixels +
                                (size_t)part.y * (size_t)from->pitch + (size_t)part.x * 4;
        SDL_UpdateTexture(presenter->texture, &part, pixels, from->pitch);
    }
    SDL_RenderCopy(presenter->renderer, presenter->texture, NULL, NULL);
    SDL_RenderPresent(presenter->renderer);
    return OK;
}

static enum err show_surface(struct presenter *presenter, SDL_Surface *from,
                             const struct rect *rects, size_t count)
{
    SDL_Surface *screen = SDL_GetWindowSurface(presenter->window);
    if (screen == NULL) {
        log_error("the window has no surface: %s", SDL_GetError());
        return ERR_UNREACHABLE;
    }
    SDL_Rect parts[RECTS_MAX];
    size_t used = count < RECTS_MAX ? count : RECTS_MAX;
    for (size_t i = 0; i < used; i++) {
        parts[i] = (SDL_Rect){rects[i].x, rects[i].y, rects[i].w, rects[i].h};
        SDL_Rect place = parts[i];
        SDL_BlitSurface(from, &parts[i], screen, &place);
    }
    return SDL_UpdateWindowSurfaceRects(presenter->window, parts, (int)used) == 0 ? OK
                                                                                  : ERR_UNREACHABLE;
}

enum err presenter_show(struct presenter *presenter, SDL_Surface *from, const struct rect *rects,
                        size_t count)
{
    if (count == 0)
        return OK;
    return presenter->renderer != NULL ? show_texture(presenter, from, rects, count)
                                       : show_surface(presenter, from, rects, count);
}
