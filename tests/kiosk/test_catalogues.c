/* Every message of the screens stands translated in every catalogue, and no catalogue holds what no
 * screen says. The messages are found as translators' tools find them, with xgettext. */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "base/err.h"

enum { LINE = 1200, MESSAGES = 1000 };

static const char extract[] =
    "xgettext --from-code=UTF-8 -k -ktr -kN_ -ktr_in:1c,2 --no-wrap --no-location -o - "
    "src/kiosk/*.c src/kiosk/screens/*.c";

struct message {
    char id[LINE], text[LINE];
};

static size_t read_messages(FILE *from, struct message *out, size_t most)
{
    static const char id[] = "msgid \"", text[] = "msgstr \"";
    char line[LINE];
    size_t count = 0;
    while (fgets(line, sizeof(line), from)) {
        line[strcspn(line, "\n")] = '\0';
        size_t len = strlen(line);
        if (len > 0 && line[len - 1] == '"')
            line[len - 1] = '\0';
        if (strncmp(line, id, strlen(id)) == 0) {
            assert_true(count < most);
            snprintf(out[count++].id, LINE, "%s", line + strlen(id));
        } else if (strncmp(line, text, strlen(text)) == 0 && count > 0) {
            snprintf(out[count - 1].text, LINE, "%s", line + strlen(text));
        }
    }
    return count;
}

static const struct message *find(const struct message *in, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(in[i].id, id) == 0)
            return &in[i];
    return NULL;
}

static void check(const char *lang, const struct message *used, size_t used_count)
{
    static struct message have[MESSAGES];
    char path[64];
    snprintf(path, sizeof(path), "assets/lang/%s.po", lang);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    memset(have, 0, sizeof(have));
    size_t count = read_messages(file, have, MESSAGES);
    fclose(file);
    for (size_t i = 0; i < used_count; i++) {
        const struct message *found = find(have, count, used[i].id);
        if (*used[i].id && (!found || !*found->text))
            fail_msg("%s lacks \"%s\"", path, used[i].id);
    }
    for (size_t i = 0; i < count; i++)
        if (!find(used, used_count, have[i].id))
            fail_msg("%s has \"%s\", which no screen says", path, have[i].id);
}

static void test_every_message_is_translated(void **state)
{
    static struct message used[MESSAGES];
    static const char *const langs[] = {"id", "en", "jv"};
    (void)state;
    FILE *pot = popen(extract, "r");
    assert_non_null(pot);
    size_t count = read_messages(pot, used, MESSAGES);
    int status = pclose(pot);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_true(count > 200);
    for (size_t i = 0; i < LENGTH(langs); i++)
        check(langs[i], used, count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_message_is_translated)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
