#include "service/standard.h"

#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/path.h"
#include "service/standard_read.h"
#include "service/tracking.h"

static const char *const actor_keys[] = {"pemohon", "kepala_dinas", "verifikator", "bsre"};

const char *actor_key(enum actor actor)
{
    return actor_keys[actor];
}

int standard_field(const struct standard *standard, const char *key)
{
    for (size_t i = 0; i < standard->field_count; i++)
        if (strcmp(standard->fields[i].key, key) == 0)
            return (int)i;
    return -1;
}

int standard_reason(const struct standard *standard, const char *key)
{
    for (size_t i = 0; i < standard->reason_count; i++)
        if (strcmp(standard->reasons[i].key, key) == 0)
            return (int)i;
    return -1;
}

void standard_free(struct standard **standard)
{
    free(*standard);
    *standard = NULL;
}

/* ---- what every section needs ------------------------------------------------------------------
 */

void read_key(struct yaml_node map, const char *name, char out[KEY_SIZE])
{
    yaml_text(map, name, out, KEY_SIZE);
    struct yaml_node node = yaml_find(map, name);
    if (yaml_there(node) &&
        (*out == '\0' || out[strspn(out, "abcdefghijklmnopqrstuvwxyz0123456789-_")] != '\0'))
        yaml_complain(node, "\"%s\" is \"%s\", small letters, digits, - and _ were expected", name,
                      out);
}

void check_unique(struct yaml_node at, const void *first_key, size_t stride, size_t count)
{
    const char *newest = (const char *)first_key + (count - 1) * stride;
    for (const char *key = first_key; key < newest; key += stride)
        if (strcmp(key, newest) == 0)
            yaml_complain(at, "\"%s\" stands here already, each key was expected once", key);
}

size_t read_count(struct yaml_node seq, size_t least, size_t most)
{
    size_t count = yaml_count(seq);
    if (!yaml_there(seq) || (count >= least && count <= most))
        return count;
    if (least == most)
        yaml_complain(seq, "the list has %zu entries, %zu were expected", count, most);
    else
        yaml_complain(seq, "the list has %zu entries, %zu to %zu were expected", count, least,
                      most);
    return 0;
}

/* ---- the file ----------------------------------------------------------------------------------
 */

static void unit_read(struct yaml_node map, struct standard *out)
{
    yaml_keys(map, (const char *const[]){"name", "city", NULL});
    out->unit = words_read(map, "name");
    out->unit_city = words_read(map, "city");
}

static void opening_read(struct yaml_node map, struct standard *out)
{
    hours_read(map, &out->hours);
}

/* The sections that a file may leave to the one it extends. */
static const struct {
    const char *key;
    void (*read)(struct yaml_node node, struct standard *out);
} shared[] = {
    {"unit", unit_read},     {"hours", opening_read},          {"promise", promise_read},
    {"steps", steps_read},   {"documents", documents_read},    {"form", form_read},
    {"email", email_read},   {"return_reasons", reasons_read}, {"complaints", complaints_read},
    {"survey", survey_read}, {"privacy", privacy_read},
};

/* What every file says for itself; `components` may be left out in part. */
static const char *const own_keys[] = {"extends", "enabled", "confirmed",  "version",
                                       "prefix",  "name",    "short_name", "summary",
                                       "tagline", "minutes", "components"};

static void check_keys(struct yaml_node root)
{
    const char *known[LENGTH(own_keys) + LENGTH(shared) + 1] = {0};
    size_t count = 0;
    for (size_t i = 0; i < LENGTH(own_keys); i++)
        known[count++] = own_keys[i];
    for (size_t i = 0; i < LENGTH(shared); i++)
        known[count++] = shared[i].key;
    yaml_keys(root, known);
}

