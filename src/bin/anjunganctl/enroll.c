/* enroll: over the network with a one-time code, or with files carried between the two sides. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "bin/anjunganctl/ctl.h"
#include "store/joining.h"

/* ---- over the network --------------------------------------------------------------------------
 */

enum { LOOK_EVERY_MS = 200, SILENCE_MS = 15000 };

/* Why it failed, for the one who typed the code. */
static const struct {
    const char *reason, *text;
} reasons[] = {
    {"code-unknown", "the office does not know this code: mistyped, run out, used up or declined"},
    {"code-used", "another device came with this code before; ask the office for a new one"},
    {"code-other", "this code is for a kiosk of another name; see `kiosk:` in kiosk.yaml"},
    {"not-office", "what answers at this address is not an office of this program"},
    {"probe", "the office could not open what this kiosk seals: its key is not the one it showed"},
    {"no-network", "the office cannot be reached"},
    {"stalled", "the office cannot be reached: the connection stands, nothing comes"},
    {"tls", "the certificate at this address is not the office's (office-ca.pem)"},
    {"too-late", "nobody approved it in time; ask the office for a new code"},
};

static const char *reason_text(const char *reason)
{
    for (size_t i = 0; i < LENGTH(reasons); i++)
        if (strcmp(reasons[i].reason, reason) == 0)
            return reasons[i].text;
    return reason;
}

static void report_json(const struct joining *joining)
{
    static const char *const stages[] = {"asking", "comparing", "done", "failed"};
    struct json_object *json = json_object_new_object();
    json_put_text(json, "stage", stages[joining->stage]);
    json_put_text(json, "words", joining->words);
    json_put_text(json, "reason", joining->reason);
    ctl_json(json);
    fflush(stdout);
}

static void report(const struct ctl *ctl, const struct joining *joining)
{
    if (ctl->given & OPTION_JSON)
        report_json(joining);
    else if (joining->stage == JOINING_COMPARING)
        printf("words         %s\n"
               "Compare them with the office's (anjungan-office kiosk waiting). Waiting for its "
               "approval.\n",
               joining->words);
    else if (joining->stage == JOINING_DONE)
        printf("enrolled at %s\n", joining->url);
    if (joining->stage == JOINING_FAILED)
        ctl_say("%s", reason_text(joining->reason));
    fflush(stdout);
}

static enum exit_code ended(const struct joining *joining)
{
    static const char *const unreached[] = {"no-network", "stalled", "tls"};
    if (joining->stage == JOINING_DONE)
        return EXIT_OK;
    for (size_t i = 0; i < LENGTH(unreached); i++)
        if (strcmp(unreached[i], joining->reason) == 0)
            return EXIT_UNREACHABLE;
    return EXIT_FAILED;
}

/* Says each new stage, and once what stands in the way of one. */
static enum exit_code await(const struct ctl *ctl, struct db *db, const struct joining *asked)
{
    struct joining said = *asked;
    int64_t from = clock_boot();
    for (;;) {
        struct joining now;
        if (joining_read(db, &now) != OK)
            return EXIT_FAILED;
        bool trouble = now.stage <= JOINING_COMPARING && now.reason[0] && !said.reason[0];
        if (now.stage != said.stage)
            report(ctl, &now);
        else if (trouble)
            ctl_say("%s; trying again", reason_text(now.reason));
        if (now.stage > JOINING_COMPARING)
            return ended(&now);
        if (from > 0 && memcmp(&now, asked, sizeof(now)) == 0 && clock_boot() - from > SILENCE_MS) {
            ctl_say("anjungan-syncd has not begun: is it running?");
            from = 0;
        }
        said = now;
        usleep(LOOK_EVERY_MS * 1000);
    }
}

static bool code_take(const struct ctl *ctl, char out[INTRODUCTION_CODE])
{
    char line[64] = "";
    const char *typed = ctl->operands[1];
    if (!typed && fgets(line, sizeof(line), stdin))
        typed = line;
    bool good = typed && introduction_code(typed, out);
    if (!good)
        ctl_say("expected the one-time code of the office, as ENR-XXXX-XXXX-XXX");
    return good;
}

