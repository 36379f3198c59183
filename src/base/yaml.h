/* Reading YAML with libyaml's document nodes, so that every complaint can name file:line.
 * Readers ask for what they expect; the first thing that is wrong is kept as the file's message
 * and everything after it is ignored, so a reader is written straight down and checked once.
 *
 *     SCOPED(yaml_close) struct yaml *file = NULL;
 *     if (yaml_open(path, &file, &why) != OK) ...
 *     struct yaml_node root = yaml_root(file);
 *     yaml_keys(root, (const char *[]){"name", "steps", NULL});
 *     yaml_text(root, "name", name, sizeof(name));
 *     if (yaml_check(file, &why) != OK) ...
 */
#ifndef BASE_YAML_H
#define BASE_YAML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct yaml;

/* A borrowed place in a file. Whatever is asked of a none node ("not there") gives nothing and no
 * complaint: either it was complained about when it was looked for, or it may be missing. */
struct yaml_node {
    struct yaml *file;
    int index; /* libyaml's node number; 0 is none */
};

/* "path:line: what is wrong, what was expected"; a file that cannot be read at all has no line. */
struct why {
    char text[320];
};

enum { YAML_FILE_MAX = 1 << 20 };

/* Reads and parses the file. ERR_NOT_FOUND, or ERR_INVALID with `why` naming the line: for what is
 * no YAML or no UTF-8, too large or too deep, has anchors, a second document, or a key twice. */
enum err yaml_open(const char *path, struct yaml **out, struct why *why) MUST_USE;
/* The same for bytes that have a name but no file (the content feed). */
enum err yaml_open_text(const char *name, const char *text, size_t len, struct yaml **out,
                        struct why *why) MUST_USE;
void yaml_close(struct yaml **file);

/* OK, or ERR_INVALID with the first complaint made while reading. */
enum err yaml_check(const struct yaml *file, struct why *why) MUST_USE;
/* Records a complaint at the node (only the first of a file counts). Say what is wrong and what was
 * expected. */
void yaml_complain(struct yaml_node at, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

struct yaml_node yaml_root(struct yaml *file);
bool yaml_there(struct yaml_node node);
int yaml_line(struct yaml_node node); /* 1-based */
/* Whether a single value stands there; never complains. For values that come in two shapes. */
bool yaml_is_scalar(struct yaml_node node);

/* Complains about a key of the mapping that is not in the NULL-ended list (with a suggestion when a
 * known key is near), or a node that is no mapping. (Keys that stand twice yaml_open refuses.) */
void yaml_keys(struct yaml_node map, const char *const *known);
/* The value under the key; complains when it is missing. */
struct yaml_node yaml_get(struct yaml_node map, const char *key);
/* The value under the key or a none node. */
struct yaml_node yaml_find(struct yaml_node map, const char *key);

/* Entries of a sequence; complains when the node is no sequence. yaml_item past the end is none. */
size_t yaml_count(struct yaml_node seq);
struct yaml_node yaml_item(struct yaml_node seq, size_t index);
/* Entries of a mapping, in file order: the key's text (borrowed) and its value. */
size_t yaml_pairs(struct yaml_node map);
const char *yaml_pair(struct yaml_node map, size_t index, struct yaml_node *value);

/* The scalar's text, borrowed until yaml_close; "" with a complaint when it is no scalar. */
const char *yaml_scalar(struct yaml_node node);
/* Required typed values below a mapping; each complains when missing or of the wrong shape and then
 * gives "", low, false or 0. Numbers and booleans stand without quotes. A text may be empty only as
 * "", so that a forgotten value is not taken for one. */
void yaml_text(struct yaml_node map, const char *key, char *out, size_t size);
int64_t yaml_int(struct yaml_node map, const char *key, int64_t low, int64_t high);
double yaml_number(struct yaml_node map, const char *key, double low, double high);
bool yaml_bool(struct yaml_node map, const char *key);
/* The index of the value in the NULL-ended list of words. */
int yaml_word(struct yaml_node map, const char *key, const char *const *words);

#endif
