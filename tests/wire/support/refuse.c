#include "wire/support/refuse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const never[] = {
    "",     " ",         "null", "0", "\"\"",           "[]",   "{}",
    "[{}]", "{\"a\":1}", "{",    "}", "\xef\xbb\xbf{}", "{}{}",
};

char *damaged(const char *text, struct damage damage)
{
    const char *at = strstr(text, damage.from);
    char *out = NULL;
    if (!at)
        fail_msg("the document has no %s", damage.from);
    if (asprintf(&out, "%.*s%s%s", (int)(at - text), text, damage.to, at + strlen(damage.from)) < 0)
        abort();
    return out;
}

static void refuse(const char *what, const char *bytes, size_t len, reads *read)
{
    enum err err = read(bytes, len);
    if (err != ERR_INVALID)
        fail_msg("%s gives %s", what, err_name(err));
}

void refuse_all(const char *text, const struct damage *table, size_t count, reads *read)
{
    size_t len = strlen(text);
    assert_int_equal(read(text, len), OK);
    for (size_t i = 0; i < count; i++) {
        char *other = damaged(text, table[i]);
        refuse(table[i].to, other, strlen(other), read);
        free(other);
    }
    for (size_t cut = 0; cut < len; cut++)
        refuse("a truncation", text, cut, read);
    for (size_t i = 0; i < LENGTH(never); i++)
        refuse(never[i], never[i], strlen(never[i]), read);
    refuse("a NUL behind", text, len + 1, read);
    char *extended = damaged(text, (struct damage){"{", "{\"later_version\":[1,{}],"});
    assert_int_equal(read(extended, strlen(extended)), OK);
    free(extended);
    char *trailed = damaged(text, (struct damage){"{", "{"});
    trailed[len - 1] = ']';
    refuse("a wrong last bracket", trailed, len, read);
    free(trailed);
}
