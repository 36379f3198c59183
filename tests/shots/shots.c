/* Takes a picture of every state of every screen in every language, theme, text size and layout,
 * and one look each on the other screens; with contact sheets, one for each look and one for each
 * state. In memory and by all cores: no display, no window.
 *
 *     shots DIR      DIR/LOOK/STATE.png, DIR/sheets/look-LOOK.png, DIR/sheets/state-STATE.png */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/path.h"
#include "shots/sheet.h"
#include "sweep/look.h"

struct shoot {
    const char *dir;
    struct wall wall;
    struct look looks[LOOKS_EVERY];
    size_t looks_count;
    struct sheet sheet;
};

static SDL_Surface *take(struct shoot *shoot, const struct look *look)
{
    struct ui *ui = wall_see(&shoot->wall, look);
    SDL_Surface *page = wall_draw(&shoot->wall, ui, look->on.width, look->on.height);
    ui_free(ui);
    return page;
}

static bool save_sheet(struct shoot *shoot, const char *kind, const char *name)
{
    char path[PATH_SIZE];
    snprintf(path, sizeof(path), "%s/sheets/%s-%s.png", shoot->dir, kind, name);
    return sheet_save(&shoot->sheet, shoot->wall.painter, name, path);
}

/* Every state in one look: its pictures and their sheet. */
static bool shoot_look(struct shoot *shoot, const struct look *look)
{
    char name[LOOK_NAME], path[PATH_SIZE];
    look_name(look, name);
    snprintf(path, sizeof(path), "%s/%s", shoot->dir, name);
    bool good = mkdir(path, 0755) == 0 || errno == EEXIST;
    for (size_t i = 0; i < tour_length && good; i++) {
        wall_visit(&shoot->wall, &tour[i]);
        SDL_Surface *page = take(shoot, look);
        snprintf(path, sizeof(path), "%s/%s/%s.png", shoot->dir, name, tour[i].name);
        good = page && picture_save(page, path);
        if (page)
            sheet_add(&shoot->sheet, page, tour[i].name);
        SDL_FreeSurface(page);
    }
    return save_sheet(shoot, "look", name) && good;
}

/* One state in every look: a sheet. */
static bool shoot_state(struct shoot *shoot, const struct stop *stop)
{
    char name[LOOK_NAME];
    wall_visit(&shoot->wall, stop);
    for (size_t i = 0; i < shoot->looks_count; i++) {
        SDL_Surface *page = take(shoot, &shoot->looks[i]);
        look_name(&shoot->looks[i], name);
        if (page)
            sheet_add(&shoot->sheet, page, name);
        SDL_FreeSurface(page);
    }
    return save_sheet(shoot, "state", stop->name);
}

/* Every nth of the looks and of the states, from `part` on: one process's share. */
static int work(struct shoot *shoot, size_t part, size_t parts)
{
    void *rig = NULL;
    rig_setup(&rig);
    bool good = wall_open(&shoot->wall, rig);
    for (size_t i = part; i < shoot->looks_count && good; i += parts)
        good = shoot_look(shoot, &shoot->looks[i]);
    for (size_t i = part; i < tour_length && good; i += parts)
        good = shoot_state(shoot, &tour[i]);
    wall_close(&shoot->wall);
    rig_teardown(&rig);
    return good ? 0 : 1;
}

static bool work_in_parts(struct shoot *shoot, size_t parts)
{
    bool good = true;
    for (size_t part = 0; part < parts; part++) {
        pid_t child = fork();
        if (child == 0)
            _exit(work(shoot, part, parts));
        good &= child > 0;
    }
    int status;
    while (wait(&status) > 0)
        good &= status == 0;
    return good;
}

int main(int argc, char **argv)
{
    static struct shoot shoot;
    char sheets[PATH_SIZE];
    if (argc != 2) {
        fprintf(stderr, "usage: shots DIR\n");
        return 2;
    }
    shoot.dir = argv[1];
    shoot.looks_count = looks_every(shoot.looks);
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    int64_t start = clock_boot();
    if (path_join(sheets, shoot.dir, "sheets") != OK || path_make(sheets, 0755) != OK ||
        !work_in_parts(&shoot, cores > 0 ? (size_t)cores : 1)) {
        fprintf(stderr, "shots: not all pictures could be taken\n");
        return 1;
    }
    printf("%zu pictures, %zu sheets in %s, %.0f s\n", shoot.looks_count * tour_length,
           shoot.looks_count + tour_length, shoot.dir, (double)(clock_boot() - start) / 1000);
    return 0;
}
