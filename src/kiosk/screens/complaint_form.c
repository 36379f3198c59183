#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "kiosk/answers.h"
#include "kiosk/chrome.h"
#include "kiosk/form.h"
#include "kiosk/screens/complaint.h"

enum { FORM_STEPS = 3, LITTLE_ROOM = 200 /* characters */ };

static struct keyboard keyboard_of(const struct complaint_state *state)
{
    const struct field *rules;
    if (!state->typing.active)
        return (struct keyboard){0};
    rules = complaint_rules((enum complaint_field)state->typing.active);
    return page_keyboard(rules ? form_keyboard(rules) : KEYBOARD_TEXT, state->typing.shift);
}

static void topics(struct ui *ui, const struct model *model)
{
    const struct standard *standard = model_standard(model);
    const struct complaint_state *state = &model->visit->complaint;
    WRAP(ui, .gap = GAP_S) {
        for (size_t i = 0; i < standard->topic_count; i++)
            CHIP(ui, .text = model_words(model, &standard->topics[i].text),
                 .selected = strcmp(state->draft.topic, standard->topics[i].key) == 0,
                 .tap = TAP(COMPLAINT_TOPIC, (int64_t)i));
    }
    if (state->tried && !*state->draft.topic)
        LABEL(ui, tr("Please choose a topic."), .type = TYPE_BODY_BOLD, .color = COLOR_MENGKUDU);
}

/* The page shares the screen with a keyboard: large letters leave room for the headings alone, and
 * so does what is explained in red. */
static bool cramped(const struct model *model)
{
    return model->prefs.text_size == TEXT_LARGE || model->visit->complaint.tried;
}

static void story(struct ui *ui, const struct model *model)
{
    const struct complaint_state *state = &model->visit->complaint;
    size_t room = sizeof(state->draft.text) - 1 - strlen(state->draft.text);
    char left[80];
    snprintf(left, sizeof(left), tr("%d characters left"), (int)room);
    bool counted = room < LITTLE_ROOM || !cramped(model);
    bool missing = state->tried && !text_filled(state->draft.text);
    FIELD(ui, .label = tr("Tell us in a few words"), .value = state->draft.text,
          .hint = counted ? left : NULL,
          .error = missing ? tr("Please tell us what happened.") : NULL, .area = true,
          .active = state->typing.active == COMPLAINT_STORY,
          .tap = TAP(COMPLAINT_FIELD, COMPLAINT_STORY));
}

