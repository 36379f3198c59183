/* The pages of a complaint and what their taps mean; complaint.c moves between them. */
#ifndef KIOSK_SCREENS_COMPLAINT_H
#define KIOSK_SCREENS_COMPLAINT_H

#include "kiosk/screen.h"

enum {
    COMPLAINT_WRITE = MSG_SCREEN,
    COMPLAINT_LOOK, /* the number of a complaint: to the scan screen */
    COMPLAINT_NEXT,
    COMPLAINT_TOPIC, /* value: index of a topic */
    COMPLAINT_NAMELESS,
    COMPLAINT_ABOUT,  /* with the request's code, or without */
    COMPLAINT_FIELD,  /* value: enum complaint_field */
    COMPLAINT_CHANGE, /* value: enum complaint_page; from there it goes back to the check page */
    COMPLAINT_SEND
};

/* What can have the caret. */
enum complaint_field { COMPLAINT_STORY = 1, COMPLAINT_NAME, COMPLAINT_PHONE };

/* The field's rules, as a form field; NULL for the story. */
const struct field *complaint_rules(enum complaint_field field);
/* What is wrong with the name or the phone number, "" when nothing is. */
void complaint_fault(const struct model *model, enum complaint_field field, char *out, size_t size);

void complaint_info_view(struct ui *ui, const struct model *model);
void complaint_text_view(struct ui *ui, const struct model *model);
void complaint_contact_view(struct ui *ui, const struct model *model);
void complaint_check_view(struct ui *ui, const struct model *model);

#endif
