/* The kiosk's own parts, each on a line: how it is, and a way to try it. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "kiosk/chrome.h"
#include "kiosk/errand.h"
#include "kiosk/print.h"
#include "kiosk/screens/officer.h"
#include "kiosk/when.h"

/* Longer than it takes to find out that nobody answers. */
static const int64_t PATIENCE = 15000;

enum { VALUE_SIZE = 240 };

/* ---- the office --------------------------------------------------------------------------------
 */

static bool answered(enum sync_cause cause)
{
    return cause == CAUSE_OK || cause == CAUSE_UNCHANGED || cause == CAUSE_ITEM ||
           cause == CAUSE_BUSY;
}

enum office_answer officer_office(const struct model *model)
{
    const struct officer_state *state = &model->visit->officer;
    if (!state->asked)
        return OFFICE_UNASKED;
    if (!state->health.enrolled)
        return OFFICE_FAILED;
    if (state->health.tried != state->tried_before)
        return answered(state->health.outcome) ? OFFICE_ANSWERED : OFFICE_FAILED;
    return model->boot - state->asked < PATIENCE ? OFFICE_ASKED : OFFICE_SILENT;
}

static void asked(struct app *app, const struct errand *errand)
{
    officer_of(app)->trouble = errand->err;
}

void officer_ask_office(struct app *app)
{
    struct officer_state *state = officer_of(app);
    state->asked = app->model.boot;
    state->tried_before = state->health.tried;
    errand_sync_now(app, asked);
}

static struct badge office_badge(const struct model *model)
{
    switch (officer_office(model)) {
    case OFFICE_UNASKED:
        break;
    case OFFICE_ASKED:
        return (struct badge){.tint = TINT_INFO, .text = tr("asking…")};
    case OFFICE_ANSWERED:
        return (struct badge){.tint = TINT_OPEN, .text = tr("answers")};
    case OFFICE_FAILED:
    case OFFICE_SILENT:
        return (struct badge){.tint = TINT_BAD, .text = tr("no answer")};
    }
    return (struct badge){0};
}

/* ---- the lines ---------------------------------------------------------------------------------
 */

struct part {
    const char *icon, *name;
    char value[VALUE_SIZE];
    struct badge badge;
    struct {
        const char *icon, *text, *say;
        struct msg tap;
    } tries[2];
};

/* With large letters the buttons are their icons alone. */
static void part_view(struct ui *ui, const struct part *part)
{
    bool large = ui_theme(ui)->text_size == TEXT_LARGE;
    ROW(ui, .gap = GAP_M, .pad_y = GAP_XS, .align = ALIGN_CENTER, .min_height = SIZE_BUTTON) {
        ICON(ui, part->icon, .size = SIZE_ICON_M);
        COLUMN(ui, .grow = 1) {
            LABEL(ui, part->name, .type = TYPE_BODY_BOLD);
            LABEL(ui, part->value, .type = TYPE_SMALL, .color = COLOR_SOFT);
        }
        if (part->badge.text)
            ui_badge(ui, &part->badge);
        for (size_t i = 0; i < LENGTH(part->tries); i++)
            if (part->tries[i].say)
                BUTTON(ui, .kind = BUTTON_QUIET, .size = BUTTON_SMALL, .icon = part->tries[i].icon,
                       .text = large ? NULL : part->tries[i].text, .say = part->tries[i].say,
                       .tap = part->tries[i].tap);
    }
}

static void camera_part(const struct model *model, struct part *out)
{
    const struct settings *settings = model->settings;
    *out = (struct part){.icon = "camera-video-fill", .name = tr("Camera")};
    if (!model->camera_there) {
        TEXT_COPY(out->value, tr("There is none; codes are typed or read by the hand scanner"));
        return;
    }
    snprintf(out->value, sizeof(out->value), "%s %s", settings->camera.source,
             settings->camera.device);
    if (model->camera_lost)
        out->badge = (struct badge){.tint = TINT_BAD, .text = tr("no answer")};
    out->tries[0].icon = "eye-fill";
    out->tries[0].text = tr("Look");
    out->tries[0].say = tr("Look at its picture");
    out->tries[0].tap = TAP(OFFICER_PAGE, OFFICER_CAMERA);
}

