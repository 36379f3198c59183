#include "bin/anjungan-kiosk/album.h"

void album_keep(struct album *album, int64_t id)
{
    for (size_t i = 0; i < PAGES_MAX; i++) {
        if (album->pages[i].id != 0)
            continue;
        album->pages[i].id = id;
        album->pages[i].still = album->taken;
        album->taken = (struct still){0};
        return;
    }
    still_fini(&album->taken);
}

struct still *album_find(struct album *album, int64_t id)
{
    for (size_t i = 0; i < PAGES_MAX; i++)
        if (id != 0 && album->pages[i].id == id)
            return &album->pages[i].still;
    return NULL;
}

void album_drop(struct album *album, int64_t id)
{
    for (size_t i = 0; i < PAGES_MAX; i++)
        if (id != 0 && album->pages[i].id == id) {
            still_fini(&album->pages[i].still);
            album->pages[i].id = 0;
        }
}

void album_fini(struct album *album)
{
    still_fini(&album->taken);
    for (size_t i = 0; i < PAGES_MAX; i++) {
        still_fini(&album->pages[i].still);
        album->pages[i].id = 0;
    }
}