static enum exit_code join(const struct ctl *ctl)
{
    SCOPED(db_close) struct db *db = NULL;
    /* Zeroed whole: compared as bytes. */
    struct joining joining;
    memset(&joining, 0, sizeof(joining));
    joining.asked = clock_now(&ctl->clock);
    if (!office_url_allowed(ctl->operands[0]) || !TEXT_COPY(joining.url, ctl->operands[0])) {
        ctl_say("%s: https:// was expected, or http:// to this machine itself", ctl->operands[0]);
        return EXIT_USAGE;
    }
    if (!code_take(ctl, joining.code))
        return EXIT_USAGE;
    enum err err = ctl_db(ctl, &db);
    if (err == OK)
        err = joining_write(db, &joining);
    return err == OK ? await(ctl, db, &joining) : EXIT_FAILED;
}

/* ---- with files --------------------------------------------------------------------------------
 */

static void identity_gone(struct identity *identity)
{
    identity_wipe(identity);
}

static enum exit_code offer(const struct ctl *ctl)
{
    char path[PATH_SIZE];
    struct settings settings;
    struct enrolment_offer offer = {0};
    struct entropy entropy = entropy_system();
    SCOPED(identity_gone) struct identity device = {0};
    SCOPED(buf_fini) struct buf text;
    buf_init(&text, 4096);
    enum err err = ctl_settings(ctl, &settings);
    if (err == OK)
        err = path_make(ctl->state, 0750);
    if (err == OK)
        err = path_join(path, ctl->state, DEVICE_KEY_FILE);
    if (err == OK)
        err = identity_ensure(path, &entropy, &device);
    if (err != OK) {
        ctl_say("no device key: %s", err_name(err));
        return EXIT_FAILED;
    }
    (void)TEXT_COPY(offer.kiosk, settings.kiosk);
    offer.device = device.public;
    if (enrolment_offer_write(&offer, &text) != OK)
        return EXIT_FAILED;
    puts(buf_text(&text));
    return EXIT_OK;
}

static enum err accept_read(const struct ctl *ctl, struct enrolment *out)
{
    SCOPED(buf_fini) struct buf text;
    buf_init(&text, 64 * 1024);
    enum err err = path_read(ctl->accept, &text);
    if (err != OK)
        ctl_say("%s: cannot be read: %s", ctl->accept, err_name(err));
    else if ((err = enrolment_read(text.data, text.len, out)) != OK)
        ctl_say("%s: not an enrolment (or an address that is neither https nor loopback)",
                ctl->accept);
    return err;
}

static enum exit_code accept_file(const struct ctl *ctl)
{
    char key[PATH_SIZE];
    struct settings settings;
    struct enrolment enrolment;
    enum err err = ctl_settings(ctl, &settings);
    if (err == OK)
        err = accept_read(ctl, &enrolment);
    if (err == OK)
        err = path_join(key, ctl->state, DEVICE_KEY_FILE);
    if (err != OK)
        return EXIT_FAILED;
    if (strcmp(enrolment.kiosk, settings.kiosk) != 0) {
        ctl_say("%s: it is for %s, this kiosk is %s", ctl->accept, enrolment.kiosk, settings.kiosk);
        return EXIT_FAILED;
    }
    if (access(key, F_OK) != 0) {
        ctl_say("%s: there is none; make the offer first (enroll --offer)", key);
        return EXIT_FAILED;
    }
    err = enrolment_save(ctl->state, &enrolment);
    if (err != OK) {
        ctl_say("cannot keep the enrolment: %s", err_name(err));
        return EXIT_FAILED;
    }
    if (!(ctl->given & OPTION_JSON))
        printf("%s is enrolled at %s\n", enrolment.kiosk, enrolment.office_url);
    return EXIT_OK;
}

enum exit_code ctl_enroll(const struct ctl *ctl)
{
    bool offers = ctl->given & OPTION_OFFER, accepts = ctl->given & OPTION_ACCEPT;
    if (offers + accepts + (ctl->operands[0] != NULL) != 1) {
        ctl_say("enroll: URL CODE, or --offer, or --accept FILE; see --help");
        return EXIT_USAGE;
    }
    return ctl->operands[0] ? join(ctl) : offers ? offer(ctl) : accept_file(ctl);
}
