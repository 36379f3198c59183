/* Text for a printer: code page PC850 has all of Latin-1; the rest is written with what there is.
 */
#include <string.h>

#include "platform/escpos.h"

/* U+00A0..U+00FF. No soft hyphen: what asks for it wraps by itself. */
static const uint8_t LATIN_1[] = {
    ' ',  0xad, 0xbd, 0x9c, 0xcf, 0xbe, 0xdd, 0xf5, 0xf9, 0xb8, 0xa6, 0xae, 0xaa, '-',  0xa9, 0xee,
    0xf8, 0xf1, 0xfd, 0xfc, 0xef, 0xe6, 0xf4, 0xfa, 0xf7, 0xfb, 0xa7, 0xaf, 0xac, 0xab, 0xf3, 0xa8,
    0xb7, 0xb5, 0xb6, 0xc7, 0x8e, 0x8f, 0x92, 0x80, 0xd4, 0x90, 0xd2, 0xd3, 0xde, 0xd6, 0xd7, 0xd8,
    0xd1, 0xa5, 0xe3, 0xe0, 0xe2, 0xe5, 0x99, 0x9e, 0x9d, 0xeb, 0xe9, 0xea, 0x9a, 0xed, 0xe8, 0xe1,
    0x85, 0xa0, 0x83, 0xc6, 0x84, 0x86, 0x91, 0x87, 0x8a, 0x82, 0x88, 0x89, 0x8d, 0xa1, 0x8c, 0x8b,
    0xd0, 0xa4, 0x95, 0xa2, 0x93, 0xe4, 0x94, 0xf6, 0x9b, 0x97, 0xa3, 0x96, 0x81, 0xec, 0xe7, 0x98,
};

/* U+0100..U+017F without their marks. */
static const char LATIN_A[] = "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiJjJjKkkLlLlLlL"
                              "lLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

static const struct {
    uint32_t codepoint;
    const char *text;
} INSTEAD[] = {
    {0x2010, "-"},   {0x2011, "-"}, {0x2012, "-"},  {0x2013, "-"},   {0x2014, "-"},  {0x2018, "'"},
    {0x2019, "'"},   {0x201a, "'"}, {0x201c, "\""}, {0x201d, "\""},  {0x201e, "\""}, {0x2022, "*"},
    {0x2026, "..."}, {0x2039, "<"}, {0x203a, ">"},  {0x20ac, "EUR"}, {0x2190, "<-"}, {0x2192, "->"},
    {0x2212, "-"},   {0x2248, "~"}, {0x2264, "<="}, {0x2265, ">="},  {0xfb01, "fi"}, {0xfb02, "fl"},
};

static bool without_width(uint32_t codepoint)
{
    return (codepoint >= 0x0300 && codepoint <= 0x036f) || /* combining marks */
           (codepoint >= 0x200b && codepoint <= 0x200f) || codepoint == 0x2060 ||
           codepoint == 0xfeff;
}

static void put(uint32_t codepoint, struct buf *out)
{
    if (without_width(codepoint))
        return;
    if (codepoint >= 0x2000 && codepoint <= 0x200a)
        codepoint = ' ';
    for (size_t i = 0; i < LENGTH(INSTEAD); i++)
        if (INSTEAD[i].codepoint == codepoint) {
            buf_puts(out, INSTEAD[i].text);
            return;
        }
    if (codepoint < ' ' || codepoint == 0x7f)
        buf_putc(out, ' '); /* a control character would be a command */
    else if (codepoint < 0x7f)
        buf_putc(out, (char)codepoint);
    else if (codepoint >= 0xa0 && codepoint <= 0xff)
        buf_putc(out, (char)LATIN_1[codepoint - 0xa0]);
    else if (codepoint >= 0x100 && codepoint <= 0x17f)
        buf_putc(out, LATIN_A[codepoint - 0x100]);
    else
        buf_putc(out, '?');
}

/* The code point at the text's start, and its bytes; a byte that is no UTF-8 counts as U+FFFD. */
static uint32_t decode(const char *text, size_t *bytes)
{
    const uint8_t *at = (const uint8_t *)text;
    static const uint8_t lead[] = {0, 0xc0, 0xe0, 0xf0}, bits[] = {0x7f, 0x1f, 0x0f, 0x07};
    size_t more = at[0] < 0x80 ? 0 : at[0] < 0xe0 ? 1 : at[0] < 0xf0 ? 2 : 3;
    uint32_t codepoint = at[0] & bits[more];
    *bytes = 1;
    if (at[0] < lead[more] || at[0] >= 0xf8)
        return 0xfffd;
    for (size_t i = 1; i <= more; i++) {
        if ((at[i] & 0xc0) != 0x80)
            return 0xfffd;
        codepoint = codepoint << 6 | (at[i] & 0x3f);
    }
    *bytes = more + 1;
    return codepoint;
}

void escpos_text(const char *text, struct buf *out)
{
    size_t bytes;
    for (; *text; text += bytes)
        put(decode(text, &bytes), out);
}
