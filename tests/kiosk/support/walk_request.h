/* The walks to the states of a request and of its receipt; see tour.h. */
#ifndef TESTS_KIOSK_WALK_REQUEST_H
#define TESTS_KIOSK_WALK_REQUEST_H

#include "kiosk/support/rig.h"

void request_intro(struct rig *rig);
void request_notice(struct rig *rig);
void request_name(struct rig *rig);
void request_contact(struct rig *rig);
void request_birth(struct rig *rig);
void request_job(struct rig *rig);
void request_job_differs(struct rig *rig);
void request_documents(struct rig *rig);
void request_no_photo(struct rig *rig); /* the camera does not answer */
void request_aim(struct rig *rig);      /* the camera's page, of the last document */
void request_aim_dark(struct rig *rig);
void request_missed(struct rig *rig); /* no page was in view */
void request_page(struct rig *rig);   /* one was taken */
void request_page_soft(struct rig *rig);
void request_photographed(struct rig *rig); /* back on the documents */
/* What the page camera sees, and the picture asked for. */
void request_shot(struct rig *rig, enum sheet_state flaw);
void request_taken(struct rig *rig);
void request_held_up(struct rig *rig);
void request_check(struct rig *rig);
void request_full(struct rig *rig);
void receipt(struct rig *rig);
void receipt_printed(struct rig *rig);
void receipt_no_paper(struct rig *rig);
/* Ticks the consent on the check page. */
void request_agree(struct rig *rig);

#endif
