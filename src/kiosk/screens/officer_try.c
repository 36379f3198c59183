/* Trying camera and touch screen: from the device page, and in the morning check. */
#include <stdio.h>

#include "base/tr.h"
#include "kiosk/chrome.h"
#include "kiosk/screens/officer.h"
#include "ui/tell.h"

struct sight {
    enum tint tint;
    const char *icon, *text;
};

/* What stands in the way of reading one code is no matter here; that no light comes in is. */
static struct sight sight_of(const struct model *model)
{
    static const struct sight read = {TINT_OPEN, "check-circle-fill", N_("A code was read")};
    static const struct sight looking = {TINT_NIGHT, "camera-video-fill",
                                         N_("Looking for a code…")};
    static const struct sight sights[] = {
        [CAMERA_OFF] = {TINT_NIGHT, "camera-video-off-fill", N_("The camera is off")},
        [CAMERA_STARTING] = {TINT_NIGHT, "camera-video-fill", N_("Starting the camera…")},
        [CAMERA_NONE] = {TINT_BAD, "camera-video-off-fill", N_("The camera does not answer")},
        [CAMERA_DARK] = {TINT_WAIT, "moon-fill", N_("It is dark before the camera")},
    };
    if (model->visit->officer.code_read)
        return read;
    bool told = (size_t)model->camera < LENGTH(sights) && sights[model->camera].text;
    return told ? sights[model->camera] : looking;
}

void officer_preview(struct ui *ui, const struct model *model, enum size_role height)
{
    struct sight sight = sight_of(model);
    STACK(ui, .grow = height == SIZE_AUTO, .height = height, .radius = RADIUS_TILE,
          .fill = COLOR_CAMERA) {
        IMAGE(ui, .kind = IMAGE_PREVIEW);
        COLUMN(ui, .justify = JUSTIFY_END, .align = ALIGN_CENTER, .pad = GAP_M)
            BADGE(ui, .tint = sight.tint, .icon = sight.icon, .text = tr(sight.text));
    }
}

void officer_camera_view(struct ui *ui, const struct model *model)
{
    COLUMN(ui, .grow = 1, .pad_x = GAP_XXL, .pad_y = GAP_M, .gap = GAP_S) {
        LABEL(ui, tr("The camera's picture"), .type = TYPE_LEAD, .role = ROLE_TITLE);
        officer_preview(ui, model, ui_landscape(ui) ? SIZE_AUTO : SIZE_PREVIEW);
    }
    ACTIONS(ui) {
        BUTTON(ui, .icon = "arrow-left", .text = tr("Back"), .grow = 1, .tap = TAP(MSG_BACK));
    }
}

/* ---- the grid ----------------------------------------------------------------------------------
 */

int officer_untouched(const struct officer_state *state)
{
    return GRID_CELLS - __builtin_popcountll(state->touched);
}

static void cell(struct ui *ui, const struct officer_state *state, int number)
{
    char name[40];
    bool touched = state->touched >> number & 1;
    snprintf(name, sizeof(name), tr("Cell %d"), number + 1);
    COLUMN(ui, .grow = 1, .radius = RADIUS_FIELD, .fill = touched ? COLOR_DAUN : COLOR_CARD,
           .line = touched ? COLOR_DAUN : COLOR_FIELD_LINE, .strong = true, .role = ROLE_CHECK,
           .text = name, .selected = touched, .tap = TAP(OFFICER_CELL, number)) {
        if (touched)
            COLUMN(ui, .grow = 1, .align = ALIGN_CENTER, .justify = JUSTIFY_CENTER)
                ICON(ui, "check-lg", .size = SIZE_ICON_M, .color = COLOR_ON_NILA);
    }
}

/* The words and the way out stand between the cells: all of the rest is touched. */
static void between(struct ui *ui, const struct officer_state *state)
{
    char left[80];
    int count = officer_untouched(state);
    snprintf(left, sizeof(left), tr("Sweep over every cell: %d to go"), count);
    ROW(ui, .gap = GAP_M, .pad_x = GAP_S, .align = ALIGN_CENTER) {
        LABEL(ui, count ? left : tr("No dead spot"), .type = TYPE_BODY_BOLD, .grow = 1);
        if (state->page == OFFICER_CHECK) {
            BUTTON(ui, .kind = BUTTON_QUIET, .size = BUTTON_SMALL, .text = tr("Skip"),
                   .tap = TAP(OFFICER_ANSWER, CHECK_SKIPPED));
            BUTTON(ui, .kind = BUTTON_QUIET, .size = BUTTON_SMALL, .icon = "x-lg",
                   .text = tr("Dead spots"), .tap = TAP(OFFICER_ANSWER, CHECK_FAILED));
        } else {
            BUTTON(ui, .kind = BUTTON_QUIET, .size = BUTTON_SMALL, .icon = "arrow-left",
                   .text = tr("Back"), .tap = TAP(MSG_BACK));
        }
    }
}

void officer_grid_view(struct ui *ui, const struct model *model)
{
    const struct officer_state *state = &model->visit->officer;
    int columns = ui_landscape(ui) ? GRID_LONG : GRID_SHORT;
    int rows = GRID_CELLS / columns;
    COLUMN(ui, .grow = 1, .fill = COLOR_PAPER, .pad = GAP_XS, .gap = GAP_XS) {
        for (int row = 0; row < rows; row++) {
            if (row == rows / 2)
                between(ui, state);
            ROW(ui, .grow = 1, .gap = GAP_XS) {
                for (int column = 0; column < columns; column++)
                    cell(ui, state, row * columns + column);
            }
        }
    }
}

/* A finger that sweeps touches every cell below it, not only the one it leaves. */
void officer_pointed(struct app *app, const struct ui *ui, const struct input *input)
{
    struct officer_state *state = officer_of(app);
    bool finger = input->kind == INPUT_DOWN || input->kind == INPUT_MOVE;
    uint64_t before = state->touched;
    if (!finger || !state->open)
        return;
    for (size_t i = 0; i < ui_count(ui); i++) {
        struct node_view node = ui_node(ui, i);
        bool inside = input->x >= node.rect.x && input->x < node.rect.x + node.rect.w &&
                      input->y >= node.rect.y && input->y < node.rect.y + node.rect.h;
        if (inside && node.tap.kind == OFFICER_CELL)
            state->touched |= (uint64_t)1 << node.tap.value;
    }
    if (state->touched == before)
        return;
    app->model.touched = app->model.boot;
    app->changed = true;
    if (state->page == OFFICER_CHECK && officer_untouched(state) == 0)
        officer_check_answer(app, CHECK_PASSED);
}