static void screen_part(const struct model *model, struct part *out)
{
    *out = (struct part){.icon = "hand-index-thumb-fill", .name = tr("Touch screen")};
    snprintf(out->value, sizeof(out->value), tr("%1$d × %2$d pixels, %3$d dpi"), model->width,
             model->height, (int)(model->settings->dpi + 0.5));
    out->tries[0].icon = "grid-3x3-gap-fill";
    out->tries[0].text = tr("Try");
    out->tries[0].say = tr("Look for dead spots");
    out->tries[0].tap = TAP(OFFICER_PAGE, OFFICER_GRID);
}

static void sound_part(const struct model *model, struct part *out)
{
    *out = (struct part){.icon = "volume-up-fill", .name = tr("Sound")};
    if (!model->voice_there) {
        TEXT_COPY(out->value, tr("There is none; nothing is read aloud"));
        return;
    }
    TEXT_COPY(out->value, tr("A tone, or a sentence"));
    out->tries[0].icon = "music-note-beamed";
    out->tries[0].text = tr("Tone");
    out->tries[0].say = tr("Sound the test tone");
    out->tries[0].tap = TAP(OFFICER_TONE);
    out->tries[1].icon = "chat-text-fill";
    out->tries[1].text = tr("Sentence");
    out->tries[1].say = tr("Say the test sentence");
    out->tries[1].tap = TAP(OFFICER_SENTENCE);
}

static void printer_part(const struct model *model, struct part *out)
{
    *out = (struct part){.icon = "printer-fill", .name = tr("Receipt printer")};
    if (!model->printer_there) {
        TEXT_COPY(out->value, tr("There is none; the receipt stands on the screen"));
        return;
    }
    TEXT_COPY(out->value, print_words(model->printer));
    if (model->printer != PRINTER_UNKNOWN)
        out->badge = printer_works(model->printer)
                         ? (struct badge){.tint = TINT_OPEN, .text = tr("works")}
                         : (struct badge){.tint = TINT_BAD, .text = tr("does not print")};
}

static void disk_part(const struct model *model, struct part *out)
{
    const struct counter_health *health = &model->visit->officer.health;
    *out = (struct part){.icon = "hdd-fill", .name = tr("Disk")};
    snprintf(out->value, sizeof(out->value), tr("%d MB free"), (int)(health->disk_free >> 20));
    out->badge = health->disk_low ? (struct badge){.tint = TINT_BAD, .text = tr("nearly full")}
                                  : (struct badge){.tint = TINT_OPEN, .text = tr("enough")};
}

static void clock_part(const struct model *model, struct part *out)
{
    const struct counter_health *health = &model->visit->officer.health;
    char offset[80];
    *out = (struct part){.icon = "clock-fill", .name = tr("Clock")};
    if (!health->clock_known) {
        TEXT_COPY(out->value, tr("Not compared with the office's yet"));
        return;
    }
    officer_offset(health->clock_offset, offset, sizeof(offset));
    snprintf(out->value, sizeof(out->value), tr("%s against the office's"), offset);
    out->badge = health->clock_right ? (struct badge){.tint = TINT_OPEN, .text = tr("right")}
                                     : (struct badge){.tint = TINT_BAD, .text = tr("wrong")};
}

