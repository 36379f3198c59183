/* A code on paper or a phone in front of the camera, one read by the hand scanner, or one typed. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "kiosk/chrome.h"

enum { SCAN_TYPE = MSG_SCREEN, SCAN_CAMERA, SCAN_CHECK };

/* Puts the hyphens where a receipt has them: ESG-7K3M-Q9XT-2HW. */
static void hyphenate(const char *typed, char *out, size_t size)
{
    struct buf text;
    buf_init(&text, size - 1);
    int symbols = 0;
    for (; *typed; typed++) {
        if (!isalnum((unsigned char)*typed))
            continue;
        if (symbols % 4 == 3 && symbols < DRAFT_SYMBOLS)
            buf_putc(&text, '-');
        buf_putc(&text, (char)toupper((unsigned char)*typed));
        symbols++;
    }
    text_copy(out, size, buf_text(&text));
    buf_fini(&text);
}

static const char *refusal(const struct scan_state *state)
{
    static const char *const foreign[] = {
        [CODE_OTHER] = N_("That is not a code of this office's receipts. Please show the QR "
                          "code on your receipt."),
        [CODE_WEB] = N_("That QR code is a web address. This kiosk does not open it; please "
                        "show the QR code on your receipt."),
        [CODE_WIFI] =
            N_("That QR code is for a Wi-Fi network. Please show the QR code on your receipt."),
        [CODE_PAYMENT] = N_("That QR code is for payments. The service is free; please show the "
                            "QR code on your receipt."),
        [CODE_CONTACT] = N_("That QR code is somebody's contact details. This kiosk does not keep "
                            "them; please show the QR code on your receipt."),
    };
    switch (state->reading.fault) {
    case TRACKING_INCOMPLETE:
        return tr("The code is not complete. It has 3 letters and then 11 letters or digits.");
    case TRACKING_MISTYPED:
        return tr(
            "The code does not match. Please compare its letters and digits with your receipt.");
    case TRACKING_FOREIGN:
        return tr(foreign[state->kind]);
    case TRACKING_DRAFT:
        return tr(
            "No form with this code is kept here. A form is kept for 30 minutes, at the kiosk "
            "where it was filled in; please start a new request.");
    case TRACKING_OK:
        break;
    }
    return "";
}

/* Beside the words it is as high as the page; above them it makes room for what is explained. */
static enum size_role preview_height(const struct ui *ui, const struct model *model)
{
    if (ui_landscape(ui))
        return SIZE_AUTO;
    return model->visit->scan.refused ? SIZE_PREVIEW_LOW : SIZE_PREVIEW;
}

static void no_picture(struct ui *ui)
{
    STACK(ui, .grow = ui_landscape(ui), .height = ui_landscape(ui) ? SIZE_AUTO : SIZE_PREVIEW_LOW,
          .radius = RADIUS_TILE, .fill = COLOR_CAMERA, .align = ALIGN_CENTER)
        ICON(ui, "camera-video-off-fill", .size = SIZE_ICON_XL, .color = COLOR_ON_NILA);
}

/* What the camera is about, or sees in the way of reading, in the picture itself. */
static void camera_badge(struct ui *ui, const struct model *model)
{
    static const struct words {
        const char *icon, *text;
        enum tint tint;
    } words[] = {
        [CAMERA_OFF] = {"camera-video-off-fill", N_("The camera is off"), TINT_NIGHT},
        [CAMERA_STARTING] = {"camera-video-fill", N_("Starting the camera…"), TINT_NIGHT},
        [CAMERA_LOOKING] = {"camera-video-fill", N_("Looking for a code…"), TINT_NIGHT},
        [CAMERA_DARK] = {"moon-fill", N_("Too dark. Turn up the phone's brightness"), TINT_WAIT},
        [CAMERA_NEAR] = {"arrows-angle-contract", N_("Too near. Hold it a little farther away"),
                         TINT_WAIT},
        [CAMERA_FAR] = {"arrows-angle-expand", N_("Too far away. Hold it nearer"), TINT_WAIT},
        [CAMERA_PALE] = {"brightness-high-fill", N_("Hard to see. Turn up the phone's brightness"),
                         TINT_WAIT},
        [CAMERA_GLARE] = {"brightness-high-fill", N_("Light is reflected. Tilt it a little"),
                          TINT_WAIT},
    };
    static const struct words found = {"check-circle-fill", N_("Code found"), TINT_OPEN};
    const struct words *now = model->visit->scan.found ? &found : &words[model->camera];
    BADGE(ui, .tint = now->tint, .icon = now->icon, .text = tr(now->text));
}

