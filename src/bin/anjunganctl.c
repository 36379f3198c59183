/* anjunganctl: the technician's and officer's command line on the kiosk. */
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/json.h"
#include "base/log.h"
#include "bin/anjunganctl/ctl.h"
#include "seal/keys.h"

static const struct command commands[] = {
    {"status", 0, 0, "what waits, when the office last answered, room on the disk, the last check",
     ctl_status},
    {"log", OPTION_FOLLOW | OPTION_FAILED | OPTION_LIMIT, 0,
     "the newest rows of the sync log (--follow, --failed, --limit N)", ctl_log},
    {"outbox", OPTION_LIMIT, 0, "the newest items and how they stand (--limit N)", ctl_outbox},
    {"retry", 0, 1,
     "ask anjungan-syncd to try everything now; NUMBER or all: also items in quarantine",
     ctl_retry},
    {"export", 0, 1, "FILE: write what waits, sealed and signed, for anjungan-office import",
     ctl_export},
    {"verify-log", 0, 0, "check the log's hash chain; exits with 4 and names the first broken row",
     ctl_verify_log},
    {"check-config", STATELESS, 0,
     "read kiosk.yaml, services and holidays; file:line of what is wrong", ctl_check_config},
    {"enroll", OPTION_OFFER | OPTION_ACCEPT, 2,
     "URL CODE: with the office's one-time code (read from stdin where it is left out);\n"
     "                with files: --offer, this device's public keys; --accept FILE, its answer",
     ctl_enroll},
    {"rotate-key", 0, 0,
     "ask anjungan-syncd for new keys of this device; the office takes both for a day",
     ctl_rotate_key},
    {"set-pin", 0, 0, "set the officer's PIN, 6 to 10 digits, read from the terminal or stdin",
     ctl_set_pin},
};

