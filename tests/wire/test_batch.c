#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "seal/envelope.h"
#include "wire/batch.h"
#include "wire/support/refuse.h"

static uint8_t bytes_of[BATCH_BYTES + 1];

static int setup(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(bytes_of); i++)
        bytes_of[i] = (uint8_t)(i * 7 + i / 256);
    return 0;
}

/* Items whose envelopes take these many bytes. */
static struct batch batch_of(const size_t *lengths, size_t count)
{
    struct batch batch = {.highest_receipted = 41, .log = {.number = 9}, .count = count};
    TEXT_COPY(batch.kiosk, "PKL-01");
    TEXT_COPY(batch.version, "0.1.0");
    memset(batch.log.hash, 0xab, HASH_BYTES);
    for (size_t i = 0; i < count; i++) {
        struct batch_item *item = &batch.items[i];
        item->sequence = 42 + (int64_t)i;
        memset(item->id.bytes, (int)i + 1, sizeof(item->id.bytes));
        item->kind = (uint8_t)i;
        memset(item->status_id, (int)(0x80 + i), sizeof(item->status_id));
        item->envelope = bytes_of + i;
        item->len = lengths[i];
    }
    return batch;
}

static void assert_same(const struct batch *a, const struct batch *b)
{
    assert_string_equal(a->kiosk, b->kiosk);
    assert_string_equal(a->version, b->version);
    assert_int_equal(a->highest_receipted, b->highest_receipted);
    assert_memory_equal(&a->log, &b->log, sizeof(a->log));
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        assert_int_equal(a->items[i].sequence, b->items[i].sequence);
        assert_memory_equal(&a->items[i].id, &b->items[i].id, sizeof(a->items[i].id));
        assert_int_equal(a->items[i].kind, b->items[i].kind);
        assert_memory_equal(a->items[i].status_id, b->items[i].status_id, 16);
        assert_int_equal(a->items[i].len, b->items[i].len);
        assert_memory_equal(a->items[i].envelope, b->items[i].envelope, a->items[i].len);
    }
}

static void round_trip(const struct batch *batch)
{
    SCOPED(buf_fini) struct buf bytes;
    SCOPED(buf_fini) struct buf store;
    struct batch *back = malloc(sizeof(*back));
    assert_non_null(back);
    buf_init(&bytes, BATCH_BODY_MAX);
    buf_init(&store, BATCH_BYTES + 5);
    buf_puts(&store, "first");
    assert_int_equal(batch_write(batch, &bytes), OK);
    assert_int_equal(batch_read(bytes.data, bytes.len, &store, back), OK);
    assert_same(batch, back);
    free(back);
}

static void test_round_trips(void **state)
{
    (void)state;
    static const size_t one[] = {700}, edges[] = {0, 1, 2, 3, 3071, 3072, 3073, 6144, 50000};
    static const size_t largest[] = {ENVELOPE_MAX, ENVELOPE_MAX, BATCH_BYTES - 2 * ENVELOPE_MAX};
    size_t fifty[BATCH_ITEMS];
    for (size_t i = 0; i < BATCH_ITEMS; i++)
        fifty[i] = 700 + i;
    const struct batch batches[] = {
        batch_of(one, 0), batch_of(one, 1), batch_of(edges, LENGTH(edges)),
        batch_of(largest, LENGTH(largest)), batch_of(fifty, BATCH_ITEMS)};
    for (size_t i = 0; i < LENGTH(batches); i++)
        round_trip(&batches[i]);
}

static void test_too_large_is_full(void **state)
{
    (void)state;
    static const size_t over[] = {ENVELOPE_MAX, ENVELOPE_MAX, BATCH_BYTES - 2 * ENVELOPE_MAX + 1};
    static const size_t one[] = {700};
    struct batch batch = batch_of(over, LENGTH(over)), single = batch_of(one, 1);
    SCOPED(buf_fini) struct buf bytes;
    SCOPED(buf_fini) struct buf small;
    buf_init(&bytes, BATCH_BODY_MAX);
    buf_init(&small, 600);
    assert_int_equal(batch_write(&batch, &bytes), ERR_FULL);
    assert_int_equal(batch_write(&single, &small), ERR_FULL);
    assert_int_equal(bytes.len, 0);
    assert_int_equal(small.len, 0);

    SCOPED(buf_fini) struct buf good;
    SCOPED(buf_fini) struct buf store;
    struct batch out;
    buf_init(&good, BATCH_BODY_MAX);
    buf_init(&store, 699);
    assert_int_equal(batch_write(&single, &good), OK);
    assert_int_equal(batch_read(good.data, good.len, &store, &out), ERR_FULL);
}

