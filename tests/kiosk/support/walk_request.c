#include "kiosk/support/walk_request.h"

void request_intro(struct rig *rig)
{
    rig_tap(rig, "Sentuh untuk mulai");
    rig_tap(rig, "Ajukan permohonan");
}

void request_notice(struct rig *rig)
{
    request_intro(rig);
    rig_tap(rig, "Mulai isi");
}

void request_name(struct rig *rig)
{
    request_notice(rig);
    rig_tap(rig, "Lanjut");
    rig_type(rig, "CONTOH NAMA PEMOHON");
    rig_tap(rig, "NIK");
    rig_type(rig, "33750170089000");
}

void request_contact(struct rig *rig)
{
    request_name(rig);
    rig_type(rig, "12");
    rig_tap(rig, "Lanjut");
    rig_tap(rig, "Nomor ponsel (WhatsApp)");
    rig_type(rig, "085612");
    rig_tap(rig, "Alamat e-mail dinas");
    rig_type(rig, "contoh.pemohon");
    rig_tap(rig, "@pekalongankota.go.id");
}

void request_birth(struct rig *rig)
{
    request_name(rig);
    rig_type(rig, "12");
    rig_tap(rig, "Tidak");
}

void request_job(struct rig *rig)
{
    request_contact(rig);
    rig_tap(rig, "Nomor ponsel (WhatsApp)");
    rig_type(rig, "345678");
    rig_tap(rig, "Lanjut");
}

void request_job_differs(struct rig *rig)
{
    request_job(rig);
    rig_type(rig, "199108301015021001");
}

void request_documents(struct rig *rig)
{
    request_job(rig);
    rig_type(rig, "199008302015022001");
    rig_tap(rig, "Jabatan");
    rig_type(rig, "Analis Kebijakan");
    rig_tap(rig, "Unit kerja");
    rig_type(rig, "Bagian Organisasi Setda");
    rig_tap(rig, "Lanjut");
}

void request_no_photo(struct rig *rig)
{
    request_documents(rig);
    app_camera(rig->app, CAMERA_NONE);
    rig_settle(rig);
}

void request_aim(struct rig *rig)
{
    request_documents(rig);
    rig_tap(rig, "Foto di sini");
    app_camera(rig->app, CAMERA_LOOKING);
    app_page_seen(rig->app, SHEET_GOOD);
    rig_settle(rig);
}

void request_aim_dark(struct rig *rig)
{
    request_aim(rig);
    app_page_seen(rig->app, SHEET_DARK);
    rig_settle(rig);
}

void request_missed(struct rig *rig)
{
    request_aim(rig);
    rig_tap(rig, "Ambil foto");
    app_page_taken(rig->app, ERR_NOT_FOUND, NULL, 0, SHEET_GOOD);
    rig_settle(rig);
}

void request_shot(struct rig *rig, enum sheet_state flaw)
{
    static const char jpeg[] = "\xff\xd8\xff a page";
    rig_tap(rig, "Ambil foto");
    app_page_taken(rig->app, OK, jpeg, sizeof(jpeg), flaw);
    rig_settle(rig);
}

void request_page(struct rig *rig)
{
    request_aim(rig);
    request_shot(rig, SHEET_GOOD);
}

void request_page_soft(struct rig *rig)
{
    request_aim(rig);
    request_shot(rig, SHEET_BLUR);
}

void request_photographed(struct rig *rig)
{
    request_page(rig);
    rig_tap(rig, "Selesai");
}

void request_taken(struct rig *rig)
{
    request_documents(rig);
    rig_tap(rig, "Ambil dokumen dulu");
}

void request_held_up(struct rig *rig)
{
    request_taken(rig);
    rig_tap(rig, "Selesai");
    rig_tap(rig, "Ajukan permohonan");
    rig_tap(rig, "Mulai isi");
    rig_tap(rig, "Lanjut");
    rig_type(rig, "LAIN");
    rig_tap(rig, "NIK");
    rig_type(rig, "3375017008900012");
    rig_tap(rig, "Tidak");
    rig_tap(rig, "Lanjut");
    rig_type(rig, "lain@gmail.com");
    rig_tap(rig, "Nomor ponsel (WhatsApp)");
    rig_type(rig, "085612345678");
    rig_tap(rig, "Lanjut");
    rig_type(rig, "199108302015021001");
    rig_tap(rig, "Jabatan");
    rig_type(rig, "Analis");
    rig_tap(rig, "Unit kerja");
    rig_type(rig, "Setda");
    rig_tap(rig, "Lanjut");
    rig_tap(rig, "Lanjut");
    rig_tap(rig, "Ambil dokumen dulu");
}

void request_check(struct rig *rig)
{
    request_documents(rig);
    rig_tap(rig, "Lanjut");
}

void request_agree(struct rig *rig)
{
    rig_tap(rig, "Saya sudah membaca pemberitahuan data pribadi. Data dipakai hanya untuk "
                 "menerbitkan sertifikat ini.");
}

static void send(struct rig *rig)
{
    request_check(rig);
    request_agree(rig);
    rig_tap(rig, "Kirim permohonan");
}

void request_full(struct rig *rig)
{
    rig->fake.answer = ERR_FULL;
    send(rig);
}

void receipt(struct rig *rig)
{
    rig->fake.progress.stage = STAGE_RECEIVED;
    send(rig);
}

void receipt_printed(struct rig *rig)
{
    rig->printer = true;
    rig_restart(rig, rig->now);
    receipt(rig);
    rig_tap(rig, "Cetak");
    app_printer(rig->app, &(struct printer_news){PRINTER_READY, rig->number});
}

void receipt_no_paper(struct rig *rig)
{
    rig->printer = true;
    rig_restart(rig, rig->now);
    receipt(rig);
    rig_tap(rig, "Cetak");
    app_printer(rig->app, &(struct printer_news){PRINTER_PAPER_OUT, rig->number});
}
