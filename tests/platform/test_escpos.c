/* ESC/POS byte for byte, as Epson's ESC/POS Command Reference publishes it. */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on
#include <iconv.h>
#include <stdio.h>
#include <string.h>

#include "platform/escpos.h"

#define START                                                                                      \
    "\x1b@"                                                                                        \
    "\x1c."                                                                                        \
    "\x1bt\x02"                                                                                    \
    "\x1bM\0"                                                                                      \
    "\x1d"                                                                                         \
    "a\0"
#define END                                                                                        \
    "\x1b"                                                                                         \
    "d\x03"                                                                                        \
    "\x1dVB\0"
#define PLAIN                                                                                      \
    "\x1b"                                                                                         \
    "a\0"                                                                                          \
    "\x1b"                                                                                         \
    "E\0"                                                                                          \
    "\x1d!\0"
#define QR(stored, module, text, quiet)                                                            \
    "\x1b"                                                                                         \
    "a\x01"                                                                                        \
    "\x1bJ" quiet "\x1d(k\x04\0"                                                                   \
    "1A2\0"                                                                                        \
    "\x1d(k\x03\0"                                                                                 \
    "1C" module "\x1d(k\x03\0"                                                                     \
    "1E1"                                                                                          \
    "\x1d(k" stored "\0"                                                                           \
    "1P0" text "\x1d(k\x03\0"                                                                      \
    "1Q0"                                                                                          \
    "\x1bJ" quiet

static void check_bytes(const char *name, const struct buf *got, const char *want, size_t len)
{
    if (got->len == len && memcmp(got->data, want, len) == 0)
        return;
    char text[2000] = "";
    for (size_t i = 0; i < got->len && i < 600; i++)
        sprintf(text + strlen(text), "%02x ", got->data[i]);
    fail_msg("%s gives %zu bytes: %s", name, got->len, text);
}

static void one_line_of_each_kind(void **state)
{
    (void)state;
#define WANT(text) text, sizeof(text) - 1
    static const struct {
        const char *name;
        int width;
        enum slip_kind kind;
        struct slip_style style;
        const char *text, *want;
        size_t len;
    } table[] = {
        {"text", 80, SLIP_TEXT, {0}, "Halo", WANT(PLAIN "Halo\n")},
        {"empty text", 80, SLIP_TEXT, {0}, "", WANT(PLAIN)},
        {"centered",
         80,
         SLIP_TEXT,
         {.centered = true},
         "a",
         WANT("\x1b"
              "a\x01"
              "\x1b"
              "E\0"
              "\x1d!\0"
              "a\n")},
        {"bold",
         80,
         SLIP_TEXT,
         {.bold = true},
         "a",
         WANT("\x1b"
              "a\0"
              "\x1b"
              "E\x01"
              "\x1d!\0"
              "a\n")},
        {"large",
         80,
         SLIP_TEXT,
         {.large = true},
         "ESG-7K3M-Q9XT-2HW",
         WANT("\x1b"
              "a\0"
              "\x1b"
              "E\0"
              "\x1d!\x11"
              "ESG-7K3M-Q9XT-2HW\n")},
        {"large on narrow paper",
         58,
         SLIP_TEXT,
         {.large = true},
         "ESG-7K3M-Q9XT-2HW",
         WANT("\x1b"
              "a\0"
              "\x1b"
              "E\0"
              "\x1d!\x01"
              "ESG-7K3M-Q9XT-2HW\n")},
        {"a commanding text",
         80,
         SLIP_TEXT,
         {0},
         "a\x10\x04\x01"
         "b\x1b@c\nd\x7f",
         WANT(PLAIN "a   b @c d \n")},
        {"wrapped",
         58,
         SLIP_TEXT,
         {0},
         "Dinas Komunikasi dan Informatika Kota Pekalongan",
         WANT(PLAIN "Dinas Komunikasi dan Informatika\nKota Pekalongan\n")},
        {"wrapped before",
         58,
         SLIP_TEXT,
         {0},
         "Dinas  Komunikasi dan  Informatikas Kota",
         WANT(PLAIN "Dinas  Komunikasi dan\nInformatikas Kota\n")},
        {"a long word",
         58,
         SLIP_TEXT,
         {0},
         "https://kominfo.pekalongankota.go.id/t/x y",
         WANT(PLAIN "https://kominfo.pekalongankota.g\no.id/t/x y\n")},
        {"rule",
         58,
         SLIP_RULE,
         {0},
         "",
         WANT("\x1b"
              "E\0"
              "\x1d!\0"
              "--------------------------------\n")},
        {"space", 58, SLIP_SPACE, {0}, "", WANT("\n")},
        {"qr",
         58,
         SLIP_QR,
         {0},
         "ESG-7K3M-Q9XT-2HW",
         WANT(QR("\x14", "\x08", "ESG-7K3M-Q9XT-2HW", "\x20"))},
        {"a long qr",
         58,
         SLIP_QR,
         {0},
         "HTTPS://KOMINFO.PEKALONGANKOTA.GO.ID/LAYANAN/SERTIFIKAT/ELEKTRONIK/PROGRES/T/"
         "ESG7K3MQ9XT2HW",
         WANT(QR("\x5e", "\x07",
                 "HTTPS://KOMINFO.PEKALONGANKOTA.GO.ID/LAYANAN/SERTIFIKAT/ELEKTRONIK/PROGRES/T/"
                 "ESG7K3MQ9XT2HW",
                 "\x1c"))},
    };
    for (size_t i = 0; i < LENGTH(table); i++) {
        struct slip slip = {0};
        struct buf got, want;
        buf_init(&got, 4096);
        buf_init(&want, 4096);
        slip_add(&slip, table[i].kind, table[i].style, table[i].text);
        escpos_slip(&slip, escpos_paper(table[i].width), &got);
        buf_put(&want, START, sizeof(START) - 1);
        buf_put(&want, table[i].want, table[i].len);
        buf_put(&want, END, sizeof(END) - 1);
        check_bytes(table[i].name, &got, (const char *)want.data, want.len);
        buf_fini(&got);
        buf_fini(&want);
    }
}

