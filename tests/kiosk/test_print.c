// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "kiosk/print.h"
#include "kiosk/support/rig.h"
#include "kiosk/support/tour.h"

/* By the tour's name: "receipt", "complaint_receipt". */
static void go(struct rig *rig, const char *name, bool printer)
{
    for (size_t i = 0; i < tour_length; i++)
        if (strcmp(tour[i].name, name) == 0) {
            struct stop stop = tour[i];
            tour_go(rig, &tour[0]);
            rig->printer = printer;
            rig_restart(rig, rig->now);
            stop.go(rig);
            rig_settle(rig);
            return;
        }
    fail_msg("no stop %s", name);
}

static void heard(struct rig *rig, enum printer_state state, unsigned number)
{
    app_printer(rig->app, &(struct printer_news){state, number});
    rig_settle(rig);
}

static const struct slip_line *line_with(const struct rig *rig, const char *text)
{
    for (size_t i = 0; i < rig->slip.count; i++)
        if (strstr(rig->slip.lines[i].text, text))
            return &rig->slip.lines[i];
    fail_msg("not on the slip: %s", text);
    return NULL;
}

static void test_without_a_printer_nothing_is_missing(void **state)
{
    struct rig *rig = *state;
    go(rig, "receipt", false);
    assert_false(rig_shows(rig, "Cetak"));
    heard(rig, PRINTER_READY, 1); /* a late word changes nothing */
    assert_false(rig_shows(rig, "Sudah dicetak"));
}

static void test_a_draft_s_code_on_paper(void **state)
{
    struct rig *rig = *state;
    go(rig, "request_taken", true);
    rig_tap(rig, "Cetak");
    const struct slip_line *code = line_with(rig, "DRF-");
    assert_int_equal(code[1].kind, SLIP_QR);
    assert_string_equal(code[1].text, code->text);
    assert_shows(rig, code->text);
    line_with(rig, "Disimpan sampai pukul 10.11");
    for (size_t i = 0; i < rig->slip.count; i++)
        assert_null(strstr(rig->slip.lines[i].text, "CONTOH"));
    heard(rig, PRINTER_PAPER_OUT, rig->number);
    assert_shows(rig, "Kertas habis");
    rig_tap(rig, "Lanjut mengisi");
    rig_tap(rig, "Ambil dokumen dulu");
    assert_false(rig_shows(rig, "Kertas habis"));
}

static void test_what_stands_on_paper(void **state)
{
    struct rig *rig = *state;
    go(rig, "receipt", true);
    rig_tap(rig, "Cetak");
    assert_int_equal(rig->prints, 1);
    assert_true(rig_disabled(rig, "Cetak"));
    assert_shows(rig, "Mencetak…");
    line_with(rig, "Dinas Komunikasi dan Informatika");
    line_with(rig, "Kota Pekalongan");
    line_with(rig, "Tanda terima permohonan");
    line_with(rig, "Senin, 23 November 2026, 09.41 WIB");
    line_with(rig, "Selesai selambat-lambatnya Selasa 24 Nov, 16.00");
    line_with(rig, "Cek progres di kios kantor ini");
    line_with(rig, "(0285) 421243");
    const struct slip_line *code = line_with(rig, "ESG-7K3M-Q9XT-2HW");
    assert_true(code->style.large && code->style.centered);
    assert_int_equal(code[1].kind, SLIP_QR);
    assert_string_equal(code[1].text, "ESG-7K3M-Q9XT-2HW");
    assert_true(rig->slip.count < SLIP_LINES);
    for (size_t i = 0; i < rig->slip.count; i++)
        assert_null(strstr(rig->slip.lines[i].text, "CONTOH")); /* nothing that was typed */
    heard(rig, PRINTER_READY, rig->number);
    assert_shows(rig, "Sudah dicetak");
    rig_tap(rig, "Cetak lagi");
    assert_int_equal(rig->prints, 2);
}

static void test_a_complaint_promises_nothing(void **state)
{
    struct rig *rig = *state;
    go(rig, "complaint_receipt", true);
    rig_tap(rig, "Cetak");
    line_with(rig, "Tanda terima pengaduan");
    for (size_t i = 0; i < rig->slip.count; i++) {
        assert_null(strstr(rig->slip.lines[i].text, "selambat-lambatnya"));
        assert_null(strstr(rig->slip.lines[i].text, "disposisi")); /* its text stays inside */
    }
}

static void test_the_promise_as_it_stands(void **state)
{
    struct rig *rig = *state;
    static const struct {
        enum promise_kind kind;
        const char *msgid;
    } table[] = {
        {PROMISE_PAUSED, N_("The promised time stands still: waiting for you")},
        {PROMISE_UNKNOWN, N_("No date: the holidays are not known yet")},
    };
    for (size_t i = 0; i < LENGTH(table); i++) {
        go(rig, "receipt", true);
        rig->fake.progress.promise = (struct promise){.kind = table[i].kind};
        rig->fake.state.revision++;
        rig_advance(rig, SECONDS(3));
        rig_tap(rig, "Cetak");
        line_with(rig, tr(table[i].msgid));
    }
}

static void test_what_hinders_it_is_told_in_words(void **state)
{
    struct rig *rig = *state;
    static const struct {
        enum printer_state state;
        const char *text;
    } table[] = {
        {PRINTER_PAPER_OUT, "Kertas habis"},
        {PRINTER_COVER_OPEN, "Tutup printer terbuka"},
        {PRINTER_SILENT, "Printer tidak menjawab"},
        {PRINTER_STOPPED, "Printer berhenti"},
        {PRINTER_MISSING, "Printer tidak tersambung"},
        {PRINTER_LOW, "Sudah dicetak"},
    };
    go(rig, "receipt", true);
    for (size_t i = 0; i < LENGTH(table); i++) {
        rig_tap(rig, "Cetak");
        heard(rig, table[i].state, rig->number);
        assert_shows(rig, table[i].text);
        assert_false(rig_disabled(rig, "Selesai"));
    }
    for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
        tr_use(lang);
        for (enum printer_state i = 0; i < PRINTER_STATES; i++)
            assert_true(*print_words(i));
    }
    tr_use(LANG_ID);
}

/* News of a slip whose visitor has left says how the printer is, and nothing else. */
static void test_late_news_is_not_the_next_visitors(void **state)
{
    struct rig *rig = *state;
    go(rig, "receipt", true);
    rig_tap(rig, "Cetak");
    unsigned earlier = rig->number;
    rig_tap(rig, "Selesai");
    heard(rig, PRINTER_PAPER_OUT, earlier);
    assert_false(rig_shows(rig, "Kertas habis"));
    go(rig, "receipt", true);
    rig_tap(rig, "Cetak");
    heard(rig, PRINTER_PAPER_OUT, rig->number + 1);
    assert_shows(rig, "Mencetak…");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RIG_TEST(test_without_a_printer_nothing_is_missing),
        RIG_TEST(test_what_stands_on_paper),
        RIG_TEST(test_a_draft_s_code_on_paper),
        RIG_TEST(test_a_complaint_promises_nothing),
        RIG_TEST(test_the_promise_as_it_stands),
        RIG_TEST(test_what_hinders_it_is_told_in_words),
        RIG_TEST(test_late_news_is_not_the_next_visitors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
