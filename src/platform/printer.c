#include "platform/printer.h"

#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/worker.h"
#include "platform/escpos.h"
#include "platform/printer_link.h"

/* In ms: how long one answer may take, how long a printer may take no byte, and how often and how
 * many times it is looked after while it works. */
enum { ANSWER = 1000, STALL = 5000, LAST_WORD = 1000, LOOK = 1000, LOOKS = 20 };
enum { SLIP_BYTES = 32 * 1024, NEWS = 64 };

struct printer {
    char device[sizeof(((struct settings *)0)->printer.device)];
    int baud;
    bool answers;
    struct escpos_paper paper;
    struct worker *worker;
    int stop;
    enum printer_state told; /* the worker's: the last state that stands in the log */
    /* News that was collected and not yet taken; as many as the worker holds jobs. */
    struct printer_news news[NEWS];
    size_t first, count;
};

struct errand {
    struct printer *printer;
    struct buf bytes; /* of a slip */
    struct printer_news news;
};

/* ---- on the worker's thread ---------------------------------------------------------------- */

static enum printer_state state_of(enum err err)
{
    return err == OK ? PRINTER_READY : err == ERR_NOT_FOUND ? PRINTER_MISSING : PRINTER_SILENT;
}

static enum printer_state look(struct printer_link *link)
{
    uint8_t answers[ESCPOS_QUESTIONS], question[ESCPOS_ASK_SIZE];
    if (!link->answers)
        return PRINTER_READY;
    for (int i = 0; i < ESCPOS_QUESTIONS; i++) {
        escpos_ask((enum escpos_question)(i + 1), question);
        enum err err = printer_link_write(link, question, sizeof(question), ANSWER);
        if (err == OK)
            err = printer_link_read(link, ANSWER, &answers[i]);
        if (err != OK)
            return state_of(err);
    }
    return escpos_state(answers);
}

/* A printer takes a slip faster than it prints it: it is done when it says so. */
static enum printer_state see_it_out(struct printer_link *link)
{
    uint8_t question[ESCPOS_ASK_SIZE];
    if (!link->answers)
        return PRINTER_READY;
    link->done = false;
    escpos_ask_done(question);
    enum err err = printer_link_write(link, question, sizeof(question), STALL);
    if (err != OK)
        return state_of(err);
    for (int i = 0; i < LOOKS; i++) {
        err = printer_link_read(link, LOOK, NULL);
        if (err == ERR_NOT_FOUND)
            return PRINTER_MISSING;
        enum printer_state state = look(link);
        if (err == OK || link->done || !printer_works(state))
            return state;
    }
    return PRINTER_SILENT;
}

/* What the printer still holds must not come out when the next visitor stands there. It says when
 * it has thrown it away. */
static void take_back(struct printer_link *link)
{
    uint8_t flush[ESCPOS_FLUSH_SIZE];
    escpos_flush(flush);
    printer_link_drop(link);
    link->done = !link->answers;
    if (printer_link_write(link, flush, sizeof(flush), LAST_WORD) != OK ||
        printer_link_read(link, LAST_WORD, NULL) != OK)
        log_warn("the printer may keep the rest of a slip");
}

static enum printer_state print(struct printer_link *link, const struct buf *slip)
{
    enum err err = printer_link_write(link, slip->data, slip->len, STALL);
    enum printer_state state = state_of(err);
    if (err == OK)
        state = see_it_out(link);
    else if (err == ERR_BUSY && link->answers)
        state = look(link); /* why it takes no more */
    if (printer_works(state) && err == OK)
        return state;
    take_back(link);
    return printer_works(state) ? PRINTER_SILENT : state;
}

static enum printer_state work(struct printer *printer, const struct buf *slip)
{
    struct printer_link link;
    enum err err = printer_link_open(printer->device, printer->baud, printer->stop, &link);
    if (err != OK)
        return state_of(err);
    link.answers &= printer->answers;
    if (link.answers)
        printer_link_drain(&link);
    enum printer_state state = look(&link);
    if (slip->len > 0 && printer_works(state))
        state = print(&link, slip);
    if (!printer_works(state))
        printer_link_drop(&link);
    printer_link_close(&link);
    return state;
}

static void run(void *argument)
{
    static const char *const words[PRINTER_STATES] = {
        [PRINTER_READY] = "is ready",
        [PRINTER_LOW] = "is low on paper",
        [PRINTER_PAPER_OUT] = "is out of paper",
        [PRINTER_COVER_OPEN] = "has its cover open",
        [PRINTER_STOPPED] = "has stopped",
        [PRINTER_SILENT] = "does not answer",
        [PRINTER_MISSING] = "is not there",
    };
    struct errand *errand = argument;
    struct printer *printer = errand->printer;
    enum printer_state state = work(printer, &errand->bytes);
    errand->news.state = state;
    if (state != printer->told)
        log_info("the printer %s", words[state]);
    printer->told = state;
}

/* ---- on the owner's thread ----------------------------------------------------------------- */

static void errand_free(struct errand *errand)
{
    buf_fini(&errand->bytes);
    free(errand);
}

static void done(void *argument)
{
    struct errand *errand = argument;
    struct printer *printer = errand->printer;
    if (printer->count < NEWS)
        printer->news[(printer->first + printer->count++) % NEWS] = errand->news;
    errand_free(errand);
}

static enum err post(struct errand *errand)
{
    struct job job = {run, done, errand};
    enum err err = buf_check(&errand->bytes);
    if (err == OK)
        err = worker_post(errand->printer->worker, job);
    if (err != OK)
        errand_free(errand);
    return err;
}

static struct errand *errand_new(struct printer *printer, unsigned number)
{
    struct errand *errand = calloc(1, sizeof(*errand));
    if (!errand)
        return NULL;
    errand->printer = printer;
    errand->news.slip = number;
    buf_init(&errand->bytes, SLIP_BYTES);
    return errand;
}

struct printer *printer_new(const struct settings *settings)
{
    if (!*settings->printer.device)
        return NULL;
    struct printer *printer = calloc(1, sizeof(*printer));
    if (!printer)
        return NULL;
    TEXT_COPY(printer->device, settings->printer.device);
    printer->baud = settings->printer.baud;
    printer->answers = settings->printer.answers;
    printer->paper = escpos_paper(settings->printer.width);
    printer->stop = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    printer->worker = worker_new();
    if (printer->stop >= 0 && printer->worker)
        return printer;
    printer_free(printer);
    return NULL;
}

void printer_free(struct printer *printer)
{
    if (!printer)
        return;
    uint64_t one = 1;
    if (printer->stop >= 0 && write(printer->stop, &one, sizeof(one)) < 0)
        log_warn("the printer is waited for");
    worker_free(printer->worker);
    if (printer->stop >= 0)
        close(printer->stop);
    free(printer);
}

enum err printer_print(struct printer *printer, const struct slip *slip, unsigned number)
{
    struct errand *errand = errand_new(printer, number);
    if (!errand)
        return ERR_FULL;
    escpos_slip(slip, printer->paper, &errand->bytes);
    return post(errand);
}

enum err printer_look(struct printer *printer)
{
    struct errand *errand = errand_new(printer, 0);
    return errand ? post(errand) : ERR_FULL;
}

int printer_fd(const struct printer *printer)
{
    return worker_fd(printer->worker);
}

bool printer_take(struct printer *printer, struct printer_news *out)
{
    worker_finish(printer->worker);
    if (printer->count == 0)
        return false;
    *out = printer->news[printer->first];
    printer->first = (printer->first + 1) % NEWS;
    printer->count--;
    return true;
}