static enum err read_batch(const void *bytes, size_t len)
{
    static struct batch out, untouched;
    SCOPED(buf_fini) struct buf store;
    buf_init(&store, BATCH_BYTES);
    memset(&out, 0x5a, sizeof(out));
    untouched = out;
    enum err err = batch_read(bytes, len, &store, &out);
    if (err != OK)
        assert_memory_equal(&out, &untouched, sizeof(out));
    return err;
}

static void test_malformed_batches_are_invalid(void **state)
{
    (void)state;
    static const size_t lengths[] = {3, 4};
    static const struct damage damages[] = {
        {"\"PKL-01\"", "\"\""},
        {"\"PKL-01\"", "\"PKL 01\""},
        {"\"PKL-01\"", "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\""},
        {"\"kiosk\"", "\"Kiosk\""},
        {"0.1.0", "0.1.0-xxxxxxxxxxxxxxxxxxxx"},
        {"\"highest_receipted\":41", "\"highest_receipted\":-1"},
        {"\"highest_receipted\":41", "\"highest_receipted\":4.1e1"},
        {"\"highest_receipted\":41", "\"highest_receipted\":9223372036854775807"},
        {"\"log\":{", "\"log\":[],\"x\":{"},
        {"\"number\":9", "\"number\":-9"},
        {"\"hash\":\"q", "\"hash\":\""},
        {"\"hash\":\"q", "\"hash\":\"="},
        {"\"items\":[", "\"items\":{},\"x\":["},
        {"\"items\":[", "\"items\":[1,"},
        {"\"items\":[", "\"items\":[null,"},
        {"\"items\":[", "\"items\":[{},"},
        {"\"sequence\":42", "\"sequence\":0"},
        {"\"sequence\":42", "\"sequence\":\"42\""},
        {"\"kind\":0", "\"kind\":256"},
        {"\"kind\":0", "\"kind\":-1"},
        {"\"kind\":0", "\"kind\":\"request\""},
        {"\"id\":\"AQ", "\"id\":\""},
        {"\"id\":\"AQ", "\"id\":\"AQAQ"},
        {"\"id\":\"AQ", "\"id\":\"A+"},
        {"\"status_id\":\"", "\"status_id\":\"A"},
        {"\"envelope\":\"", "\"envelope\":\"A"},
        {"\"envelope\":\"", "\"envelope\":\"=AAA"},
        {"\"envelope\":\"", "\"envelope\":\" AAA"},
        {"\"envelope\":\"", "\"envelope\":1,\"x\":\""},
        {"\"envelope\"", "\"envelop\""},
    };
    struct batch batch = batch_of(lengths, 2);
    SCOPED(buf_fini) struct buf bytes;
    buf_init(&bytes, BATCH_BODY_MAX);
    assert_int_equal(batch_write(&batch, &bytes), OK);
    refuse_all(buf_text(&bytes), damages, LENGTH(damages), read_batch);
}

/* A body of `count` items whose envelopes are `len` characters of base64url. */
static void body_of(size_t count, size_t len, struct buf *out)
{
    static const size_t one[] = {0};
    struct batch batch = batch_of(one, 1);
    SCOPED(buf_fini) struct buf text;
    SCOPED(buf_fini) struct buf item;
    buf_init(&text, BATCH_BODY_MAX);
    buf_init(&item, BATCH_BODY_MAX);
    assert_int_equal(batch_write(&batch, &text), OK);
    const char *start = strchr(strstr(buf_text(&text), "\"items\""), '[') + 1;
    const char *end = strchr(start, ']');
    buf_put(&item, start, (size_t)(end - start) - 2);
    for (size_t i = 0; i < len; i++)
        buf_putc(&item, 'A');
    buf_puts(&item, "\"}");
    buf_init(out, 2 * BATCH_BODY_MAX);
    buf_put(out, text.data, (size_t)((const uint8_t *)start - text.data));
    for (size_t i = 0; i < count; i++) {
        buf_puts(out, i > 0 ? "," : "");
        buf_put(out, item.data, item.len);
    }
    buf_puts(out, end);
    assert_int_equal(buf_check(out), OK);
}

static void test_bounds_of_the_reader(void **state)
{
    (void)state;
    static const struct {
        size_t count, len;
        enum err err;
    } table[] = {
        {50, 4, OK},
        {51, 4, ERR_INVALID},
        {1, ENVELOPE_MAX / 3 * 4, OK},
        {1, ENVELOPE_MAX / 3 * 4 + 2, ERR_INVALID},
        {2, ENVELOPE_MAX / 3 * 4, OK},
        {3, ENVELOPE_MAX / 3 * 4, ERR_INVALID},
        {5, ENVELOPE_MAX / 3 * 4, ERR_INVALID},
    };
    for (size_t i = 0; i < LENGTH(table); i++) {
        SCOPED(buf_fini) struct buf body;
        body_of(table[i].count, table[i].len, &body);
        assert_int_equal(read_batch(body.data, body.len), table[i].err);
    }
}

