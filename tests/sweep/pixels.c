#include "sweep/pixels.h"

// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on
#include <SDL2/SDL_image.h>
#include <SDL2/SDL_ttf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/path.h"
#include "sweep/look.h"

static const char FILE_NAME[] = "tests/golden/pixels.txt", SEEN_IN[] = "build/golden";
enum { FILE_MOST = 1 << 16 };

/* Each screen, theme, language, text size and layout once at least. */
static const struct chosen {
    const char *stop, *letters;
    enum display_kind on;
} chosen[] = {
    {"attract", "id", DISPLAY_PORTRAIT},
    {"attract", "en-c", DISPLAY_LANDSCAPE},
    {"home", "id", DISPLAY_PORTRAIT},
    {"home", "jv-lc", DISPLAY_PORTRAIT},
    {"home", "en", DISPLAY_LANDSCAPE},
    {"home", "id", DISPLAY_TABLET},
    {"request_name", "id", DISPLAY_PORTRAIT},
    {"request_contact", "en", DISPLAY_LANDSCAPE},
    {"request_check", "en-l", DISPLAY_PORTRAIT},
    {"receipt", "id", DISPLAY_PORTRAIT},
    {"scan", "id-c", DISPLAY_PORTRAIT},
    {"progress_yours", "id", DISPLAY_PORTRAIT},
    {"progress_returned", "jv", DISPLAY_SMALL},
    {"hours", "id", DISPLAY_PORTRAIT},
    {"complaint", "id-r", DISPLAY_PORTRAIT},
    {"standard", "jv", DISPLAY_LANDSCAPE},
    {"survey", "en-cr", DISPLAY_PORTRAIT},
    {"idle", "id", DISPLAY_WALL},
    {"officer_log", "id", DISPLAY_PORTRAIT},
    {"outage", "id", DISPLAY_PORTRAIT},
};

static const struct stop *stop_called(const char *name)
{
    for (size_t i = 0; i < tour_length; i++)
        if (strcmp(tour[i].name, name) == 0)
            return &tour[i];
    fail_msg("the tour has no stop called %s", name);
    return NULL;
}

/* FNV-1a over what is seen: the padding of rows and the unused alpha are not. */
static uint64_t hash_of(const SDL_Surface *page)
{
    uint64_t hash = 0xcbf29ce484222325;
    for (int y = 0; y < page->h; y++) {
        const uint32_t *row =
            (const uint32_t *)((const uint8_t *)page->pixels + (ptrdiff_t)y * page->pitch);
        for (int x = 0; x < page->w; x++)
            for (int shift = 0; shift < 24; shift += 8)
                hash = (hash ^ (row[x] >> shift & 0xff)) * 0x100000001b3;
    }
    return hash;
}

static void put_libraries(struct buf *out)
{
    int type[3], shape[3];
    const SDL_version *ttf = TTF_Linked_Version(), *image = IMG_Linked_Version();
    TTF_GetFreeTypeVersion(&type[0], &type[1], &type[2]);
    TTF_GetHarfBuzzVersion(&shape[0], &shape[1], &shape[2]);
    buf_printf(out,
               "# FreeType %d.%d.%d, HarfBuzz %d.%d.%d, SDL_ttf %d.%d.%d, SDL_image %d.%d.%d; "
               "`make goldens` renews\n",
               type[0], type[1], type[2], shape[0], shape[1], shape[2], ttf->major, ttf->minor,
               ttf->patch, image->major, image->minor, image->patch);
}

/* The line of a page in the file; the page itself is written where another line stands there. */
static bool put_page(struct wall *wall, const struct chosen *page, const char *before,
                     struct buf *out)
{
    char name[LOOK_NAME], line[256], path[PATH_SIZE];
    struct look look = {.prefs = look_prefs(page->letters), .on = displays[page->on]};
    wall_visit(wall, stop_called(page->stop));
    struct ui *ui = wall_see(wall, &look);
    SDL_Surface *drawn = wall_draw(wall, ui, look.on.width, look.on.height);
    assert_non_null(drawn);
    look_name(&look, name);
    snprintf(line, sizeof(line), "%016llx %s-%s\n", (unsigned long long)hash_of(drawn), page->stop,
             name);
    buf_puts(out, line);
    bool same = strstr(before, line) != NULL;
    if (!same) {
        snprintf(path, sizeof(path), "%s/%s-%s.png", SEEN_IN, page->stop, name);
        assert_int_equal(path_make(SEEN_IN, 0755), OK);
        assert_int_equal(IMG_SavePNG(drawn, path), 0);
        print_error("%s-%s is drawn otherwise than it was: see %s\n", page->stop, name, path);
    }
    SDL_FreeSurface(drawn);
    ui_free(ui);
    return same;
}

void test_the_chosen_pages_are_drawn_as_they_were(void **state)
{
    struct wall wall;
    struct buf now, before;
    bool renew = getenv("UPDATE_GOLDENS") != NULL;
    size_t same = 0;
    buf_init(&now, FILE_MOST);
    buf_init(&before, FILE_MOST);
    assert_true(wall_open(&wall, *state));
    if (path_read(FILE_NAME, &before) != OK && !renew)
        fail_msg("%s is not there: `make goldens` writes it", FILE_NAME);
    put_libraries(&now);
    if (strstr(buf_text(&before), buf_text(&now)) == NULL && !renew)
        print_error("other libraries draw here than did for %s: now %s", FILE_NAME, buf_text(&now));
    for (size_t i = 0; i < LENGTH(chosen); i++)
        same += put_page(&wall, &chosen[i], buf_text(&before), &now);
    if (renew)
        assert_int_equal(path_write(FILE_NAME, now.data, now.len, 0644), OK);
    else
        assert_int_equal(same, LENGTH(chosen));
    buf_fini(&now);
    buf_fini(&before);
    wall_close(&wall);
}
