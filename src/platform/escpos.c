#include "platform/escpos.h"

#include <string.h>

enum { ESC = 0x1b, FS = 0x1c, GS = 0x1d, DLE = 0x10, EOT = 0x04, DC4 = 0x14, LF = 0x0a };
enum { PAGE_PC850 = 2, QUIET = 4, MODULE_MAX = 8, FEED_LINES = 3 };

#define PUT(out, ...)                                                                              \
    buf_put((out), (const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}))

struct escpos_paper escpos_paper(int width)
{
    return width == 58 ? (struct escpos_paper){32, 384} : (struct escpos_paper){48, 576};
}

/* How many of the len characters go on a line of `columns`, and where the next line begins. */
static size_t wrap_at(const uint8_t *text, size_t len, size_t columns, size_t *next)
{
    *next = len;
    if (len <= columns)
        return len;
    size_t at = columns;
    while (at > 0 && text[at] != ' ')
        at--;
    if (at == 0)
        at = columns; /* a word longer than the line */
    *next = at;
    while (*next < len && text[*next] == ' ')
        (*next)++;
    while (at > 0 && text[at - 1] == ' ')
        at--;
    return at;
}

/* Twice as wide only where the whole text fits on one line then. */
static uint8_t size_of(struct slip_style style, size_t len, int columns)
{
    if (!style.large)
        return 0x00;
    return 2 * len <= (size_t)columns ? 0x11 : 0x01;
}

static void put_text(const struct slip_line *line, int columns, struct buf *out)
{
    SCOPED(buf_fini) struct buf text;
    buf_init(&text, 3 * SLIP_LINE_SIZE);
    escpos_text(line->text, &text);
    PUT(out, ESC, 'a', line->style.centered);
    PUT(out, ESC, 'E', line->style.bold);
    PUT(out, GS, '!', size_of(line->style, text.len, columns));
    for (size_t at = 0, next; at < text.len; at += next) {
        size_t len = wrap_at(text.data + at, text.len - at, (size_t)columns, &next);
        buf_put(out, text.data + at, len);
        PUT(out, LF);
    }
}

/* Modules a side of the smallest symbol that holds len bytes at level M in any mode: ISO/IEC 18004,
 * table 7, versions 1 to 10. A mode that needs less makes a smaller symbol, which fits too. */
static int modules_for(size_t len)
{
    static const uint8_t holds[] = {14, 26, 42, 62, 84, 106, 122, 152, 180, 213};
    size_t version = 0;
    while (version + 1 < LENGTH(holds) && holds[version] < len)
        version++;
    return 21 + 4 * (int)version;
}

static void put_qr(const char *text, int dots, struct buf *out)
{
    size_t len = strlen(text), stored = len + 3;
    int module = dots / (modules_for(len) + 2 * QUIET);
    module = module > MODULE_MAX ? MODULE_MAX : module;
    uint8_t quiet = (uint8_t)(QUIET * module);
    PUT(out, ESC, 'a', 1);
    PUT(out, ESC, 'J', quiet);
    PUT(out, GS, '(', 'k', 4, 0, '1', 'A', '2', 0);          /* 165: model 2 */
    PUT(out, GS, '(', 'k', 3, 0, '1', 'C', (uint8_t)module); /* 167: dots a module */
    PUT(out, GS, '(', 'k', 3, 0, '1', 'E', '1');             /* 169: level M */
    PUT(out, GS, '(', 'k', (uint8_t)stored, (uint8_t)(stored >> 8), '1', 'P', '0'); /* 180: store */
    buf_put(out, text, len);
    PUT(out, GS, '(', 'k', 3, 0, '1', 'Q', '0'); /* 181: print what is stored */
    PUT(out, ESC, 'J', quiet);
}

static void put_rule(int columns, struct buf *out)
{
    PUT(out, ESC, 'E', 0);
    PUT(out, GS, '!', 0);
    for (int i = 0; i < columns; i++)
        buf_putc(out, '-');
    PUT(out, LF);
}

static void put_line(const struct slip_line *line, struct escpos_paper paper, struct buf *out)
{
    if (line->kind == SLIP_TEXT)
        put_text(line, paper.columns, out);
    else if (line->kind == SLIP_QR)
        put_qr(line->text, paper.dots, out);
    else if (line->kind == SLIP_RULE)
        put_rule(paper.columns, out);
    else
        PUT(out, LF);
}

void escpos_slip(const struct slip *slip, struct escpos_paper paper, struct buf *out)
{
    PUT(out, ESC, '@');
    PUT(out, FS, '.'); /* printers sold for two-byte scripts would take letters for half of one */
    PUT(out, ESC, 't', PAGE_PC850);
    PUT(out, ESC, 'M', 0);
    PUT(out, GS, 'a', 0); /* speaks when asked only: its bytes could pass for an answer */
    for (size_t i = 0; i < slip->count; i++)
        put_line(&slip->lines[i], paper, out);
    PUT(out, ESC, 'd', FEED_LINES);
    PUT(out, GS, 'V', 'B', 0);
}

void escpos_ask(enum escpos_question question, uint8_t out[ESCPOS_ASK_SIZE])
{
    memcpy(out, (const uint8_t[]){DLE, EOT, (uint8_t)question}, ESCPOS_ASK_SIZE);
}

bool escpos_is_answer(uint8_t byte)
{
    return (byte & 0x93) == 0x12;
}

/* The bits by Epson's tables for DLE EOT; the first row that holds names the cause. */
enum printer_state escpos_state(const uint8_t answers[ESCPOS_QUESTIONS])
{
    static const struct {
        enum escpos_question question;
        uint8_t bits;
        enum printer_state state;
    } causes[] = {
        {ESCPOS_OFFLINE, 0x04, PRINTER_COVER_OPEN}, {ESCPOS_PAPER, 0x60, PRINTER_PAPER_OUT},
        {ESCPOS_OFFLINE, 0x20, PRINTER_PAPER_OUT},  {ESCPOS_ERROR, 0x68, PRINTER_STOPPED},
        {ESCPOS_OFFLINE, 0x40, PRINTER_STOPPED},    {ESCPOS_PRINTER, 0x08, PRINTER_STOPPED},
        {ESCPOS_PAPER, 0x0c, PRINTER_LOW},
    };
    for (size_t i = 0; i < LENGTH(causes); i++)
        if (answers[causes[i].question - 1] & causes[i].bits)
            return causes[i].state;
    return PRINTER_READY;
}

void escpos_ask_done(uint8_t out[ESCPOS_ASK_SIZE])
{
    memcpy(out, (const uint8_t[]){GS, 'r', 1}, ESCPOS_ASK_SIZE);
}

bool escpos_is_done(uint8_t byte)
{
    return (byte & 0x90) == 0;
}

void escpos_flush(uint8_t out[ESCPOS_FLUSH_SIZE])
{
    memcpy(out, (const uint8_t[]){DLE, DC4, 8, 1, 3, 20, 1, 6, 2, 8}, ESCPOS_FLUSH_SIZE);
}