static void the_paper_in_the_published_dots(void **state)
{
    (void)state;
    struct escpos_paper narrow = escpos_paper(58), wide = escpos_paper(80);
    assert_int_equal(narrow.columns, 32);
    assert_int_equal(narrow.dots, 384);
    assert_int_equal(wide.columns, 48);
    assert_int_equal(wide.dots, 576);
    assert_int_equal(narrow.columns * 12, narrow.dots); /* font A is 12 dots wide */
    assert_int_equal(wide.columns * 12, wide.dots);
}

/* The C library's own table of the code page is the judge. */
static void latin_1_as_the_code_page_has_it(void **state)
{
    (void)state;
    iconv_t converter = iconv_open("CP850", "UTF-8");
    assert_true(converter != (iconv_t)-1);
    for (int codepoint = 0x20; codepoint < 0x100; codepoint++) {
        if (codepoint >= 0x7f && codepoint <= 0xa0)
            continue; /* controls, and a space that printers may draw */
        if (codepoint == 0xad)
            continue; /* a hyphen that shows */
        char utf8[3] = {0}, byte = 0, *from = utf8, *to = &byte;
        size_t len = codepoint < 0x80 ? 1 : 2, room = 1;
        utf8[0] = (char)(len == 1 ? codepoint : 0xc0 | codepoint >> 6);
        utf8[1] = (char)(len == 1 ? 0 : 0x80 | (codepoint & 0x3f));
        assert_int_equal(iconv(converter, &from, &len, &to, &room), 0);
        struct buf got;
        buf_init(&got, 8);
        escpos_text(utf8, &got);
        check_bytes(utf8, &got, &byte, 1);
        buf_fini(&got);
    }
    iconv_close(converter);
}

static void what_the_page_lacks(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want;
    } table[] = {
        {"08.00–16.00", "08.00-16.00"},
        {"“ya”, kata ‘dia’…", "\"ya\", kata 'dia'..."},
        {"a b", "a b"},
        {"mañana", "ma\xa4"
                   "ana"},
        {"dèrèng, éling", "d\x8ar\x8ang, \x82ling"},
        {"· (0285) 421243", "\xfa (0285) 421243"},
        {"Š ż ł", "S z l"},
        {"日本", "??"},
        {"e\xcc\x81", "e"},
        {"\xff\xc3", "??"},
        {"\xc3", "?"},
        {"\xed\xa0\x80", "?"},
        {"€5 → 1 ≥ 0", "EUR5 -> 1 >= 0"},
        {"a\xe2\x80\x8b"
         "b",
         "ab"},
    };
    for (size_t i = 0; i < LENGTH(table); i++) {
        struct buf got;
        buf_init(&got, 256);
        escpos_text(table[i].text, &got);
        check_bytes(table[i].text, &got, table[i].want, strlen(table[i].want));
        buf_fini(&got);
    }
}

