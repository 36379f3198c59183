#include "base/json.h"

#include <assert.h>
#include <json-c/json_tokener.h>
#include <string.h>

#include "base/json_grammar.h"

void json_free(struct json_object **value)
{
    if (*value)
        json_object_put(*value);
    *value = NULL;
}

static void tokener_free(struct json_tokener **tokener)
{
    json_tokener_free(*tokener);
}

enum err json_read(const void *bytes, size_t len, size_t max, struct json_object **out)
{
    if (len > max || len > INT32_MAX || !json_is_grammatical(bytes, len, JSON_DEPTH_MAX))
        return ERR_INVALID;
    SCOPED(tokener_free) struct json_tokener *tokener = json_tokener_new_ex(JSON_DEPTH_MAX);
    if (!tokener)
        return ERR_INVALID;
    struct json_object *value = json_tokener_parse_ex(tokener, bytes, (int)len);
    /* A bare number has no end of its own: the NUL says that no more digits come. */
    if (json_tokener_get_error(tokener) == json_tokener_continue)
        value = json_tokener_parse_ex(tokener, "", 1);
    if (json_tokener_get_error(tokener) != json_tokener_success)
        return ERR_INVALID;
    *out = value;
    return OK;
}

void json_write(struct json_object *value, struct buf *out)
{
    size_t len;
    const char *text = json_object_to_json_string_length(
        value, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE, &len);
    if (text)
        buf_put(out, text, len);
    else
        out->full = true; /* json-c found no memory */
}

struct json_reader json_over(struct json_object *object)
{
    return (struct json_reader){.object = object};
}

static void blame(struct json_reader *reader, const char *name)
{
    if (!reader->bad)
        reader->bad = name;
}

/* The member when it is there; a JSON null counts as not there. */
static struct json_object *find(struct json_reader *reader, const char *name)
{
    struct json_object *member = NULL;
    if (json_object_is_type(reader->object, json_type_object))
        json_object_object_get_ex(reader->object, name, &member);
    return member;
}

static struct json_object *require(struct json_reader *reader, const char *name,
                                   enum json_type type)
{
    struct json_object *member = find(reader, name);
    if (member && json_object_is_type(member, type))
        return member;
    blame(reader, name);
    return NULL;
}

void json_get_text(struct json_reader *reader, const char *name, char *out, size_t size)
{
    assert(size > 0);
    *out = '\0';
    struct json_object *member = require(reader, name, json_type_string);
    if (!member)
        return;
    const char *text = json_object_get_string(member);
    size_t len = (size_t)json_object_get_string_len(member);
    if (len >= size || memchr(text, '\0', len))
        blame(reader, name);
    else
        memcpy(out, text, len + 1);
}

void json_get_text_opt(struct json_reader *reader, const char *name, char *out, size_t size)
{
    *out = '\0';
    if (find(reader, name))
        json_get_text(reader, name, out, size);
}

int64_t json_get_int(struct json_reader *reader, const char *name, int64_t low, int64_t high)
{
    struct json_object *member = require(reader, name, json_type_int);
    if (!member)
        return low;
    int64_t value = json_object_get_int64(member);
    /* json-c turns what does not fit into the ends of the range, so the ends mean nothing. */
    if (value >= low && value <= high && value != INT64_MIN && value != INT64_MAX)
        return value;
    blame(reader, name);
    return low;
}

bool json_get_bool(struct json_reader *reader, const char *name)
{
    struct json_object *member = require(reader, name, json_type_boolean);
    return member && json_object_get_boolean(member);
}

void json_get_bytes(struct json_reader *reader, const char *name, void *out, size_t len)
{
    size_t got = 0;
    memset(out, 0, len);
    struct json_object *member = require(reader, name, json_type_string);
    if (!member)
        return;
    const char *text = json_object_get_string(member);
    size_t text_len = (size_t)json_object_get_string_len(member);
    /* The length is checked before anything is written: the output is whole or zero. */
    if (text_len != (len * 4 + 2) / 3 || base64url_read(text, text_len, out, len, &got) != OK)
        blame(reader, name);
}

struct json_object *json_get_array(struct json_reader *reader, const char *name, size_t most)
{
    struct json_object *member = require(reader, name, json_type_array);
    if (!member || json_object_array_length(member) <= most)
        return member;
    blame(reader, name);
    return NULL;
}

struct json_object *json_get_object(struct json_reader *reader, const char *name)
{
    return require(reader, name, json_type_object);
}

static void put(struct json_object *object, const char *name, struct json_object *value)
{
    int failed = json_object_object_add(object, name, value);
    assert(!failed);
    (void)failed;
}

void json_put_text(struct json_object *object, const char *name, const char *text)
{
    put(object, name, json_object_new_string(text));
}

void json_put_int(struct json_object *object, const char *name, int64_t value)
{
    put(object, name, json_object_new_int64(value));
}

void json_put_bool(struct json_object *object, const char *name, bool value)
{
    put(object, name, json_object_new_boolean(value));
}

void json_put_bytes(struct json_object *object, const char *name, const void *bytes, size_t len)
{
    SCOPED(buf_fini) struct buf text;
    buf_init(&text, len * 2 + 4);
    base64url_put(&text, bytes, len);
    json_put_text(object, name, buf_text(&text));
}
