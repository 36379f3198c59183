/* Files that are asked for more than once and read once. */
#ifndef BASE_YAML_SHELF_H
#define BASE_YAML_SHELF_H

#include "base/yaml.h"

enum { YAML_SHELF_MAX = 40 };

/* Zero at first. */
struct yaml_shelf {
    struct yaml *files[YAML_SHELF_MAX];
    size_t count;
};

/* The file of that path, the shelf's until it is closed. Errors as yaml_open; ERR_FULL when there
 * are too many files. A complaint about it stays with it. */
enum err yaml_shelf_get(struct yaml_shelf *shelf, const char *path, struct yaml **out,
                        struct why *why) MUST_USE;
void yaml_shelf_close(struct yaml_shelf *shelf);

#endif
