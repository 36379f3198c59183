#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "kiosk/chrome.h"
#include "kiosk/form.h"
#include "kiosk/screens/request.h"

struct page request_page_of(const struct model *model)
{
    const struct standard *standard = model_standard(model);
    return (struct page){
        .title = tr("New request"),
        .step = request_step(standard, &model->visit->request),
        .steps = request_steps(standard),
    };
}

static void documents(struct ui *ui, const struct model *model)
{
    const struct standard *standard = model_standard(model);
    for (size_t i = 0; i < standard->document_count; i++) {
        const struct document *document = &standard->documents[i];
        char title[WORDS_SIZE + 8];
        snprintf(title, sizeof(title), "%zu. %s", i + 1, model_words(model, &document->title));
        ROW(ui, .fill = COLOR_CARD, .line = COLOR_LINE, .radius = RADIUS_TILE, .pad_x = GAP_L,
            .pad_y = ui_landscape(ui) ? GAP_XS : GAP_M, .gap = GAP_M, .align = ALIGN_CENTER) {
            ui_medal(ui, document->icon, TINT_INFO, SIZE_MEDAL_S);
            COLUMN(ui, .grow = 1) {
                LABEL(ui, title, .type = TYPE_TILE);
                LABEL(ui, model_words(model, &document->hint), .color = COLOR_SOFT);
            }
        }
    }
}

static void facts(struct ui *ui, const struct model *model)
{
    const struct standard *standard = model_standard(model);
    char days[80], minutes[80];
    snprintf(days, sizeof(days),
             standard->promise.days == 1 ? tr("Done in one working day")
                                         : tr("Done in %d working days"),
             standard->promise.days);
    snprintf(minutes, sizeof(minutes), tr("Form ± %d minutes"), standard->minutes);
    WRAP(ui, .gap = GAP_S) {
        for (size_t i = 0; i < standard->component_count; i++)
            if (strcmp(standard->components[i].key, "biaya") == 0)
                BADGE(ui, .tint = TINT_OPEN, .icon = "cash",
                      .text = model_words(model, &standard->components[i].summary));
        BADGE(ui, .tint = TINT_INFO, .icon = "stopwatch", .text = days);
        BADGE(ui, .tint = TINT_WAIT, .icon = "clock", .text = minutes);
    }
}

static void intro(struct ui *ui, const struct model *model)
{
    static const char *const numbers[DOCUMENTS_MAX] = {N_("one"),   N_("two"),  N_("three"),
                                                       N_("four"),  N_("five"), N_("six"),
                                                       N_("seven"), N_("eight")};
    size_t count = model_standard(model)->document_count;
    char title[160];
    snprintf(title, sizeof(title), tr("Before you start, have these %s documents ready"),
             count ? tr(numbers[count - 1]) : "");
    LABEL(ui, title, .type = TYPE_TITLE);
    bool wide = ui_landscape(ui) && model->prefs.text_size == TEXT_NORMAL;
    UI_BLOCK(ui, wide ? AXIS_ROW : AXIS_COLUMN, .gap = GAP_M,
             .align = wide ? ALIGN_CENTER : ALIGN_STRETCH)
    {
        LABEL(ui, tr("The documents may follow: hand them to an officer at the counter."),
              .color = COLOR_SOFT, .grow = wide);
        if (wide)
            facts(ui, model);
    }
    GRID(ui, .columns = ui_landscape(ui) ? 2 : 1, .gap = GAP_M) {
        documents(ui, model);
    }
    if (!wide)
        facts(ui, model);
}

static void notice(struct ui *ui, const struct model *model)
{
    const struct standard *standard = model_standard(model);
    bool wide = ui_landscape(ui); /* to be read at one look there too */
    LABEL(ui, tr("Your personal data"), .type = TYPE_TITLE);
    COLUMN(ui, .fill = COLOR_CARD, .line = COLOR_LINE, .radius = RADIUS_TILE, .pad_x = GAP_L,
           .pad_y = wide ? GAP_XS : GAP_L, .gap = wide ? GAP_NONE : GAP_S) {
        for (size_t i = 0; i < standard->privacy_count; i++) {
            ROW(ui, .gap = GAP_S) {
                ICON(ui, "check-lg", .size = SIZE_ICON_S, .color = COLOR_DAUN);
                LABEL(ui, model_words(model, &standard->privacy[i]), .grow = 1,
                      .type = wide ? TYPE_SMALL : TYPE_BODY);
            }
        }
    }
}

