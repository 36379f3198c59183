/* Translations: standard gettext catalogues, switched at run time, without any locale on the
 * machine. Message ids are English; every catalogue, English too, is complete.
 *
 * libintl keeps its state for the process, so only the UI thread calls these. */
#ifndef BASE_TR_H
#define BASE_TR_H

#include "base/err.h"

enum lang { LANG_ID, LANG_EN, LANG_JV, LANG_COUNT };

/* The BCP 47 tag, "id". */
const char *lang_tag(enum lang lang);
/* LANG_COUNT when the tag is none of ours. */
enum lang lang_from_tag(const char *tag);

/* Uses the catalogues below `dir` (dir/LANG/LC_MESSAGES/anjungan.mo). ERR_NOT_FOUND when the
 * Indonesian one is not there. */
enum err tr_open(const char *dir) MUST_USE;
void tr_use(enum lang lang);
enum lang tr_lang(void);

/* The text in the language in use; the message id itself when a catalogue lacks it. */
const char *tr(const char *msgid) __attribute__((format_arg(1)));
/* With a context that tells equal English words apart. */
const char *tr_in(const char *context, const char *msgid);
/* Marks a message in a table; it is translated when shown. */
#define N_(msgid) (msgid)

#endif
