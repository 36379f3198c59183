/* The panel of reading aloud: louder, quieter, faster, slower, off (EN 301 549, 5.1.3.12: a volume
 * that can be set without seeing, back at its start for the next person). */
#ifndef KIOSK_SOUND_H
#define KIOSK_SOUND_H

#include "kiosk/screen.h"

void sound_view(struct ui *ui, const struct model *model);
/* What the visitor has chosen, on top of kiosk.yaml: words a minute, percent. */
int sound_rate(const struct model *model);
int sound_volume(const struct model *model);

/* Its messages. */
void sound_off(struct app *app, int64_t value);
void sound_close(struct app *app, int64_t value);
void sound_louder(struct app *app, int64_t value);
void sound_faster(struct app *app, int64_t value);

#endif
