#include <stdlib.h>

#include "wire/page.h"
#include "wire/reading.h"
#include "wire/writer.h"

enum err status_page_write(int64_t cursor, bool more, const struct status_row *rows, size_t count,
                           struct buf *out)
{
    if (count > STATUS_PAGE_ROWS)
        return ERR_FULL;
    struct writer json = writer_over(out);
    writer_open(&json, NULL, '{');
    writer_int(&json, "cursor", cursor);
    writer_bool(&json, "more", more);
    writer_open(&json, "rows", '[');
    for (size_t i = 0; i < count; i++) {
        writer_open(&json, NULL, '{');
        writer_bytes(&json, "id", rows[i].id, STATUS_ID_BYTES);
        writer_bytes(&json, "sealed", rows[i].sealed, rows[i].len);
        writer_close(&json, '}');
    }
    writer_close(&json, ']');
    writer_close(&json, '}');
    return writer_end(&json);
}

static void rows_read(struct json_reader *reader, struct json_object *rows,
                      struct status_page *page)
{
    for (size_t i = 0; i < page->count && !reader->bad; i++) {
        struct json_reader entry = reading_entry(rows, i);
        json_get_bytes(&entry, "id", page->rows[i].id, STATUS_ID_BYTES);
        page->rows[i].len = reading_bytes(&entry, "sealed", STATUS_SEALED_MAX, &page->store);
        reading_pass(reader, "rows", &entry);
    }
    /* Only now does the store stay where it is. */
    const uint8_t *at = page->store.data;
    for (size_t i = 0; i < page->count; i++) {
        page->rows[i].sealed = at;
        at += page->rows[i].len;
    }
}

enum err status_page_read(const void *bytes, size_t len, struct status_page *out)
{
    SCOPED(json_free) struct json_object *root = NULL;
    enum err err = json_read(bytes, len, STATUS_PAGE_BODY_MAX, &root);
    if (err != OK)
        return err;
    struct json_reader reader = json_over(root);
    int64_t cursor = json_get_int(&reader, "cursor", 0, INT64_MAX);
    bool more = json_get_bool(&reader, "more");
    struct json_object *rows = json_get_array(&reader, "rows", STATUS_PAGE_ROWS);
    if (reader.bad)
        return ERR_INVALID;

    SCOPED(status_page_fini) struct status_page page = {.cursor = cursor, .more = more};
    page.count = json_object_array_length(rows);
    page.rows = calloc(page.count + 1, sizeof(*page.rows));
    buf_init(&page.store, STATUS_PAGE_BODY_MAX);
    if (!page.rows)
        return ERR_FULL;
    rows_read(&reader, rows, &page);
    if (reader.bad)
        return ERR_INVALID;
    *out = page;
    page = (struct status_page){.rows = NULL};
    buf_init(&page.store, 0);
    return OK;
}

void status_page_fini(struct status_page *page)
{
    free(page->rows);
    buf_fini(&page->store);
    page->rows = NULL;
    page->count = 0;
}