void ctl_say(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("anjunganctl: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
}

void ctl_json(struct json_object *value)
{
    SCOPED(buf_fini) struct buf text;
    buf_init(&text, 1 << 20);
    json_write(value, &text);
    puts(buf_text(&text));
    json_object_put(value);
}

const char *ctl_moment(int64_t moment, char out[MOMENT_SIZE])
{
    struct civil at = civil_from(moment, ZONE_WIB_MINUTES);
    if (moment == 0)
        return strcpy(out, "-");
    snprintf(out, MOMENT_SIZE, "%04u-%02u-%02u %02u:%02u:%02u", (unsigned)at.year % 10000,
             (unsigned)at.month % 100, (unsigned)at.day % 100, (unsigned)at.hour % 100,
             (unsigned)at.minute % 100, (unsigned)at.second % 100);
    return out;
}

enum err ctl_settings(const struct ctl *ctl, struct settings *out)
{
    struct why why;
    enum err err = settings_open(ctl->config, out, &why);
    if (err != OK)
        fprintf(stderr, "%s\n", why.text);
    return err;
}

enum err ctl_db(const struct ctl *ctl, struct db **out)
{
    enum db_fault fault = DB_FAULT_NONE;
    enum err err = db_open(ctl->state, DB_TOOL, out, &fault);
    if (err == ERR_NOT_FOUND)
        ctl_say("%s/%s: there is none yet; start anjungan-kiosk or anjungan-syncd once", ctl->state,
                DB_FILE);
    return err;
}

static void help(void)
{
    puts("usage: anjunganctl --config DIR --state DIR COMMAND [--json]\n");
    for (size_t i = 0; i < LENGTH(commands); i++)
        printf("  %-13s %s\n", commands[i].name, commands[i].summary);
    puts("\n  --config DIR  the folder of kiosk.yaml\n"
         "  --state DIR   the kiosk's state: kiosk.db, device.key, enrolment.json\n"
         "  --json        say it as JSON\n"
         "  --help        show this\n\n"
         "Exit codes: 0 ok, 1 failed, 2 usage, 3 unreachable, 4 verification failed.");
}

static bool limit_read(const char *text, size_t *out)
{
    char *end = NULL;
    long value = strtol(text, &end, 10);
    if (!*text || *end || value < 1 || value > LIMIT_MOST)
        return false;
    *out = (size_t)value;
    return true;
}

/* False, and said why, for what is no option of ours. */
static bool options_read(int argc, char **argv, struct ctl *out, bool *wants_help)
{
    enum { CONFIG = 'c', STATE = 's', HELP = 'h', BIT = 0x1000 };
    static const struct option known[] = {
        {"config", required_argument, NULL, CONFIG},
        {"state", required_argument, NULL, STATE},
        {"help", no_argument, NULL, HELP},
        {"json", no_argument, NULL, BIT | OPTION_JSON},
        {"follow", no_argument, NULL, BIT | OPTION_FOLLOW},
        {"failed", no_argument, NULL, BIT | OPTION_FAILED},
        {"limit", required_argument, NULL, BIT | OPTION_LIMIT},
        {"offer", no_argument, NULL, BIT | OPTION_OFFER},
        {"accept", required_argument, NULL, BIT | OPTION_ACCEPT},
        {NULL, 0, NULL, 0},
    };
    int option;
    while ((option = getopt_long(argc, argv, "", known, NULL)) != -1) {
        if (option == '?')
            return false;
        if (option & BIT)
            out->given |= (unsigned)option & ~(unsigned)BIT;
        if (option == CONFIG)
            out->config = optarg;
        else if (option == STATE)
            out->state = optarg;
        else if (option == HELP)
            *wants_help = true;
        else if (option == (BIT | OPTION_ACCEPT))
            out->accept = optarg;
        else if (option == (BIT | OPTION_LIMIT) && !limit_read(optarg, &out->limit)) {
            ctl_say("--limit %s: expected a number from 1 to %d", optarg, LIMIT_MOST);
            return false;
        }
    }
    return true;
}

/* The command that is named, when it fits what was given with it; said why not otherwise. */
static const struct command *command_find(struct ctl *ctl, int count, char **words)
{
    if (count == 0) {
        ctl_say("which command? see --help");
        return NULL;
    }
    for (size_t i = 0; i < LENGTH(commands); i++) {
        const struct command *command = &commands[i];
        if (strcmp(command->name, words[0]) != 0)
            continue;
        size_t given = (size_t)count - 1;
        for (size_t j = 0; j < given && j < command->operands; j++)
            ctl->operands[j] = words[j + 1];
        if (given > command->operands)
            ctl_say("%s: what is \"%s\"? see --help", command->name, words[command->operands + 1]);
        else if (ctl->given & ~(command->options | OPTION_JSON))
            ctl_say("%s does not take all of these options; see --help", command->name);
        else if (!*ctl->config || (!*ctl->state && !(command->options & STATELESS)))
            ctl_say("--config DIR and --state DIR are needed; see --help");
        else
            return command;
        return NULL;
    }
    ctl_say("there is no command \"%s\"; see --help", words[0]);
    return NULL;
}

int main(int argc, char **argv)
{
    struct ctl ctl = {.config = "", .state = "", .limit = LIMIT_DEFAULT};
    bool wants_help = false;
    log_open("anjunganctl", LOG_LEVEL_WARN);
    if (!options_read(argc, argv, &ctl, &wants_help))
        return EXIT_USAGE;
    if (wants_help) {
        help();
        return EXIT_OK;
    }
    const struct command *command = command_find(&ctl, argc - optind, argv + optind);
    if (!command)
        return EXIT_USAGE;
    umask(007); /* the state folder is shared by a group: kiosk and syncd are two users */
    if (seal_start() != OK)
        return EXIT_FAILED;
    enum exit_code code = command->run(&ctl);
    return fflush(stdout) == 0 ? code : EXIT_FAILED;
}
