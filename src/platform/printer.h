/* The receipt printer, on a thread of its own: whoever calls never waits. What a slip holds is
 * wiped when it is printed or could not be. All functions are for one thread.
 *
 *     printer_print(printer, &slip, 7);             what became of it comes as news
 *     while (printer_take(printer, &news)) ...      when printer_fd is readable */
#ifndef PLATFORM_PRINTER_H
#define PLATFORM_PRINTER_H

#include "base/err.h"
#include "service/settings.h"
#include "service/slip.h"

struct printer;

/* The settings' printer, copied; nothing is opened before something is asked. NULL when there is
 * none, or no thread for it. */
struct printer *printer_new(const struct settings *settings);
/* Gives up what is under way. NULL is accepted. */
void printer_free(struct printer *printer);

/* Prints the slip, borrowed for the call. number: not 0, comes back with the news. ERR_FULL when
 * too much waits. */
enum err printer_print(struct printer *printer, const struct slip *slip, unsigned number) MUST_USE;
/* Asks how it is. ERR_FULL when too much waits. */
enum err printer_look(struct printer *printer) MUST_USE;

/* Readable when there is news. */
int printer_fd(const struct printer *printer);
/* What is new since the last call; false when nothing is. */
bool printer_take(struct printer *printer, struct printer_news *out);

#endif
