/* Hours and holidays as kiosk-config/ writes them. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "service/hours.h"
#include "service/words.h"

enum { YEAR_LEAST = 2020, YEAR_MOST = 2100, DAY_MINUTES = 24 * 60 };

static const char *const weekday_keys[] = {"monday", "tuesday",  "wednesday", "thursday",
                                           "friday", "saturday", "sunday",    NULL};

/* Indonesia's three zones; none has daylight saving. */
static const char *const zone_names[] = {"Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", NULL};
static const int zone_minutes[] = {ZONE_WIB_MINUTES, 8 * 60, 9 * 60};

/* Whether text has the shape: '0' stands for any digit, everything else for itself. */
static bool has_shape(const char *text, const char *shape)
{
    for (; *shape != '\0'; text++, shape++)
        if (*shape == '0' ? !isdigit((unsigned char)*text) : *text != *shape)
            return false;
    return *text == '\0';
}

/* ---- dates --------------------------------------------------------------------------------------
 */

/* The civil day of "2026-12-25" under the key; 0 after a complaint. */
static int64_t read_date(struct yaml_node map, const char *key)
{
    struct yaml_node node = yaml_get(map, key);
    const char *text = yaml_scalar(node);
    struct civil civil = {0};
    if (has_shape(text, "0000-00-00") &&
        sscanf(text, "%4d-%2d-%2d", &civil.year, &civil.month, &civil.day) == 3) {
        struct civil back = civil_from(civil_moment(civil, 0), 0);
        if (back.month == civil.month && back.day == civil.day && civil.year >= YEAR_LEAST &&
            civil.year <= YEAR_MOST)
            return civil_day(civil);
    }
    if (yaml_there(node))
        yaml_complain(node, "\"%.40s\" is no date, one such as 2026-12-25 was expected", text);
    return 0;
}

static void read_name(struct yaml_node map, char name[LANG_COUNT][HOLIDAY_NAME])
{
    struct yaml_node node = yaml_get(map, "name");
    struct words words = words_from(node);
    for (int i = 0; i < LANG_COUNT; i++)
        words_copy(node, &words, i, name[i], HOLIDAY_NAME);
}

/* ---- the week -----------------------------------------------------------------------------------
 */

/* "08.00-12.00" */
static struct span read_span(struct yaml_node node)
{
    const char *text = yaml_scalar(node);
    int open_hour = 0, open_minute = 0, close_hour = 0, close_minute = 0;
    if (has_shape(text, "00.00-00.00"))
        sscanf(text, "%2d.%2d-%2d.%2d", &open_hour, &open_minute, &close_hour, &close_minute);
    struct span span = {
        .open = (int16_t)(open_hour * 60 + open_minute),
        .close = (int16_t)(close_hour * 60 + close_minute),
    };
    if (open_minute > 59 || close_minute > 59 || span.close > DAY_MINUTES ||
        span.open >= span.close)
        yaml_complain(node, "\"%.40s\" are no hours, such as 08.00-12.00 were expected", text);
    return span;
}

static struct day_plan read_day(struct yaml_node seq)
{
    struct day_plan plan = {0};
    size_t count = yaml_count(seq);
    if (count > DAY_SPANS) {
        yaml_complain(seq, "the day opens %zu times, at most %d were expected", count, DAY_SPANS);
        return plan;
    }
    for (size_t i = 0; i < count; i++) {
        struct yaml_node item = yaml_item(seq, i);
        plan.spans[i] = read_span(item);
        if (i > 0 && plan.spans[i].open <= plan.spans[i - 1].close)
            yaml_complain(item,
                          "\"%.40s\" begins before the hours above it end, ascending hours "
                          "with a break between were expected",
                          yaml_scalar(item));
    }
    plan.count = (uint8_t)count;
    return plan;
}

static void read_week(struct yaml_node map, struct day_plan week[7])
{
    yaml_keys(map, weekday_keys);
    for (int i = 0; i < 7; i++)
        week[i] = read_day(yaml_get(map, weekday_keys[i]));
}

