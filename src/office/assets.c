#include "office/assets.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/path.h"

enum { ASSETS_MAX = 96, ASSET_BYTES_MAX = 1024 * 1024 };

static const struct {
    const char *ending, *type;
} types[] = {
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".svg", "image/svg+xml"},
};

struct assets {
    struct asset files[ASSETS_MAX];
    size_t count;
};

static const char *type_of(const char *name)
{
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < LENGTH(types); i++)
        if (strcmp(dot, types[i].ending) == 0)
            return types[i].type;
    return NULL;
}

static enum err asset_read(struct assets *assets, const char *dir, const char *name)
{
    struct asset *file = &assets->files[assets->count];
    char path[PATH_SIZE];
    file->type = type_of(name);
    if (!file->type || assets->count == ASSETS_MAX || !TEXT_COPY(file->name, name))
        return OK;
    enum err err = path_join(path, dir, name);
    if (err != OK)
        return err;
    buf_init(&file->bytes, ASSET_BYTES_MAX);
    assets->count++;
    return path_read(path, &file->bytes);
}

static void folder_close(DIR **folder)
{
    if (*folder)
        closedir(*folder);
}

static enum err assets_read(struct assets *assets, const char *dir)
{
    SCOPED(folder_close) DIR *folder = opendir(dir);
    if (!folder)
        return ERR_NOT_FOUND;
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        enum err err = asset_read(assets, dir, entry->d_name);
        if (err != OK) {
            log_error("%s/%s: %s", dir, entry->d_name, err_name(err));
            return err;
        }
    }
    return assets_find(assets, "index.html") ? OK : ERR_NOT_FOUND;
}

enum err assets_open(const char *dir, struct assets **out)
{
    struct assets *assets = calloc(1, sizeof(*assets));
    if (!assets)
        return ERR_STORAGE;
    enum err err = assets_read(assets, dir);
    if (err != OK)
        assets_close(&assets);
    else
        *out = assets;
    return err;
}

void assets_close(struct assets **assets)
{
    for (size_t i = 0; *assets && i < (*assets)->count; i++)
        buf_fini(&(*assets)->files[i].bytes);
    free(*assets);
    *assets = NULL;
}

const struct asset *assets_find(const struct assets *assets, const char *name)
{
    for (size_t i = 0; assets && i < assets->count; i++)
        if (strcmp(assets->files[i].name, name) == 0)
            return &assets->files[i];
    return NULL;
}
