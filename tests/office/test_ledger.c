#include "office/support/fixture.h"

#include <stdio.h>
#include <string.h>

#include "office/intake.h"
#include "office/ledger_kiosks.h"
#include "seal/envelope.h"

static struct fixture fixture;

static int setup_each(void **state)
{
    (void)state;
    fixture_open(&fixture);
    return 0;
}

static int teardown_each(void **state)
{
    (void)state;
    fixture_close(&fixture);
    return 0;
}

static struct batch_receipt take(const struct batch *batch)
{
    struct intake intake;
    intake_prepare(batch, NULL, MONDAY, &intake);
    assert_int_equal(ledger_transact(fixture.ledger, intake_run, &intake), OK);
    return intake.receipt;
}

static int64_t stored(void)
{
    int64_t count = 0;
    assert_int_equal(ledger_item_count(fixture.ledger, "received", &count), OK);
    return count;
}

static void test_exactly_once(void **unused)
{
    (void)unused;
    struct parcel parcel;
    parcel_init(&parcel);
    const struct item item = fixture_request(1, MONDAY);
    parcel_add(&parcel, &fixture, 1, &item);
    parcel_add(&parcel, &fixture, 2, &item);
    struct batch_receipt first = take(&parcel.batch);
    assert_int_equal(first.verdicts[0].verdict, VERDICT_CREATED);
    assert_int_equal(first.verdicts[1].verdict, VERDICT_CREATED);
    assert_string_equal(first.kiosk, "PKL-01");
    struct batch_receipt again = take(&parcel.batch);
    assert_int_equal(again.verdicts[0].verdict, VERDICT_DUPLICATE);
    assert_memory_equal(again.verdicts[0].hash, first.verdicts[0].hash, HASH_BYTES);
    assert_int_equal(stored(), 2);
    parcel_fini(&parcel);
}

static void test_conflict_tells_what_is_stored(void **unused)
{
    (void)unused;
    struct parcel one, other;
    parcel_init(&one);
    parcel_init(&other);
    const struct item item = fixture_request(1, MONDAY);
    parcel_add(&one, &fixture, 1, &item);
    struct batch_receipt first = take(&one.batch);
    /* The same id with other bytes behind the header. */
    uint8_t changed[ENVELOPE_MAX];
    size_t len = one.batch.items[0].len;
    memcpy(changed, one.batch.items[0].envelope, len);
    changed[len - 1] ^= 1;
    parcel_add_raw(&other, 1, one.batch.items[0].id, ITEM_REQUEST, changed, len);
    struct batch_receipt second = take(&other.batch);
    assert_int_equal(second.verdicts[0].verdict, VERDICT_CONFLICT);
    assert_memory_equal(second.verdicts[0].hash, first.verdicts[0].hash, HASH_BYTES);
    assert_int_equal(stored(), 1);
    parcel_fini(&one);
    parcel_fini(&other);
}

static void test_one_bad_item_holds_up_no_other(void **unused)
{
    (void)unused;
    struct parcel parcel;
    parcel_init(&parcel);
    const struct item item = fixture_request(1, MONDAY);
    const struct uuid id = uuid_make(MONDAY, &fixture.entropy);
    parcel_add_raw(&parcel, 1, id, ITEM_REQUEST, "no envelope", 11);
    parcel_add(&parcel, &fixture, 2, &item);
    parcel_add(&parcel, &fixture, 3, &item);
    parcel.batch.items[2].kind = 99;
    parcel_add(&parcel, &fixture, 4, &item);
    parcel.batch.items[3].id = id; /* the envelope says otherwise */
    parcel_add(&parcel, &fixture, 5, &item);
    struct batch_receipt receipt = take(&parcel.batch);
    static const enum verdict verdicts[] = {VERDICT_REJECTED, VERDICT_CREATED, VERDICT_REJECTED,
                                            VERDICT_REJECTED, VERDICT_CREATED};
    for (size_t i = 0; i < LENGTH(verdicts); i++) {
        assert_int_equal(receipt.verdicts[i].verdict, verdicts[i]);
        assert_int_equal(receipt.verdicts[i].reason[0] != '\0', verdicts[i] == VERDICT_REJECTED);
    }
    assert_int_equal(stored(), 2);
    parcel_fini(&parcel);
}

