#include "base/tr.h"

#include <assert.h>
#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/path.h"

#define DOMAIN "anjungan"

enum { KEY_SIZE = 512 };

static const char *const TAGS[LANG_COUNT] = {
    [LANG_ID] = "id",
    [LANG_EN] = "en",
    [LANG_JV] = "jv",
};

/* Beside libintl's own state, which is the process's too. */
static enum lang in_use = LANG_ID;

/* libintl's count of catalogue changes: it looks at LANGUAGE anew only when this moves (gettext
 * manual, "Being a gettext grok"). */
extern int _nl_msg_cat_cntr;

const char *lang_tag(enum lang lang)
{
    assert((size_t)lang < LANG_COUNT);
    return TAGS[lang];
}

enum lang lang_from_tag(const char *tag)
{
    for (enum lang lang = 0; lang < LANG_COUNT; lang++)
        if (strcmp(TAGS[lang], tag) == 0)
            return lang;
    return LANG_COUNT;
}

enum err tr_open(const char *dir)
{
    char file[PATH_SIZE];
    if (path_join(file, dir, "id/LC_MESSAGES/" DOMAIN ".mo") != OK || access(file, R_OK) != 0) {
        log_error("no Indonesian catalogue below %s", dir);
        return ERR_NOT_FOUND;
    }
    /* In the "C" locale libintl ignores LANGUAGE; "C.UTF-8" is part of libc and needs no package.
     */
    if (!setlocale(LC_ALL, "C.UTF-8") || !bindtextdomain(DOMAIN, dir) ||
        !bind_textdomain_codeset(DOMAIN, "UTF-8")) {
        log_error("the locale C.UTF-8 is not there");
        return ERR_NOT_FOUND;
    }
    tr_use(LANG_ID);
    return OK;
}

void tr_use(enum lang lang)
{
    setenv("LANGUAGE", lang_tag(lang), 1);
    _nl_msg_cat_cntr++;
    in_use = lang;
}

enum lang tr_lang(void)
{
    return in_use;
}

const char *tr(const char *msgid)
{
    /* The empty id is the catalogue's header. */
    return *msgid ? dgettext(DOMAIN, msgid) : msgid;
}

const char *tr_in(const char *context, const char *msgid)
{
    /* How a catalogue stores a context: before the id, with an EOT between. */
    char key[KEY_SIZE];
    int len = snprintf(key, sizeof(key), "%s\004%s", context, msgid);
    assert(len > 0 && len < KEY_SIZE);
    (void)len;
    const char *text = dgettext(DOMAIN, key);
    return text == key ? msgid : text;
}
