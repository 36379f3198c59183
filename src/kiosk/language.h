/* The panel of the three languages. */
#ifndef KIOSK_LANGUAGE_H
#define KIOSK_LANGUAGE_H

#include "kiosk/model.h"

void language_view(struct ui *ui, const struct model *model);
/* The language's own name: "Basa Jawa". */
const char *language_name(enum lang lang);

#endif
