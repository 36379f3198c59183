#include "base/yaml.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/path.h"
#include "base/yaml_file.h"

/* Far above what a hand-written file needs; they bound the memory and time a hostile one takes. */
enum { NODES_MAX = 50000, DEPTH_MAX = 32, KEYS_MAX = 1000 };

static void parser_close(yaml_parser_t *parser)
{
    yaml_parser_delete(parser);
}

static void event_close(yaml_event_t *event)
{
    yaml_event_delete(event);
}

static void say(struct why *why, const char *text)
{
    TEXT_COPY(why->text, text);
    for (unsigned char *at = (unsigned char *)why->text; *at; at++)
        if (*at < 0x20 || *at == 0x7F)
            *at = ' ';
}

void yaml_blame(struct yaml *file, size_t line, const char *format, ...)
{
    if (*file->why.text)
        return;
    char text[1024];
    int len = snprintf(text, sizeof(text), "%.512s:%zu: ", file->name, line);
    va_list args;
    va_start(args, format);
    vsnprintf(text + len, sizeof(text) - (size_t)len, format, args);
    va_end(args);
    say(&file->why, text);
}

enum err yaml_check(const struct yaml *file, struct why *why)
{
    if (!*file->why.text)
        return OK;
    *why = file->why;
    return ERR_INVALID;
}

static void parser_over(yaml_parser_t *parser, const char *text, size_t len)
{
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(parser, (const unsigned char *)text, len);
}

static size_t line_of_offset(const char *text, size_t len, size_t offset)
{
    size_t line = 1;
    for (size_t i = 0; i < len && i < offset; i++)
        line += text[i] == '\n';
    return line;
}

/* libyaml's own words, at the place where the reading stopped. */
static void blame_syntax(struct yaml *file, const yaml_parser_t *parser, const char *text,
                         size_t len)
{
    size_t line = parser->problem_mark.line + 1;
    size_t at = parser->problem_mark.index;
    const char *problem = parser->problem ? parser->problem : "it cannot be read";
    if (parser->error == YAML_MEMORY_ERROR)
        yaml_blame(file, 1, "there is not enough memory to read the file");
    else if (parser->error == YAML_READER_ERROR)
        yaml_blame(file, line_of_offset(text, len, parser->problem_offset),
                   "this is no plain text: %s, UTF-8 was expected", problem);
    else if (parser->error == YAML_SCANNER_ERROR && at < len && text[at] == '\t')
        yaml_blame(file, line, "a tab stands in the indentation, spaces were expected");
    else if (parser->context)
        yaml_blame(file, line, "this is no YAML: %s, %s", parser->context, problem);
    else
        yaml_blame(file, line, "this is no YAML: %s", problem);
}

/* A collection that is open, and the key in it that waits for its value (0: none does). */
struct nest {
    int node, key;
};

/* What a walk over the file's events has seen so far. */
struct survey {
    int documents;
    int depth;
    int nodes;
    struct nest nests[DEPTH_MAX + 1]; /* the outermost first; depth of them are open */
};

static const char *anchor_of(const yaml_event_t *event)
{
    const yaml_char_t *anchor = NULL;
    if (event->type == YAML_SCALAR_EVENT)
        anchor = event->data.scalar.anchor;
    else if (event->type == YAML_SEQUENCE_START_EVENT)
        anchor = event->data.sequence_start.anchor;
    else if (event->type == YAML_MAPPING_START_EVENT)
        anchor = event->data.mapping_start.anchor;
    return (const char *)anchor;
}

