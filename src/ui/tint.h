/* The colours of a tint, and small things that several widgets share. */
#ifndef UI_TINT_H
#define UI_TINT_H

#include "base/err.h"
#include "ui/widgets.h"

enum color tint_fill(enum tint tint);
enum color tint_ink(enum tint tint);    /* an icon on the fill */
enum color tint_strong(enum tint tint); /* the full colour the tint comes from */
enum color tint_line(enum tint tint);

/* What is chosen or primary: indigo, and yellow where all else is black. */
enum color ui_accent(const struct ui *ui);

enum { SAID_SIZE = 1024 };
/* What a composite box says: the parts that are there, one a line. NULL and "" are left out. */
void join_lines(char out[SAID_SIZE], const char *const *parts, size_t count);
#define JOIN_LINES(out, ...)                                                                       \
    join_lines((out), (const char *const[]){__VA_ARGS__},                                          \
               LENGTH(((const char *const[]){__VA_ARGS__})))

static inline bool has_text(const char *text)
{
    return text && *text;
}

#endif
