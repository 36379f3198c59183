/* What is wrong with this kiosk, in one sentence each, with what to do about it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "kiosk/chrome.h"
#include "kiosk/print.h"
#include "kiosk/screens/officer.h"
#include "kiosk/when.h"

enum { SENTENCE_SIZE = 200 };

static const struct counter_health *health_of(const struct model *model)
{
    return &model->visit->officer.health;
}

const char *officer_cause(enum sync_cause cause)
{
    static const char *const words[] = {
        [CAUSE_OK] = N_("went well"),
        [CAUSE_UNCHANGED] = N_("nothing new"),
        [CAUSE_NO_NETWORK] = N_("no network"),
        [CAUSE_STALLED] = N_("the network stalled"),
        [CAUSE_TLS] = N_("the other side is not our office"),
        [CAUSE_NOT_OFFICE] = N_("the answer is not from our office"),
        [CAUSE_BUSY] = N_("the office is busy"),
        [CAUSE_REFUSED] = N_("the office does not know this kiosk"),
        [CAUSE_ITEM] = N_("some items were not taken"),
        [CAUSE_STORAGE] = N_("trouble with this kiosk's disk"),
        [CAUSE_NOT_ENROLLED] = N_("not registered yet"),
        [CAUSE_UNTRIED] = N_("items waited and nothing was tried"),
    };
    return tr(words[cause]);
}

const char *officer_advice(enum sync_cause cause)
{
    static const char *const words[] = {
        [CAUSE_NO_NETWORK] =
            N_("Check the network cable and the router. Nothing is lost: all of it "
               "goes out by itself when the network is back."),
        [CAUSE_STALLED] = N_("The network is there but slow. Nothing is lost: the kiosk goes on "
                             "trying by itself."),
        [CAUSE_TLS] = N_("Another machine answers in the office's place, so nothing was sent. Tell "
                         "the technician before anything else."),
        [CAUSE_NOT_OFFICE] = N_("A login page or a proxy stands in between. Ask the technician to "
                                "let the kiosk through."),
        [CAUSE_BUSY] = N_("Nothing to do: the kiosk tries again by itself."),
        [CAUSE_REFUSED] =
            N_("Its registration was withdrawn, or its clock is wrong. What was stored "
               "is safe here. Ask the office's administrator."),
        [CAUSE_ITEM] = N_("See the queue for what was not taken, and ask the office."),
        [CAUSE_STORAGE] = N_("Restart the kiosk; if it comes back, tell the technician."),
        [CAUSE_NOT_ENROLLED] = N_("Nothing can be accepted. A technician registers it with: "
                                  "anjunganctl enroll"),
        [CAUSE_UNTRIED] = N_("The kiosk was off, or its sync daemon hung and was started anew. If "
                             "it comes back, tell the technician."),
    };
    return (size_t)cause < LENGTH(words) && words[cause] ? tr(words[cause]) : "";
}

/* ---- each trouble: whether it is there, and its words ------------------------------------------
 */

static bool not_enrolled(const struct model *model, char *title)
{
    (void)text_copy(title, SENTENCE_SIZE, tr("This kiosk is not registered with the office"));
    return !health_of(model)->enrolled;
}

static bool refused(const struct model *model, char *title)
{
    (void)text_copy(title, SENTENCE_SIZE, tr("The office does not know this kiosk any more"));
    return model->desk.health == DESK_REVOKED ||
           (health_of(model)->enrolled && health_of(model)->outcome == CAUSE_REFUSED);
}

static bool full(const struct model *model, char *title)
{
    (void)text_copy(title, SENTENCE_SIZE, tr("The disk is full: nothing can be accepted"));
    return model->desk.health == DESK_FULL;
}

static bool nearly_full(const struct model *model, char *title)
{
    snprintf(title, SENTENCE_SIZE, tr("The disk is nearly full: %d MB are free"),
             (int)(health_of(model)->disk_free >> 20));
    return health_of(model)->disk_low && model->desk.health != DESK_FULL;
}

static bool chain_broken(const struct model *model, char *title)
{
    snprintf(title, SENTENCE_SIZE, tr("The sync log was changed from outside at row %d"),
             (int)health_of(model)->chain_broken_at);
    return health_of(model)->chain_broken_at > 0;
}

static bool not_taken(const struct model *model, char *title)
{
    snprintf(title, SENTENCE_SIZE, tr("Items the office did not take: %zu"),
             health_of(model)->quarantined);
    return health_of(model)->quarantined > 0;
}

static bool damaged(const struct model *model, char *title)
{
    (void)text_copy(title, SENTENCE_SIZE, tr("A damaged database was set aside"));
    return health_of(model)->set_aside > 0;
}

static bool clock_wrong(const struct model *model, char *title)
{
    char by[WHEN_SIZE];
    int64_t ahead = health_of(model)->clock_offset; /* the office's */
    when_span_short(llabs(ahead), by);
    snprintf(title, SENTENCE_SIZE,
             ahead > 0 ? tr("This kiosk's clock is %s behind")
                       : tr("This kiosk's clock is %s ahead"),
             by);
    return health_of(model)->clock_known && !health_of(model)->clock_right;
}

static bool fails(enum sync_cause cause)
{
    return cause != CAUSE_OK && cause != CAUSE_UNCHANGED && cause != CAUSE_REFUSED;
}

