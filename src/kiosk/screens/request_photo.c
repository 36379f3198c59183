/* A document's pages before the camera: aiming, and looking at what was taken. */
#include <stdio.h>

#include "base/tr.h"
#include "kiosk/photo.h"
#include "kiosk/screens/request.h"

static const struct photo_state *photo_of(const struct model *model)
{
    return &model->visit->request.photo;
}

/* What the camera sees, or is about, in the picture itself; it is read aloud when it changes. */
static void sight(struct ui *ui, const struct model *model)
{
    static const struct words {
        const char *icon, *text;
        enum tint tint;
    } words[] = {
        [SHEET_GOOD] = {"check-circle-fill", N_("Good. Touch \"Take photo\""), TINT_OPEN},
        [SHEET_MISSING] = {"file-earmark-text", N_("Show one sheet, flat and whole"), TINT_NIGHT},
        [SHEET_CUT] = {"arrows-angle-contract", N_("The whole sheet must be in the picture"),
                       TINT_WAIT},
        [SHEET_FAR] = {"arrows-angle-expand", N_("Too far away. Hold it nearer"), TINT_WAIT},
        [SHEET_MOVING] = {"file-earmark-text", N_("Hold it still"), TINT_WAIT},
        [SHEET_DARK] = {"moon-fill", N_("Too dark. It needs more light"), TINT_WAIT},
        [SHEET_GLARE] = {"brightness-high-fill", N_("Light is reflected. Tilt it a little"),
                         TINT_WAIT},
        [SHEET_BLUR] = {"arrows-angle-contract", N_("Not sharp. Hold it still, a bit farther away"),
                        TINT_WAIT},
    };
    static const struct words starting = {"camera-video-fill", N_("Starting the camera…"),
                                          TINT_NIGHT},
                              shooting = {"camera-video-fill", N_("Taking the picture…"),
                                          TINT_NIGHT},
                              sealing = {"lock-fill", N_("Sealing the page…"), TINT_NIGHT};
    const struct words *now = photo_of(model)->stage == PHOTO_SHOOTING  ? &shooting
                              : photo_of(model)->stage == PHOTO_SEALING ? &sealing
                              : model->camera == CAMERA_STARTING        ? &starting
                                                                        : &words[model->sheet];
    BADGE(ui, .tint = now->tint, .icon = now->icon, .text = tr(now->text));
}

static void picture(struct ui *ui, const struct model *model, bool aiming)
{
    STACK(ui, .grow = ui_landscape(ui), .height = ui_landscape(ui) ? SIZE_AUTO : SIZE_PREVIEW,
          .radius = RADIUS_TILE, .fill = COLOR_CAMERA) {
        IMAGE(ui, .kind = IMAGE_PREVIEW);
        if (aiming)
            COLUMN(ui, .justify = JUSTIFY_END, .align = ALIGN_CENTER, .pad = GAP_M) {
                sight(ui, model);
            }
    }
}

static const char *trouble(const struct photo_state *photo)
{
    if (photo->missed)
        return tr("No whole sheet was seen, so nothing was taken. Please try again.");
    if (photo->failure == ERR_FULL)
        return tr("There is no room for photographs at this kiosk now.");
    if (photo->failure != OK)
        return tr("The page could not be stored. Please try again, or hand the document to the "
                  "officer.");
    return NULL;
}

/* What is wrong with the page taken last; it may be kept all the same. */
static const char *flaw(const struct photo_state *photo)
{
    static const char *const flaws[] = {
        [SHEET_MOVING] = N_("This picture is not sharp. Please take it again if a word cannot be "
                            "read."),
        [SHEET_DARK] = N_("This picture is dark. Please take it again in more light."),
        [SHEET_GLARE] = N_("Light is reflected on this page. Please take it again if a word cannot "
                           "be read."),
        [SHEET_BLUR] = N_("This picture is not sharp. Please take it again if a word cannot be "
                          "read."),
    };
    const char *text = photo->flaw < LENGTH(flaws) ? flaws[photo->flaw] : NULL;
    return text ? tr(text) : NULL;
}