static void read_override(struct yaml_node map, struct hours *hours)
{
    yaml_keys(map, (const char *const[]){"from", "until", "name", "week", NULL});
    struct hours_override *other = &hours->overrides[hours->override_count++];
    other->from = read_date(map, "from");
    other->until = read_date(map, "until");
    if (other->from > other->until)
        yaml_complain(map, "\"until\" lies before \"from\", a later date was expected");
    read_name(map, other->name);
    read_week(yaml_get(map, "week"), other->week);
}

void hours_read(struct yaml_node map, struct hours *out)
{
    *out = (struct hours){0};
    yaml_keys(map, (const char *const[]){"zone", "collective_closes", "week", "overrides", NULL});
    out->zone_minutes = zone_minutes[yaml_word(map, "zone", zone_names)];
    out->collective_closes = yaml_bool(map, "collective_closes");
    struct yaml_node week = yaml_get(map, "week");
    read_week(week, out->week);
    size_t open_days = 0;
    for (int i = 0; i < 7; i++)
        open_days += out->week[i].count > 0;
    if (yaml_there(week) && open_days == 0)
        yaml_complain(week, "the counter never opens, hours on one day at least were expected");

    struct yaml_node overrides = yaml_get(map, "overrides");
    size_t count = yaml_count(overrides);
    if (count > OVERRIDES_MAX)
        yaml_complain(overrides, "there are %zu overrides, at most %d were expected", count,
                      OVERRIDES_MAX);
    for (size_t i = 0; i < count && i < OVERRIDES_MAX; i++)
        read_override(yaml_item(overrides, i), out);
}

/* ---- holidays -----------------------------------------------------------------------------------
 */

/* Puts the holiday where its day belongs. */
static void insert(struct yaml_node at, struct hours *hours, const struct holiday *holiday)
{
    size_t i = hours->holiday_count;
    if (i == HOLIDAYS_MAX) {
        yaml_complain(at, "there are too many holidays, at most %d were expected", HOLIDAYS_MAX);
        return;
    }
    while (i > 0 && hours->holidays[i - 1].day > holiday->day)
        i--;
    if (i > 0 && hours->holidays[i - 1].day == holiday->day) {
        yaml_complain(at, "this date stands here already, each was expected once");
        return;
    }
    memmove(&hours->holidays[i + 1], &hours->holidays[i],
            (hours->holiday_count - i) * sizeof(hours->holidays[0]));
    hours->holidays[i] = *holiday;
    hours->holiday_count++;
}

static void read_holidays(struct yaml_node seq, int year, bool collective, struct hours *hours)
{
    size_t count = yaml_count(seq);
    for (size_t i = 0; i < count; i++) {
        struct yaml_node map = yaml_item(seq, i);
        yaml_keys(map, (const char *const[]){"date", "name", NULL});
        struct holiday holiday = {.day = read_date(map, "date"), .collective = collective};
        if (holiday.day != 0 && civil_from(DAYS(holiday.day), 0).year != year)
            yaml_complain(map, "the date lies outside the file's year, one in %d was expected",
                          year);
        read_name(map, holiday.name);
        insert(map, hours, &holiday);
    }
}

void holidays_read(struct yaml_node root, struct hours *hours)
{
    yaml_keys(root, (const char *const[]){"year", "source", "national", "collective", NULL});
    int year = (int)yaml_int(root, "year", YEAR_LEAST, YEAR_MOST);
    if (hours->known_from == 0)
        hours->known_from = year;
    else if (year != hours->known_until + 1)
        yaml_complain(yaml_get(root, "year"),
                      "the year %d does not follow %d, years without a gap were expected", year,
                      hours->known_until);
    hours->known_until = year;
    char source[200];
    yaml_text(root, "source", source, sizeof(source));
    read_holidays(yaml_get(root, "national"), year, false, hours);
    read_holidays(yaml_get(root, "collective"), year, true, hours);
}
