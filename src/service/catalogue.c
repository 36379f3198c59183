/* All services of a kiosk-config folder, with the holidays added. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/path.h"
#include "service/standard.h"

enum { FILES_MAX = 32 };

/* The *.yaml files of a folder, in the order of their names. */
struct listing {
    char names[FILES_MAX][96];
    size_t count;
};

static void folder_close(DIR **folder)
{
    if (*folder != NULL)
        closedir(*folder);
}

static void yaml_name_add(struct listing *list, const char *name)
{
    size_t i = list->count++;
    for (; i > 0 && strcmp(list->names[i - 1], name) > 0; i--)
        memcpy(list->names[i], list->names[i - 1], sizeof(list->names[i]));
    TEXT_COPY(list->names[i], name);
}

/* ERR_NOT_FOUND when there is no such folder. */
static enum err list_yaml(const char *dir, struct listing *out, struct why *why)
{
    *out = (struct listing){0};
    SCOPED(folder_close) DIR *folder = opendir(dir);
    if (folder == NULL) {
        snprintf(why->text, sizeof(why->text), "%.200s: %s, a folder was expected", dir,
                 errno == ENOENT ? "is not there" : "cannot be read");
        return errno == ENOENT ? ERR_NOT_FOUND : ERR_INVALID;
    }
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        size_t len = strlen(entry->d_name);
        if (entry->d_name[0] == '.' || len < 6 || strcmp(entry->d_name + len - 5, ".yaml") != 0)
            continue;
        if (len >= sizeof(out->names[0]) || out->count == FILES_MAX) {
            snprintf(why->text, sizeof(why->text),
                     "%.120s/%.100s: too many files or too long a name, at most %d files were "
                     "expected",
                     dir, entry->d_name, FILES_MAX);
            return ERR_INVALID;
        }
        yaml_name_add(out, entry->d_name);
    }
    return OK;
}

/* ---- services ----------------------------------------------------------------------------------
 */

/* Two services must not share a prefix: a code would open the wrong one. */
static enum err check_prefix(const struct catalogue *catalogue, const struct standard *standard,
                             const char *path, struct yaml_shelf *shelf, struct why *why)
{
    const struct standard *other = catalogue_by_prefix(catalogue, standard->prefix);
    if (other == NULL)
        return OK;
    struct yaml *file = NULL; /* once more, for the line */
    enum err err = yaml_shelf_get(shelf, path, &file, why);
    if (err != OK)
        return err;
    yaml_complain(yaml_find(yaml_root(file), "prefix"),
                  "\"prefix\" is \"%s\", which %s uses; another was expected", standard->prefix,
                  other->id);
    return yaml_check(file, why);
}

/* Puts the service behind the last one of its sort: enabled ones first. */
static void add(struct catalogue *catalogue, struct standard *standard)
{
    size_t i = catalogue->count++;
    for (; standard->enabled && i > 0 && !catalogue->services[i - 1]->enabled; i--)
        catalogue->services[i] = catalogue->services[i - 1];
    catalogue->services[i] = standard;
}

static enum err add_services(const char *dir, struct catalogue *catalogue, struct why *why)
{
    SCOPED(yaml_shelf_close) struct yaml_shelf shelf = {0};
    struct listing list;
    enum err err = list_yaml(dir, &list, why);
    for (size_t i = 0; err == OK && i < list.count; i++) {
        char path[PATH_SIZE];
        struct standard *standard = NULL;
        if (catalogue->count == LENGTH(catalogue->services)) {
            snprintf(why->text, sizeof(why->text), "%.200s: at most %zu services were expected",
                     dir, LENGTH(catalogue->services));
            return ERR_INVALID;
        }
        err = path_join(path, dir, list.names[i]);
        if (err == OK)
            err = standard_open(path, &shelf, &standard, why);
        if (err == OK)
            err = check_prefix(catalogue, standard, path, &shelf, why);
        if (err == OK)
            add(catalogue, standard);
        else
            standard_free(&standard);
    }
    if (err == OK && (catalogue->count == 0 || !catalogue->services[0]->enabled)) {
        snprintf(why->text, sizeof(why->text),
                 "%.200s: no service is enabled, at least one was expected", dir);
        return ERR_INVALID;
    }
    return err;
}

/* ---- holidays ----------------------------------------------------------------------------------
 */

/* One year, for every service: the zones and the weeks differ, the holidays do not. */
static enum err add_year(const char *path, struct catalogue *catalogue, struct why *why)
{
    SCOPED(yaml_close) struct yaml *file = NULL;
    enum err err = yaml_open(path, &file, why);
    for (size_t i = 0; err == OK && i < catalogue->count; i++) {
        holidays_read(yaml_root(file), &catalogue->services[i]->hours);
        err = yaml_check(file, why);
    }
    return err;
}

static enum err add_holidays(const char *dir, struct catalogue *catalogue, struct why *why)
{
    struct listing list;
    enum err err = list_yaml(dir, &list, why);
    if (err == ERR_NOT_FOUND)
        return OK; /* then no year is known, and nothing is promised */
    for (size_t i = 0; err == OK && i < list.count; i++) {
        char path[PATH_SIZE];
        err = path_join(path, dir, list.names[i]);
        if (err == OK)
            err = add_year(path, catalogue, why);
    }
    return err;
}

/* ---- the catalogue -----------------------------------------------------------------------------
 */

enum err catalogue_open(const char *config_dir, struct catalogue *out, struct why *why)
{
    SCOPED(catalogue_close) struct catalogue catalogue = {0};
    char services[PATH_SIZE], holidays[PATH_SIZE];
    if (path_join(services, config_dir, "services") != OK ||
        path_join(holidays, config_dir, "holidays") != OK) {
        snprintf(why->text, sizeof(why->text), "%.200s: the folder's name is too long", config_dir);
        return ERR_INVALID;
    }
    enum err err = add_services(services, &catalogue, why);
    if (err == OK)
        err = add_holidays(holidays, &catalogue, why);
    if (err != OK)
        return err;
    *out = catalogue;
    catalogue.count = 0; /* the services are the caller's now */
    return OK;
}

void catalogue_close(struct catalogue *catalogue)
{
    if (catalogue == NULL)
        return;
    for (size_t i = 0; i < catalogue->count; i++)
        standard_free(&catalogue->services[i]);
    catalogue->count = 0;
}

const struct standard *catalogue_find(const struct catalogue *catalogue, const char *id)
{
    for (size_t i = 0; i < catalogue->count; i++)
        if (strcmp(catalogue->services[i]->id, id) == 0)
            return catalogue->services[i];
    return NULL;
}

const struct standard *catalogue_by_prefix(const struct catalogue *catalogue, const char *prefix)
{
    for (size_t i = 0; i < catalogue->count; i++)
        if (strcmp(catalogue->services[i]->prefix, prefix) == 0)
            return catalogue->services[i];
    return NULL;
}