/* ---- receipts
 * ------------------------------------------------------------------------------------ */

static struct batch_receipt full_receipt(void)
{
    struct batch_receipt receipt = {.received = INT64_C(1795401660000), .log = {.number = 9}};
    TEXT_COPY(receipt.kiosk, "PKL-01");
    for (size_t i = 0; i <= VERDICT_RETRY; i++) {
        struct batch_verdict *verdict = &receipt.verdicts[receipt.count++];
        memset(verdict->id.bytes, (int)i + 1, sizeof(verdict->id.bytes));
        memset(verdict->hash, (int)i + 11, HASH_BYTES);
        verdict->verdict = (enum verdict)i;
    }
    TEXT_COPY(receipt.verdicts[VERDICT_REJECTED].reason, "the envelope is malformed");
    receipt.want[0] = (struct want){3, 7};
    receipt.want[1] = (struct want){12, 12};
    receipt.want_count = 2;
    return receipt;
}

static enum err read_receipt(const void *bytes, size_t len)
{
    static struct batch_receipt out, untouched;
    memset(&out, 0x5a, sizeof(out));
    untouched = out;
    enum err err = batch_receipt_read(bytes, len, &out);
    if (err != OK)
        assert_memory_equal(&out, &untouched, sizeof(out));
    return err;
}

static void test_receipt_round_trip(void **state)
{
    (void)state;
    struct batch_receipt receipt = full_receipt(), back;
    SCOPED(buf_fini) struct buf bytes;
    buf_init(&bytes, BATCH_BODY_MAX);
    assert_int_equal(batch_receipt_write(&receipt, &bytes), OK);
    assert_int_equal(batch_receipt_read(bytes.data, bytes.len, &back), OK);
    assert_string_equal(back.kiosk, "PKL-01");
    assert_int_equal(back.received, receipt.received);
    assert_memory_equal(&back.log, &receipt.log, sizeof(back.log));
    assert_int_equal(back.count, receipt.count);
    for (size_t i = 0; i < back.count; i++) {
        assert_memory_equal(&back.verdicts[i].id, &receipt.verdicts[i].id, sizeof(struct uuid));
        assert_memory_equal(back.verdicts[i].hash, receipt.verdicts[i].hash, HASH_BYTES);
        assert_int_equal(back.verdicts[i].verdict, receipt.verdicts[i].verdict);
        assert_string_equal(back.verdicts[i].reason, receipt.verdicts[i].reason);
    }
    assert_int_equal(back.want_count, 2);
    assert_int_equal(back.want[0].to, 7);
    assert_int_equal(back.want[1].from, 12);

    struct batch_receipt empty = {.received = 1};
    TEXT_COPY(empty.kiosk, "K");
    buf_clear(&bytes);
    assert_int_equal(batch_receipt_write(&empty, &bytes), OK);
    assert_int_equal(read_receipt(bytes.data, bytes.len), OK);
}

static void test_malformed_receipts_are_invalid(void **state)
{
    (void)state;
    static const struct damage damages[] = {
        {"\"PKL-01\"", "7"},
        {"\"received\":1795401660000", "\"received\":-1"},
        {"\"received\":1795401660000", "\"received\":\"now\""},
        {"\"number\"", "\"nummer\""},
        {"\"verdicts\":[", "\"verdicts\":[[],"},
        {"\"verdicts\":[", "\"verdicts\":null,\"x\":["},
        {"\"created\"", "\"accepted\""},
        {"\"created\"", "\"\""},
        {"\"created\"", "0"},
        {"\"created\"", "\"createdxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\""},
        {"\"id\":\"AQ", "\"id\":\""},
        {"\"hash\":\"Cw", "\"hash\":\""},
        {"\"hash\":\"Cw", "\"hash\":\"CwCw"},
        {"the envelope", "the\\nenvelope"},
        {"the envelope", "the envelope, the envelope, the envelope, the envelope"},
        {"\"from\":3", "\"from\":0"},
        {"\"from\":3", "\"from\":8"},
        {"\"to\":7", "\"to\":\"7\""},
        {"\"want\"", "\"wants\""},
        {"\"want\":[", "\"want\":[{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},"},
    };
    struct batch_receipt receipt = full_receipt();
    SCOPED(buf_fini) struct buf bytes;
    buf_init(&bytes, BATCH_BODY_MAX);
    assert_int_equal(batch_receipt_write(&receipt, &bytes), OK);
    refuse_all(buf_text(&bytes), damages, LENGTH(damages), read_receipt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trips),
        cmocka_unit_test(test_too_large_is_full),
        cmocka_unit_test(test_malformed_batches_are_invalid),
        cmocka_unit_test(test_bounds_of_the_reader),
        cmocka_unit_test(test_receipt_round_trip),
        cmocka_unit_test(test_malformed_receipts_are_invalid),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