/* A page of fields and the keyboard below it. */
static void form_page(struct ui *ui, const struct model *model, int step,
                      void (*fields)(struct ui *ui, const struct model *model))
{
    const struct button next = {.kind = BUTTON_PRIMARY,
                                .text = tr("Continue"),
                                .icon_after = "arrow-right",
                                .grow = 3,
                                .tap = TAP(COMPLAINT_NEXT)};
    const struct page page = {.title = tr("Complaint"),
                              .step = step,
                              .steps = FORM_STEPS,
                              .keyboard = keyboard_of(&model->visit->complaint),
                              .next = &next};
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

/* A complaint that came from a progress page is about that request; its code says whose it is, so
 * the visitor may take it off. */
static void about(struct ui *ui, const struct complaint_state *state)
{
    char title[80];
    if (!*state->draft.about)
        return;
    snprintf(title, sizeof(title), tr("About %s"), state->draft.about);
    CHECK(ui, .title = title, .checked = !state->apart,
          .text = tr("From the code the office can see who you are."), .tap = TAP(COMPLAINT_ABOUT));
}

static void nameless(struct ui *ui, const struct model *model)
{
    CHECK(ui, .title = tr("Without my name"), .checked = !model->visit->complaint.named,
          .text = cramped(model)
                      ? NULL
                      : tr("You read the answer with the complaint number, at this kiosk or by "
                           "phone."),
          .tap = TAP(COMPLAINT_NAMELESS));
}

static void wide_text(struct ui *ui, const struct model *model)
{
    const struct complaint_state *state = &model->visit->complaint;
    ROW(ui, .grow = 1, .pad_x = GAP_XXL, .pad_y = GAP_XXS, .gap = GAP_L) {
        COLUMN(ui, .grow = 1, .gap = GAP_XS, .scroll = true) {
            LABEL(ui, tr("What happened?"), .type = TYPE_LEAD, .role = ROLE_TITLE);
            topics(ui, model);
        }
        COLUMN(ui, .grow = 1, .gap = GAP_XS, .scroll = true) {
            story(ui, model);
            nameless(ui, model);
            about(ui, state);
        }
    }
}

static void tall_text(struct ui *ui, const struct model *model)
{
    const struct complaint_state *state = &model->visit->complaint;
    DENSE(ui) {
        LABEL(ui, tr("What happened?"), .type = TYPE_TITLE);
        topics(ui, model);
        story(ui, model);
        nameless(ui, model);
        about(ui, state);
    }
}

void complaint_text_view(struct ui *ui, const struct model *model)
{
    form_page(ui, model, 1, ui_landscape(ui) ? wide_text : tall_text);
}

static void contact_field(struct ui *ui, const struct model *model, enum complaint_field field,
                          const char *label, const char *answer, const char *hint)
{
    const struct complaint_state *state = &model->visit->complaint;
    char shown[FORM_TEXT], fault[FORM_TEXT] = "";
    form_shown(complaint_rules(field), answer, shown);
    if (state->tried)
        complaint_fault(model, field, fault, sizeof(fault));
    FIELD(ui, .label = label, .value = shown, .hint = hint, .error = *fault ? fault : NULL,
          .active = state->typing.active == (int)field, .tap = TAP(COMPLAINT_FIELD, field));
    wipe(shown, sizeof(shown));
}

static void contact_fields(struct ui *ui, const struct model *model)
{
    const struct complaint_state *state = &model->visit->complaint;
    DENSE(ui) {
        LABEL(ui, tr("How do we reach you?"), .type = TYPE_TITLE);
        GRID(ui, .columns = ui_landscape(ui) ? 2 : 1, .gap = GAP_M) {
            contact_field(ui, model, COMPLAINT_NAME, tr("Your name"), state->draft.name, NULL);
            contact_field(ui, model, COMPLAINT_PHONE, tr("Mobile number"), state->draft.phone,
                          tr("10 to 13 digits, for example 0856-1234-5678."));
        }
        ui_note(ui, "shield-lock-fill",
                tr("Your data is encrypted in this machine and only the office can open it. The "
                   "screen clears itself when you leave."));
    }
}

void complaint_contact_view(struct ui *ui, const struct model *model)
{
    form_page(ui, model, 2, contact_fields);
}

static const char *topic_text(const struct model *model)
{
    const struct standard *standard = model_standard(model);
    for (size_t i = 0; i < standard->topic_count; i++)
        if (strcmp(standard->topics[i].key, model->visit->complaint.draft.topic) == 0)
            return model_words(model, &standard->topics[i].text);
    return "";
}

static void answers(struct ui *ui, const struct model *model)
{
    const struct complaint_state *state = &model->visit->complaint;
    char phone[FORM_TEXT];
    form_shown(complaint_rules(COMPLAINT_PHONE), state->draft.phone, phone);
    bool about = *state->draft.about && !state->apart;
    const struct {
        const char *label, *text;
        enum complaint_page page;
        bool there;
    } rows[] = {
        {tr("Topic"), topic_text(model), COMPLAINT_TEXT, true},
        {tr("About"), state->draft.about, COMPLAINT_TEXT, about},
        {tr("What happened?"), state->draft.text, COMPLAINT_TEXT, true},
        {tr("From"), state->named ? state->draft.name : tr("Without my name"),
         state->named ? COMPLAINT_CONTACT : COMPLAINT_TEXT, true},
        {tr("Mobile number"), phone, COMPLAINT_CONTACT, state->named},
    };
    ANSWERS(ui)
    {
        for (size_t i = 0; i < LENGTH(rows); i++)
            if (rows[i].there)
                answer_row(ui, model, i == 0,
                           &(struct answer){.label = rows[i].label,
                                            .text = rows[i].text,
                                            .change = TAP(COMPLAINT_CHANGE, rows[i].page),
                                            .disabled = state->sending});
    }
    wipe(phone, sizeof(phone));
}

void complaint_check_view(struct ui *ui, const struct model *model)
{
    const struct complaint_state *state = &model->visit->complaint;
    PAGE(ui, model, .title = tr("Complaint"), .step = 3, .steps = FORM_STEPS) {
        BODY(ui) {
            LABEL(ui, tr("Check your complaint"), .type = TYPE_TITLE);
            failure_banner(ui, state->failure);
            answers(ui, model);
        }
        ACTIONS(ui) {
            BUTTON(ui, .text = tr("Back"), .grow = 2, .disabled = state->sending,
                   .tap = TAP(MSG_BACK));
            BUTTON(ui, .kind = BUTTON_PRIMARY, .icon_after = "send-fill", .grow = 3,
                   .text = state->sending ? tr("Storing…") : tr("Send complaint"),
                   .disabled = state->sending, .tap = TAP(COMPLAINT_SEND));
        }
    }
}
