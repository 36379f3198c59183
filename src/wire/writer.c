#include "wire/writer.h"

#include <inttypes.h>
#include <string.h>

#include "base/json.h"
#include "wire/text.h"

struct writer writer_over(struct buf *out)
{
    return (struct writer){.out = out, .start = out->len, .first = true};
}

static void put_escaped(struct buf *out, unsigned char c)
{
    if (c == '"' || c == '\\')
        buf_printf(out, "\\%c", c);
    else if (c == '\n')
        buf_puts(out, "\\n");
    else
        buf_printf(out, "\\u%04x", c);
}

/* A JSON string. Only what must be escaped is. */
static void put_string(struct writer *writer, const char *text)
{
    struct buf *out = writer->out;
    buf_putc(out, '"');
    for (const char *at = text; *at;) {
        size_t plain = 0;
        while ((unsigned char)at[plain] >= 0x20 && at[plain] != '"' && at[plain] != '\\')
            plain++;
        buf_put(out, at, plain);
        at += plain;
        if (*at)
            put_escaped(out, (unsigned char)*at++);
    }
    buf_putc(out, '"');
}

/* The comma and the name that come before a value. */
static void lead(struct writer *writer, const char *name)
{
    if (!writer->first)
        buf_putc(writer->out, ',');
    writer->first = false;
    if (name) {
        put_string(writer, name);
        buf_putc(writer->out, ':');
    }
}

void writer_open(struct writer *writer, const char *name, char bracket)
{
    lead(writer, name);
    buf_putc(writer->out, bracket);
    writer->first = true;
}

void writer_close(struct writer *writer, char bracket)
{
    buf_putc(writer->out, bracket);
    writer->first = false;
}

void writer_text(struct writer *writer, const char *name, const char *text)
{
    if (!text_fits(text, TEXT_LINES))
        writer->bad = true;
    lead(writer, name);
    put_string(writer, text);
}

void writer_int(struct writer *writer, const char *name, int64_t value)
{
    lead(writer, name);
    buf_printf(writer->out, "%" PRId64, value);
}

void writer_bool(struct writer *writer, const char *name, bool value)
{
    lead(writer, name);
    buf_puts(writer->out, value ? "true" : "false");
}

void writer_bytes(struct writer *writer, const char *name, const void *bytes, size_t len)
{
    lead(writer, name);
    buf_putc(writer->out, '"');
    base64url_put(writer->out, bytes, len);
    buf_putc(writer->out, '"');
}

enum err writer_end(struct writer *writer)
{
    struct buf *out = writer->out;
    enum err err = writer->bad ? ERR_INVALID : buf_check(out);
    if (err != OK && out->len > writer->start) {
        wipe(out->data + writer->start, out->len - writer->start);
        out->len = writer->start;
    }
    return err;
}
