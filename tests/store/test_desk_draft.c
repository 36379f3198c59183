#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "store/desk_inside.h"
#include "store/support/room.h"
#include "store/support/visitor.h"

static const int64_t boot = MINUTES(90);

struct kiosk {
    struct room *room;
    struct desk_store *store;
    struct desk desk;
    struct request *request;
    struct draft_code code;
};

static void open_store(struct kiosk *kiosk)
{
    const struct desk_store_config config = {
        .state_dir = kiosk->room->dir.path,
        .settings = &kiosk->room->settings,
        .catalogue = &kiosk->room->catalogue,
        .entropy = entropy_system(),
    };
    assert_int_equal(desk_store_open(&config, &kiosk->store), OK);
    kiosk->desk = desk_store_desk(kiosk->store);
}

static void kiosk_open(struct kiosk *kiosk, struct room *room)
{
    *kiosk = (struct kiosk){.room = room};
    open_store(kiosk);
    kiosk->request = visitor_request(room->catalogue.services[0]);
}

static void kiosk_close(struct kiosk *kiosk)
{
    free(kiosk->request);
    desk_store_close(&kiosk->store);
}

static enum err hold(struct kiosk *kiosk, int64_t at)
{
    return kiosk->desk.ops->hold(kiosk->desk.self, kiosk->request, sizeof(*kiosk->request), at,
                                 &kiosk->code);
}

/* Brings it back into `kiosk->request`. */
static enum err resume(struct kiosk *kiosk, int64_t at)
{
    memset(kiosk->request, 0, sizeof(*kiosk->request));
    return kiosk->desk.ops->resume(kiosk->desk.self, &kiosk->code, at, kiosk->request,
                                   sizeof(*kiosk->request));
}

static bool whole(const struct kiosk *kiosk)
{
    const struct standard *standard = kiosk->room->catalogue.services[0];
    return strcmp(kiosk->request->answers[standard_field(standard, "nik")], VISITOR_NIK) == 0;
}

static bool nothing_kept(const struct kiosk *kiosk)
{
    static const struct desk_draft empty;
    return memcmp(kiosk->store->draft, &empty, sizeof(empty)) == 0;
}

static void its_code_brings_it_back_once(void **state)
{
    struct kiosk kiosk;
    kiosk_open(&kiosk, *state);
    assert_int_equal(hold(&kiosk, boot), OK);
    assert_int_equal(tracking_read(kiosk.code.text, "").fault, TRACKING_DRAFT);
    assert_null(memmem(kiosk.store->draft, sizeof(struct desk_draft), VISITOR_NIK, 16));
    assert_null(memmem(kiosk.store->draft, sizeof(struct desk_draft), kiosk.code.text, 20));
    assert_int_equal(resume(&kiosk, boot + MINUTES(29)), OK);
    assert_true(whole(&kiosk));
    assert_true(nothing_kept(&kiosk));
    assert_int_equal(resume(&kiosk, boot + MINUTES(29)), ERR_NOT_FOUND);
    assert_false(whole(&kiosk));
    kiosk_close(&kiosk);
}

static void another_code_opens_nothing_and_spoils_nothing(void **state)
{
    struct kiosk kiosk;
    kiosk_open(&kiosk, *state);
    assert_int_equal(hold(&kiosk, boot), OK);
    struct draft_code right = kiosk.code;
    kiosk.code = draft_code_make(1, 2);
    assert_int_equal(resume(&kiosk, boot + 1), ERR_NOT_FOUND);
    assert_false(whole(&kiosk));
    kiosk.code = right;
    assert_int_equal(resume(&kiosk, boot + 2), OK);
    assert_true(whole(&kiosk));
    kiosk_close(&kiosk);
}

static void it_ends_after_half_an_hour(void **state)
{
    struct kiosk kiosk;
    kiosk_open(&kiosk, *state);
    assert_int_equal(hold(&kiosk, boot), OK);
    assert_int_equal(kiosk.desk.ops->expire(kiosk.desk.self, boot + MINUTES(30) - 1), OK);
    assert_false(nothing_kept(&kiosk));
    assert_int_equal(resume(&kiosk, boot + MINUTES(30)), ERR_NOT_FOUND);
    assert_true(nothing_kept(&kiosk));
    kiosk_close(&kiosk);
}

static void one_at_a_time(void **state)
{
    struct kiosk kiosk;
    kiosk_open(&kiosk, *state);
    assert_int_equal(hold(&kiosk, boot), OK);
    struct draft_code first = kiosk.code;
    assert_int_equal(hold(&kiosk, boot + MINUTES(10)), ERR_BUSY);
    assert_string_equal(kiosk.code.text, first.text);
    assert_int_equal(hold(&kiosk, boot + MINUTES(30)), OK);
    assert_string_not_equal(kiosk.code.text, first.text);
    assert_int_equal(resume(&kiosk, boot + MINUTES(31)), OK);
    kiosk_close(&kiosk);
}

static void a_restart_forgets_it(void **state)
{
    struct kiosk kiosk;
    kiosk_open(&kiosk, *state);
    assert_int_equal(hold(&kiosk, boot), OK);
    desk_store_close(&kiosk.store);
    open_store(&kiosk);
    assert_int_equal(resume(&kiosk, boot + 1), ERR_NOT_FOUND);
    kiosk_close(&kiosk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(its_code_brings_it_back_once, room_setup, room_teardown),
        cmocka_unit_test_setup_teardown(another_code_opens_nothing_and_spoils_nothing, room_setup,
                                        room_teardown),
        cmocka_unit_test_setup_teardown(it_ends_after_half_an_hour, room_setup, room_teardown),
        cmocka_unit_test_setup_teardown(one_at_a_time, room_setup, room_teardown),
        cmocka_unit_test_setup_teardown(a_restart_forgets_it, room_setup, room_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
