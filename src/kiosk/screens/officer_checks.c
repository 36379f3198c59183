/* The morning checks of the last days. */
#include <stdio.h>

#include "base/buf.h"
#include "base/tr.h"
#include "kiosk/chrome.h"
#include "kiosk/screens/officer.h"
#include "kiosk/screens/officer_points.h"
#include "kiosk/when.h"

enum { WORDS_MAX = 300 };

static const struct {
    const char *icon, *name;
} POINTS[CHECK_POINTS] = {
    [CHECK_SCREEN] = {"palette-fill", N_("Colours")},
    [CHECK_TOUCH] = {"hand-index-thumb-fill", N_("Touch screen")},
    [CHECK_CAMERA] = {"camera-video-fill", N_("Camera")},
    [CHECK_SOUND] = {"volume-up-fill", N_("Sound")},
    [CHECK_PRINTER] = {"printer-fill", N_("Receipt printer")},
    [CHECK_DISK] = {"hdd-fill", N_("Disk")},
    [CHECK_CLOCK] = {"clock-fill", N_("Clock")},
    [CHECK_OFFICE] = {"building-fill", N_("Office")},
};

const char *points_name(enum check_point point)
{
    return tr(POINTS[point].name);
}

const char *points_icon(enum check_point point)
{
    return POINTS[point].icon;
}

struct badge points_badge(enum check_result result)
{
    static const struct badge badges[CHECK_RESULTS] = {
        [CHECK_OPEN] = {TINT_INFO, "hourglass-split", N_("looking…")},
        [CHECK_PASSED] = {TINT_OPEN, "check-circle-fill", N_("good")},
        [CHECK_FAILED] = {TINT_BAD, "x-circle-fill", N_("failed")},
        [CHECK_SKIPPED] = {TINT_WAIT, "dash-circle-fill", N_("skipped")},
    };
    struct badge badge = badges[result];
    badge.text = tr(badge.text);
    return badge;
}

/* "Camera, Sound" */
static void names_of(const struct check *check, enum check_result result, struct buf *out)
{
    for (enum check_point point = 0; point < CHECK_POINTS; point++)
        if (check->results[point] == result)
            buf_printf(out, "%s%s", out->len ? ", " : "", points_name(point));
}

static void note_of(const struct check *check, char *out, size_t size)
{
    struct buf names;
    buf_init(&names, WORDS_MAX);
    names_of(check, CHECK_FAILED, &names);
    int seconds = (int)(check->took / 1000);
    if (names.len > 0)
        snprintf(out, size, "%s", buf_text(&names));
    else
        snprintf(out, size, tr("%1$zu good, %2$zu skipped, in %3$d seconds"),
                 check_count(check, CHECK_PASSED), check_count(check, CHECK_SKIPPED), seconds);
    buf_fini(&names);
}

static void check_row(struct ui *ui, const struct check *check)
{
    char when[WHEN_SIZE], note[WORDS_MAX], ended[60], text[WORDS_MAX + 2 * WHEN_SIZE];
    size_t failed = check_count(check, CHECK_FAILED);
    when_short(check->at, when);
    note_of(check, note, sizeof(note));
    if (failed > 0)
        snprintf(ended, sizeof(ended), tr("%zu failed"), failed);
    else
        TEXT_COPY(ended, tr("all good"));
    snprintf(text, sizeof(text), "%s: %s", when, note);
    ROW(ui, .gap = GAP_S, .pad_y = GAP_XS, .align = ALIGN_CENTER, .role = ROLE_ROW, .text = text) {
        COLUMN(ui, .grow = 1) {
            LABEL(ui, when, .type = TYPE_BODY_BOLD);
            LABEL(ui, note, .type = TYPE_SMALL, .color = COLOR_SOFT);
        }
        BADGE(ui, .tint = failed ? TINT_BAD : TINT_OPEN,
              .icon = failed ? "x-circle-fill" : "check-circle-fill", .text = ended);
    }
}

static void rows_view(struct ui *ui, const struct officer_state *state)
{
    if (state->read && state->count == 0)
        ui_note(ui, "clipboard2-check-fill",
                tr("No check was made yet. It takes a minute: colours, touch, camera and sound are "
                   "asked, the rest the kiosk looks at by itself."));
    if (state->count == 0)
        return;
    COLUMN(ui, .fill = COLOR_CARD, .line = COLOR_LINE, .radius = RADIUS_TILE, .pad_x = GAP_L,
           .pad_y = GAP_XS) {
        for (size_t i = 0; i < state->count; i++) {
            if (i > 0)
                RULE(ui);
            check_row(ui, &state->checks[i]);
        }
    }
    officer_paging(ui, state);
}

void officer_checks_view(struct ui *ui, const struct model *model)
{
    const struct officer_state *state = &model->visit->officer;
    BODY(ui) {
        failure_banner(ui, state->trouble);
        rows_view(ui, state);
    }
}
