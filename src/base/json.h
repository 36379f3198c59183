/* Bytes from outside as JSON, with limits. A thin layer over json-c: what it adds is refusal of
 * what is too deep, too long or followed by garbage, and typed reads that collect one complaint. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <json-c/json_object.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

enum { JSON_DEPTH_MAX = 16 };

/* Parses exactly one value; the caller owns it (json_object_put). ERR_INVALID on anything else:
 * longer than max, values nested deeper than JSON_DEPTH_MAX, text after the value, bytes that are
 * no UTF-8, control characters, NaN. */
enum err json_read(const void *bytes, size_t len, size_t max, struct json_object **out) MUST_USE;
/* Appends the value, compact, keys in insertion order. */
void json_write(struct json_object *value, struct buf *out);

void json_free(struct json_object **value); /* for SCOPED */

/* A reader over one object: the first wrong or missing member sticks. */
struct json_reader {
    struct json_object *object; /* borrowed; may be NULL */
    const char *bad;            /* name of the first member at fault, or NULL */
};

struct json_reader json_over(struct json_object *object);
/* Copies the string; empty is allowed. At fault when missing, no string, longer than size - 1, or
 * with a NUL inside. */
void json_get_text(struct json_reader *reader, const char *name, char *out, size_t size);
/* The same, but a missing member leaves "". */
void json_get_text_opt(struct json_reader *reader, const char *name, char *out, size_t size);
/* Both give low or false when at fault. INT64_MIN and INT64_MAX themselves cannot be read. */
int64_t json_get_int(struct json_reader *reader, const char *name, int64_t low, int64_t high);
bool json_get_bool(struct json_reader *reader, const char *name);
/* Base64url without padding into exactly len bytes; zeros when at fault. */
void json_get_bytes(struct json_reader *reader, const char *name, void *out, size_t len);
/* Borrowed from the reader's object; NULL when at fault. */
struct json_object *json_get_array(struct json_reader *reader, const char *name, size_t most);
struct json_object *json_get_object(struct json_reader *reader, const char *name); /* an object */

void json_put_text(struct json_object *object, const char *name, const char *text);
void json_put_int(struct json_object *object, const char *name, int64_t value);
void json_put_bool(struct json_object *object, const char *name, bool value);
void json_put_bytes(struct json_object *object, const char *name, const void *bytes, size_t len);

/* Base64url without padding (RFC 4648, section 5). Decoding is strict: ERR_INVALID on padding,
 * white space, or bits left over, ERR_FULL when more than size bytes come out. */
void base64url_put(struct buf *out, const void *bytes, size_t len);
enum err base64url_read(const char *text, size_t text_len, void *out, size_t size, size_t *out_len)
    MUST_USE;

#endif