static void aiming_words(struct ui *ui, const struct model *model)
{
    const struct photo_state *photo = photo_of(model);
    const char *why = trouble(photo);
    if (model->camera == CAMERA_NONE)
        why = tr("The camera does not answer, so documents cannot be photographed now.");
    if (why)
        ui_note(ui, "info-circle-fill", why);
    else
        LABEL(ui,
              tr("Only the sheet is kept, sealed. All beside its edges, faces too, is thrown away "
                 "at once."),
              .color = COLOR_SOFT);
    CHECK(ui, .checked = !photo->crooked, .text = tr("Straighten the page"),
          .tap = TAP(REQUEST_STRAIGHTEN));
}

static void aiming_actions(struct ui *ui, const struct model *model)
{
    bool ready = photo_of(model)->stage == PHOTO_AIMING && model->camera != CAMERA_NONE;
    BUTTON(ui, .text = tr("Back"), .grow = 2, .disabled = photo_of(model)->stage == PHOTO_SEALING,
           .tap = TAP(MSG_BACK));
    BUTTON(ui, .kind = BUTTON_PRIMARY, .icon = "camera-fill", .text = tr("Take photo"), .grow = 3,
           .disabled = !ready, .tap = TAP(REQUEST_SHOOT));
}

static void looking_words(struct ui *ui, const struct model *model)
{
    const struct request_state *state = &model->visit->request;
    const struct photo_state *photo = &state->photo;
    const char *why = flaw(photo);
    if (why)
        ui_note(ui, "info-circle-fill", why);
    else
        LABEL(ui, tr("Can every word be read? The page is sealed already and opens at the office."),
              .color = COLOR_SOFT);
    WRAP(ui, .gap = GAP_XS) {
        for (size_t i = 0; i < state->draft.page_count; i++) {
            const struct photo_page *page = &state->draft.pages[i];
            char text[40];
            snprintf(text, sizeof(text), tr("Page %d"),
                     photo_place(&state->draft, photo->document, page->id));
            if (page->document == photo->document)
                CHIP(ui, .text = text, .selected = page->id == photo->page,
                     .tap = TAP(REQUEST_LOOK, page->id));
        }
        CHIP(ui, .icon = "plus-lg", .text = tr("Add a page"),
             .disabled = state->draft.page_count >= PAGES_MAX, .tap = TAP(REQUEST_MORE));
        CHIP(ui, .icon = "trash", .text = tr("Delete this page"), .tap = TAP(REQUEST_DROP));
    }
}

static void looking_actions(struct ui *ui)
{
    BUTTON(ui, .icon = "arrow-counterclockwise", .text = tr("Take again"), .grow = 2,
           .tap = TAP(REQUEST_AGAIN));
    BUTTON(ui, .kind = BUTTON_PRIMARY, .icon = "check-lg", .text = tr("Done"), .grow = 3,
           .tap = TAP(REQUEST_DONE));
}

static void words(struct ui *ui, const struct model *model, bool aiming)
{
    const struct standard *standard = model_standard(model);
    LABEL(ui, model_words(model, &standard->documents[photo_of(model)->document].title),
          .type = TYPE_TITLE);
    if (aiming)
        aiming_words(ui, model);
    else
        looking_words(ui, model);
}

static void actions(struct ui *ui, const struct model *model, bool aiming)
{
    if (aiming)
        aiming_actions(ui, model);
    else
        looking_actions(ui);
}

static void wide_view(struct ui *ui, const struct model *model, bool aiming)
{
    ROW(ui, .grow = 1, .pad_x = GAP_XXL, .pad_y = GAP_S, .gap = GAP_L) {
        COLUMN(ui, .grow = 3) {
            picture(ui, model, aiming);
        }
        COLUMN(ui, .grow = 2, .gap = GAP_M) {
            COLUMN(ui, .grow = 1, .scroll = true, .gap = GAP_M) {
                words(ui, model, aiming);
            }
            ROW(ui, .gap = GAP_S) {
                actions(ui, model, aiming);
            }
        }
    }
}

void request_photo_view(struct ui *ui, const struct model *model)
{
    struct page page = request_page_of(model);
    bool aiming = photo_of(model)->stage != PHOTO_LOOKING;
    PAGE(ui, model, .title = page.title, .step = page.step, .steps = page.steps) {
        if (ui_landscape(ui)) {
            wide_view(ui, model, aiming);
        } else {
            BODY(ui) {
                picture(ui, model, aiming);
                words(ui, model, aiming);
            }
            ACTIONS(ui) {
                actions(ui, model, aiming);
            }
        }
    }
}