static void test_gaps(void **unused)
{
    (void)unused;
    static const struct {
        int64_t sequence, highest;
        size_t count;
        struct want want[3];
    } rows[] = {
        {2, 0, 0, {{0}}},
        {3, 3, 1, {{1, 1}}},
        {7, 9, 3, {{1, 1}, {4, 6}, {8, 9}}},
        {1, 9, 2, {{4, 6}, {8, 9}}},
        {5, 9, 3, {{4, 4}, {6, 6}, {8, 9}}},
        {6, 5, 1, {{4, 4}}},
        {4, 7, 0, {{0}}},
        {8, 8, 0, {{0}}},
    };
    const struct item item = fixture_request(1, MONDAY);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct parcel parcel;
        parcel_init(&parcel);
        parcel.batch.highest_receipted = rows[i].highest;
        parcel_add(&parcel, &fixture, rows[i].sequence, &item);
        struct batch_receipt receipt = take(&parcel.batch);
        assert_int_equal(receipt.want_count, rows[i].count);
        for (size_t j = 0; j < rows[i].count; j++) {
            assert_int_equal(receipt.want[j].from, rows[i].want[j].from);
            assert_int_equal(receipt.want[j].to, rows[i].want[j].to);
        }
        parcel_fini(&parcel);
    }
}

static void test_a_restored_office_wants_all(void **unused)
{
    (void)unused;
    struct parcel parcel;
    parcel_init(&parcel);
    parcel.batch.highest_receipted = 4000000000000;
    struct batch_receipt receipt = take(&parcel.batch);
    assert_int_equal(receipt.want_count, 1);
    assert_int_equal(receipt.want[0].from, 1);
    assert_int_equal(receipt.want[0].to, 4000000000000);
    parcel_fini(&parcel);
}

static void test_rejected_items_are_no_gap(void **unused)
{
    (void)unused;
    struct parcel parcel;
    parcel_init(&parcel);
    parcel.batch.highest_receipted = 1;
    parcel_add_raw(&parcel, 1, uuid_make(MONDAY, &fixture.entropy), ITEM_REQUEST, "x", 1);
    struct batch_receipt receipt = take(&parcel.batch);
    assert_int_equal(receipt.want_count, 0);
    parcel_fini(&parcel);
}

static void test_what_a_batch_says_of_its_kiosk(void **unused)
{
    (void)unused;
    struct parcel parcel;
    parcel_init(&parcel);
    parcel.batch.log.number = 7;
    memset(parcel.batch.log.hash, 0x5a, HASH_BYTES);
    struct batch_receipt receipt = take(&parcel.batch);
    assert_int_equal(receipt.log.number, 7);
    struct kiosk kiosk;
    assert_int_equal(ledger_kiosk(fixture.ledger, "PKL-01", &kiosk), OK);
    assert_int_equal(kiosk.last_contact, MONDAY);
    assert_int_equal(kiosk.log.number, 7);
    assert_memory_equal(kiosk.log.hash, parcel.batch.log.hash, HASH_BYTES);
    assert_string_equal(kiosk.version, "0.1.0");
    uint8_t id[KEY_ID_BYTES];
    key_id(fixture.device.public.sign.bytes, id);
    assert_int_equal(ledger_kiosk_by_key(fixture.ledger, id, &kiosk), OK);
    id[0] ^= 1;
    assert_int_equal(ledger_kiosk_by_key(fixture.ledger, id, &kiosk), ERR_NOT_FOUND);
    parcel_fini(&parcel);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_exactly_once, setup_each, teardown_each),
        cmocka_unit_test_setup_teardown(test_conflict_tells_what_is_stored, setup_each,
                                        teardown_each),
        cmocka_unit_test_setup_teardown(test_one_bad_item_holds_up_no_other, setup_each,
                                        teardown_each),
        cmocka_unit_test_setup_teardown(test_gaps, setup_each, teardown_each),
        cmocka_unit_test_setup_teardown(test_a_restored_office_wants_all, setup_each,
                                        teardown_each),
        cmocka_unit_test_setup_teardown(test_rejected_items_are_no_gap, setup_each, teardown_each),
        cmocka_unit_test_setup_teardown(test_what_a_batch_says_of_its_kiosk, setup_each,
                                        teardown_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
