/* Every state of every screen is read aloud in every language: something, within bounds, nothing of
 * another language's and nothing that is masked. */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on
#include <stdio.h>
#include <string.h>

#include "base/tr.h"
#include "kiosk/screen.h"
#include "kiosk/support/tour.h"

enum { MESSAGES = 1000, TEXT = 400, TELLING = 12 /* bytes that cannot stand there by chance */ };

/* The catalogues, in one order: text[lang] of each message. */
struct message {
    char id[TEXT], text[LANG_COUNT][TEXT];
};

static struct message messages[MESSAGES];
static size_t count;

static struct message *message_of(const char *id)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(messages[i].id, id) == 0)
            return &messages[i];
    assert_true(count < MESSAGES);
    snprintf(messages[count].id, TEXT, "%s", id);
    return &messages[count++];
}

static bool quoted(const char *line, const char *keyword, char out[TEXT])
{
    size_t len = strlen(keyword);
    if (strncmp(line, keyword, len) != 0 || line[len] != '"')
        return false;
    snprintf(out, TEXT, "%.*s", (int)strcspn(line + len + 1, "\"\n"), line + len + 1);
    return true;
}

static int read_catalogues(void **state)
{
    (void)state;
    for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
        char path[64], line[2 * TEXT], id[TEXT] = "", text[TEXT];
        snprintf(path, sizeof(path), "assets/lang/%s.po", lang_tag(lang));
        FILE *file = fopen(path, "r");
        assert_non_null(file);
        while (fgets(line, sizeof(line), file)) {
            if (!quoted(line, "msgid ", id) && quoted(line, "msgstr ", text) && *id)
                snprintf(message_of(id)->text[lang], TEXT, "%s", text);
        }
        fclose(file);
    }
    assert_true(count > 200);
    return 0;
}

/* A text of the other language where this one says something else. */
static const char *foreign(const char *said, enum lang lang, enum lang other)
{
    for (size_t i = 0; i < count; i++) {
        const char *theirs = messages[i].text[other];
        if (strlen(theirs) >= TELLING && !strchr(theirs, '%') && !strchr(theirs, '\\') &&
            strcmp(theirs, messages[i].text[lang]) != 0 && strstr(said, theirs))
            return theirs;
    }
    return NULL;
}

static void read_page(struct rig *rig, enum lang lang)
{
    rig->app->model.prefs.lang = lang;
    rig->app->model.prefs.speech = rig->app->speaking.whole = true;
    rig->said[0] = '\0';
    rig_settle(rig);
}

static void test_every_screen_is_read(void **state)
{
    static const char *const never[] = {"•", "\n", "..", ",,", "%", "–", "·"};
    struct rig *rig = *state;
    assert_non_null(foreign("Papan ketik ada di bawah layar.", LANG_EN, LANG_ID));
    for (size_t i = 0; i < tour_length; i++) {
        tour_go(rig, &tour[i]);
        for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
            read_page(rig, lang);
            size_t len = strlen(rig->said);
            if (len < 60 || len >= SPOKEN_MAX)
                fail_msg("%s: %zu bytes: %s", tour[i].name, len, rig->said);
            for (size_t n = 0; n < LENGTH(never); n++)
                if (strstr(rig->said, never[n]))
                    fail_msg("%s: \"%s\" in: %s", tour[i].name, never[n], rig->said);
            for (enum lang other = 0; other < LANG_COUNT; other++) {
                const char *text = other == lang ? NULL : foreign(rig->said, lang, other);
                if (text)
                    fail_msg("%s: in %s it says \"%s\"", tour[i].name, lang_tag(lang), text);
            }
        }
    }
}

/* The number that is typed on the way to these stops; they mask it. */
static void test_nothing_masked_is_told(void **state)
{
    static const struct {
        const char *stop, *secret;
    } cases[] = {
        {"request_check", "0 1 7 0"}, {"request_check", "0 8 9 0"},
        {"request_full", "0 1 7 0"},  {"request_held_up", "0 8 9 0"},
        {"officer_pin", "1 2 3 4"},   {"officer_pin", "1234"},
        {"idle", "3 3 7 5"},
    };
    struct rig *rig = *state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        size_t at = 0;
        while (at < tour_length && strcmp(tour[at].name, cases[i].stop) != 0)
            at++;
        assert_true(at < tour_length);
        tour_go(rig, &tour[at]);
        read_page(rig, LANG_ID);
        assert_true(*rig->said);
        if (strstr(rig->said, cases[i].secret))
            fail_msg("%s tells \"%s\": %s", cases[i].stop, cases[i].secret, rig->said);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RIG_TEST(test_every_screen_is_read),
        RIG_TEST(test_nothing_masked_is_told),
    };
    return cmocka_run_group_tests(tests, read_catalogues, NULL);
}
