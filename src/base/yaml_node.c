#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/yaml.h"
#include "base/yaml_file.h"

enum { KEY_MAX = 64 };

/* ---- places ------------------------------------------------------------------------------------
 */

static const yaml_node_t *raw(struct yaml_node node)
{
    return node.index > 0 ? yaml_document_get_node(&node.file->document, node.index) : NULL;
}

static struct yaml_node none_in(struct yaml *file)
{
    return (struct yaml_node){.file = file};
}

struct yaml_node yaml_root(struct yaml *file)
{
    return (struct yaml_node){.file = file, .index = 1}; /* libyaml numbers from the root on */
}

bool yaml_there(struct yaml_node node)
{
    return node.index > 0;
}

int yaml_line(struct yaml_node node)
{
    const yaml_node_t *at = raw(node);
    return at ? (int)at->start_mark.line + 1 : 1;
}

bool yaml_is_scalar(struct yaml_node node)
{
    const yaml_node_t *at = raw(node);
    return at && at->type == YAML_SCALAR_NODE;
}

void yaml_complain(struct yaml_node at, const char *format, ...)
{
    assert(at.file);
    char text[512];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    yaml_blame(at.file, (size_t)yaml_line(at), "%s", text);
}

/* Whether the node is of the type; complains unless it is not there at all. */
static bool is_of_type(struct yaml_node node, yaml_node_type_t type)
{
    static const char *const NAMES[] = {
        [YAML_SCALAR_NODE] = "a single value",
        [YAML_SEQUENCE_NODE] = "a list",
        [YAML_MAPPING_NODE] = "a mapping of keys to values",
    };
    const yaml_node_t *at = raw(node);
    if (at && at->type != type)
        yaml_complain(node, "%s stands here, %s was expected", NAMES[at->type], NAMES[type]);
    return at && at->type == type;
}

/* ---- mappings and sequences --------------------------------------------------------------------
 */

size_t yaml_pairs(struct yaml_node map)
{
    if (!is_of_type(map, YAML_MAPPING_NODE))
        return 0;
    const yaml_node_t *at = raw(map);
    return (size_t)(at->data.mapping.pairs.top - at->data.mapping.pairs.start);
}

const char *yaml_pair(struct yaml_node map, size_t index, struct yaml_node *value)
{
    if (index >= yaml_pairs(map)) {
        *value = none_in(map.file);
        return "";
    }
    yaml_node_pair_t pair = raw(map)->data.mapping.pairs.start[index];
    *value = (struct yaml_node){.file = map.file, .index = pair.value};
    const yaml_node_t *key = yaml_document_get_node(&map.file->document, pair.key);
    return (const char *)key->data.scalar.value;
}

static struct yaml_node key_node(struct yaml_node map, size_t index)
{
    yaml_node_pair_t pair = raw(map)->data.mapping.pairs.start[index];
    return (struct yaml_node){.file = map.file, .index = pair.key};
}

struct yaml_node yaml_find(struct yaml_node map, const char *key)
{
    struct yaml_node value;
    size_t count = yaml_pairs(map);
    for (size_t i = 0; i < count; i++)
        if (strcmp(yaml_pair(map, i, &value), key) == 0)
            return value;
    return none_in(map.file);
}

struct yaml_node yaml_get(struct yaml_node map, const char *key)
{
    struct yaml_node value = yaml_find(map, key);
    if (yaml_there(map) && !yaml_there(value))
        yaml_complain(map, "\"%s\" is missing, it was expected in this mapping", key);
    return value;
}

size_t yaml_count(struct yaml_node seq)
{
    if (!is_of_type(seq, YAML_SEQUENCE_NODE))
        return 0;
    const yaml_node_t *at = raw(seq);
    return (size_t)(at->data.sequence.items.top - at->data.sequence.items.start);
}

struct yaml_node yaml_item(struct yaml_node seq, size_t index)
{
    if (index >= yaml_count(seq))
        return none_in(seq.file);
    return (struct yaml_node){.file = seq.file,
                              .index = raw(seq)->data.sequence.items.start[index]};
}

/* ---- known words -------------------------------------------------------------------------------
 */

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* How many letters must be put in, left out or changed to make one word of the other (Levenshtein);
 * the row before is all that the next one needs. */
static int distance(const char *a, const char *b)
{
    int row[KEY_MAX];
    int len = (int)strlen(b);
    for (int j = 0; j <= len; j++)
        row[j] = j;
    for (int i = 0; a[i]; i++) {
        int diagonal = row[0];
        row[0] = i + 1;
        for (int j = 1; j <= len; j++) {
            int change = diagonal + (a[i] != b[j - 1]);
            diagonal = row[j];
            row[j] = least(change, least(row[j - 1], row[j]) + 1);
        }
    }
    return row[len];
}

/* The known word that was probably meant, or NULL. */
static const char *nearest(const char *word, const char *const *known)
{
    const char *best = NULL;
    int limit = least(2, (int)strlen(word) / 2) + 1;
    for (; strlen(word) < KEY_MAX && *known; known++) {
        int far = strlen(*known) < KEY_MAX ? distance(word, *known) : limit;
        if (far < limit) {
            limit = far;
            best = *known;
        }
    }
    return best;
}

