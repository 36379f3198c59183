/* What a visitor takes away on a phone: a contact, or the whole standard, as a QR code large enough
 * for any camera, with what it says and what to do with it. It opens over the page. */
#ifndef KIOSK_CARRY_H
#define KIOSK_CARRY_H

#include "kiosk/screen.h"
#include "ui/ui.h"

/* The value of MSG_CARRY: what is shown. */
enum { CARRY_NONE, CARRY_STANDARD, CARRY_CONTACT /* + the contact's index */ };

enum { CARRY_URI = 160, CARRY_TEXT = 900 };

/* The contact's URI number `index`: `uri` holds them with spaces between. False when there is none
 * of that number. */
bool carry_uri(const struct contact *contact, int index, char out[CARRY_URI]);
/* A telephone number as people write it, "(0285) 421243", as RFC 3966 has it for all the world. */
void carry_phone(const char *number, char out[CARRY_URI]);
/* The service in a few plain lines for a phone without internet: what it is, requirements, hours,
 * cost, contacts. A line that would not fit is left out whole. */
void carry_standard(const struct model *model, char out[CARRY_TEXT]);

/* A code in the middle of the page's width, black on white in every theme. */
void carry_picture(struct ui *ui, const char *text, enum size_role side);

void carry_view(struct ui *ui, const struct model *model);

#endif
