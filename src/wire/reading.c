#include "wire/reading.h"

#include <string.h>

void reading_blame(struct json_reader *reader, const char *name)
{
    if (!reader->bad)
        reader->bad = name;
}

struct json_reader reading_object(struct json_reader *parent, const char *name)
{
    return json_over(json_get_object(parent, name));
}

struct json_reader reading_entry(struct json_object *array, size_t index)
{
    return json_over(json_object_array_get_idx(array, index));
}

void reading_pass(struct json_reader *parent, const char *name, const struct json_reader *child)
{
    if (child->bad)
        reading_blame(parent, name);
}

void reading_text(struct json_reader *reader, const char *name, enum text_rule rule, char *out,
                  size_t size)
{
    json_get_text(reader, name, out, size);
    if (!reader->bad && !text_fits(out, rule))
        reading_blame(reader, name);
}

int64_t reading_moment(struct json_reader *reader, const char *name)
{
    return json_get_int(reader, name, 0, MOMENT_MAX);
}

int64_t reading_int_at(struct json_reader *reader, const char *name, struct json_object *array,
                       size_t index, int64_t low, int64_t high)
{
    struct json_object *entry = json_object_array_get_idx(array, index);
    if (json_object_is_type(entry, json_type_int)) {
        int64_t value = json_object_get_int64(entry);
        if (value >= low && value <= high)
            return value;
    }
    reading_blame(reader, name);
    return low;
}

int reading_word(struct json_reader *reader, const char *name, const char *const *words,
                 size_t count)
{
    char word[32];
    json_get_text(reader, name, word, sizeof(word));
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i], word) == 0)
            return (int)i;
    reading_blame(reader, name);
    return 0;
}

size_t reading_bytes(struct json_reader *reader, const char *name, size_t most, struct buf *out)
{
    enum { PART = 4096 }; /* characters; whole groups of four decode by themselves */
    struct json_object *member = NULL;
    uint8_t bytes[PART / 4 * 3];
    size_t count = 0;
    json_object_object_get_ex(reader->object, name, &member);
    if (!json_object_is_type(member, json_type_string)) {
        reading_blame(reader, name);
        return 0;
    }
    const char *text = json_object_get_string(member);
    size_t left = (size_t)json_object_get_string_len(member);
    while (left > 0) {
        size_t part = left < PART ? left : PART, len = 0;
        if (base64url_read(text, part, bytes, sizeof(bytes), &len) != OK || len > most - count) {
            reading_blame(reader, name);
            return 0;
        }
        buf_put(out, bytes, len);
        count += len;
        text += part;
        left -= part;
    }
    if (buf_check(out) != OK)
        reading_blame(reader, name);
    return count;
}
