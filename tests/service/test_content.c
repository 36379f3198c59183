#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "service/content.h"
#include "service/counter.h"
#include "service/support/office.h"

static struct catalogue catalogue;
static struct content content;

static int open_office(void **state)
{
    (void)state;
    office_open(&catalogue);
    return 0;
}

static int close_office(void **state)
{
    (void)state;
    catalogue_close(&catalogue);
    return 0;
}

static int fresh(void **state)
{
    (void)state;
    memset(&content, 0xA5, sizeof(content));
    content_from(catalogue.services[0], &content);
    return 0;
}

static void version_0_is_what_the_files_say(void **state)
{
    (void)state;
    assert_int_equal(content.version, 0);
    assert_int_equal(content.issued, 0);
    assert_int_equal(content.expires, 0);
    assert_int_equal(content.contact_count, 4);
    assert_string_equal(content.contacts[1].value, "diskominfo@pekalongankota.go.id");
    assert_int_equal(content.announcement_count, 0);
    assert_int_equal(content.hours.holiday_count, 25);
    assert_int_equal(content_check(&content), OK);
}

static void no_open_day(struct content *c)
{
    for (int i = 0; i < 7; i++)
        c->hours.week[i].count = 0;
}

static void no_contact(struct content *c)
{
    c->contact_count = 0;
}

static void too_many_contacts(struct content *c)
{
    c->contact_count = CONTACTS_MAX + 1;
}

static void silent_contact(struct content *c)
{
    c->contacts[2].value[0] = '\0';
}

static void too_many_announcements(struct content *c)
{
    c->announcement_count = ANNOUNCEMENTS_MAX + 1;
}

static void announcement_backwards(struct content *c)
{
    c->announcement_count = 1;
    c->announcements[0].from = 2;
    c->announcements[0].until = 1;
}

static void span_backwards(struct content *c)
{
    c->hours.week[4].spans[0].close = c->hours.week[4].spans[0].open;
}

static void span_past_midnight(struct content *c)
{
    c->hours.week[4].spans[0].close = 24 * 60 + 1;
}

static void negative_span(struct content *c)
{
    c->hours.week[4].spans[0].open = -1;
}

static void spans_overlap(struct content *c)
{
    c->hours.week[0].spans[1].open = c->hours.week[0].spans[0].close;
}

static void too_many_spans(struct content *c)
{
    c->hours.week[0].count = DAY_SPANS + 1;
}

static void too_many_holidays(struct content *c)
{
    c->hours.holiday_count = HOLIDAYS_MAX + 1;
}

static void holidays_out_of_order(struct content *c)
{
    c->hours.holidays[1].day = c->hours.holidays[0].day;
}

static void too_many_overrides(struct content *c)
{
    c->hours.override_count = OVERRIDES_MAX + 1;
}

static void override_backwards(struct content *c)
{
    c->hours.override_count = 1;
    c->hours.overrides[0].from = 10;
    c->hours.overrides[0].until = 9;
}

static void years_backwards(struct content *c)
{
    c->hours.known_until = c->hours.known_from - 1;
}

static void what_would_empty_the_service_is_refused(void **state)
{
    static void (*const spoil[])(struct content *) = {
        no_open_day,
        no_contact,
        too_many_contacts,
        silent_contact,
        too_many_announcements,
        announcement_backwards,
        span_backwards,
        span_past_midnight,
        negative_span,
        spans_overlap,
        too_many_spans,
        too_many_holidays,
        holidays_out_of_order,
        too_many_overrides,
        override_backwards,
        years_backwards,
    };
    for (size_t i = 0; i < LENGTH(spoil); i++) {
        fresh(state);
        assert_int_equal(content_check(&content), OK);
        spoil[i](&content);
        if (content_check(&content) != ERR_INVALID)
            fail_msg("spoilt content %zu was accepted", i);
    }
}

static void keys_for_catalogues_and_json(void **state)
{
    (void)state;
    assert_string_equal(sync_cause_key(CAUSE_OK), "ok");
    assert_string_equal(sync_cause_key(CAUSE_NO_NETWORK), "no-network");
    assert_string_equal(sync_cause_key(CAUSE_NOT_ENROLLED), "not-enrolled");
    assert_string_equal(sync_way_key(SYNC_PUSH), "push");
    assert_string_equal(sync_way_key(SYNC_START), "start");
    assert_string_equal(item_kind_key(ITEM_REQUEST), "request");
    assert_string_equal(item_kind_key(ITEM_CALL), "call");
    assert_string_equal(item_state_key(ITEM_WAITING), "waiting");
    assert_string_equal(item_state_key(ITEM_REJECTED), "rejected");
    for (int i = 0; i <= CAUSE_UNTRIED; i++)
        assert_non_null(sync_cause_key((enum sync_cause)i));
    for (int i = 0; i < ITEM_KINDS; i++)
        assert_non_null(item_kind_key((enum item_kind)i));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(version_0_is_what_the_files_say, fresh),
        cmocka_unit_test_setup(what_would_empty_the_service_is_refused, fresh),
        cmocka_unit_test(keys_for_catalogues_and_json),
    };
    return cmocka_run_group_tests(tests, open_office, close_office);
}