/* Refuses what makes a small file large (anchors, aliases) or a walk endless (depth). */
static void survey_event(struct yaml *file, const struct survey *seen, const yaml_event_t *event)
{
    size_t line = event->start_mark.line + 1;
    const char *anchor = anchor_of(event);
    if (event->type == YAML_ALIAS_EVENT)
        yaml_blame(file, line, "\"*%.40s\" refers to another place, the value was expected here",
                   (const char *)event->data.alias.anchor);
    else if (anchor)
        yaml_blame(file, line, "\"&%.40s\" names a place to refer to, only values were expected",
                   anchor);
    else if (seen->documents > 1)
        yaml_blame(file, line, "a second document begins, one was expected");
    else if (seen->depth > DEPTH_MAX)
        yaml_blame(file, line, "this is nested too deeply, at most %d levels were expected",
                   DEPTH_MAX);
    else if (seen->nodes > NODES_MAX)
        yaml_blame(file, line, "the file has too many values, at most %d were expected", NODES_MAX);
}

/* The event's node, not yet in its place; 0 when there is not enough memory. */
static int make_node(yaml_document_t *document, const yaml_event_t *event)
{
    int made;
    if (event->type == YAML_SCALAR_EVENT)
        made = yaml_document_add_scalar(document, NULL, event->data.scalar.value,
                                        (int)event->data.scalar.length, event->data.scalar.style);
    else if (event->type == YAML_SEQUENCE_START_EVENT)
        made = yaml_document_add_sequence(document, NULL, YAML_ANY_SEQUENCE_STYLE);
    else
        made = yaml_document_add_mapping(document, NULL, YAML_ANY_MAPPING_STYLE);
    yaml_node_t *node = yaml_document_get_node(document, made);
    if (node)
        node->start_mark = event->start_mark;
    return made;
}

/* Puts it into the collection that is open; false when there is not enough memory. */
static bool place_node(yaml_document_t *document, struct nest *into, int made)
{
    const yaml_node_t *parent = yaml_document_get_node(document, into->node);
    if (parent->type == YAML_SEQUENCE_NODE)
        return yaml_document_append_sequence_item(document, into->node, made);
    int key = into->key;
    into->key = key ? 0 : made;
    return !key || yaml_document_append_mapping_pair(document, into->node, key, made);
}

static void add_event(struct yaml *file, struct survey *seen, const yaml_event_t *event)
{
    bool opens =
        event->type == YAML_SEQUENCE_START_EVENT || event->type == YAML_MAPPING_START_EVENT;
    bool closes = event->type == YAML_SEQUENCE_END_EVENT || event->type == YAML_MAPPING_END_EVENT;
    bool holds = opens || event->type == YAML_SCALAR_EVENT;
    seen->documents += event->type == YAML_DOCUMENT_START_EVENT;
    seen->nodes += holds;
    seen->depth += opens - closes;
    survey_event(file, seen, event);
    if (!holds || *file->why.text)
        return;
    int made = make_node(&file->document, event);
    int inside = seen->depth - opens;
    if (!made || (inside > 0 && !place_node(&file->document, &seen->nests[inside - 1], made)))
        yaml_blame(file, 1, "there is not enough memory to read the file");
    if (opens)
        seen->nests[seen->depth - 1] = (struct nest){.node = made};
}

/* Event by event: what is refused is refused before it costs anything. */
static void load(struct yaml *file, const char *text, size_t len)
{
    struct survey seen = {0};
    SCOPED(parser_close) yaml_parser_t parser;
    file->loaded = yaml_document_initialize(&file->document, NULL, NULL, NULL, 1, 1);
    if (!yaml_parser_initialize(&parser) || !file->loaded) {
        yaml_blame(file, 1, "there is not enough memory to read the file");
        return;
    }
    parser_over(&parser, text, len);
    for (bool more = true; more && !*file->why.text;) {
        SCOPED(event_close) yaml_event_t event = {0};
        if (!yaml_parser_parse(&parser, &event)) {
            blame_syntax(file, &parser, text, len);
            return;
        }
        add_event(file, &seen, &event);
        more = event.type != YAML_STREAM_END_EVENT;
    }
    if (seen.nodes == 0)
        yaml_blame(file, 1, "the file is empty, keys and values were expected");
}

