#include "kiosk/print.h"

#include <stdio.h>

#include "base/buf.h"
#include "base/tr.h"
#include "kiosk/takeaway.h"
#include "kiosk/when.h"
#include "ui/widgets.h"

static const struct slip_style PLAIN = {0};
static const struct slip_style MIDDLE = {.centered = true};
static const struct slip_style HEADING = {.centered = true, .bold = true};
static const struct slip_style CODE = {.centered = true, .bold = true, .large = true};

const char *print_words(enum printer_state state)
{
    static const char *const words[PRINTER_STATES] = {
        [PRINTER_UNKNOWN] = N_("The printer was not asked yet"),
        [PRINTER_READY] = N_("The printer is ready"),
        [PRINTER_LOW] = N_("The paper is nearly out"),
        [PRINTER_PAPER_OUT] = N_("The paper is out"),
        [PRINTER_COVER_OPEN] = N_("The printer's cover is open"),
        [PRINTER_STOPPED] = N_("The printer has stopped"),
        [PRINTER_SILENT] = N_("The printer does not answer"),
        [PRINTER_MISSING] = N_("The printer is not connected"),
    };
    return tr(words[state]);
}

static void add(struct slip *slip, struct slip_style style, const char *text)
{
    slip_add(slip, SLIP_TEXT, style, text);
}

static void add_head(struct slip *slip, const struct model *model)
{
    const struct standard *standard = model_standard(model);
    add(slip, HEADING, model_words(model, &standard->unit));
    add(slip, MIDDLE, model_words(model, &standard->unit_city));
    slip_add(slip, SLIP_RULE, PLAIN, "");
}

static void add_what(struct slip *slip, const struct model *model)
{
    const struct receipt_state *state = &model->visit->receipt;
    char moment[3 * WHEN_SIZE], day[WHEN_SIZE], time[WHEN_SIZE];
    add(slip, HEADING,
        state->complaint ? tr("Receipt of a complaint") : tr("Receipt of a request"));
    if (!state->complaint)
        add(slip, MIDDLE, model_words(model, &model_standard(model)->name));
    when_date(state->receipt.saved, day);
    when_time(state->receipt.saved, time);
    snprintf(moment, sizeof(moment), "%s, %s WIB", day, time);
    add(slip, MIDDLE, moment);
    slip_add(slip, SLIP_SPACE, PLAIN, "");
}

static void add_promise(struct slip *slip, const struct receipt_state *state)
{
    const struct promise *promise =
        state->known ? &state->progress.promise : &state->receipt.promise;
    char due[WHEN_SIZE], text[2 * WHEN_SIZE];
    if (state->complaint)
        return;
    if (promise->kind == PROMISE_DUE) {
        when_due(promise->due, due);
        snprintf(text, sizeof(text), tr("Done by %s at the latest"), due);
        add(slip, HEADING, text);
    } else if (promise->kind == PROMISE_PAUSED) {
        add(slip, HEADING, tr("The promised time stands still: waiting for you"));
    } else if (promise->kind == PROMISE_UNKNOWN) {
        add(slip, HEADING, tr("No date: the holidays are not known yet"));
    }
}

static void add_where(struct slip *slip, const struct model *model)
{
    char text[SLIP_LINE_SIZE];
    add(slip, PLAIN, tr("Check progress at a kiosk of this office: scan the QR or type the code."));
    if (*model->settings->public_url) {
        snprintf(text, sizeof(text), tr("On your phone: %s/t"), model->settings->public_url);
        add(slip, PLAIN, text);
    }
    add(slip, PLAIN, tr("Keep this paper: the code is the only key to check progress."));
}

static void add_contacts(struct slip *slip, const struct model *model)
{
    char text[SLIP_LINE_SIZE];
    for (size_t i = 0; i < model->content.contact_count; i++) {
        const struct contact *contact = &model->content.contacts[i];
        snprintf(text, sizeof(text), "%s: %s", model_words(model, &contact->label), contact->value);
        add(slip, PLAIN, text);
    }
}

void print_slip(const struct model *model, struct slip *out)
{
    const struct receipt_state *state = &model->visit->receipt;
    out->count = 0;
    add_head(out, model);
    add_what(out, model);
    add(out, CODE, state->receipt.code.text);
    slip_add(out, SLIP_QR, PLAIN, state->receipt.qr);
    add_promise(out, state);
    slip_add(out, SLIP_SPACE, PLAIN, "");
    add_where(out, model);
    slip_add(out, SLIP_RULE, PLAIN, "");
    add_contacts(out, model);
    add(out, PLAIN, model->settings->kiosk);
}

void print_draft(const struct model *model, struct slip *out)
{
    const char *code = model->visit->request.taken.text;
    char until[WHEN_SIZE], text[SLIP_LINE_SIZE];
    takeaway_until(model, until);
    out->count = 0;
    add_head(out, model);
    add(out, HEADING, tr("Your form is kept for 30 minutes"));
    add(out, HEADING, code);
    slip_add(out, SLIP_QR, PLAIN, code);
    snprintf(text, sizeof(text), tr("Kept until %s"), until);
    add(out, HEADING, text);
    slip_add(out, SLIP_SPACE, PLAIN, "");
    add(out, PLAIN,
        tr("Show this code at the same kiosk to go on. Keep it to yourself: it opens your form."));
    add(out, PLAIN, model->settings->kiosk);
}

void print_button(struct ui *ui, const struct model *model, struct msg tap)
{
    enum print_stage stage = model->visit->print;
    if (!model->printer_there)
        return;
    BUTTON(ui, .icon = "printer", .text = stage == PRINT_DONE ? tr("Print again") : tr("Print"),
           .disabled = stage == PRINT_RUNNING, .tap = tap);
}

void print_badge(struct ui *ui, const struct model *model)
{
    switch (model->visit->print) {
    case PRINT_NONE:
        break;
    case PRINT_RUNNING:
        BADGE(ui, .tint = TINT_WAIT, .icon = "printer", .text = tr("Printing…"));
        break;
    case PRINT_DONE:
        BADGE(ui, .tint = TINT_OPEN, .icon = "printer", .text = tr("Printed"));
        break;
    case PRINT_FAILED:
        BADGE(ui, .tint = TINT_BAD, .icon = "printer", .text = print_words(model->printer));
        break;
    }
}

void print_begin(struct app *app, void (*compose)(const struct model *, struct slip *))
{
    const struct app_devices *devices = &app->config.devices;
    struct visit *visit = app_visit(app);
    struct slip slip;
    if (!devices->print || visit->print == PRINT_RUNNING)
        return;
    visit->print = PRINT_RUNNING;
    compose(&app->model, &slip);
    devices->print(devices->self, &slip, app->visit_number + 1); /* 0 is no slip */
    wipe(&slip, sizeof(slip));
}

void print_look(struct app *app)
{
    const struct app_devices *devices = &app->config.devices;
    if (devices->print_look)
        devices->print_look(devices->self);
}

void app_printer(struct app *app, const struct printer_news *news)
{
    struct visit *visit = app_visit(app);
    app->changed |= app->model.printer != news->state;
    app->model.printer = news->state;
    if (news->slip != app->visit_number + 1 || visit->print != PRINT_RUNNING)
        return;
    visit->print = printer_works(news->state) ? PRINT_DONE : PRINT_FAILED;
    app->changed = true;
}
