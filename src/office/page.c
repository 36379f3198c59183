#include "office/page.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"

static void put_escaped(struct buf *out, const char *text)
{
    for (; *text; text++) {
        const char *safe = *text == '<'   ? "&lt;"
                           : *text == '>' ? "&gt;"
                           : *text == '&' ? "&amp;"
                           : *text == '"' ? "&quot;"
                                          : NULL;
        if (safe)
            buf_puts(out, safe);
        else
            buf_putc(out, *text);
    }
}

static void put_words(struct buf *out, const struct words *words)
{
    put_escaped(out, words_in(words, LANG_ID));
}

/* "Sen 23 Nov · 09.43" */
static void put_moment(struct buf *out, const struct standard *standard, int64_t moment)
{
    static const char *const days[] = {"Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "Mei", "Jun",
                                         "Jul", "Agu", "Sep", "Okt", "Nov", "Des"};
    struct civil civil = civil_from(moment, standard->hours.zone_minutes);
    buf_printf(out, "%s %d %s · %02d.%02d", days[civil.weekday], civil.day, months[civil.month - 1],
               civil.hour, civil.minute);
}

static void page_open(const struct standard *standard, const char *title, struct buf *out)
{
    buf_puts(out, "<!doctype html>\n<html lang=\"id\" translate=\"no\">\n<head>\n"
                  "<meta charset=\"utf-8\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<meta name=\"robots\" content=\"noindex\">\n"
                  "<meta name=\"google\" content=\"notranslate\">\n<title>");
    put_escaped(out, title);
    buf_puts(out, "</title>\n<link rel=\"icon\" href=\"/mark.svg\">\n<link rel=\"stylesheet\" "
                  "href=\"/style.css\">\n</head>\n"
                  "<body class=\"visitor\">\n<header><strong>");
    put_words(out, &standard->unit);
    buf_puts(out, "</strong><span>");
    put_words(out, &standard->unit_city);
    buf_puts(out, "</span></header>\n<main>\n<h1>");
    put_escaped(out, title);
    buf_puts(out, "</h1>\n");
}

static void page_close(struct buf *out)
{
    buf_puts(out, "</main>\n</body>\n</html>\n");
}

/* ---- what it says of whose turn it is ---- */

static void put_banner(struct buf *out, const char *tone, const char *title)
{
    buf_printf(out, "<section class=\"banner %s\"><h2>", tone);
    put_escaped(out, title);
    buf_puts(out, "</h2><p>");
}

static void put_due(struct buf *out, const struct standard *standard,
                    const struct progress *progress)
{
    if (progress->promise.kind == PROMISE_DUE) {
        buf_puts(out, "Target selesai ");
        put_moment(out, standard, progress->promise.due);
        buf_puts(out, " WIB.");
    } else {
        buf_puts(out, "Petugas sedang menanganinya.");
    }
}

static void put_request_banner(struct buf *out, const struct standard *standard,
                               const struct progress *progress)
{
    char title[80];
    if (progress->turn == TURN_OVER) {
        put_banner(out, "open", "Selesai");
        buf_puts(out, "Sertifikat elektronik Anda sudah terbit.");
    } else if (progress->returned) {
        int at = standard_reason(standard, progress->reason);
        put_banner(out, "wait", "Giliran Anda: berkas dikembalikan");
        if (at >= 0)
            put_words(out, &standard->reasons[at].text);
        buf_puts(out, "</p><p>");
        put_escaped(out, progress->note);
    } else if (progress->turn == TURN_APPLICANT) {
        snprintf(title, sizeof(title), "Giliran Anda: langkah %d dari %zu", progress->step,
                 standard->step_count);
        put_banner(out, "wait", title);
        put_words(out, &standard->steps[progress->step - 1].duty);
    } else {
        snprintf(title, sizeof(title), "%s: langkah %d dari %zu",
                 progress->stage == STAGE_RECEIVED ? "Diterima kantor" : "Sedang diproses",
                 progress->step, standard->step_count);
        put_banner(out, "info", title);
        put_due(out, standard, progress);
    }
    buf_puts(out, "</p></section>\n");
}

