#include "platform/presenter.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "platform/pixels.h"

enum { RECTS_MAX = 32 };

struct presenter {
    SDL_Window *window;
    SDL_Renderer *renderer; /* NULL: the window surface is used */
    SDL_Texture *texture;
    SDL_Surface *own; /* NULL while the window's surface is drawn into */
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
    SDL_Surface *screen =
        presenter->renderer == NULL ? SDL_GetWindowSurface(presenter->window) : NULL;
    if (screen != NULL)
        SDL_FillRect(screen, NULL, 0);
    surface_forget(presenter->own);
    if (presenter->texture != NULL)
        SDL_DestroyTexture(presenter->texture);
    if (presenter->renderer != NULL)
        SDL_DestroyRenderer(presenter->renderer);
    free(presenter);
}

/* ---- the surface ---- */

static SDL_Surface *own_surface(struct presenter *presenter, int width, int height)
{
    SDL_Surface *own = presenter->own;
    if (own != NULL && own->w == width && own->h == height)
        return own;
    surface_forget(own);
    presenter->own = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_ARGB8888);
    if (presenter->own != NULL)
        SDL_SetSurfaceBlendMode(presenter->own, SDL_BLENDMODE_NONE);
    if (presenter->texture != NULL)
        SDL_DestroyTexture(presenter->texture);
    presenter->texture = NULL;
    return presenter->own;
}

static bool drawable(const SDL_Surface *surface)
{
    uint32_t format = surface->format->format;
    return format == SDL_PIXELFORMAT_ARGB8888 || format == SDL_PIXELFORMAT_RGB888;
}

SDL_Surface *presenter_surface(struct presenter *presenter)
{
    int width, height;
    SDL_GetWindowSize(presenter->window, &width, &height);
    if (presenter->renderer != NULL)
        return own_surface(presenter, width, height);
    SDL_Surface *screen = SDL_GetWindowSurface(presenter->window);
    if (screen == NULL) {
        log_error("the window has no surface: %s", SDL_GetError());
        return NULL;
    }
    return drawable(screen) ? screen : own_surface(presenter, screen->w, screen->h);
}

/* ---- showing it ---- */

static enum err show_texture(struct presenter *presenter, const struct rect *rects, size_t count)
{
    const SDL_Surface *from = presenter->own;
    if (presenter->texture == NULL)
        presenter->texture = SDL_CreateTexture(presenter->renderer, SDL_PIXELFORMAT_ARGB8888,
                                               SDL_TEXTUREACCESS_STREAMING, from->w, from->h);
    if (presenter->texture == NULL)
        return ERR_UNREACHABLE;
    for (size_t i = 0; i < count; i++) {
        SDL_Rect part = {rects[i].x, rects[i].y, rects[i].w, rects[i].h};
        SDL_UpdateTexture(presenter->texture, &part, pixels_row(from, part.y) + part.x,
                          from->pitch);
    }
    SDL_RenderCopy(presenter->renderer, presenter->texture, NULL, NULL);
    SDL_RenderPresent(presenter->renderer);
    return OK;
}

static enum err show_surface(struct presenter *presenter, const struct rect *rects, size_t count)
{
    SDL_Rect parts[RECTS_MAX];
    size_t used = count < RECTS_MAX ? count : RECTS_MAX;
    for (size_t i = 0; i < used; i++) {
        parts[i] = (SDL_Rect){rects[i].x, rects[i].y, rects[i].w, rects[i].h};
        SDL_Rect place = parts[i];
        if (presenter->own != NULL)
            SDL_BlitSurface(presenter->own, &parts[i], SDL_GetWindowSurface(presenter->window),
                            &place);
    }
    return SDL_UpdateWindowSurfaceRects(presenter->window, parts, (int)used) == 0 ? OK
                                                                                  : ERR_UNREACHABLE;
}

enum err presenter_show(struct presenter *presenter, const struct rect *rects, size_t count)
{
    if (count == 0)
        return OK;
    return presenter->renderer != NULL ? show_texture(presenter, rects, count)
                                       : show_surface(presenter, rects, count);
}
