#include "base/yaml_shelf.h"

#include <stdio.h>
#include <string.h>

#include "base/yaml_file.h"

enum err yaml_shelf_get(struct yaml_shelf *shelf, const char *path, struct yaml **out,
                        struct why *why)
{
    for (size_t i = 0; i < shelf->count; i++) {
        if (strcmp(shelf->files[i]->name, path) == 0) {
            *out = shelf->files[i];
            return OK;
        }
    }
    if (shelf->count == YAML_SHELF_MAX) {
        snprintf(why->text, sizeof(why->text), "%.200s: at most %d files were expected", path,
                 YAML_SHELF_MAX);
        return ERR_FULL;
    }
    enum err err = yaml_open(path, &shelf->files[shelf->count], why);
    if (err == OK)
        *out = shelf->files[shelf->count++];
    return err;
}

void yaml_shelf_close(struct yaml_shelf *shelf)
{
    for (size_t i = 0; i < shelf->count; i++)
        yaml_close(&shelf->files[i]);
    shelf->count = 0;
}