/* A key's text; "" after a complaint when it is no scalar. */
static const char *key_text(struct yaml *file, int index)
{
    const yaml_node_t *key = yaml_document_get_node(&file->document, index);
    if (key->type == YAML_SCALAR_NODE)
        return (const char *)key->data.scalar.value;
    yaml_blame(file, key->start_mark.line + 1, "a list or mapping stands where a key was expected");
    return "";
}

static void check_keys(struct yaml *file, const yaml_node_t *map)
{
    const yaml_node_pair_t *first = map->data.mapping.pairs.start;
    const yaml_node_pair_t *end = map->data.mapping.pairs.top;
    if (end - first > KEYS_MAX) {
        yaml_blame(file, map->start_mark.line + 1,
                   "this mapping has %td keys, at most %d were expected", end - first, KEYS_MAX);
        return;
    }
    for (const yaml_node_pair_t *pair = first; pair < end; pair++) {
        const char *key = key_text(file, pair->key);
        for (const yaml_node_pair_t *other = first; other < pair; other++) {
            if (strcmp(key, key_text(file, other->key)) != 0)
                continue;
            const yaml_node_t *at = yaml_document_get_node(&file->document, pair->key);
            const yaml_node_t *earlier = yaml_document_get_node(&file->document, other->key);
            yaml_blame(file, at->start_mark.line + 1,
                       "the key \"%.60s\" stands twice, it is in line %zu already", key,
                       earlier->start_mark.line + 1);
        }
    }
}

/* What holds for every node wherever it stands: C strings, and keys that name one value. */
static void check_nodes(struct yaml *file)
{
    const yaml_node_t *node;
    for (int i = 1; !*file->why.text && (node = yaml_document_get_node(&file->document, i)); i++) {
        if (node->type == YAML_MAPPING_NODE)
            check_keys(file, node);
        else if (node->type == YAML_SCALAR_NODE &&
                 memchr(node->data.scalar.value, '\0', node->data.scalar.length))
            yaml_blame(file, node->start_mark.line + 1, "a NUL stands inside, text was expected");
    }
}

enum err yaml_open_text(const char *name, const char *text, size_t len, struct yaml **out,
                        struct why *why)
{
    SCOPED(yaml_close) struct yaml *file = calloc(1, sizeof(*file));
    if (!file || !(file->name = strdup(name))) {
        say(why, "there is not enough memory to read YAML");
        return ERR_INVALID;
    }
    if (len > YAML_FILE_MAX)
        yaml_blame(file, 1, "the file is too large, at most %d bytes were expected", YAML_FILE_MAX);
    else
        load(file, text, len);
    if (!*file->why.text)
        check_nodes(file);
    if (yaml_check(file, why) != OK)
        return ERR_INVALID;
    *out = file;
    file = NULL;
    return OK;
}

enum err yaml_open(const char *path, struct yaml **out, struct why *why)
{
    SCOPED(buf_fini) struct buf text;
    buf_init(&text, YAML_FILE_MAX);
    enum err err = path_read(path, &text);
    if (err == OK)
        return yaml_open_text(path, buf_text(&text), text.len, out, why);
    char line[1024];
    if (err == ERR_NOT_FOUND)
        snprintf(line, sizeof(line), "%.512s: there is no such file", path);
    else if (err == ERR_FULL)
        snprintf(line, sizeof(line),
                 "%.512s:1: the file is too large, at most %d bytes were expected", path,
                 YAML_FILE_MAX);
    else
        snprintf(line, sizeof(line), "%.512s: it cannot be read, a readable file was expected",
                 path);
    say(why, line);
    return err == ERR_NOT_FOUND ? ERR_NOT_FOUND : ERR_INVALID;
}

void yaml_close(struct yaml **file)
{
    if (!*file)
        return;
    if ((*file)->loaded)
        yaml_document_delete(&(*file)->document);
    free((*file)->name);
    free(*file);
    *file = NULL;
}
