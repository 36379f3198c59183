#include "kiosk/support/tour.h"

#include "base/clock.h"
#include "kiosk/screen.h"
#include "kiosk/support/walk_officer.h"
#include "kiosk/support/walk_progress.h"
#include "kiosk/support/walk_request.h"

static void attract(struct rig *rig)
{
    rig_settle(rig);
}

static void home(struct rig *rig)
{
    rig_tap(rig, "Sentuh untuk mulai");
}

static void home_refusing(struct rig *rig)
{
    rig->fake.state.health = DESK_UNSEALED;
    rig_restart(rig, rig->now);
    home(rig);
}

static void home_expired(struct rig *rig)
{
    rig->app->model.content.expires = rig->now - 1;
    home(rig);
}

static void language(struct rig *rig)
{
    home(rig);
    rig_tap(rig, "Bahasa");
}

static void sound(struct rig *rig)
{
    home(rig);
    rig_tap(rig, "Bacakan");
    rig_tap(rig, "Bacakan");
}

static void call_waiting(struct rig *rig)
{
    home(rig);
    rig_tap(rig, "Petugas");
}

static void call_received(struct rig *rig)
{
    call_waiting(rig);
    rig->fake.received = true;
    rig_advance(rig, SECONDS(2));
}

static void call_silent(struct rig *rig)
{
    call_waiting(rig);
    rig_advance(rig, SECONDS(11));
}

static void scan(struct rig *rig)
{
    home(rig);
    rig_tap(rig, "Cek progres");
    app_camera(rig->app, CAMERA_LOOKING);
}

static void scan_foreign(struct rig *rig)
{
    struct tracking_reading reading = {.fault = TRACKING_FOREIGN};
    scan(rig);
    app_code_read(rig->app, &reading, CODE_PAYMENT);
}

static void scan_no_draft(struct rig *rig)
{
    struct tracking_reading reading = {.fault = TRACKING_DRAFT, .draft = draft_code_make(1, 2)};
    scan(rig);
    app_code_read(rig->app, &reading, CODE_OTHER);
}

static void scan_dark(struct rig *rig)
{
    scan(rig);
    app_camera(rig->app, CAMERA_DARK);
}

static void scan_found(struct rig *rig)
{
    struct tracking_reading reading = tracking_read("ESG-7K3M-Q9XT-2HW", "");
    scan(rig);
    app_code_seen(rig->app, &reading, CODE_OTHER);
}

static void scan_blind(struct rig *rig)
{
    scan(rig);
    app_camera(rig->app, CAMERA_NONE);
}

static void scan_no_camera(struct rig *rig)
{
    rig->no_camera = true;
    rig_restart(rig, rig->now);
    home(rig);
    rig_tap(rig, "Cek progres");
}

static void scan_typing(struct rig *rig)
{
    scan(rig);
    rig_tap(rig, "Ketik kode saja");
    rig_type(rig, "ESG7K3MQ9X");
}

static void scan_mistyped(struct rig *rig)
{
    scan_typing(rig);
    rig_type(rig, "T2HV");
    rig_tap(rig, "Cek progres");
}

static void hours(struct rig *rig)
{
    home(rig);
    rig_tap(rig, "Jam layanan");
}

static void hours_unknown(struct rig *rig)
{
    rig_restart(rig, rig_monday + DAYS(60));
    hours(rig);
}

/* The battery of the clock is empty. */
static void unclocked(struct rig *rig)
{
    rig_restart(rig, DAYS(3));
}

static void attract_unclocked(struct rig *rig)
{
    unclocked(rig);
}

static void home_unclocked(struct rig *rig)
{
    unclocked(rig);
    home(rig);
}

static void hours_unclocked(struct rig *rig)
{
    unclocked(rig);
    hours(rig);
}

static void complaint(struct rig *rig)
{
    home(rig);
    rig_tap(rig, "Pengaduan");
}

static void carry_phone(struct rig *rig)
{
    complaint(rig);
    rig_tap(rig, "Telepon");
}

static void carry_official(struct rig *rig)
{
    complaint(rig);
    rig_tap(rig, "Pejabat pengaduan · Meidy Prasetyo Utomo, S.Kom");
}

static void complaint_text(struct rig *rig)
{
    complaint(rig);
    rig_tap(rig, "Tulis di sini");
    rig_tap(rig, "Lambat");
    rig_type(rig, "Permohonan saya sudah tiga hari di langkah disposisi");
}

/* "Lanjut" with nothing told yet. */
static void complaint_empty(struct rig *rig)
{
    complaint(rig);
    rig_tap(rig, "Tulis di sini");
    rig_tap(rig, "Lanjut");
}

static void complaint_about(struct rig *rig)
{
    progress_working(rig);
    rig_tap(rig, "Ada masalah?");
    rig_tap(rig, "Tulis di sini");
}

static void complaint_contact(struct rig *rig)
{
    complaint_text(rig);
    rig_tap(rig, "Tanpa nama");
    rig_tap(rig, "Lanjut");
    rig_type(rig, "CONTOH");
    rig_tap(rig, "Lanjut");
}

