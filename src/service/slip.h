/* A slip of paper from a receipt printer: what stands on it, line by line, and what the printer
 * says of itself. Who composes it knows no printer, who prints it knows no kiosk. */
#ifndef SERVICE_SLIP_H
#define SERVICE_SLIP_H

#include <stdbool.h>
#include <stddef.h>

enum { SLIP_LINES = 40, SLIP_LINE_SIZE = 256 };

enum slip_kind {
    SLIP_TEXT,  /* wrapped to the paper's width */
    SLIP_QR,    /* centred, as large as the paper allows */
    SLIP_RULE,  /* a line across */
    SLIP_SPACE, /* an empty line */
};

struct slip_style {
    bool centered, bold;
    bool large; /* twice as high, and twice as wide where the paper is wide enough */
};

struct slip_line {
    enum slip_kind kind;
    struct slip_style style;
    char text[SLIP_LINE_SIZE]; /* UTF-8 */
};

/* Starts zeroed. */
struct slip {
    struct slip_line lines[SLIP_LINES];
    size_t count;
};

/* Adds a line; the text is cut on a character. Past SLIP_LINES nothing more is added. */
void slip_add(struct slip *slip, enum slip_kind kind, struct slip_style style, const char *text);

enum printer_state {
    PRINTER_UNKNOWN, /* not asked yet */
    PRINTER_READY,
    PRINTER_LOW,        /* ready; the paper is nearly out */
    PRINTER_PAPER_OUT,  /* nothing is printed until there is paper */
    PRINTER_COVER_OPEN, /* nor while the cover is open */
    PRINTER_STOPPED,    /* off line, or an error that it cannot clear by itself */
    PRINTER_SILENT,     /* does not answer, or takes nothing more */
    PRINTER_MISSING,    /* its device is not there, or no longer */
    PRINTER_STATES
};

/* Whether what is sent now comes out. */
bool printer_works(enum printer_state state);

/* What a printer has to tell: how it is, and what became of a slip. */
struct printer_news {
    enum printer_state state;
    unsigned slip; /* which one, as it was given; 0: it was only asked how it is */
};

#endif
