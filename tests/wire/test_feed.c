#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wire/page.h"
#include "wire/support/refuse.h"

static struct feed feed, back;

static void put_words(char *texts, size_t size, const char *text)
{
    for (int lang = 0; lang < LANG_COUNT; lang++)
        snprintf(texts + (size_t)lang * size, size, "%s %s", text, lang_tag((enum lang)lang));
}

static void put_week(struct day_plan week[7])
{
    for (size_t day = 0; day < 4; day++)
        week[day] = (struct day_plan){.spans = {{480, 720}, {780, 960}}, .count = 2};
    week[4] = (struct day_plan){.spans = {{480, 660}}, .count = 1};
    week[6] = (struct day_plan){.spans = {{0, 1}, {1, 2}, {1439, 1440}}, .count = 3};
}

static void put_hours(struct hours *hours)
{
    *hours = (struct hours){
        .zone_minutes = 420, .collective_closes = true, .known_from = 2026, .known_until = 2026};
    put_week(hours->week);
    hours->holiday_count = 2;
    hours->holidays[0].day = 20810;
    hours->holidays[1] = (struct holiday){.day = 20812, .collective = true};
    put_words(hours->holidays[0].name[0], HOLIDAY_NAME, "Natal");
    put_words(hours->holidays[1].name[0], HOLIDAY_NAME, "Cuti bersama");
    hours->override_count = 1;
    hours->overrides[0] = (struct hours_override){.from = 20500, .until = 20529};
    put_week(hours->overrides[0].week);
    put_words(hours->overrides[0].name[0], HOLIDAY_NAME, "Ramadan");
}

static void put_content(struct content *content)
{
    *content = (struct content){
        .version = 12, .issued = INT64_C(1795401660000), .expires = INT64_C(1803177660000)};
    put_hours(&content->hours);
    content->contact_count = 4;
    for (size_t i = 0; i < content->contact_count; i++) {
        struct contact *contact = &content->contacts[i];
        contact->kind = (enum contact_kind)i;
        put_words(contact->label.in[0], WORDS_SIZE, "Telepon");
        TEXT_COPY(contact->value, "(0285) 421243 \xc2\xb7 (0285) 420223");
        TEXT_COPY(contact->uri, "tel:+62285421243");
    }
    content->announcement_count = 1;
    content->announcements[0].from = 1;
    content->announcements[0].until = 2;
    put_words(content->announcements[0].text.in[0], WORDS_SIZE, "Tutup\nlebih awal");
}

static int setup(void **state)
{
    (void)state;
    memset(&feed, 0, sizeof(feed));
    memset(&back, 0, sizeof(back));
    put_content(&feed.content);
    memset(feed.fleet_salt, 0xa5, sizeof(feed.fleet_salt));
    memset(feed.pin, 0x3c, 176);
    feed.pin_len = 176;
    return 0;
}

static void write_feed(struct buf *out)
{
    buf_init(out, FEED_BODY_MAX);
    assert_int_equal(feed_write(&feed, out), OK);
}

static void assert_comes_back(void)
{
    SCOPED(buf_fini) struct buf bytes;
    SCOPED(buf_fini) struct buf again;
    write_feed(&bytes);
    assert_int_equal(feed_read(bytes.data, bytes.len, &back), OK);
    buf_init(&again, FEED_BODY_MAX);
    assert_int_equal(feed_write(&back, &again), OK);
    assert_string_equal(buf_text(&again), buf_text(&bytes));
}

static void test_round_trip(void **state)
{
    (void)state;
    assert_comes_back();
    const struct content *content = &back.content;
    assert_int_equal(content->version, 12);
    assert_int_equal(content->expires, feed.content.expires);
    assert_int_equal(content->hours.zone_minutes, 420);
    assert_true(content->hours.collective_closes);
    assert_memory_equal(content->hours.week, feed.content.hours.week, sizeof(content->hours.week));
    assert_int_equal(content->hours.holidays[1].day, 20812);
    assert_true(content->hours.holidays[1].collective);
    assert_string_equal(content->hours.holidays[0].name[LANG_JV], "Natal jv");
    assert_int_equal(content->hours.overrides[0].until, 20529);
    assert_int_equal(content->contacts[3].kind, CONTACT_OFFICIAL);
    assert_string_equal(content->contacts[0].label.in[LANG_EN], "Telepon en");
    assert_string_equal(content->contacts[0].value, feed.content.contacts[0].value);
    assert_string_equal(content->announcements[0].text.in[LANG_ID], "Tutup\nlebih awal id");
    assert_memory_equal(back.fleet_salt, feed.fleet_salt, sizeof(back.fleet_salt));
    assert_int_equal(back.pin_len, 176);
    assert_memory_equal(back.pin, feed.pin, sizeof(back.pin));
}

static void test_emptiest_comes_back(void **state)
{
    (void)state;
    memset(&feed, 0, sizeof(feed));
    assert_comes_back();
    assert_int_equal(back.pin_len, 0);
    assert_int_equal(back.content.contact_count, 0);
}

static void fill_words(char *texts, size_t size)
{
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        memset(texts + (size_t)lang * size, '"', size - 1);
        texts[(size_t)lang * size + size - 1] = '\0';
    }
}