static void preview(struct ui *ui, const struct model *model)
{
    if (model->camera == CAMERA_NONE) {
        no_picture(ui);
        return;
    }
    STACK(ui, .grow = ui_landscape(ui), .height = preview_height(ui, model), .radius = RADIUS_TILE,
          .fill = COLOR_CAMERA) {
        IMAGE(ui, .kind = IMAGE_PREVIEW);
        COLUMN(ui, .align = ALIGN_CENTER, .justify = JUSTIFY_CENTER)
            IMAGE(ui, .kind = IMAGE_BRACKETS);
        COLUMN(ui, .justify = JUSTIFY_END, .align = ALIGN_CENTER, .pad = GAP_M) {
            camera_badge(ui, model);
        }
    }
}

static void directions(struct ui *ui, const struct model *model)
{
    const struct scan_state *state = &model->visit->scan;
    bool blind = model->camera == CAMERA_NONE;
    LABEL(ui, blind ? tr("The camera does not answer") : tr("Hold the QR code up to the camera"),
          .type = TYPE_TITLE, .align = ALIGN_CENTER);
    LABEL(ui,
          blind ? tr("Please use the hand scanner, or type the code.")
                : tr("A paper receipt or a phone screen, 10–20 cm away."),
          .color = COLOR_SOFT, .align = ALIGN_CENTER);
    if (state->refused)
        ui_note(ui, "info-circle-fill", refusal(state));
}

/* One thing at a time: while a refusal is explained, nothing else is advised. */
static void hints(struct ui *ui, const struct model *model)
{
    if (model->visit->scan.refused)
        return;
    WRAP(ui, .gap = GAP_S, .justify = JUSTIFY_CENTER) {
        BADGE(ui, .tint = TINT_INFO, .icon = "upc-scan", .text = tr("The hand scanner works too"));
        if (model->camera != CAMERA_NONE)
            BADGE(ui, .tint = TINT_WAIT, .icon = "lightbulb",
                  .text = tr("Turn up the phone's brightness"));
    }
}

static void type_instead(struct ui *ui, const struct model *model)
{
    bool blind = model->camera == CAMERA_NONE;
    BUTTON(ui, .kind = blind ? BUTTON_PRIMARY : BUTTON_SECOND, .icon = "keyboard-fill",
           .text = tr("Type the code instead"), .grow = 1, .tap = TAP(SCAN_TYPE));
}

static void wide_view(struct ui *ui, const struct model *model)
{
    ROW(ui, .grow = 1, .pad_x = GAP_XXL, .pad_y = GAP_S, .gap = GAP_L) {
        COLUMN(ui, .grow = 3) {
            preview(ui, model);
        }
        COLUMN(ui, .grow = 2, .gap = GAP_M) {
            COLUMN(ui, .grow = 1, .scroll = true, .gap = GAP_M) {
                directions(ui, model);
                hints(ui, model);
            }
            ROW(ui) {
                type_instead(ui, model);
            }
        }
    }
}

static void tall_view(struct ui *ui, const struct model *model)
{
    BODY(ui) {
        directions(ui, model);
        preview(ui, model);
        hints(ui, model);
    }
    ACTIONS(ui) {
        type_instead(ui, model);
    }
}

static void camera_view(struct ui *ui, const struct model *model)
{
    PAGE(ui, model, .title = tr("Check progress")) {
        if (ui_landscape(ui))
            wide_view(ui, model);
        else
            tall_view(ui, model);
    }
}

