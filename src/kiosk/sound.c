#include "kiosk/sound.h"

#include <stdio.h>

#include "base/tr.h"
#include "kiosk/chrome.h"
#include "kiosk/speak.h"
#include "service/settings.h"

enum { VOLUME_STEP = 10, RATE_STEP = 20 };

static int within(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

int sound_rate(const struct model *model)
{
    return within(model->settings->speech.rate + RATE_STEP * model->prefs.faster, SPEECH_RATE_MIN,
                  SPEECH_RATE_MAX);
}

int sound_volume(const struct model *model)
{
    return within(model->settings->speech.volume + VOLUME_STEP * model->prefs.louder,
                  SPEECH_VOLUME_MIN, SPEECH_VOLUME_MAX);
}

static void put_levels(const struct model *model, char out[120])
{
    snprintf(out, 120, tr("Volume %1$d percent. Speed %2$d words a minute."), sound_volume(model),
             sound_rate(model));
}

struct knob {
    const char *icon, *text;
    struct msg tap;
    bool disabled;
};

static void pair(struct ui *ui, const struct knob *a, const struct knob *b)
{
    ROW(ui, .gap = GAP_M) {
        BUTTON(ui, .icon = a->icon, .text = tr(a->text), .grow = 1, .disabled = a->disabled,
               .tap = a->tap);
        BUTTON(ui, .icon = b->icon, .text = tr(b->text), .grow = 1, .disabled = b->disabled,
               .tap = b->tap);
    }
}

void sound_view(struct ui *ui, const struct model *model)
{
    int volume = sound_volume(model), rate = sound_rate(model);
    const struct knob louder = {"volume-up", N_("Louder"), TAP(MSG_LOUDER, 1),
                                volume >= SPEECH_VOLUME_MAX};
    const struct knob quieter = {"volume-down", N_("Quieter"), TAP(MSG_LOUDER, -1),
                                 volume <= SPEECH_VOLUME_MIN};
    const struct knob faster = {"fast-forward", N_("Faster"), TAP(MSG_FASTER, 1),
                                rate >= SPEECH_RATE_MAX};
    const struct knob slower = {"rewind", N_("Slower"), TAP(MSG_FASTER, -1),
                                rate <= SPEECH_RATE_MIN};
    char levels[120];
    put_levels(model, levels);
    PANEL(ui, model) {
        LABEL(ui, tr("Reading aloud"), .type = TYPE_TITLE);
        LABEL(ui, levels, .color = COLOR_SOFT);
        pair(ui, &quieter, &louder);
        pair(ui, &slower, &faster);
        ROW(ui) {
            BUTTON(ui, .icon = "volume-mute", .text = tr("Switch it off"), .grow = 1,
                   .tap = TAP(MSG_SPEAK_OFF));
        }
        ROW(ui) {
            BUTTON(ui, .kind = BUTTON_PRIMARY, .text = tr("Close"), .grow = 1,
                   .tap = TAP(MSG_SOUND_CLOSE));
        }
    }
}

void sound_close(struct app *app, int64_t value)
{
    (void)value;
    app_visit(app)->sound = false;
    app_page(app);
}

void sound_off(struct app *app, int64_t value)
{
    sound_close(app, value);
    speak_switch(app, false);
}

/* The new level is told in its own voice. */
static void tell(struct app *app)
{
    char levels[120];
    put_levels(&app->model, levels);
    speak_aloud(app, levels);
}

void sound_louder(struct app *app, int64_t value)
{
    int before = sound_volume(&app->model);
    app->model.prefs.louder += value > 0 ? 1 : -1;
    if (sound_volume(&app->model) == before) /* at the end of the scale */
        app->model.prefs.louder -= value > 0 ? 1 : -1;
    tell(app);
}

void sound_faster(struct app *app, int64_t value)
{
    int before = sound_rate(&app->model);
    app->model.prefs.faster += value > 0 ? 1 : -1;
    if (sound_rate(&app->model) == before)
        app->model.prefs.faster -= value > 0 ? 1 : -1;
    tell(app);
}
