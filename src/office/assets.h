/* The console's files, read once at start. */
#ifndef OFFICE_ASSETS_H
#define OFFICE_ASSETS_H

#include "base/buf.h"
#include "base/err.h"

struct assets;

struct asset {
    char name[64];
    const char *type; /* "text/css; charset=utf-8" */
    struct buf bytes;
};

/* Reads the .html, .js, .css and .svg files of the folder. ERR_NOT_FOUND: no index.html there. */
enum err assets_open(const char *dir, struct assets **out) MUST_USE;
void assets_close(struct assets **assets);
/* NULL: none of that name. */
const struct asset *assets_find(const struct assets *assets, const char *name);

#endif
