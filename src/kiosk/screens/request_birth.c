/* What a NIK and a NIP say of their owner. The visitor is asked, the verifier is told, and nobody
 * is held up: a number stays for life even where its birth date is wrong. */
#include <stdio.h>

#include "base/tr.h"
#include "kiosk/screens/request.h"
#include "kiosk/when.h"
#include "service/identity.h"

/* The birth in the answer, when it is a number that holds one and is complete. */
static bool birth_in(const struct standard *standard, const struct request_state *state, int index,
                     int year, struct birth *out)
{
    const char *answer = state->draft.answers[index];
    enum field_kind kind = standard->fields[index].kind;
    return (kind == FIELD_NIK && nik_check(answer, year, out).fault == IDENTITY_OK) ||
           (kind == FIELD_NIP && nip_check(answer, out).fault == IDENTITY_OK);
}

/* The first field of the kind, or -1. */
static int field_of(const struct standard *standard, enum field_kind kind)
{
    for (int i = 0; i < (int)standard->field_count; i++)
        if (standard->fields[i].kind == kind)
            return i;
    return -1;
}

void request_notes(const struct request_state *state, int year, bool notes[REQUEST_NOTES])
{
    const struct standard *standard = state->draft.standard;
    int nik = field_of(standard, FIELD_NIK), nip = field_of(standard, FIELD_NIP);
    struct birth in_nik = {0}, in_nip = {0};
    bool first = nik >= 0 && birth_in(standard, state, nik, year, &in_nik);
    bool second = nip >= 0 && birth_in(standard, state, nip, year, &in_nip);
    notes[NOTE_NIK_BIRTH] = first && state->births[nik] == BIRTH_WRONG;
    notes[NOTE_NIP_BIRTH] = second && state->births[nip] == BIRTH_WRONG;
    notes[NOTE_BIRTH_DIFFERS] = first && second && !birth_same_day(&in_nik, &in_nip);
    notes[NOTE_SEX_DIFFERS] = first && second && in_nik.female != in_nip.female;
}

static const char *const NOTE_WORDS[REQUEST_NOTES] = {
    [NOTE_NIK_BIRTH] = N_("You say that the birth date in the NIK is not right."),
    [NOTE_NIP_BIRTH] = N_("You say that the birth date in the NIP is not right."),
    [NOTE_BIRTH_DIFFERS] = N_("The birth dates in NIK and NIP differ."),
    [NOTE_SEX_DIFFERS] = N_("NIK and NIP do not tell of the same sex."),
};

void request_notes_view(struct ui *ui, const struct model *model)
{
    bool notes[REQUEST_NOTES];
    char text[600];
    size_t len = 0;
    request_notes(&model->visit->request, request_year(model), notes);
    for (int i = 0; i < REQUEST_NOTES; i++)
        if (notes[i] && len < sizeof(text))
            len += (size_t)snprintf(text + len, sizeof(text) - len, "%s%s", len ? " " : "",
                                    tr(NOTE_WORDS[i]));
    if (len < sizeof(text) && len > 0)
        snprintf(text + len, sizeof(text) - len, " %s",
                 tr("The verifier gets this as a note; your request goes on."));
    if (len > 0)
        ui_note(ui, "chat-left-text-fill", text);
}

static void answers(struct ui *ui, const struct model *model, int index)
{
    enum birth_word said = model->visit->request.births[index];
    ROW(ui, .gap = GAP_S) {
        CHIP(ui, .text = tr("Yes"), .quiet = true, .selected = said == BIRTH_RIGHT,
             .tap = TAP(REQUEST_BIRTH_RIGHT, index));
        CHIP(ui, .text = tr("No"), .quiet = true, .selected = said == BIRTH_WRONG,
             .tap = TAP(REQUEST_BIRTH_WRONG, index));
    }
}

/* "Tanggal lahir menurut NIK: 30 Agustus 1990. Benar?", with what was answered; in the narrow
 * columns of a wide screen one below the other. */
static void question(struct ui *ui, const struct model *model, int index, const char *text)
{
    bool below = ui_landscape(ui);
    UI_BLOCK(ui, below ? AXIS_COLUMN : AXIS_ROW, .gap = below ? GAP_XS : GAP_S,
             .align = below ? ALIGN_STRETCH : ALIGN_CENTER)
    {
        /* A fact to those who listen: it is read when it appears. */
        LABEL(ui, text, .type = TYPE_SMALL_BOLD, .grow = !below, .role = ROLE_BADGE);
        answers(ui, model, index);
    }
    if (model->visit->request.births[index] == BIRTH_WRONG)
        LABEL(ui,
              tr("Mend the digits if one is wrong. If they stand so on your card, go on: the "
                 "verifier gets a note."),
              .type = TYPE_SMALL, .color = COLOR_SOFT);
}

/* Where the other number stands before this one: how the two agree. */
static void comparison(struct ui *ui, const struct birth *own, const struct birth *other)
{
    if (birth_same_day(own, other) && own->female == other->female)
        return;
    LABEL(ui,
          birth_same_day(own, other) ? tr("NIK and NIP do not tell of the same sex. The verifier "
                                          "gets a note; you can go on.")
                                     : tr("The NIK holds another date. The verifier gets a note; "
                                          "you can go on."),
          .type = TYPE_SMALL_BOLD, .color = COLOR_ON_WAIT, .role = ROLE_BADGE);
}

bool request_birth_known(const struct model *model, int index)
{
    struct birth birth;
    return birth_in(model_standard(model), &model->visit->request, index, request_year(model),
                    &birth);
}

void request_birth_view(struct ui *ui, const struct model *model, int index)
{
    const struct standard *standard = model_standard(model);
    const struct request_state *state = &model->visit->request;
    int year = request_year(model);
    struct birth own, other;
    if (!birth_in(standard, state, index, year, &own))
        return;
    bool nip = standard->fields[index].kind == FIELD_NIP;
    int nik = nip ? field_of(standard, FIELD_NIK) : -1;
    bool compared = nik >= 0 && birth_in(standard, state, nik, year, &other);
    bool agree = compared && birth_same_day(&own, &other);
    char date[WHEN_SIZE], text[3 * WHEN_SIZE];
    when_birth(&own, date);
    const char *words = agree ? tr("Birth date in the NIP: %s, as in the NIK.")
                        : nip ? tr("Birth date in the NIP: %s. Right?")
                              : tr("Birth date in the NIK: %s. Right?");
    snprintf(text, sizeof(text), words, date);
    if (agree)
        LABEL(ui, text, .type = TYPE_SMALL, .color = COLOR_SOFT, .role = ROLE_BADGE);
    else
        question(ui, model, index, text);
    if (compared)
        comparison(ui, &own, &other);
}
