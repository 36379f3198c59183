/* "Apa keperluan Anda?": everything the kiosk does, as large tiles. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "kiosk/chrome.h"
#include "kiosk/opening.h"

enum {
    HOME_REQUEST = MSG_SCREEN,
    HOME_SCAN,
    HOME_HOURS,
    HOME_COMPLAINT,
    HOME_STANDARD,
    HOME_SURVEY
};

struct entry {
    const char *icon, *title, *text;
    enum tint tint;
    int kind;
};

static const struct entry SCAN = {"qr-code-scan", N_("Check progress"),
                                  N_("Scan the QR code on your receipt, or type its code."),
                                  TINT_INFO, HOME_SCAN};
static const struct entry SMALL[] = {
    {"clock-history", N_("Service hours"), N_("Counter times and holidays"), TINT_WAIT, HOME_HOURS},
    {"megaphone-fill", N_("Complaints"), N_("Contacts and complaint form"), TINT_BAD,
     HOME_COMPLAINT},
    {"journal-check", N_("Service standard"), N_("Requirements, procedure, cost, guarantee"),
     TINT_OPEN, HOME_STANDARD},
    {"emoji-smile-fill", N_("Rate our service"), N_("Short survey, 1 minute"), TINT_VIOLET,
     HOME_SURVEY},
};

/* Fewer words where letters are large, contrast is asked for or the page is lower. */
static bool brief(const struct model *model)
{
    const struct prefs *prefs = &model->prefs;
    return prefs->theme == THEME_CONTRAST || prefs->text_size == TEXT_LARGE || prefs->reach;
}

static const char *cost_of(const struct model *model, const struct standard *standard)
{
    for (size_t i = 0; i < standard->component_count; i++)
        if (strcmp(standard->components[i].key, "biaya") == 0)
            return model_words(model, &standard->components[i].summary);
    return "";
}

static void request_tile(struct ui *ui, const struct model *model)
{
    const struct standard *standard = model->catalogue->services[0];
    char text[2 * WORDS_SIZE + 80];
    if (model_enabled(model) > 1)
        TEXT_COPY(text, tr("Choose a service and fill in the form here."));
    else
        snprintf(text, sizeof(text),
                 standard->promise.days == 1 ? tr("%1$s. %2$s, done in one working day.")
                                             : tr("%1$s. %2$s, done in %3$d working days."),
                 model_words(model, &standard->short_name), cost_of(model, standard),
                 standard->promise.days);
    TILE(ui, .hero = true, .wide = true, .icon = "file-earmark-plus-fill", .tint = TINT_GOLD,
         .title = tr("Submit a request"), .text = brief(model) ? NULL : text,
         .disabled = model_refuses(model), .grow = 1, .tap = TAP(HOME_REQUEST));
}

static void entry_tile(struct ui *ui, const struct model *model, const struct entry *entry,
                       bool wide)
{
    TILE(ui, .wide = wide, .icon = entry->icon, .tint = entry->tint, .title = tr(entry->title),
         .text = brief(model) ? NULL : tr(entry->text), .grow = 1, .tap = TAP(entry->kind));
}

/* The office had said until when its hours and holidays hold, and has not renewed them: they are
 * shown all the same. A clock that is not right tells nothing of that. */
static bool expired(const struct model *model)
{
    return model->content.expires > 0 && model_time_right(model) &&
           model->now >= model->content.expires;
}

static void notices(struct ui *ui, const struct model *model)
{
    static const enum err reasons[] = {[DESK_FULL] = ERR_FULL,
                                       [DESK_BROKEN] = ERR_STORAGE,
                                       [DESK_UNSEALED] = ERR_DENIED,
                                       [DESK_REVOKED] = ERR_DENIED};
    if (model_refuses(model))
        BANNER(ui, .tint = TINT_BAD, .icon = "exclamation-triangle-fill",
               .title = failure_title(reasons[model->desk.health]),
               .text = tr("No request can be sent from here now. The service remains available at "
                          "the counter."));
    if (expired(model))
        ui_note(ui, "info-circle-fill",
                tr("The office has not renewed its hours and holidays here for a while. An officer "
                   "knows whether they still hold."));
    for (size_t i = 0; i < model->content.announcement_count; i++) {
        const struct announcement *news = &model->content.announcements[i];
        if (news->from <= model->now && model->now < news->until)
            ui_note(ui, "info-circle-fill", model_words(model, &news->text));
    }
}