static void test_fullest_comes_back(void **state)
{
    (void)state;
    struct content *content = &feed.content;
    struct hours *hours = &content->hours;
    hours->holiday_count = HOLIDAYS_MAX;
    for (size_t i = 0; i < HOLIDAYS_MAX; i++) {
        hours->holidays[i].day = 20454 + (int64_t)i;
        fill_words(hours->holidays[i].name[0], HOLIDAY_NAME);
    }
    hours->override_count = OVERRIDES_MAX;
    for (size_t i = 0; i < OVERRIDES_MAX; i++) {
        hours->overrides[i] = hours->overrides[0];
        fill_words(hours->overrides[i].name[0], HOLIDAY_NAME);
    }
    content->contact_count = CONTACTS_MAX;
    for (size_t i = 0; i < CONTACTS_MAX; i++) {
        content->contacts[i] = content->contacts[0];
        fill_words(content->contacts[i].label.in[0], WORDS_SIZE);
    }
    content->announcement_count = ANNOUNCEMENTS_MAX;
    for (size_t i = 0; i < ANNOUNCEMENTS_MAX; i++)
        fill_words(content->announcements[i].text.in[0], WORDS_SIZE);
    feed.pin_len = sizeof(feed.pin);
    assert_comes_back();
    assert_int_equal(back.content.hours.holiday_count, HOLIDAYS_MAX);
    assert_memory_equal(back.content.hours.holidays[HOLIDAYS_MAX - 1].name,
                        hours->holidays[HOLIDAYS_MAX - 1].name, sizeof(hours->holidays[0].name));
}

static enum err read_feed(const void *bytes, size_t len)
{
    static struct feed out, untouched;
    memset(&out, 0x5a, sizeof(out));
    untouched = out;
    enum err err = feed_read(bytes, len, &out);
    if (err != OK)
        assert_memory_equal(&out, &untouched, sizeof(out));
    return err;
}

static void test_malformed_feeds_are_invalid(void **state)
{
    (void)state;
    static const struct damage damages[] = {
        {"\"version\":12", "\"version\":-1"},
        {"\"version\":12", "\"version\":\"12\""},
        {"\"issued\":1795401660000", "\"issued\":null"},
        {"\"expires\":1803177660000", "\"expires\":-5"},
        {"\"hours\":{", "\"hours\":[],\"x\":{"},
        {"\"zone_minutes\":420", "\"zone_minutes\":841"},
        {"\"zone_minutes\":420", "\"zone_minutes\":\"WIB\""},
        {"\"week\":[[", "\"week\":[[],["},
        {"\"week\":[", "\"week\":[1,"},
        {"\"week\":[[", "\"week\":[[{},"},
        {"\"week\":[[", "\"week\":[[{\"open\":1,\"close\":2},{\"open\":3,\"close\":4},"},
        {"\"week\"", "\"weak\""},
        {"{\"open\":480,\"close\":720}", "{\"open\":720,\"close\":480}"},
        {"{\"open\":480,\"close\":720}", "{\"open\":480,\"close\":480}"},
        {"{\"open\":480,\"close\":720}", "{\"open\":-1,\"close\":720}"},
        {"{\"open\":480,\"close\":720}", "{\"open\":480,\"close\":1441}"},
        {"{\"open\":480,\"close\":720}", "{\"open\":480,\"close\":781}"},
        {"{\"open\":480,\"close\":720}", "{\"open\":\"08:00\",\"close\":720}"},
        {"\"collective_closes\":true", "\"collective_closes\":\"yes\""},
        {"\"known_from\":2026", "\"known_from\":2027"},
        {"\"known_until\":2026", "\"known_until\":10000"},
        {"\"holidays\":[", "\"holidays\":[{},"},
        {"\"day\":20810", "\"day\":20813"}, /* not in order */
        {"\"day\":20810", "\"day\":\"2026-12-25\""},
        {"\"day\":20810", "\"day\":2932897"},
        {"\"collective\":false", "\"collective\":0"},
        {"\"Natal jv\"", "null"},
        {"\"jv\":\"Natal jv\"", "\"su\":\"Natal\""},
        {"\"Natal jv\"", "\"Na\\ntal\""},
        {"\"Natal jv\"",
         "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
         "xxxxxxxxxxxxxxxxxxxxxx\""},
        {"\"from\":20500", "\"from\":20530"},
        {"\"overrides\":[", "\"overrides\":[\"\","},
        {"\"phone\"", "\"pigeon\""},
        {"\"label\":{", "\"label\":\"Telepon\",\"x\":{"},
        {"(0285) 421243", "(0285)\\t421243"},
        {"tel:+62285421243", "tel:\\u0000"},
        {"\"uri\"", "\"url\""},
        {"\"contacts\":[", "\"contacts\":[{},{},{},{},{},"},
        {"\"until\":2,", "\"until\":0,"},
        {"\"announcements\":[", "\"announcements\":[{},{},{},{},"},
        {"\"announcements\":[", "\"announcements\":null,\"x\":["},
        {"\"fleet_salt\":\"", "\"fleet_salt\":\"AAAA"},
        {"\"fleet_salt\"", "\"salt\""},
        {"\"pin\":\"", "\"pin\":\"=AAA"},
        {"\"pin\":\"", "\"pin\":0,\"x\":\""},
        {"\"pin\"", "\"PIN\""},
    };
    SCOPED(buf_fini) struct buf bytes;
    write_feed(&bytes);
    refuse_all(buf_text(&bytes), damages, LENGTH(damages), read_feed);
}

static void test_pin_longer_than_its_place_is_invalid(void **state)
{
    (void)state;
    SCOPED(buf_fini) struct buf bytes;
    char longer[800] = "\"pin\":\"";
    write_feed(&bytes);
    memset(longer + strlen(longer), 'A', 512);
    char *text = damaged(buf_text(&bytes), (struct damage){"\"pin\":\"", longer});
    assert_int_equal(read_feed(text, strlen(text)), ERR_INVALID);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_round_trip, setup),
        cmocka_unit_test_setup(test_emptiest_comes_back, setup),
        cmocka_unit_test_setup(test_fullest_comes_back, setup),
        cmocka_unit_test_setup(test_malformed_feeds_are_invalid, setup),
        cmocka_unit_test_setup(test_pin_longer_than_its_place_is_invalid, setup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