void request_intro_view(struct ui *ui, const struct model *model)
{
    struct page page = request_page_of(model);
    bool first = model->visit->request.page == REQUEST_INTRO;
    PAGE(ui, model, .title = page.title, .step = page.step, .steps = page.steps) {
        BODY(ui) {
            if (first)
                intro(ui, model);
            else
                notice(ui, model);
        }
        ACTIONS(ui) {
            if (!first)
                BUTTON(ui, .text = tr("Back"), .grow = 2, .tap = TAP(MSG_BACK));
            BUTTON(ui, .kind = BUTTON_PRIMARY,
                   .text = first ? tr("Start the form") : tr("Continue"),
                   .icon_after = "arrow-right", .grow = 3, .tap = TAP(REQUEST_NEXT));
        }
    }
}

static void field_view(struct ui *ui, const struct model *model, int index)
{
    const struct request_state *state = &model->visit->request;
    const struct standard *standard = model_standard(model);
    const struct field *field = &standard->fields[index];
    const char *answer = state->draft.answers[index];
    bool active = state->typing.active == index + 1;
    char shown[FORM_TEXT], hint[FORM_TEXT], error[FORM_TEXT] = "";
    struct identity_check check = form_check(standard, field, answer, request_year(model));
    form_shown(field, answer, shown);
    form_hint(model, field, answer, hint);
    if (request_birth_known(model, index))
        hint[0] = '\0';
    if (state->visited[index])
        form_fault(field, check, error);
    FIELD(ui, .label = model_words(model, &field->label), .value = shown, .hint = hint,
          .error = *error ? error : NULL, .active = active, .tap = TAP(REQUEST_FIELD, index));
    wipe(shown, sizeof(shown));
}

/* A wide screen has no height for them; its keyboard has the room. */
static void domains(struct ui *ui, const struct standard *standard)
{
    if (ui_landscape(ui))
        return;
    WRAP(ui, .gap = GAP_XS) {
        for (size_t i = 0; i < standard->email_key_count; i++)
            CHIP(ui, .text = standard->email_keys[i], .quiet = true,
                 .tap = TAP(REQUEST_DOMAIN, (int64_t)i));
    }
}

/* The fields of the page: one below the other, or side by side where the screen is wide. */
static void group(struct ui *ui, const struct model *model)
{
    const struct standard *standard = model_standard(model);
    bool wide = ui_landscape(ui);
    ui_open(ui, wide ? AXIS_ROW : AXIS_COLUMN, &(struct box){.gap = GAP_M});
    for (int i = 0; i < (int)standard->field_count; i++) {
        if (standard->fields[i].group != model->visit->request.group)
            continue;
        COLUMN(ui, .gap = GAP_S, .grow = wide) {
            field_view(ui, model, i);
            if (standard->fields[i].kind == FIELD_EMAIL && standard->email_key_count)
                domains(ui, standard);
            request_birth_view(ui, model, i);
        }
    }
    ui_close(ui);
}

/* Digits are counted aloud below the field, so the way on may wait for them. */
static bool counting(const struct model *model)
{
    const struct request_state *state = &model->visit->request;
    int index = state->typing.active - 1;
    if (index < 0)
        return false;
    int digits = form_digits(&model_standard(model)->fields[index]);
    int typed = (int)strlen(state->draft.answers[index]);
    return typed > 0 && typed < digits;
}

static struct keyboard keyboard_of(const struct model *model)
{
    const struct typing *typing = &model->visit->request.typing;
    if (!typing->active)
        return (struct keyboard){0};
    const struct field *field = &model_standard(model)->fields[typing->active - 1];
    struct keyboard keyboard = page_keyboard(form_keyboard(field), typing->shift);
    const struct standard *standard = model_standard(model);
    for (size_t i = 0; i < standard->email_key_count; i++)
        keyboard.words[i] = standard->email_keys[i];
    return keyboard;
}

static void fields(struct ui *ui, const struct model *model)
{
    const struct request_state *state = &model->visit->request;
    BODY(ui) {
        LABEL(ui, model_words(model, &model_standard(model)->groups[state->group].question),
              .type = TYPE_TITLE);
        request_hindrance(ui, model);
        group(ui, model);
        if (state->group == 0)
            ui_note(ui, "shield-lock-fill",
                    tr("Your data is encrypted in this machine and only the office can open it. "
                       "The screen clears itself when you leave."));
    }
}

void request_fields_view(struct ui *ui, const struct model *model)
{
    const struct button next = {.kind = BUTTON_PRIMARY,
                                .text = tr("Continue"),
                                .icon_after = "arrow-right",
                                .grow = 3,
                                .disabled = counting(model),
                                .tap = TAP(REQUEST_NEXT)};
    struct page page = request_page_of(model);
    page.keyboard = keyboard_of(model);
    page.next = &next;
    PAGE(ui, model, .title = page.title, .step = page.step, .steps = page.steps,
         .keyboard = page.keyboard, .next = page.next) {
        fields(ui, model);
        if (!page_next_above(ui, &page))
            ACTIONS(ui) {
                BUTTON(ui, .text = tr("Back"), .grow = 2, .tap = TAP(MSG_BACK));
                ui_button(ui, &next);
            }
    }
}