static bool held_up(const struct model *model, char *title)
{
    const struct counter_health *health = health_of(model);
    char since[WHEN_SIZE];
    when_recent(health->oldest, model->now, since);
    snprintf(title, SENTENCE_SIZE, tr("Items wait since %1$s: %2$s"), since,
             officer_cause(health->outcome));
    return health->enrolled && health->waiting > 0 && health->tried > 0 && fails(health->outcome);
}

static bool no_sync(const struct model *model, char *title)
{
    (void)text_copy(title, SENTENCE_SIZE, tr("The sync daemon does not answer"));
    return health_of(model)->enrolled && officer_office(model) == OFFICE_SILENT;
}

static bool no_camera(const struct model *model, char *title)
{
    (void)text_copy(title, SENTENCE_SIZE, tr("The camera does not answer"));
    bool wanted = strcmp(model->settings->camera.source, "none") != 0;
    return model->camera_lost || (wanted && !model->camera_there);
}

static bool no_printer(const struct model *model, char *title)
{
    (void)text_copy(title, SENTENCE_SIZE, print_words(model->printer));
    return model->printer_there && model->printer != PRINTER_UNKNOWN &&
           model->printer != PRINTER_READY;
}

static const char *why_held_up(const struct model *model)
{
    return officer_advice(health_of(model)->outcome);
}

static const char *why_refused(const struct model *model)
{
    return model->desk.health == DESK_REVOKED ? tr("Its registration was withdrawn. What was "
                                                   "stored is safe here. Ask the office's "
                                                   "administrator.")
                                              : officer_advice(CAUSE_REFUSED);
}

static const struct trouble {
    bool (*there)(const struct model *model, char *title);
    enum tint tint;
    const char *icon, *text;
    const char *(*advice)(const struct model *model); /* in the place of text */
} TROUBLES[] = {
    {full, TINT_BAD, "hdd-fill",
     N_("Let the kiosk send what waits, and tell the technician now. Send visitors to the "
        "counter."),
     NULL},
    {not_enrolled, TINT_BAD, "shield-lock-fill",
     N_("Nothing can be accepted. A technician registers it with: anjunganctl enroll"), NULL},
    {refused, TINT_BAD, "shield-lock-fill", NULL, why_refused},
    {chain_broken, TINT_BAD, "link-45deg",
     N_("Note the row's number and tell the section head for cryptography. Delete nothing; the "
        "technician looks at it with: anjunganctl verify-log"),
     NULL},
    {damaged, TINT_BAD, "database-fill-exclamation",
     N_("The kiosk goes on with a new one and what could be saved. Tell the technician: the disk "
        "may "
        "be failing. Look for kiosk.db.damaged in the state folder."),
     NULL},
    {clock_wrong, TINT_BAD, "clock-fill",
     N_("Ask the technician to set it. Until then this kiosk promises no hours and no dates."),
     NULL},
    {not_taken, TINT_WAIT, "inbox-fill",
     N_("See the queue, and ask the office about each. Nothing of them is lost."), NULL},
    {held_up, TINT_WAIT, "cloud-slash-fill", NULL, why_held_up},
    {no_sync, TINT_WAIT, "cloud-slash-fill",
     N_("Nothing is lost, but nothing is sent either. Restart the kiosk; if it stays so, tell the "
        "technician."),
     NULL},
    {nearly_full, TINT_WAIT, "hdd-fill",
     N_("Requests are still accepted. Let the kiosk send what waits, and tell the technician "
        "soon."),
     NULL},
    {no_camera, TINT_WAIT, "camera-video-off-fill",
     N_("Check its cable. Meanwhile visitors use the hand scanner, or type the code."), NULL},
    {no_printer, TINT_WAIT, "printer-fill",
     N_("Look at paper, cover and cable. Meanwhile visitors photograph the receipt on the screen."),
     NULL},
};

static void trouble_view(struct ui *ui, const struct trouble *trouble, const char *title,
                         const char *text)
{
    bool bad = trouble->tint == TINT_BAD;
    enum color ink = bad ? COLOR_ON_BAD : COLOR_ON_WAIT;
    ROW(ui, .align = ALIGN_CENTER, .gap = GAP_M, .pad_x = GAP_L, .pad_y = GAP_S,
        .radius = RADIUS_BUTTON, .fill = bad ? COLOR_BAD : COLOR_WAIT,
        .line = bad ? COLOR_BAD_LINE : COLOR_WAIT_LINE) {
        ICON(ui, trouble->icon, .size = SIZE_ICON_M, .color = ink);
        COLUMN(ui, .grow = 1) {
            LABEL(ui, title, .type = TYPE_BODY_BOLD, .color = ink);
            LABEL(ui, text, .type = TYPE_SMALL, .color = COLOR_INK);
        }
    }
}

void officer_troubles(struct ui *ui, const struct model *model)
{
    char title[SENTENCE_SIZE];
    if (!model->visit->officer.health_known)
        return;
    for (size_t i = 0; i < LENGTH(TROUBLES); i++)
        if (TROUBLES[i].there(model, title))
            trouble_view(ui, &TROUBLES[i], title,
                         TROUBLES[i].advice ? TROUBLES[i].advice(model) : tr(TROUBLES[i].text));
}
