/* The pages of a request and what their taps mean; request.c moves between them. */
#ifndef KIOSK_SCREENS_REQUEST_H
#define KIOSK_SCREENS_REQUEST_H

#include "kiosk/chrome.h"

enum {
    REQUEST_NEXT = MSG_SCREEN,
    REQUEST_CHOOSE, /* value: index of a service */
    REQUEST_FIELD,  /* value: index of a field: it gets the caret */
    REQUEST_DOMAIN, /* value: index of an e-mail key */
    REQUEST_CHANGE, /* value: index of a field, from the check page */
    REQUEST_READ,   /* the notice was read, or not */
    REQUEST_SEND,
    REQUEST_BIRTH_RIGHT, /* value: index of a field: the birth date in its number is right */
    REQUEST_BIRTH_WRONG, /* it is not: a note for the verifier */
    REQUEST_TAKE,        /* "Ambil dokumen dulu" */
    REQUEST_RESUME,      /* and on with it after all */
    REQUEST_PRINT,       /* the draft's code */
    REQUEST_WAY,         /* value: document * 8 + enum handover: how it comes */
    REQUEST_SHOOT,
    REQUEST_STRAIGHTEN, /* or not */
    REQUEST_LOOK,       /* value: id of a page */
    REQUEST_AGAIN,      /* the page in view is dropped and taken anew */
    REQUEST_DROP,       /* it is dropped */
    REQUEST_MORE,       /* another page */
    REQUEST_DONE        /* back to the documents */
};

/* Steps as counted for the visitor: intro and notice, each group of fields (documents go with the
 * last), check, receipt. */
int request_steps(const struct standard *standard);
int request_step(const struct standard *standard, const struct request_state *state);
/* The civil year, which two-digit birth years are read against. */
int request_year(const struct model *model);

/* Typing (request_typing.c). The caret goes to the field; the one it leaves is checked from now on.
 * index -1: to none. */
void request_focus(struct app *app, int index);
void request_type(struct app *app, int64_t key);
/* Puts the e-mail key of that index into the page's address. */
void request_domain(struct app *app, int64_t index);
/* The first field of the group that is not right; all of them are checked on screen from now on.
 * -1 when the group is fine. */
int request_first_fault(struct app *app, int group);
/* The field of the group after the one of that index (-1: the first), or -1. */
int request_next_field(const struct standard *standard, int group, int after);

void request_intro_view(struct ui *ui, const struct model *model);
void request_fields_view(struct ui *ui, const struct model *model);
void request_documents_view(struct ui *ui, const struct model *model);
void request_photo_view(struct ui *ui, const struct model *model);
/* How the documents come, each in words with a badge. */
void request_handovers(struct ui *ui, const struct model *model);
void request_check_view(struct ui *ui, const struct model *model);
void request_taken_view(struct ui *ui, const struct model *model);

/* What stands around each page of the form. */
struct page request_page_of(const struct model *model);
/* What came between the visitor and the next step: a failure, another's draft. */
void request_hindrance(struct ui *ui, const struct model *model);
/* Below the field of a NIK or NIP that is complete: the birth date in it, and whether it is right.
 */
void request_birth_view(struct ui *ui, const struct model *model, int index);
/* Whether there is something to show there; then the field needs no hint. */
bool request_birth_known(const struct model *model, int index);
/* What the numbers leave to ask, as it goes to the verifier. */
void request_notes(const struct request_state *state, int year, bool notes[REQUEST_NOTES]);
/* The same in words; nothing where there is none. */
void request_notes_view(struct ui *ui, const struct model *model);

#endif
