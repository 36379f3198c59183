/* The satisfaction survey: nine questions that may all be skipped, a remark, thanks. No name. */
#include <stdio.h>

#include "base/buf.h"
#include "base/tr.h"
#include "kiosk/chrome.h"
#include "kiosk/errand.h"

enum {
    SURVEY_ANSWER = MSG_SCREEN, /* value: 1..4 */
    SURVEY_NEXT,
    SURVEY_SKIP,
    SURVEY_FIELD,
    SURVEY_SEND
};

static void answers(struct ui *ui, const struct model *model)
{
    static const struct {
        const char *icon;
        enum tint tint;
    } faces[] = {{"emoji-frown", TINT_BAD},
                 {"emoji-neutral", TINT_WAIT},
                 {"emoji-smile", TINT_OPEN},
                 {"emoji-laughing", TINT_OPEN}};
    const struct survey_state *state = &model->visit->survey;
    const struct standard *standard = model_standard(model);
    GRID(ui, .columns = ui_landscape(ui) ? 2 : 1, .gap = GAP_M)
        for (int i = 0; i < 4; i++)
            TILE(ui, .wide = true, .icon = faces[i].icon, .tint = faces[i].tint,
                 .title = model_words(model, &standard->survey_answers[state->page][i]),
                 .selected = state->draft.answers[state->page] == i + 1,
                 .tap = TAP(SURVEY_ANSWER, i + 1));
}

static void question_view(struct ui *ui, const struct model *model)
{
    const struct survey_state *state = &model->visit->survey;
    PAGE(ui, model, .title = tr("Rate our service"), .step = state->page + 1,
         .steps = SURVEY_ELEMENTS) {
        BODY(ui) {
            LABEL(ui, model_words(model, &model_standard(model)->survey_questions[state->page]),
                  .type = TYPE_TITLE);
            answers(ui, model);
            if (!ui_landscape(ui) || model->prefs.text_size == TEXT_NORMAL)
                LABEL(
                    ui,
                    tr("Without your name. Your answers count towards the quarterly score of this "
                       "service."),
                    .color = COLOR_SOFT);
        }
        ACTIONS(ui) {
            BUTTON(ui, .text = tr("Back"), .grow = 3, .tap = TAP(MSG_BACK));
            BUTTON(ui, .kind = BUTTON_QUIET, .text = tr("Skip"), .grow = 3,
                   .tap = TAP(SURVEY_SKIP));
            BUTTON(ui, .kind = BUTTON_PRIMARY, .text = tr("Continue"), .icon_after = "arrow-right",
                   .grow = 4, .disabled = !state->draft.answers[state->page],
                   .tap = TAP(SURVEY_NEXT));
        }
    }
}

static bool any_answer(const struct survey *survey)
{
    for (int i = 0; i < SURVEY_ELEMENTS; i++)
        if (survey->answers[i])
            return true;
    return false;
}

static void remark_fields(struct ui *ui, const struct model *model)
{
    const struct survey_state *state = &model->visit->survey;
    DENSE(ui) {
        LABEL(ui, tr("Anything else you want to say?"), .type = TYPE_TITLE);
        failure_banner(ui, state->failure);
        if (!any_answer(&state->draft))
            ui_note(ui, "info-circle-fill",
                    tr("You skipped every question, so there is nothing to send. Go back to "
                       "answer one."));
        FIELD(ui, .label = tr("Suggestion (optional)"), .value = state->draft.remark,
              .hint = tr("Please do not write names or numbers. What you write is kept with "
                         "your answers."),
              .area = true, .active = state->typing.active != 0, .tap = TAP(SURVEY_FIELD));
    }
}

