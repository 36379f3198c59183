#include "kiosk/stage.h"

#include "base/tr.h"

void stage_badge(struct ui *ui, enum progress_stage stage)
{
    static const struct badge badges[] = {
        [STAGE_SAVED] = {TINT_WAIT, "hdd-fill", N_("Saved at this kiosk")},
        [STAGE_RECEIVED] = {TINT_OPEN, "cloud-check-fill", N_("Received by the office")},
        [STAGE_WORKING] = {TINT_OPEN, "hourglass-split", N_("Being processed")},
        [STAGE_FINISHED] = {TINT_OPEN, "check-circle-fill", N_("Finished")},
        [STAGE_TROUBLE] = {TINT_BAD, "exclamation-triangle-fill", N_("Please see an officer")},
    };
    const struct badge *badge = &badges[stage];
    BADGE(ui, .tint = badge->tint, .icon = badge->icon, .text = tr(badge->text));
}