static void office_part(const struct model *model, struct part *out)
{
    const struct counter_health *health = &model->visit->officer.health;
    char contact[WHEN_SIZE];
    *out = (struct part){.icon = "building-fill", .name = tr("Office")};
    if (!health->enrolled) {
        TEXT_COPY(out->value, tr("Not registered with it yet"));
        return;
    }
    TEXT_COPY(contact, tr("never"));
    if (model->desk.last_contact)
        when_recent(model->desk.last_contact, model->now, contact);
    snprintf(out->value, sizeof(out->value), tr("%1$s, last contact %2$s"), health->office_url,
             contact);
    if (officer_office(model) == OFFICE_FAILED)
        snprintf(out->value, sizeof(out->value), "%s. %s", officer_cause(health->outcome),
                 officer_advice(health->outcome));
    out->badge = office_badge(model);
    out->tries[0].icon = "arrow-repeat";
    out->tries[0].text = tr("Ask");
    out->tries[0].say = tr("Ask the office now");
    out->tries[0].tap = TAP(OFFICER_SYNC);
}

static void version_part(const struct model *model, struct part *out)
{
    const struct counter_health *health = &model->visit->officer.health;
    *out = (struct part){.icon = "cpu-fill", .name = tr("Versions")};
    snprintf(out->value, sizeof(out->value), tr("Program %1$s · content %2$d · database %3$d"),
             ANJUNGAN_VERSION, (int)health->content, health->schema);
}

static void heartbeat_part(const struct model *model, struct part *out)
{
    *out = (struct part){.icon = "heart-pulse-fill", .name = tr("Heartbeat")};
    snprintf(out->value, sizeof(out->value), tr("%d pictures shown since the start"),
             (int)model->pulse.frames);
    out->badge = model->pulse.watched ? (struct badge){.tint = TINT_OPEN, .text = tr("watched")}
                                      : (struct badge){.tint = TINT_INFO, .text = tr("unwatched")};
}

static void parts_view(struct ui *ui, const struct model *model, size_t from, size_t to)
{
    static void (*const parts[])(const struct model *, struct part *) = {
        camera_part, screen_part, sound_part,   printer_part,   disk_part,
        clock_part,  office_part, version_part, heartbeat_part,
    };
    struct part part;
    if (!model->visit->officer.health_known)
        return;
    to = to < LENGTH(parts) ? to : LENGTH(parts);
    COLUMN(ui, .fill = COLOR_CARD, .line = COLOR_LINE, .radius = RADIUS_TILE, .pad_x = GAP_L,
           .pad_y = GAP_XS) {
        for (size_t i = from; i < to; i++) {
            if (i > from)
                RULE(ui);
            parts[i](model, &part);
            part_view(ui, &part);
        }
    }
}

/* What can be tried, then what is only told. */
enum { PARTS_TRIED = 4 };

static void wide_view(struct ui *ui, const struct model *model)
{
    const struct officer_state *state = &model->visit->officer;
    SPREAD(ui)
    {
        HALF(ui, 1)
        {
            LONG(ui)
            {
                failure_banner(ui, state->trouble);
                officer_troubles(ui, model);
                parts_view(ui, model, 0, PARTS_TRIED);
            }
            ROW(ui, .gap = GAP_M)
                officer_actions(ui, model, 1);
        }
        HALF(ui, 1)
        {
            LONG(ui) parts_view(ui, model, PARTS_TRIED, SIZE_MAX);
        }
    }
}

static void tall_view(struct ui *ui, const struct model *model)
{
    const struct officer_state *state = &model->visit->officer;
    BODY(ui) {
        failure_banner(ui, state->trouble);
        officer_troubles(ui, model);
        parts_view(ui, model, 0, PARTS_TRIED);
        parts_view(ui, model, PARTS_TRIED, SIZE_MAX);
    }
}

void officer_device_view(struct ui *ui, const struct model *model)
{
    (ui_landscape(ui) ? wide_view : tall_view)(ui, model);
}

void officer_sound(struct app *app, bool sentence)
{
    const struct app_devices *devices = &app->config.devices;
    if (!sentence)
        app_chime(app, APP_CHIME_CALL);
    else if (devices->say)
        devices->say(devices->self, app->model.prefs.lang,
                     tr("This is the test sentence of this kiosk. Whoever hears it can use it."));
}
