/* A code to take away: its QR on white, and the letters below. */
#ifndef KIOSK_CODE_CARD_H
#define KIOSK_CODE_CARD_H

#include "ui/ui.h"

/* qr: the QR's text. code: with hyphens; a long one stands in two lines. */
void code_card(struct ui *ui, const char *qr, const char *code);

#endif
