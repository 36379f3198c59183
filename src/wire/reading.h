/* Typed reads on top of base/json.h that all documents of the protocol share: the first member at
 * fault sticks in the reader, and a reader below passes its fault up. */
#ifndef WIRE_READING_H
#define WIRE_READING_H

#include "base/json.h"
#include "wire/text.h"

/* The end of the year 9999: no moment on the wire lies past it. */
#define MOMENT_MAX INT64_C(253402300799999)

void reading_blame(struct json_reader *reader, const char *name);
/* A reader over the object member. */
struct json_reader reading_object(struct json_reader *parent, const char *name);
/* A reader over an entry of an array; at fault from its first read when it is no object. */
struct json_reader reading_entry(struct json_object *array, size_t index);
/* Makes a fault below a fault of the parent's member. */
void reading_pass(struct json_reader *parent, const char *name, const struct json_reader *child);

void reading_text(struct json_reader *reader, const char *name, enum text_rule rule, char *out,
                  size_t size);
#define READ_TEXT(reader, name, rule, array)                                                       \
    reading_text((reader), (name), (rule), (array), sizeof(array))
/* Milliseconds since 1970; 0 stands for never. */
int64_t reading_moment(struct json_reader *reader, const char *name);
/* An integer of an array; `low` when at fault. */
int64_t reading_int_at(struct json_reader *reader, const char *name, struct json_object *array,
                       size_t index, int64_t low, int64_t high);
/* The index of the word in the list; 0 when at fault. */
int reading_word(struct json_reader *reader, const char *name, const char *const *words,
                 size_t count);
/* Appends the bytes that base64url text stands for; at fault when they are more than `most`.
 * Returns how many there are. */
size_t reading_bytes(struct json_reader *reader, const char *name, size_t most, struct buf *out);

#endif
