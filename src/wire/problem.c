#include <string.h>

#include "wire/page.h"
#include "wire/reading.h"
#include "wire/writer.h"

enum { PROBLEM_BODY_MAX = 8 * 1024, TIME_BODY_MAX = 1024 };

enum err time_write(int64_t now, struct buf *out)
{
    struct writer json = writer_over(out);
    writer_open(&json, NULL, '{');
    writer_int(&json, "now", now);
    writer_close(&json, '}');
    return writer_end(&json);
}

enum err time_read(const void *bytes, size_t len, int64_t *now)
{
    SCOPED(json_free) struct json_object *root = NULL;
    enum err err = json_read(bytes, len, TIME_BODY_MAX, &root);
    if (err != OK)
        return err;
    struct json_reader reader = json_over(root);
    int64_t moment = reading_moment(&reader, "now");
    if (reader.bad)
        return ERR_INVALID;
    *now = moment;
    return OK;
}

enum err problem_write(int status, const char *code, const char *title, const char *detail,
                       struct buf *out)
{
    struct writer json = writer_over(out);
    writer_open(&json, NULL, '{');
    writer_text(&json, "type", "about:blank");
    writer_text(&json, "title", title);
    writer_int(&json, "status", status);
    if (detail && *detail)
        writer_text(&json, "detail", detail);
    writer_text(&json, "code", code);
    writer_close(&json, '}');
    return writer_end(&json);
}

void problem_read(const void *bytes, size_t len, char code[32])
{
    SCOPED(json_free) struct json_object *root = NULL;
    code[0] = '\0';
    if (json_read(bytes, len, PROBLEM_BODY_MAX, &root) != OK)
        return;
    char word[32];
    struct json_reader reader = json_over(root);
    READ_TEXT(&reader, "code", TEXT_KEY, word);
    json_get_int(&reader, "status", 100, 599);
    if (!reader.bad)
        memcpy(code, word, sizeof(word));
}
