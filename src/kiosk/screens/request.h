/* The pages of a request and what their taps mean; request.c moves between them. */
#ifndef KIOSK_SCREENS_REQUEST_H
#define KIOSK_SCREENS_REQUEST_H

#include "kiosk/screen.h"

enum {
    REQUEST_NEXT = MSG_SCREEN,
    REQUEST_CHOOSE, /* value: index of a service */
    REQUEST_FIELD,  /* value: index of a field: it gets the caret */
    REQUEST_DOMAIN, /* value: index of an e-mail key */
    REQUEST_CHANGE, /* value: index of a field, from the check page */
    REQUEST_READ,   /* the notice was read, or not */
    REQUEST_SEND
};

/* Steps as counted for the visitor: intro and notice, each group of fields (documents go with the
 * last), check, receipt. */
int request_steps(const struct standard *standard);
int request_step(const struct standard *standard, const struct request_state *state);
/* The civil year, which two-digit birth years are read against. */
int request_year(const struct model *model);

void request_intro_view(struct ui *ui, const struct model *model);
void request_fields_view(struct ui *ui, const struct model *model);
void request_documents_view(struct ui *ui, const struct model *model);
void request_check_view(struct ui *ui, const struct model *model);

#endif