static void complaint_check(struct rig *rig)
{
    complaint_text(rig);
    rig_tap(rig, "Lanjut");
}

static void complaint_receipt(struct rig *rig)
{
    complaint_check(rig);
    rig_tap(rig, "Kirim aduan");
}

static void standard(struct rig *rig)
{
    home(rig);
    rig_tap(rig, "Standar pelayanan");
}

static void standard_group(struct rig *rig)
{
    standard(rig);
    rig_tap(rig, "Sarana, petugas, pengawasan");
}

static void carry_service(struct rig *rig)
{
    standard(rig);
    rig_tap(rig, "Bawa ke ponsel");
}

static void survey(struct rig *rig)
{
    home(rig);
    rig_tap(rig, "Nilai layanan kami");
    rig_tap(rig, "Sesuai");
}

static void survey_remark(struct rig *rig)
{
    survey(rig);
    rig_tap(rig, "Lanjut");
    for (int i = 1; i < SURVEY_ELEMENTS; i++)
        rig_tap(rig, "Lewati");
    rig_tap(rig, "Saran (boleh dikosongkan)");
}

static void survey_thanks(struct rig *rig)
{
    survey_remark(rig);
    rig_tap(rig, "Kirim jawaban");
}

static void idle(struct rig *rig)
{
    request_name(rig);
    rig_advance(rig, SECONDS(rig->settings.timeouts.idle + 17));
}

static void outage(struct rig *rig)
{
    rig->fake.state.health = DESK_BROKEN;
    rig->fake.state.fault = 7;
    rig_restart(rig, rig->now);
}

static void outage_full(struct rig *rig)
{
    rig->fake.state.health = DESK_FULL;
    rig_restart(rig, rig->now);
}

#define STOP(name)                                                                                 \
    {                                                                                              \
#name, name                                                                                \
    }

const struct stop tour[] = {
    STOP(attract),
    STOP(home),
    STOP(home_refusing),
    STOP(home_expired),
    STOP(language),
    STOP(sound),
    STOP(call_waiting),
    STOP(call_received),
    STOP(call_silent),
    STOP(request_intro),
    STOP(request_notice),
    STOP(request_name),
    STOP(request_birth),
    STOP(request_contact),
    STOP(request_job),
    STOP(request_job_differs),
    STOP(request_documents),
    STOP(request_no_photo),
    STOP(request_aim),
    STOP(request_aim_dark),
    STOP(request_missed),
    STOP(request_page),
    STOP(request_page_soft),
    STOP(request_photographed),
    STOP(request_taken),
    STOP(request_held_up),
    STOP(request_check),
    STOP(request_full),
    STOP(receipt),
    STOP(receipt_printed),
    STOP(receipt_no_paper),
    STOP(scan),
    STOP(scan_foreign),
    STOP(scan_no_draft),
    STOP(scan_dark),
    STOP(scan_found),
    STOP(scan_typing),
    STOP(scan_mistyped),
    STOP(scan_blind),
    STOP(scan_no_camera),
    STOP(progress_saved),
    STOP(progress_received),
    STOP(progress_working),
    STOP(progress_unclocked),
    STOP(progress_cut_off),
    STOP(progress_yours),
    STOP(progress_returned),
    STOP(progress_late),
    STOP(progress_finished),
    STOP(progress_trouble),
    STOP(progress_unknown),
    STOP(progress_complaint),
    STOP(hours),
    STOP(hours_unknown),
    STOP(attract_unclocked),
    STOP(home_unclocked),
    STOP(hours_unclocked),
    STOP(complaint),
    STOP(carry_phone),
    STOP(carry_official),
    STOP(complaint_text),
    STOP(complaint_empty),
    STOP(complaint_about),
    STOP(complaint_contact),
    STOP(complaint_check),
    STOP(complaint_receipt),
    STOP(standard),
    STOP(standard_group),
    STOP(carry_service),
    STOP(survey),
    STOP(survey_remark),
    STOP(survey_thanks),
    STOP(idle),
    STOP(officer_pin),
    STOP(officer_wrong),
    STOP(officer_locked),
    STOP(officer_log),
    STOP(officer_log_days),
    STOP(officer_log_empty),
    STOP(officer_asking),
    STOP(officer_queue),
    STOP(officer_device),
    STOP(officer_device_troubles),
    STOP(officer_device_bare),
    STOP(officer_summary),
    STOP(officer_camera),
    STOP(officer_camera_none),
    STOP(officer_grid),
    STOP(officer_checks),
    STOP(officer_checks_empty),
    STOP(check_colors),
    STOP(check_touch),
    STOP(check_camera),
    STOP(check_sound),
    STOP(check_waits),
    STOP(check_good),
    STOP(check_failed),
    STOP(outage),
    STOP(outage_full),
};
const size_t tour_length = LENGTH(tour);

void tour_go(struct rig *rig, const struct stop *stop)
{
    fake_desk_init(&rig->fake, rig_monday);
    rig->no_camera = false;
    rig->printer = false;
    rig_restart(rig, rig_monday);
    stop->go(rig);
    rig_settle(rig);
}
