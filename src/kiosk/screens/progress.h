/* The two kinds of progress a code can open. */
#ifndef KIOSK_SCREENS_PROGRESS_H
#define KIOSK_SCREENS_PROGRESS_H

#include "kiosk/screen.h"

/* The service a code or its row belongs to. */
const struct standard *progress_standard(const struct model *model);
void progress_request_banner(struct ui *ui, const struct model *model);
void progress_request_steps(struct ui *ui, const struct model *model);
/* With the office's answer, if there is one. */
void progress_complaint_banner(struct ui *ui, const struct model *model);
void progress_complaint_steps(struct ui *ui, const struct model *model);

/* Thousandths of the moment in which the step shows that it was done; 0 when it is over. */
int progress_turning(const struct model *model, int step);

#endif