static void list_words(char *out, size_t size, const char *const *words)
{
    size_t len = 0;
    *out = '\0';
    for (; *words && len < size; words++)
        len += (size_t)snprintf(out + len, size - len, "%s%s", len > 0 ? ", " : "", *words);
}

static bool is_known(const char *word, const char *const *known)
{
    while (*known && strcmp(*known, word) != 0)
        known++;
    return *known;
}

void yaml_keys(struct yaml_node map, const char *const *known)
{
    struct yaml_node value;
    size_t count = yaml_pairs(map);
    for (size_t i = 0; i < count; i++) {
        const char *key = yaml_pair(map, i, &value);
        if (is_known(key, known))
            continue;
        const char *meant = nearest(key, known);
        char all[200];
        list_words(all, sizeof(all), known);
        if (meant)
            yaml_complain(key_node(map, i), "the key \"%.60s\" is not known, was \"%s\" meant?",
                          key, meant);
        else
            yaml_complain(key_node(map, i), "the key \"%.60s\" is not known, expected one of: %s",
                          key, all);
        return;
    }
}

/* ---- values ------------------------------------------------------------------------------------
 */

const char *yaml_scalar(struct yaml_node node)
{
    return is_of_type(node, YAML_SCALAR_NODE) ? (const char *)raw(node)->data.scalar.value : "";
}

static bool is_plain(struct yaml_node node)
{
    return raw(node)->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
}

/* The value under the key when it is a scalar; otherwise a none node, after a complaint. */
static struct yaml_node get_scalar(struct yaml_node map, const char *key)
{
    struct yaml_node node = yaml_get(map, key);
    return is_of_type(node, YAML_SCALAR_NODE) ? node : none_in(map.file);
}

/* The text of an unquoted value, or NULL: a quoted "5" is a text to YAML, and to us. */
static const char *get_plain(struct yaml_node map, const char *key, struct yaml_node *node)
{
    *node = get_scalar(map, key);
    if (!yaml_there(*node))
        return NULL;
    if (is_plain(*node))
        return yaml_scalar(*node);
    yaml_complain(*node, "\"%s\" stands in quotes, a value without quotes was expected", key);
    return NULL;
}

void yaml_text(struct yaml_node map, const char *key, char *out, size_t size)
{
    assert(size > 0);
    *out = '\0';
    struct yaml_node node = get_scalar(map, key);
    if (!yaml_there(node))
        return;
    const char *text = yaml_scalar(node);
    if (!*text && is_plain(node))
        yaml_complain(node, "\"%s\" has no value, a text was expected (\"\" for none)", key);
    else if (strlen(text) >= size)
        yaml_complain(node, "\"%s\" is %zu bytes long, at most %zu were expected", key,
                      strlen(text), size - 1);
    else
        text_copy(out, size, text);
}

/* Moves past decimal digits; NULL when there is none. */
static const char *skip_digits(const char *at)
{
    const char *end = at + strspn(at, "0123456789");
    return end > at ? end : NULL;
}

/* "-12" or, with a fraction allowed, "-12.5". No leading zeros: YAML 1.1 reads 010 as eight. */
static bool is_decimal(const char *text, bool fraction)
{
    const char *at = text + (*text == '-');
    bool zeros = at[0] == '0' && at[1] >= '0' && at[1] <= '9';
    at = skip_digits(at);
    if (at && fraction && *at == '.')
        at = skip_digits(at + 1);
    return at && !*at && !zeros;
}

int64_t yaml_int(struct yaml_node map, const char *key, int64_t low, int64_t high)
{
    struct yaml_node node;
    const char *text = get_plain(map, key, &node);
    if (!text)
        return low;
    errno = 0;
    long long value = is_decimal(text, false) ? strtoll(text, NULL, 10) : 0;
    if (is_decimal(text, false) && errno == 0 && value >= low && value <= high)
        return value;
    yaml_complain(node, "\"%s\" is \"%.40s\", a whole number from %lld to %lld was expected", key,
                  text, (long long)low, (long long)high);
    return low;
}

double yaml_number(struct yaml_node map, const char *key, double low, double high)
{
    struct yaml_node node;
    const char *text = get_plain(map, key, &node);
    if (!text)
        return low;
    double value = is_decimal(text, true) ? strtod(text, NULL) : 0;
    if (is_decimal(text, true) && value >= low && value <= high)
        return value;
    yaml_complain(node, "\"%s\" is \"%.40s\", a number from %g to %g was expected", key, text, low,
                  high);
    return low;
}

bool yaml_bool(struct yaml_node map, const char *key)
{
    struct yaml_node node;
    const char *text = get_plain(map, key, &node);
    if (!text)
        return false;
    if (strcmp(text, "true") != 0 && strcmp(text, "false") != 0)
        yaml_complain(node, "\"%s\" is \"%.40s\", true or false was expected", key, text);
    return strcmp(text, "true") == 0;
}

int yaml_word(struct yaml_node map, const char *key, const char *const *words)
{
    struct yaml_node node = get_scalar(map, key);
    if (!yaml_there(node))
        return 0;
    const char *text = yaml_scalar(node);
    for (int i = 0; words[i]; i++)
        if (strcmp(words[i], text) == 0)
            return i;
    char all[200];
    list_words(all, sizeof(all), words);
    yaml_complain(node, "\"%s\" is \"%.40s\", expected one of: %s", key, text, all);
    return 0;
}