static void small_tiles(struct ui *ui, const struct model *model)
{
    for (size_t i = 0; i < LENGTH(SMALL); i += 2)
        ROW(ui, .gap = GAP_M, .grow = 1) {
            entry_tile(ui, model, &SMALL[i], false);
            entry_tile(ui, model, &SMALL[i + 1], false);
        }
}

static void portrait(struct ui *ui, const struct model *model, const struct opening *opening)
{
    char line[2 * OPENING_SIZE];
    bool near = *opening->left && !brief(model);
    snprintf(line, sizeof(line), "%s%s%s", opening->line, near ? " " : "",
             near ? opening->left : "");
    PAGE(ui, model, .title = NULL) {
        BODY(ui) {
            COLUMN(ui) {
                if (!brief(model))
                    LABEL(ui, tr("Welcome."), .type = TYPE_TITLE);
                LABEL(ui, tr("What do you need?"), .type = TYPE_TITLE);
            }
            WRAP(ui) {
                BADGE(ui, .tint = opening->tint, .icon = opening->icon, .text = line);
            }
            notices(ui, model);
            request_tile(ui, model);
            entry_tile(ui, model, &SCAN, true);
            if (!brief(model) || model->prefs.reach)
                small_tiles(ui, model);
            else
                for (size_t i = 0; i < LENGTH(SMALL); i++)
                    entry_tile(ui, model, &SMALL[i], true);
        }
    }
}

static void landscape(struct ui *ui, const struct model *model, const struct opening *opening)
{
    PAGE(ui, model, .title = NULL) {
        BODY(ui) {
            ROW(ui, .gap = GAP_M, .align = ALIGN_CENTER) {
                LABEL(ui, tr("What do you need?"), .type = TYPE_TITLE);
                SPACE(ui);
                BADGE(ui, .tint = opening->tint, .icon = opening->icon, .text = opening->line);
            }
            notices(ui, model);
            ROW(ui, .gap = GAP_M, .grow = 1) {
                COLUMN(ui, .gap = GAP_M, .grow = 12) {
                    request_tile(ui, model);
                    entry_tile(ui, model, &SCAN, true);
                }
                COLUMN(ui, .gap = GAP_M, .grow = 13) {
                    small_tiles(ui, model);
                }
            }
        }
    }
}

static void view(struct ui *ui, const struct model *model)
{
    struct opening opening;
    opening_at(model, &opening);
    if (ui_landscape(ui))
        landscape(ui, model, &opening);
    else
        portrait(ui, model, &opening);
}

static void on(struct app *app, struct msg msg)
{
    static const enum screen_id screens[] = {
        [HOME_REQUEST - MSG_SCREEN] = SCREEN_REQUEST,
        [HOME_SCAN - MSG_SCREEN] = SCREEN_SCAN,
        [HOME_HOURS - MSG_SCREEN] = SCREEN_HOURS,
        [HOME_COMPLAINT - MSG_SCREEN] = SCREEN_COMPLAINT,
        [HOME_STANDARD - MSG_SCREEN] = SCREEN_STANDARD,
        [HOME_SURVEY - MSG_SCREEN] = SCREEN_SURVEY,
    };
    if (msg.kind >= HOME_REQUEST && msg.kind <= HOME_SURVEY)
        app_go(app, screens[msg.kind - MSG_SCREEN]);
}

const struct screen screen_home = {.name = "home", .view = view, .on = on};
