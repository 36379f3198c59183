/* The back office: a server for kiosks and officers, and the officers' command line. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/log.h"
#include "bin/anjungan-office/command.h"

struct table {
    const struct command *commands;
    const size_t *count;
};

static const struct table tables[] = {
    {office_commands, &office_command_count},       {kiosk_commands, &kiosk_command_count},
    {admission_commands, &admission_command_count}, {import_commands, &import_command_count},
    {request_commands, &request_command_count},     {complaint_commands, &complaint_command_count},
    {survey_commands, &survey_command_count},       {user_commands, &user_command_count},
    {audit_commands, &audit_command_count},         {key_commands, &key_command_count},
    {copy_commands, &copy_command_count},
};

static void usage(FILE *out)
{
    fputs("usage: anjungan-office --db ADDRESS [--keys DIR] [--config DIR] COMMAND...\n"
          "ADDRESS: sqlite:PATH, or postgresql://HOST/NAME (its password in PGPASSFILE). --keys: "
          "the\n"
          "folder of the key files; beside the file of SQLite unless said otherwise. Each command "
          "takes\n"
          "--json where it shows something. --config: kiosk-config here, beside the program's "
          "source\n"
          "tree, in /etc/anjungan-office or in /etc/anjungan.\n\n",
          out);
    for (size_t i = 0; i < LENGTH(tables); i++)
        for (size_t j = 0; j < *tables[i].count; j++) {
            const struct command *command = &tables[i].commands[j];
            fprintf(out, "  %s%s%s%s%s ", command->noun, command->verb[0] ? " " : "", command->verb,
                    command->operand[0] ? " " : "", command->operand);
            for (const char *at = command->options; *at; at++)
                if (*at != '!')
                    fputc(*at, out);
            fprintf(out, "\n      %s\n", command->help);
        }
}

static enum exit_code misused(const char *what, const char *which)
{
    complain("%s%s%s; --help shows how", what, which[0] ? " " : "", which);
    return EXIT_USAGE;
}

static const struct command *command_find(const char *noun, const char *verb)
{
    for (size_t i = 0; i < LENGTH(tables); i++)
        for (size_t j = 0; j < *tables[i].count; j++) {
            const struct command *command = &tables[i].commands[j];
            if (strcmp(command->noun, noun) == 0 &&
                (command->verb[0] == '\0' || strcmp(command->verb, verb) == 0))
                return command;
        }
    return NULL;
}

/* Where the option stands in the command's list; NULL: it takes no such. */
static const char *option_known(const struct command *command, const char *name)
{
    size_t len = strlen(name);
    for (const char *at = command->options; (at = strstr(at, name)) != NULL; at += len)
        if (at[len] == ' ')
            return at;
    return NULL;
}

/* The first option that must be given and was not; NULL when all are there. */
static const char *option_missing(const struct command *command, const struct call *call,
                                  char name[32])
{
    for (const char *at = command->options; (at = strstr(at, "--")) != NULL;) {
        size_t len = strcspn(at, " ");
        size_t word = strcspn(at + len + 1, " ");
        snprintf(name, 32, "%.*s", (int)len, at);
        bool needed = at[len + word] == '!';
        if (needed && !call_option(call, name, NULL))
            return name;
        at += len;
    }
    return NULL;
}

/* These may stand anywhere. */
static const char **global_place(struct call *call, const char *word)
{
    return strcmp(word, "--db") == 0       ? &call->address
           : strcmp(word, "--config") == 0 ? &call->config
           : strcmp(word, "--keys") == 0   ? &call->keys_given
                                           : NULL;
}

static enum exit_code option_take(const struct command *command, char **words, struct call *call)
{
    const char **place = global_place(call, words[0]);
    if (!place && (!command || !option_known(command, words[0])))
        return misused("there is no option", words[0]);
    if (!words[1])
        return misused("a value is missing after", words[0]);
    if (place) {
        *place = words[1];
        return EXIT_OK;
    }
    if (call->option_count == OPTIONS_MAX)
        return misused("too many options:", words[0]);
    call->options[call->option_count].name = words[0];
    call->options[call->option_count++].value = words[1];
    return EXIT_OK;
}

