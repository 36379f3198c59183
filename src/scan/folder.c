#include "scan/folder.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/path.h"
#include "scan/picture.h"

enum { NAME_SIZE = 256, EMPTY_WIDTH = 640, EMPTY_HEIGHT = 360, EMPTY_GREY = 36 };

struct folder {
    char place[PATH_SIZE];
    char name[NAME_SIZE];   /* of the file whose turn it is; "" at the start */
    struct timespec newest; /* change time of the newest file that had its turn */
    int shown;              /* frames of the picture in view */
    bool empty;             /* there is none, and the grey was shown */
    int64_t due;            /* of the next frame */
    int64_t look_due;       /* of the next look into the folder */
    struct frame picture;   /* in view */
};

/* What a look through the folder finds; names are "" where there is none. */
struct choice {
    char fresh[NAME_SIZE]; /* the oldest file that is newer than `newest` */
    struct timespec fresh_time;
    struct timespec latest; /* of all files */
    char after[NAME_SIZE];  /* the next by name */
    char first[NAME_SIZE];  /* the first by name */
};

static bool later(struct timespec a, struct timespec b)
{
    return a.tv_sec != b.tv_sec ? a.tv_sec > b.tv_sec : a.tv_nsec > b.tv_nsec;
}

/* The time of the last change of content, name or place: a file moved in is new, however old. */
static bool file_changed(const struct folder *folder, const char *name, struct timespec *out)
{
    char path[PATH_SIZE];
    struct stat file;
    if (path_join(path, folder->place, name) != OK || stat(path, &file) != 0 ||
        !S_ISREG(file.st_mode))
        return false;
    *out = file.st_ctim;
    return true;
}

static void choice_weigh(struct choice *choice, const struct folder *folder, const char *name)
{
    struct timespec time;
    if (!file_changed(folder, name, &time))
        return;
    if (later(time, folder->newest) && (!*choice->fresh || later(choice->fresh_time, time))) {
        TEXT_COPY(choice->fresh, name);
        choice->fresh_time = time;
    }
    if (later(time, choice->latest))
        choice->latest = time;
    if (strcmp(name, folder->name) > 0 && (!*choice->after || strcmp(name, choice->after) < 0))
        TEXT_COPY(choice->after, name);
    if (!*choice->first || strcmp(name, choice->first) < 0)
        TEXT_COPY(choice->first, name);
}

static enum err folder_look(const struct folder *folder, struct choice *choice)
{
    *choice = (struct choice){0};
    DIR *dir = opendir(folder->place);
    if (!dir)
        return ERR_UNREACHABLE;
    const struct dirent *entry;
    for (int i = 0; i < FOLDER_FILES_MAX && (entry = readdir(dir)); i++)
        if (entry->d_name[0] != '.')
            choice_weigh(choice, folder, entry->d_name);
    closedir(dir);
    return OK;
}

/* Gives the file its turn. When it is no picture, the one in view stays and the next frame tries
 * the next file. */
static void folder_show(struct folder *folder, const char *name)
{
    char path[PATH_SIZE];
    TEXT_COPY(folder->name, name);
    if (path_join(path, folder->place, name) == OK && picture_read(path, &folder->picture) == OK)
        folder->shown = 0;
}

static void folder_empty(struct folder *folder)
{
    frame_clear(&folder->picture);
    folder->name[0] = '\0';
    folder->shown = FOLDER_FRAMES;
    folder->picture.width = EMPTY_WIDTH;
    folder->picture.height = EMPTY_HEIGHT;
    memset(folder->picture.pixels, EMPTY_GREY, frame_len(&folder->picture));
}

/* ERR_BUSY: the folder is still empty, so that there is nothing new to show. */
static enum err folder_turn(struct folder *folder)
{
    struct choice choice;
    enum err err = folder_look(folder, &choice);
    if (err != OK)
        return err;
    bool was_empty = folder->empty;
    folder->empty = !*choice.first;
    if (folder->empty && was_empty)
        return ERR_BUSY;
    if (*choice.fresh) {
        folder->newest = choice.fresh_time;
        folder_show(folder, choice.fresh);
    } else if (folder->empty) {
        folder_empty(folder);
    } else if (folder->shown >= FOLDER_FRAMES) {
        folder_show(folder, *choice.after ? choice.after : choice.first);
    }
    return OK;
}

/* The next multiple of the period: a late frame does not make all that follow later. */
static int64_t due_after(int64_t due, int64_t now_boot)
{
    int64_t late = now_boot - due;
    return due + FOLDER_PERIOD * (1 + late / FOLDER_PERIOD);
}

/* The picture in view in colour; it may be gone already. */
static enum err folder_still(const struct folder *folder, struct still *out)
{
    char path[PATH_SIZE];
    if (folder->empty || path_join(path, folder->place, folder->name) != OK)
        return ERR_BUSY;
    return still_open(path, out) == OK ? OK : ERR_BUSY;
}

static enum err folder_next(void *self, int64_t now_boot, struct frame *out, struct still *still)
{
    struct folder *folder = self;
    if (now_boot < folder->due)
        return ERR_BUSY;
    if (now_boot >= folder->look_due || folder->shown >= FOLDER_FRAMES) {
        enum err err = folder_turn(folder);
        folder->look_due = now_boot + FOLDER_LOOK;
        if (err == ERR_BUSY)
            folder->due = folder->look_due;
        if (err != OK)
            return err;
    }
    folder->shown++;
    folder->due = due_after(folder->due, now_boot);
    frame_copy(out, &folder->picture);
    return still ? folder_still(folder, still) : OK;
}

static int folder_fd(const void *self)
{
    (void)self;
    return -1;
}

static int64_t folder_due(const void *self)
{
    const struct folder *folder = self;
    return folder->due;
}

static void folder_close(void *self)
{
    struct folder *folder = self;
    frame_fini(&folder->picture);
    free(folder);
}

static const struct source_ops folder_ops = {folder_next, folder_fd, folder_due, folder_close};

enum err folder_open(const char *place, int64_t now_boot, struct source *out)
{
    struct choice choice;
    struct folder *folder = calloc(1, sizeof(*folder));
    if (!folder)
        abort();
    frame_init(&folder->picture);
    folder_empty(folder);
    folder->due = folder->look_due = now_boot;
    if (!TEXT_COPY(folder->place, place) || folder_look(folder, &choice) != OK) {
        folder_close(folder);
        return ERR_UNREACHABLE;
    }
    folder->newest = choice.latest;
    *out = (struct source){&folder_ops, folder};
    return OK;
}
