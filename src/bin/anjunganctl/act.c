/* The commands that do something: retry, check-config, set-pin. */
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/json.h"
#include "bin/anjunganctl/ctl.h"
#include "service/standard.h"
#include "store/enrolled.h"
#include "store/jobs.h"
#include "store/outbox.h"
#include "store/pin.h"

/* The operand: an item's number, or "all" as 0. */
static bool sequence_take(const struct ctl *ctl, int64_t *out)
{
    const char *word = ctl->operands[0];
    char *end = NULL;
    if (!word || strcmp(word, "all") == 0)
        return true;
    *out = strtoll(word, &end, 10);
    if (*end == '\0' && *out > 0)
        return true;
    ctl_say("retry %s: expected the number of an item (see outbox), or all", word);
    return false;
}

enum exit_code ctl_retry(const struct ctl *ctl)
{
    SCOPED(db_close) struct db *db = NULL;
    struct outbox_totals totals;
    int64_t sequence = 0, requeued = 0;
    if (!sequence_take(ctl, &sequence))
        return EXIT_USAGE;
    enum err err = ctl_db(ctl, &db);
    if (err == OK && ctl->operands[0])
        err = outbox_requeue(db, sequence, clock_now(&ctl->clock), &requeued);
    if (err == OK && sequence > 0 && requeued == 0) {
        ctl_say("item %" PRId64 " is not in quarantine", sequence);
        return EXIT_FAILED;
    }
    if (err == OK)
        err = outbox_totals(db, &totals);
    if (err == OK)
        err = jobs_ask(db, JOB_EVERYTHING, clock_now(&ctl->clock));
    if (err != OK)
        return EXIT_FAILED;
    if (ctl->given & OPTION_JSON) {
        struct json_object *json = json_object_new_object();
        json_put_int(json, "waiting", (int64_t)totals.waiting);
        ctl_json(json);
    } else {
        printf("asked anjungan-syncd to try all %zu waiting items now\n", totals.waiting);
    }
    return EXIT_OK;
}

enum exit_code ctl_rotate_key(const struct ctl *ctl)
{
    SCOPED(db_close) struct db *db = NULL;
    struct enrolled enrolled;
    enrolled_init(&enrolled, ctl->state);
    if (!enrolled_look(&enrolled)) {
        ctl_say("this kiosk is not enrolled: it gets its keys when it is");
        return EXIT_FAILED;
    }
    enum err err = ctl_db(ctl, &db);
    if (err == OK)
        err = jobs_ask(db, JOB_ROTATE, clock_now(&ctl->clock));
    if (err != OK)
        return EXIT_FAILED;
    if (ctl->given & OPTION_JSON)
        ctl_json(json_object_new_object());
    else
        puts("asked anjungan-syncd for new keys; `anjunganctl status` shows whether they wait");
    return EXIT_OK;
}

/* ---- check-config ------------------------------------------------------------------------------
 */

static void config_text(const struct settings *settings, const struct catalogue *catalogue)
{
    printf("kiosk %s, %s\n", settings->kiosk, settings->production ? "production" : "demo");
    for (size_t i = 0; i < catalogue->count; i++)
        printf("service %s: %s%s\n", catalogue->services[i]->id,
               catalogue->services[i]->enabled ? "enabled" : "disabled",
               catalogue->services[i]->confirmed ? "" : ", to be confirmed by the office");
}

static void config_json(const struct settings *settings, const struct catalogue *catalogue)
{
    struct json_object *json = json_object_new_object();
    struct json_object *services = json_object_new_array();
    json_put_text(json, "kiosk", settings->kiosk);
    json_put_bool(json, "production", settings->production);
    for (size_t i = 0; i < catalogue->count; i++) {
        struct json_object *service = json_object_new_object();
        json_put_text(service, "id", catalogue->services[i]->id);
        json_put_bool(service, "enabled", catalogue->services[i]->enabled);
        json_put_bool(service, "confirmed", catalogue->services[i]->confirmed);
        json_object_array_add(services, service);
    }
    json_object_object_add(json, "services", services);
    ctl_json(json);
}

enum exit_code ctl_check_config(const struct ctl *ctl)
{
    struct settings settings;
    SCOPED(catalogue_close) struct catalogue catalogue = {0};
    struct why why;
    /* Both are read, so that one run shows what is wrong with either. */
    enum err settled = ctl_settings(ctl, &settings);
    enum err err = catalogue_open(ctl->config, &catalogue, &why);
    if (err != OK)
        fprintf(stderr, "%s\n", why.text);
    if (settled != OK || err != OK)
        return EXIT_FAILED;
    (ctl->given & OPTION_JSON ? config_json : config_text)(&settings, &catalogue);
    return EXIT_OK;
}

/* ---- set-pin -----------------------------------------------------------------------------------
 */

/* One line; not shown while typed. False at the end of input or when it is too long. */
static bool secret_line(const char *prompt, char *out, size_t size)
{
    struct termios before, silent;
    /* No copy stays behind in a buffer. */
    setvbuf(stdin, NULL, _IONBF, 0);
    bool terminal = isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &before) == 0;
    if (terminal) {
        silent = before;
        silent.c_lflag &= ~(tcflag_t)ECHO;
        fputs(prompt, stderr);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    bool read = fgets(out, (int)size, stdin) != NULL;
    if (terminal) {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
        fputc('\n', stderr);
    }
    size_t len = read ? strcspn(out, "\r\n") : 0;
    bool whole = read && (out[len] != '\0' || feof(stdin));
    out[len] = '\0';
    return whole;
}

static enum err pin_keep(const struct ctl *ctl, const char *pin)
{
    SCOPED(db_close) struct db *db = NULL;
    char hash[PASSWORD_HASH_SIZE];
    enum err err = ctl_db(ctl, &db);
    if (err == OK)
        err = password_hash(pin, hash);
    if (err == OK)
        err = pin_set(db, hash);
    wipe(hash, sizeof(hash));
    return err;
}

enum exit_code ctl_set_pin(const struct ctl *ctl)
{
    char pin[64] = "";
    bool good = secret_line("new PIN: ", pin, sizeof(pin)) && pin_allowed(pin);
    if (!good)
        ctl_say("expected a PIN of %d to %d digits on one line", PIN_MIN, PIN_MAX);
    enum err err = good ? pin_keep(ctl, pin) : ERR_INVALID;
    wipe(pin, sizeof(pin));
    if (err == OK && !(ctl->given & OPTION_JSON))
        puts("the PIN is set");
    return err == OK ? EXIT_OK : EXIT_FAILED;
}
