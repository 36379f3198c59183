#include "kiosk/support/walk_progress.h"

#include "base/buf.h"
#include "base/clock.h"
#include "kiosk/screen.h"

static void show_progress(struct rig *rig, const char *code)
{
    struct tracking_reading reading = tracking_read(code, "");
    rig_tap(rig, "Sentuh untuk mulai");
    app_code_read(rig->app, &reading, CODE_OTHER);
}

void progress_saved(struct rig *rig)
{
    show_progress(rig, "ESG-7K3M-Q9XT-2HW");
}

void progress_received(struct rig *rig)
{
    rig->fake.progress.stage = STAGE_RECEIVED;
    show_progress(rig, "ESG-7K3M-Q9XT-2HW");
}

static void at_step(struct rig *rig, int step, enum turn turn)
{
    struct progress *progress = &rig->fake.progress;
    progress->stage = STAGE_WORKING;
    progress->step = (uint8_t)step;
    progress->turn = turn;
    progress->promise.kind = turn == TURN_APPLICANT ? PROMISE_PAUSED : PROMISE_DUE;
    for (int i = 0; i + 1 < step; i++)
        progress->done_at[i] = rig_monday + MINUTES(2) + MINUTES(14) * i;
    show_progress(rig, "ESG-7K3M-Q9XT-2HW");
}

void progress_working(struct rig *rig)
{
    at_step(rig, 2, TURN_OFFICE);
}

void progress_cut_off(struct rig *rig)
{
    rig->fake.state.cut_off = true;
    rig_restart(rig, rig->now);
    progress_working(rig);
}

void progress_unclocked(struct rig *rig)
{
    rig->fake.state.office = (struct office_clock){.known = true, .ahead = HOURS(1)};
    rig_restart(rig, rig->now);
    progress_working(rig);
}

void progress_yours(struct rig *rig)
{
    at_step(rig, 5, TURN_APPLICANT);
}

void progress_returned(struct rig *rig)
{
    rig->fake.progress.returned = true;
    TEXT_COPY(rig->fake.progress.reason, "ktp-tidak-terbaca");
    TEXT_COPY(rig->fake.progress.note, "Bagian bawah terpotong.");
    at_step(rig, 3, TURN_APPLICANT);
}

void progress_late(struct rig *rig)
{
    rig->fake.progress.promise.late = true;
    at_step(rig, 6, TURN_OFFICE);
}

void progress_finished(struct rig *rig)
{
    struct progress *progress = &rig->fake.progress;
    progress->stage = STAGE_FINISHED;
    progress->step = 9;
    progress->turn = TURN_OVER;
    progress->promise.kind = PROMISE_OVER;
    for (int i = 0; i < 8; i++)
        progress->done_at[i] = rig_monday + HOURS(i);
    show_progress(rig, "ESG-7K3M-Q9XT-2HW");
}

void progress_trouble(struct rig *rig)
{
    rig->fake.progress.stage = STAGE_TROUBLE;
    show_progress(rig, "ESG-7K3M-Q9XT-2HW");
}

void progress_unknown(struct rig *rig)
{
    rig->fake.found = ERR_NOT_FOUND;
    show_progress(rig, "ESG-7K3M-Q9XT-2HW");
}

void progress_complaint(struct rig *rig)
{
    struct progress *progress = &rig->fake.progress;
    progress->stage = STAGE_WORKING;
    progress->rung = RUNG_ANSWERED;
    progress->answered_at = rig_monday + HOURS(1);
    progress->done_at[RUNG_ANSWERED - 1] = progress->answered_at;
    TEXT_COPY(progress->note, "Permohonan Anda sudah didisposisi pagi ini. Mohon maaf.");
    show_progress(rig, "PGD-7K3M-Q9XT-2HW");
}
