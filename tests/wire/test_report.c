/* What a kiosk tells of itself, inside a batch. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "wire/batch.h"

static void report_fill(struct report *report)
{
    *report = (struct report){.at = 5,
                              .frame = 4,
                              .check = 3,
                              .oldest = 2,
                              .content = 7,
                              .clock_offset = -250,
                              .disk_free = INT64_C(1) << 40,
                              .waiting = 3,
                              .quarantined = 1,
                              .clock_known = true,
                              .disk_low = true,
                              .camera = DEVICE_OK,
                              .printer = DEVICE_FAULT,
                              .row_count = REPORT_ROWS};
    for (int i = 0; i < REPORT_ROWS; i++)
        report->rows[i] = (struct sync_row){.number = i + 1,
                                            .at = 100 + i,
                                            .way = SYNC_START,
                                            .cause = CAUSE_NOT_ENROLLED,
                                            .blobs = i,
                                            .offset = -i};
}

static enum err batch_back(const char *text, size_t len, struct batch *out)
{
    SCOPED(buf_fini) struct buf store;
    buf_init(&store, BATCH_BYTES);
    return batch_read(text, len, &store, out);
}

static void test_round_trip(void **unused)
{
    (void)unused;
    SCOPED(buf_fini) struct buf text;
    struct batch *batch = calloc(2, sizeof(*batch)), *back = batch + 1;
    assert_non_null(batch);
    buf_init(&text, BATCH_BODY_MAX);
    TEXT_COPY(batch->kiosk, "PKL-01");
    report_fill(&batch->report);
    assert_int_equal(batch_write(batch, &text), OK);
    assert_int_equal(batch_back(buf_text(&text), text.len, back), OK);
    assert_memory_equal(&back->report, &batch->report, sizeof(back->report));
    /* Older programs send neither. */
    batch->report = (struct report){.at = 0};
    buf_clear(&text);
    assert_int_equal(batch_write(batch, &text), OK);
    assert_null(strstr(buf_text(&text), "report"));
    assert_int_equal(batch_back(buf_text(&text), text.len, back), OK);
    assert_int_equal(back->report.at, 0);
    assert_int_equal(back->report.row_count, 0);
    free(batch);
}

static void test_what_is_refused(void **unused)
{
    (void)unused;
    static const char *const tails[] = {
        "\"report\":1",
        "\"report\":{}",
        "\"log_rows\":{}",
        "\"log_rows\":[1]",
        "\"log_rows\":[[1]]",
        "\"log_rows\":[[1,2,9,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]]",
        "\"log_rows\":[[1,2,0,99,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]]",
        "\"log_rows\":[[-1,2,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]]",
        "\"log_rows\":[[\"1\",2,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]]",
    };
    struct batch *back = calloc(1, sizeof(*back));
    assert_non_null(back);
    for (size_t i = 0; i < LENGTH(tails); i++) {
        SCOPED(buf_fini) struct buf text;
        struct batch batch = {.kiosk = "PKL-01"};
        buf_init(&text, BATCH_BODY_MAX);
        assert_int_equal(batch_write(&batch, &text), OK);
        text.data[--text.len] = '\0';
        buf_printf(&text, ",%s}", tails[i]);
        assert_int_equal(batch_back(buf_text(&text), text.len, back), ERR_INVALID);
    }
    free(back);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_what_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
