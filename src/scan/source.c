#include "scan/source.h"

#include <stddef.h>
#include <string.h>

#include "scan/folder.h"
#include "scan/v4l2.h"

static const struct {
    const char *kind;
    enum err (*open)(const char *place, int64_t now_boot, struct source *out);
    enum err (*open_fine)(const char *place, int64_t now_boot, struct source *out);
} kinds[] = {
    {"v4l2", v4l2_open, v4l2_open_fine},
    {"folder", folder_open, folder_open},
};

enum err source_open(const char *kind, const char *place, int64_t now_boot, struct source *out)
{
    for (size_t i = 0; i < LENGTH(kinds); i++)
        if (strcmp(kind, kinds[i].kind) == 0)
            return kinds[i].open(place, now_boot, out);
    return ERR_INVALID;
}

enum err source_open_fine(const char *kind, const char *place, int64_t now_boot, struct source *out)
{
    for (size_t i = 0; i < LENGTH(kinds); i++)
        if (strcmp(kind, kinds[i].kind) == 0)
            return kinds[i].open_fine(place, now_boot, out);
    return ERR_INVALID;
}

void source_close(struct source *source)
{
    if (source->ops)
        source->ops->close(source->self);
    *source = (struct source){0};
}

enum err source_next(struct source *source, int64_t now_boot, struct frame *out)
{
    return source->ops->next(source->self, now_boot, out, NULL);
}

enum err source_next_still(struct source *source, int64_t now_boot, struct frame *out,
                           struct still *still)
{
    return source->ops->next(source->self, now_boot, out, still);
}

int source_fd(const struct source *source)
{
    return source->ops->fd(source->self);
}

int64_t source_due(const struct source *source)
{
    return source->ops->due(source->self);
}
