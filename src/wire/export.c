#include "wire/export.h"

#include <stdlib.h>
#include <string.h>

#include "wire/batch.h"

static const char magic[] = "anjungan export 1";

enum err export_begin(struct buf *out)
{
    buf_printf(out, "%s\n", magic);
    return buf_check(out);
}

static void page_put(struct buf *out, const struct export_record *record)
{
    char hex[BLOB_HEX];
    blob_hex(record->hash, hex);
    buf_printf(out, "page %zu\n%s\n", record->len, hex);
    buf_put(out, record->body, record->len);
    buf_puts(out, "\n");
}

enum err export_put(struct buf *out, const struct export_record *record)
{
    if (record->kind == EXPORT_PAGE) {
        page_put(out, record);
        return buf_check(out);
    }
    buf_printf(out, "batch %zu\n%s\n%s\n%s\n", record->len, record->signature.digest,
               record->signature.input, record->signature.signature);
    buf_put(out, record->body, record->len);
    buf_puts(out, "\n");
    return buf_check(out);
}

enum err export_end(struct buf *out, size_t records)
{
    buf_printf(out, "end %zu\n", records);
    return buf_check(out);
}

/* One line without its end; false when there is none that fits. */
static bool line_take(const struct buf *file, size_t *at, char *out, size_t size)
{
    const uint8_t *from = file->data + *at;
    const uint8_t *end = *at < file->len ? memchr(from, '\n', file->len - *at) : NULL;
    if (!end || (size_t)(end - from) >= size || memchr(from, '\0', (size_t)(end - from)))
        return false;
    memcpy(out, from, (size_t)(end - from));
    out[end - from] = '\0';
    *at += (size_t)(end - from) + 1;
    return true;
}

/* "word 123" */
static bool number_after(const char *line, const char *word, size_t *out)
{
    size_t len = strlen(word);
    if (strncmp(line, word, len) != 0 || line[len] != ' ')
        return false;
    const char *digits = line + len + 1;
    size_t count = strlen(digits);
    if (count == 0 || count > 8 || strspn(digits, "0123456789") != count)
        return false;
    *out = (size_t)strtoul(digits, NULL, 10);
    return true;
}

/* The bytes of a record and the line's end after them. */
static bool body_take(const struct buf *file, size_t *at, size_t most, struct export_record *record)
{
    if (record->len > most || file->len - *at <= record->len ||
        file->data[*at + record->len] != '\n')
        return false;
    record->body = file->data + *at;
    *at += record->len + 1;
    return true;
}

static bool batch_take(const struct buf *file, size_t *at, struct export_record *record)
{
    return line_take(file, at, record->signature.digest, SIGNATURE_HEADER) &&
           line_take(file, at, record->signature.input, SIGNATURE_HEADER) &&
           line_take(file, at, record->signature.signature, SIGNATURE_HEADER) &&
           body_take(file, at, BATCH_BODY_MAX, record);
}

static bool page_take(const struct buf *file, size_t *at, struct export_record *record)
{
    char hex[BLOB_HEX];
    return line_take(file, at, hex, sizeof(hex)) && blob_hex_read(hex, record->hash) &&
           body_take(file, at, BLOB_MAX, record);
}

enum err export_next(const struct buf *file, struct export_cursor *cursor,
                     struct export_record *out)
{
    char line[64];
    size_t number = 0, at = cursor->at;
    if (at == 0 && (!line_take(file, &at, line, sizeof(line)) || strcmp(line, magic) != 0))
        return ERR_INVALID;
    if (!line_take(file, &at, line, sizeof(line)))
        return ERR_INVALID;
    if (number_after(line, "end", &number))
        return number == cursor->records && at == file->len ? ERR_NOT_FOUND : ERR_INVALID;
    bool page = number_after(line, "page", &number);
    if (!page && !number_after(line, "batch", &number))
        return ERR_INVALID;
    struct export_record record = {.kind = page ? EXPORT_PAGE : EXPORT_BATCH, .len = number};
    if (!(page ? page_take : batch_take)(file, &at, &record))
        return ERR_INVALID;
    *out = record;
    cursor->at = at;
    cursor->records++;
    return OK;
}
