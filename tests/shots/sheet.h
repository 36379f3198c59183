/* A contact sheet: small pictures with their names, from left to right and row by row. */
#ifndef TESTS_SHOTS_SHEET_H
#define TESTS_SHOTS_SHEET_H

#include <SDL2/SDL.h>

#include "platform/painter.h"

/* Writes the surface as PNG, in a hurry: thousands of them are. */
bool picture_save(const SDL_Surface *picture, const char *path);

enum { SHEET_MOST = 128 };

struct sheet {
    struct thumb {
        SDL_Surface *picture;
        char name[64];
    } thumbs[SHEET_MOST];
    size_t count;
};

/* Adds the page made small; past the maximum it is left out. */
void sheet_add(struct sheet *sheet, const SDL_Surface *page, const char *name);
/* Writes the sheet as PNG under its title and empties it; false when it could not be written. */
bool sheet_save(struct sheet *sheet, struct painter *painter, const char *title, const char *path);

#endif