static void put_steps(struct buf *out, const struct standard *standard,
                      const struct progress *progress)
{
    buf_puts(out, "<ol class=\"steps card\">\n");
    for (size_t i = 0; i < standard->step_count; i++) {
        bool done = progress->done_at[i] != 0;
        bool now = !done && progress->step == i + 1;
        buf_printf(out, "<li class=\"%s\"><span>", done ? "done" : now ? "now" : "next");
        put_words(out, &standard->steps[i].title);
        buf_puts(out, "</span><small>");
        if (done)
            put_moment(out, standard, progress->done_at[i]);
        else
            put_words(out, &standard->steps[i].by);
        buf_puts(out, "</small></li>\n");
    }
    buf_puts(out, "</ol>\n");
}

static void put_complaint(struct buf *out, const struct standard *standard,
                          const struct progress *progress)
{
    bool over = progress->turn == TURN_OVER;
    put_banner(out, over ? "open" : "info",
               over                ? "Aduan ditutup"
               : progress->note[0] ? "Ada jawaban"
                                   : "Aduan diterima kantor");
    if (progress->note[0])
        put_escaped(out, progress->note);
    else
        put_due(out, standard, progress);
    buf_puts(out, "</p></section>\n<ol class=\"steps card\">\n");
    for (size_t i = 0; i < RUNGS; i++) {
        bool done = progress->done_at[i] != 0 || i + 1 < progress->rung;
        bool waits = i + 1 == progress->rung || (progress->rung == RUNG_TOLD && i == RUNG_TOLD);
        const char *state = done ? "done" : waits ? "now" : "next";
        buf_printf(out, "<li class=\"%s\"><span>", state);
        put_words(out, &standard->rungs[i]);
        buf_puts(out, "</span><small>");
        if (progress->done_at[i] != 0)
            put_moment(out, standard, progress->done_at[i]);
        else
            put_words(out, &standard->rung_notes[i]);
        buf_puts(out, "</small></li>\n");
    }
    buf_puts(out, "</ol>\n");
}

/* phone.js fills it in once the digits are shown. */
static void put_upload(struct buf *out, const struct progress *progress)
{
    buf_printf(out, "<section class=\"banner wait\" id=\"phone\" data-code=\"%s\">\n",
               progress->code.text);
    buf_puts(out,
             "<h2>Kirim berkas dari ponsel ini</h2>\n"
             "<div class=\"ask\"><p>Ketik empat angka terakhir nomor HP yang tertulis pada "
             "permohonan.</p>\n"
             "<form><input name=\"digits\" inputmode=\"numeric\" pattern=\"[0-9]{4}\" "
             "maxlength=\"4\" autocomplete=\"off\" required "
             "aria-label=\"Empat angka terakhir nomor HP\"><button>Lanjut</button></form></div>\n"
             "<p class=\"said\" role=\"status\"></p>\n<div class=\"pages\"></div>\n"
             "<noscript><p>Peramban ini tidak menjalankan skrip: serahkan berkas kepada petugas."
             "</p></noscript>\n</section>\n<script type=\"module\" src=\"/phone.js\"></script>\n");
}

void page_progress(const struct standard *standard, const struct progress *progress, bool upload,
                   struct buf *out)
{
    page_open(standard, progress->code.text, out);
    if (tracking_is_complaint(&progress->code)) {
        put_complaint(out, standard, progress);
    } else {
        put_request_banner(out, standard, progress);
        if (upload)
            put_upload(out, progress);
        put_steps(out, standard, progress);
    }
    buf_puts(out, "<p class=\"foot\">Data ");
    put_moment(out, standard, progress->as_of);
    buf_puts(out, " WIB. Layanan ini gratis.</p>\n");
    page_close(out);
}

void page_unknown(const struct standard *standard, struct buf *out)
{
    page_open(standard, "Kode tidak ditemukan", out);
    buf_puts(out, "<section class=\"banner wait\"><h2>Periksa kodenya</h2><p>Kode ada di tanda "
                  "terima, di bawah gambar QR. Permohonan yang baru dibuat di kios bisa "
                  "memerlukan beberapa menit sampai tiba di sini.</p></section>\n");
    page_close(out);
}
