/* ESC/POS, the language of receipt printers, as Epson publishes it (ESC/POS Command Reference) and
 * the others follow: a slip as bytes, and status bytes as states. Pure: no device here.
 *
 * Used: ESC @, FS ., ESC t, ESC M, ESC a, ESC E, GS !, LF, ESC d, ESC J, GS ( k (functions 165,
 * 167, 169, 180, 181), GS V (function B), GS a, GS r, DLE EOT, DLE DC4 (function 8). */
#ifndef PLATFORM_ESCPOS_H
#define PLATFORM_ESCPOS_H

#include <stdint.h>

#include "base/buf.h"
#include "service/slip.h"

/* What font A (12 x 24 dots) and the print head allow on a roll. */
struct escpos_paper {
    int columns, dots;
};

/* width: of the roll in mm, 58 or 80. */
struct escpos_paper escpos_paper(int width);

/* The whole slip, from the reset to the cut. Code page PC850; what it lacks is written with what it
 * has, and control characters never pass. */
void escpos_slip(const struct slip *slip, struct escpos_paper paper, struct buf *out);

/* Text in PC850, one byte a character: "kantor – jam" gives "kantor - jam". */
void escpos_text(const char *text, struct buf *out);

/* The four questions a printer answers at once, even when it is off line: DLE EOT 1 to 4. */
enum escpos_question {
    ESCPOS_PRINTER = 1, /* is it on line */
    ESCPOS_OFFLINE,     /* why not */
    ESCPOS_ERROR,       /* what broke */
    ESCPOS_PAPER,       /* what the paper sensors see */
    ESCPOS_QUESTIONS = ESCPOS_PAPER
};

enum { ESCPOS_ASK_SIZE = 3, ESCPOS_FLUSH_SIZE = 10 };

void escpos_ask(enum escpos_question question, uint8_t out[ESCPOS_ASK_SIZE]);
/* Whether a byte can be the answer to DLE EOT: 0xx1xx10. Flow control (0x11, 0x13) is none. */
bool escpos_is_answer(uint8_t byte);
/* answers[question - 1]. */
enum printer_state escpos_state(const uint8_t answers[ESCPOS_QUESTIONS]);

/* GS r 1: answered when all that was sent before it has been worked off. */
void escpos_ask_done(uint8_t out[ESCPOS_ASK_SIZE]);
/* Whether a byte can be that answer: 0xx0xxxx. */
bool escpos_is_done(uint8_t byte);

/* DLE DC4 8: forget what has not been printed yet. */
void escpos_flush(uint8_t out[ESCPOS_FLUSH_SIZE]);

#endif