/* The words after the command's name. */
static enum exit_code call_fill(const struct command *command, char **words, struct call *call)
{
    for (; *words; words++) {
        if (strcmp(*words, "--json") == 0) {
            call->json = true;
        } else if (strncmp(*words, "--", 2) == 0) {
            enum exit_code code = option_take(command, words, call);
            if (code != EXIT_OK)
                return code;
            words++;
        } else if (command->operand[0] && !call->operand[0]) {
            call->operand = *words;
        } else if (strchr(command->operand, ' ') && !call->second[0]) {
            call->second = *words;
        } else {
            return misused("too much:", *words);
        }
    }
    if ((command->operand[0] && !call->operand[0]) ||
        (strchr(command->operand, ' ') && !call->second[0]))
        return misused("missing:", command->operand);
    char name[32];
    return option_missing(command, call, name) ? misused("missing:", name) : EXIT_OK;
}

/* Where the key files are: beside a database that is a file. */
static bool keys_find(struct call *call, const char *file)
{
    if (call->keys_given || !file)
        return TEXT_COPY(call->keys, call->keys_given ? call->keys_given : "");
    if (!TEXT_COPY(call->keys, file))
        return false;
    char *slash = strrchr(call->keys, '/');
    if (!slash)
        TEXT_COPY(call->keys, ".");
    else if (slash == call->keys)
        TEXT_COPY(call->keys, "/");
    else
        *slash = '\0';
    return true;
}

static enum exit_code address_check(struct call *call)
{
    static const char file[] = "sqlite:", server[] = "postgresql://";
    const char *path = NULL;
    if (strncmp(call->address, file, sizeof(file) - 1) == 0 && call->address[sizeof(file) - 1])
        path = call->address + sizeof(file) - 1;
    else if (strncmp(call->address, server, sizeof(server) - 1) != 0)
        return misused("expected sqlite:PATH or postgresql://HOST/NAME after --db, not",
                       call->address);
    if (!path && !call->keys_given)
        return misused("missing:", "--keys DIR, where the key files of the office are");
    if (!keys_find(call, path))
        return misused("too long:", path ? call->address : call->keys_given);
    return EXIT_OK;
}

static enum exit_code run(char **words, struct call *call)
{
    const struct command *command = command_find(words[0], words[1] ? words[1] : "");
    if (!command)
        return misused("there is no command", words[0]);
    enum exit_code code = call_fill(command, words + (command->verb[0] ? 2 : 1), call);
    bool addressed = !option_known(command, "--from"); /* others name their databases themselves */
    if (code == EXIT_OK && addressed && !call->address[0])
        code = misused("missing:", "--db ADDRESS");
    if (code == EXIT_OK && addressed)
        code = address_check(call);
    if (code != EXIT_OK)
        return code;
    if (seal_start() != OK)
        return complain("libsodium cannot start");
    code = command->run(call);
    if (fflush(stdout) != 0)
        return complain("the output cannot be written");
    return code;
}

int main(int argc, char **argv)
{
    (void)argc;
    umask(077); /* the database holds personal data */
    log_open("anjungan-office", LOG_LEVEL_WARN);
    struct call call = {.address = "", .operand = "", .second = ""};
    char **words = argv + 1;
    for (char **word = words; *word; word++)
        if (strcmp(*word, "--help") == 0) {
            usage(stdout);
            return EXIT_OK;
        }
    for (; *words && strncmp(*words, "--", 2) == 0; words += 2) {
        enum exit_code code = option_take(NULL, words, &call);
        if (code != EXIT_OK)
            return code;
    }
    if (!*words)
        return misused("what is to be done?", "");
    return run(words, &call);
}
