/* What a visitor takes away on a phone: a contact, or the whole standard, as a QR code large enough
 * for any camera, with what it says and what to do with it. It opens over the page. */
#ifndef KIOSK_CARRY_H
#define KIOSK_CARRY_H

#include "kiosk/screen.h"

/* The value of MSG_CARRY: what is shown. */
enum { CARRY_NONE, CARRY_STANDARD, CARRY_CONTACT /* + the contact's index */ };

enum { CARRY_URI = 160, CARRY_TEXT = 900 };

/* The contact's URI number `index`: `uri` holds them with spaces between. False when there is none
 * of that number. */
bool carry_uri(const struct contact *contact, int index, char out[CARRY_URI]);
/* The service in a few plain lines for a phone without internet: what it is, requirements, hours,
 * cost, contacts. A line that would not fit is left out whole. */
void carry_standard(const struct model *model, char out[CARRY_TEXT]);

void carry_view(struct ui *ui, const struct model *model);

#endif