static void typing_view(struct ui *ui, const struct model *model)
{
    const struct scan_state *state = &model->visit->scan;
    char shown[48], hint[200];
    hyphenate(state->typed, shown, sizeof(shown));
    struct tracking_reading reading = tracking_read(state->typed, "");
    if (*state->typed && reading.fault == TRACKING_INCOMPLETE)
        snprintf(hint, sizeof(hint), tr("%d characters are missing."), reading.missing);
    else
        TEXT_COPY(hint, tr("It stands below the QR code on your receipt."));
    PAGE(ui, model, .title = tr("Check progress"), .keyboard = page_keyboard(KEYBOARD_CODE, true)) {
        BODY(ui) {
            LABEL(ui, tr("Type the code on your receipt"), .type = TYPE_TITLE);
            FIELD(ui, .label = tr("Code, for example ESG-7K3M-Q9XT-2HW"), .value = shown,
                  .hint = hint, .error = state->refused ? refusal(state) : NULL, .active = true,
                  .tap = TAP(SCAN_TYPE));
            if (!model->camera_there)
                ui_note(ui, "camera-video-off-fill",
                        tr("This kiosk has no camera. Type the code, or use the hand scanner."));
        }
        ACTIONS(ui) {
            if (model->camera_there)
                BUTTON(ui, .icon = "camera-video-fill", .text = tr("Use the camera"), .grow = 2,
                       .tap = TAP(SCAN_CAMERA));
            else
                BUTTON(ui, .text = tr("Back"), .grow = 2, .tap = TAP(MSG_BACK));
            BUTTON(ui, .kind = BUTTON_PRIMARY, .text = tr("Check progress"),
                   .icon_after = "arrow-right", .grow = 3, .disabled = !*state->typed,
                   .tap = TAP(SCAN_CHECK));
        }
    }
}

static void view(struct ui *ui, const struct model *model)
{
    if (model->visit->scan.typing)
        typing_view(ui, model);
    else
        camera_view(ui, model);
}

static void use(struct app *app, bool typing)
{
    struct scan_state *state = &app_visit(app)->scan;
    state->typing = typing || !app->model.camera_there;
    state->refused = state->found = false;
    app_camera_use(app, !state->typing);
    app_page(app);
}

static void type(struct scan_state *state, int64_t key)
{
    if (key == ' ' || key == '-')
        return;
    bool draft = strncasecmp(state->typed, TRACKING_DRAFT_PREFIX, 3) == 0;
    size_t most = 3 + 1 + (draft ? DRAFT_SYMBOLS : TRACKING_SYMBOLS);
    if (key == KEY_BACKSPACE || key == KEY_CLEAR || strlen(state->typed) < most)
        if (text_edit(state->typed, sizeof(state->typed), key))
            state->refused = false;
}

static void check(struct app *app)
{
    const char *url = app->config.settings->public_url;
    struct tracking_reading reading = tracking_read(app_visit(app)->scan.typed, url);
    app_code_read(app, &reading, CODE_OTHER);
}

static void on(struct app *app, struct msg msg)
{
    struct scan_state *state = &app_visit(app)->scan;
    if (msg.kind == SCAN_TYPE && !state->typing)
        use(app, true);
    else if (msg.kind == SCAN_CAMERA)
        use(app, false);
    else if (msg.kind == SCAN_CHECK || (msg.kind == MSG_KEY && msg.value == KEY_DONE))
        check(app);
    else if (msg.kind == MSG_KEY && state->typing)
        type(state, msg.value);
}

static void enter(struct app *app)
{
    use(app, app_visit(app)->scan.typing);
}

static void leave(struct app *app)
{
    app_camera_use(app, false);
}

static int64_t tick(struct app *app)
{
    const struct scan_state *state = &app_visit(app)->scan;
    if (!state->found)
        return INT64_MAX;
    if (app->model.boot < state->opens)
        return state->opens;
    app_code_open(app, &state->code);
    return app->model.boot + 1;
}

const struct screen screen_scan = {
    .name = "scan", .view = view, .on = on, .enter = enter, .leave = leave, .tick = tick};