static void the_questions(void **state)
{
    (void)state;
    uint8_t bytes[ESCPOS_FLUSH_SIZE];
    for (uint8_t n = 1; n <= ESCPOS_QUESTIONS; n++) {
        escpos_ask((enum escpos_question)n, bytes);
        assert_memory_equal(bytes, ((uint8_t[]){0x10, 0x04, n}), 3);
    }
    escpos_ask_done(bytes);
    assert_memory_equal(bytes, "\x1d\x72\x01", 3);
    escpos_flush(bytes);
    assert_memory_equal(bytes, "\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08", 10);
}

static void the_answers(void **state)
{
    (void)state;
    static const struct {
        uint8_t answers[ESCPOS_QUESTIONS]; /* to DLE EOT 1, 2, 3, 4 */
        enum printer_state state;
    } table[] = {
        {{0x12, 0x12, 0x12, 0x12}, PRINTER_READY},
        {{0x16, 0x12, 0x12, 0x12}, PRINTER_READY}, /* the cash drawer's pin */
        {{0x12, 0x1a, 0x12, 0x12}, PRINTER_READY}, /* somebody feeds paper */
        {{0x32, 0x12, 0x12, 0x12}, PRINTER_READY}, /* undefined with some makers */
        {{0x12, 0x12, 0x12, 0x1e}, PRINTER_LOW},
        {{0x1a, 0x32, 0x12, 0x7e}, PRINTER_PAPER_OUT},
        {{0x1a, 0x32, 0x12, 0x12}, PRINTER_PAPER_OUT},
        {{0x12, 0x12, 0x12, 0x72}, PRINTER_PAPER_OUT},
        {{0x1a, 0x16, 0x12, 0x12}, PRINTER_COVER_OPEN},
        {{0x1a, 0x36, 0x12, 0x72}, PRINTER_COVER_OPEN}, /* open to fill in paper */
        {{0x1a, 0x52, 0x1a, 0x12}, PRINTER_STOPPED},    /* the cutter is jammed */
        {{0x1a, 0x52, 0x32, 0x12}, PRINTER_STOPPED},    /* broken */
        {{0x1a, 0x52, 0x52, 0x12}, PRINTER_STOPPED},    /* too hot */
        {{0x1a, 0x12, 0x12, 0x12}, PRINTER_STOPPED},    /* off line, and no cause named */
    };
    for (size_t i = 0; i < LENGTH(table); i++)
        if (escpos_state(table[i].answers) != table[i].state)
            fail_msg("row %zu gives %d", i, escpos_state(table[i].answers));
}

/* Whatever the bytes: flow control is no answer, the two kinds of answer are never mixed up, and
 * nothing but a printer that says so is ready. */
static void any_byte(void **state)
{
    (void)state;
    assert_false(escpos_is_answer(0x11) || escpos_is_answer(0x13));
    for (int byte = 0; byte < 256; byte++)
        assert_false(escpos_is_answer((uint8_t)byte) && escpos_is_done((uint8_t)byte));
    uint32_t random = 1;
    for (int i = 0; i < 200000; i++) {
        uint8_t answers[ESCPOS_QUESTIONS];
        for (int q = 0; q < ESCPOS_QUESTIONS; q++) {
            random = random * 1664525 + 1013904223;
            answers[q] = (uint8_t)(random >> 24);
        }
        enum printer_state got = escpos_state(answers);
        assert_in_range(got, PRINTER_READY, PRINTER_STOPPED);
        bool cover = answers[ESCPOS_OFFLINE - 1] & 0x04;
        bool empty = (answers[ESCPOS_PAPER - 1] & 0x60) || (answers[ESCPOS_OFFLINE - 1] & 0x20);
        if (cover)
            assert_int_equal(got, PRINTER_COVER_OPEN);
        else if (empty)
            assert_int_equal(got, PRINTER_PAPER_OUT);
        else if (answers[0] & 0x08)
            assert_int_equal(got, PRINTER_STOPPED);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_line_of_each_kind),
        cmocka_unit_test(the_paper_in_the_published_dots),
        cmocka_unit_test(latin_1_as_the_code_page_has_it),
        cmocka_unit_test(what_the_page_lacks),
        cmocka_unit_test(the_questions),
        cmocka_unit_test(the_answers),
        cmocka_unit_test(any_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