static void remark_view(struct ui *ui, const struct model *model)
{
    const struct survey_state *state = &model->visit->survey;
    const struct button send = {.kind = BUTTON_PRIMARY,
                                .icon_after = "send-fill",
                                .grow = 3,
                                .text = state->sending ? tr("Storing…") : tr("Send answers"),
                                .disabled = state->sending || !any_answer(&state->draft),
                                .tap = TAP(SURVEY_SEND)};
    struct page page = {.title = tr("Rate our service"), .next = &send};
    if (state->typing.active)
        page.keyboard = page_keyboard(KEYBOARD_TEXT, state->typing.shift);
    PAGE(ui, model, .title = page.title, .keyboard = page.keyboard, .next = page.next) {
        remark_fields(ui, model);
        if (!page_next_above(ui, &page))
            ACTIONS(ui) {
                BUTTON(ui, .text = tr("Back"), .grow = 2, .disabled = state->sending,
                       .tap = TAP(MSG_BACK));
                ui_button(ui, &send);
            }
    }
}

static void thanks_view(struct ui *ui, const struct model *model)
{
    PAGE(ui, model, .title = NULL) {
        BODY(ui) {
            SPACE(ui);
            ROW(ui, .justify = JUSTIFY_CENTER) {
                ui_seal(ui, "emoji-smile-fill", TINT_VIOLET);
            }
            LABEL(ui, tr("Thank you"), .type = TYPE_TITLE, .align = ALIGN_CENTER);
            LABEL(ui, tr("Your answers help to make this service better."), .color = COLOR_SOFT,
                  .align = ALIGN_CENTER);
            SPACE(ui);
        }
        ACTIONS(ui) {
            BUTTON(ui, .kind = BUTTON_PRIMARY, .text = tr("Finish"), .grow = 1,
                   .tap = TAP(MSG_FINISH));
        }
    }
}

static void view(struct ui *ui, const struct model *model)
{
    int page = model->visit->survey.page;
    if (page < SURVEY_REMARK)
        question_view(ui, model);
    else if (page == SURVEY_REMARK)
        remark_view(ui, model);
    else
        thanks_view(ui, model);
}

static void turn(struct app *app, int by)
{
    struct survey_state *state = &app_visit(app)->survey;
    state->page += by;
    state->typing = (struct typing){0};
    app_page(app);
}

static void sent(struct app *app, const struct errand *errand)
{
    struct survey_state *state = &app_visit(app)->survey;
    state->sending = false;
    state->failure = errand->err;
    if (errand->err != OK)
        return;
    wipe(&state->draft, sizeof(state->draft));
    turn(app, 1);
}

static void send(struct app *app)
{
    struct survey_state *state = &app_visit(app)->survey;
    if (!any_answer(&state->draft))
        return;
    app->secrets->outgoing.survey = state->draft;
    state->sending = true;
    errand_rate(app, sent);
}

static void type(struct survey_state *state, int64_t key)
{
    if (!state->typing.active)
        return;
    if (key == KEY_SHIFT)
        state->typing.shift = !state->typing.shift;
    else if (key == KEY_DONE)
        state->typing = (struct typing){0};
    else if (text_edit(state->draft.remark, sizeof(state->draft.remark), key))
        state->typing.shift = false;
}

static void on(struct app *app, struct msg msg)
{
    struct survey_state *state = &app_visit(app)->survey;
    bool question = state->page < SURVEY_REMARK;
    if (state->sending)
        return;
    if (msg.kind == MSG_KEY && !question) {
        type(state, msg.value);
    } else if (msg.kind == SURVEY_ANSWER && question) {
        state->draft.answers[state->page] = (uint8_t)msg.value;
    } else if (msg.kind == SURVEY_SKIP && question) {
        state->draft.answers[state->page] = 0;
        turn(app, 1);
    } else if (msg.kind == SURVEY_NEXT && question) {
        turn(app, 1);
    } else if (msg.kind == SURVEY_FIELD) {
        state->typing.active = 1;
    } else if (msg.kind == SURVEY_SEND) {
        send(app);
    }
}

static bool back(struct app *app)
{
    struct survey_state *state = &app_visit(app)->survey;
    if (state->page == 0 || state->page == SURVEY_THANKS)
        return false;
    turn(app, -1);
    return true;
}

const struct screen screen_survey = {.name = "survey", .view = view, .on = on, .back = back};
