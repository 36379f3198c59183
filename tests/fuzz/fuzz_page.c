/* What comes down: the first byte chooses status page, progress, feed, time or problem. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "wire/page.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fuzz_status_page(const uint8_t *data, size_t size)
{
    SCOPED(status_page_fini) struct status_page page = {.rows = NULL};
    SCOPED(buf_fini) struct buf bytes;
    buf_init(&page.store, 0);
    buf_init(&bytes, STATUS_PAGE_BODY_MAX);
    if (status_page_read(data, size, &page) != OK)
        return;
    enum err err = status_page_write(page.cursor, page.more, page.rows, page.count, &bytes);
    assert(err == OK);
}

static void fuzz_progress(const uint8_t *data, size_t size)
{
    struct progress progress, again;
    SCOPED(buf_fini) struct buf bytes;
    buf_init(&bytes, STATUS_SEALED_MAX);
    if (progress_read(data, size, &progress) != OK)
        return;
    enum err err = progress_write(&progress, &bytes);
    assert(err == OK);
    err = progress_read(bytes.data, bytes.len, &again);
    assert(err == OK && again.step == progress.step);
    assert(strcmp(again.note, progress.note) == 0);
}

static void fuzz_feed(const uint8_t *data, size_t size)
{
    static struct feed feed, again;
    SCOPED(buf_fini) struct buf first;
    SCOPED(buf_fini) struct buf second;
    buf_init(&first, FEED_BODY_MAX);
    buf_init(&second, FEED_BODY_MAX);
    if (feed_read(data, size, &feed) != OK)
        return;
    enum err err = feed_write(&feed, &first);
    assert(err == OK);
    err = feed_read(first.data, first.len, &again);
    assert(err == OK);
    err = feed_write(&again, &second);
    assert(err == OK && strcmp(buf_text(&first), buf_text(&second)) == 0);
}

static void fuzz_time(const uint8_t *data, size_t size)
{
    int64_t now = 0;
    if (time_read(data, size, &now) == OK)
        assert(now >= 0);
}

static void fuzz_problem(const uint8_t *data, size_t size)
{
    char code[32];
    problem_read(data, size, code);
    assert(strlen(code) < sizeof(code));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const targets[])(const uint8_t *, size_t) = {
        fuzz_status_page, fuzz_progress, fuzz_feed, fuzz_time, fuzz_problem,
    };
    if (size > 0)
        targets[data[0] % LENGTH(targets)](data + 1, size - 1);
    return 0;
}