static void read_prefix(struct yaml_node root, struct standard *out)
{
    yaml_text(root, "prefix", out->prefix, sizeof(out->prefix));
    struct yaml_node node = yaml_find(root, "prefix");
    if (!yaml_there(node))
        return;
    if (strspn(out->prefix, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3)
        yaml_complain(node, "\"prefix\" is \"%s\", three capital letters were expected",
                      out->prefix);
    else if (strcmp(out->prefix, TRACKING_COMPLAINT) == 0)
        yaml_complain(node, "\"prefix\" is \"%s\", which complaints use; another was expected",
                      out->prefix);
    else if (strcmp(out->prefix, TRACKING_DRAFT_PREFIX) == 0)
        yaml_complain(node, "\"prefix\" is \"%s\", which drafts use; another was expected",
                      out->prefix);
}

static void read_all(struct yaml_node own, struct yaml_node base, struct standard *out)
{
    check_keys(own);
    out->enabled = yaml_bool(own, "enabled");
    out->confirmed = yaml_bool(own, "confirmed");
    out->version = (int)yaml_int(own, "version", 1, 65535);
    out->minutes = (int)yaml_int(own, "minutes", 1, 120);
    read_prefix(own, out);
    out->name = words_read(own, "name");
    out->short_name = words_read(own, "short_name");
    out->summary = words_read(own, "summary");
    out->tagline = words_read(own, "tagline");
    for (size_t i = 0; i < LENGTH(shared); i++) {
        struct yaml_node node = yaml_find(own, shared[i].key);
        if (!yaml_there(node) && yaml_there(base))
            node = yaml_find(base, shared[i].key);
        if (!yaml_there(node))
            node = yaml_get(own, shared[i].key);
        shared[i].read(node, out);
    }
    components_read(own, yaml_find(own, "components"), yaml_find(base, "components"), out);
}

/* Gets the file that this one extends: its neighbour of that name. OK without one when it extends
 * none. */
static enum err get_base(const char *path, struct yaml_node root, struct yaml_shelf *shelf,
                         struct yaml **out, struct why *why)
{
    struct yaml_node node = yaml_find(root, "extends");
    if (!yaml_there(node))
        return OK;
    char name[64], file_name[80], base_path[PATH_SIZE], folder[PATH_SIZE];
    read_key(root, "extends", name);
    if (yaml_check(root.file, why) != OK)
        return ERR_INVALID;
    snprintf(file_name, sizeof(file_name), "%s.yaml", name);
    if (!TEXT_COPY(folder, path) || path_join(base_path, dirname(folder), file_name) != OK) {
        yaml_complain(node, "the way to \"%s\" is too long", file_name);
        return yaml_check(root.file, why);
    }
    enum err err = yaml_shelf_get(shelf, base_path, out, why);
    if (err == ERR_NOT_FOUND)
        yaml_complain(node, "there is no \"%s\" beside this file, a service was expected",
                      file_name);
    else if (err == OK && yaml_there(yaml_find(yaml_root(*out), "extends")))
        yaml_complain(
            node, "\"%s\" extends another file itself, one that stands alone was expected", name);
    else
        return err;
    return yaml_check(root.file, why);
}

/* "dir/bsre-esign-individu.yaml" is the service bsre-esign-individu. */
static void read_id(const char *path, struct yaml_node root, struct standard *out)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    size_t len = dot != NULL ? (size_t)(dot - name) : strlen(name);
    if (len == 0 || len >= sizeof(out->id) ||
        strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") < len) {
        yaml_complain(root,
                      "the file is called \"%.80s\", small letters, digits and - before .yaml "
                      "were expected",
                      name);
        return;
    }
    memcpy(out->id, name, len);
}

static enum err read_file(const char *path, struct yaml_shelf *shelf, struct standard *out,
                          struct why *why)
{
    struct yaml *file = NULL, *base = NULL; /* the shelf's */
    enum err err = yaml_shelf_get(shelf, path, &file, why);
    if (err == OK)
        err = get_base(path, yaml_root(file), shelf, &base, why);
    if (err != OK)
        return err;

    read_id(path, yaml_root(file), out);
    read_all(yaml_root(file), base != NULL ? yaml_root(base) : (struct yaml_node){0}, out);
    err = yaml_check(file, why);
    return err == OK && base != NULL ? yaml_check(base, why) : err;
}

enum err standard_open(const char *path, struct yaml_shelf *shelf, struct standard **out,
                       struct why *why)
{
    struct standard *standard = calloc(1, sizeof(*standard));
    if (standard == NULL) {
        snprintf(why->text, sizeof(why->text), "%.200s: there is not enough memory", path);
        return ERR_FULL;
    }
    enum err err = read_file(path, shelf, standard, why);
    if (err == OK)
        *out = standard;
    else
        standard_free(&standard);
    return err;
}
