#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "bin/anjungan-office/places.h"

const char *call_option(const struct call *call, const char *name, const char *fallback)
{
    for (size_t i = 0; i < call->option_count; i++)
        if (strcmp(call->options[i].name, name) == 0)
            return call->options[i].value;
    return fallback;
}

int64_t call_now(const struct call *call)
{
    return clock_now(&call->clock);
}

struct viewer call_viewer(const struct call *call)
{
    return (struct viewer){.role = ROLE_COUNT, .lang = LANG_ID, .now = call_now(call)};
}

enum exit_code complain(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("anjungan-office: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    return EXIT_FAILED;
}

enum err bench_open_ledger(const struct call *call, enum ledger_use use, struct bench *out)
{
    memset(out, 0, sizeof(*out));
    struct why why = {""};
    enum err err = ledger_open(call->address, use, &out->ledger, &why);
    if (err != OK)
        complain("%s", why.text);
    return err;
}

enum err bench_open(const struct call *call, enum ledger_use use, struct bench *out)
{
    enum err err = bench_open_ledger(call, use, out);
    if (err != OK)
        return err;
    struct why why = {""};
    char room[PATH_SIZE];
    const char *config = config_folder(call, room);
    err = config ? rulebook_open(config, out->ledger, &out->rules, &why) : ERR_NOT_FOUND;
    if (err == OK)
        return OK;
    if (config && why.text[0] != '\0')
        fprintf(stderr, "%s\n", why.text); /* file:line comes first */
    else if (config)
        complain("the office was not set up: run init first");
    ledger_close(&out->ledger);
    return err;
}

void bench_close(struct bench *bench)
{
    rulebook_close(&bench->rules);
    ledger_close(&bench->ledger);
}

enum err bench_officer(const struct bench *bench, const struct call *call, struct officer *out)
{
    const char *name = call_option(call, "--as", "");
    enum err err = ledger_officer(bench->ledger, name, out, NULL);
    if (err == ERR_NOT_FOUND)
        complain("there is no user '%s'", name);
    else if (err != OK)
        complain("the database cannot be read");
    return err;
}

enum err code_take(const char *typed, struct tracking_code *out)
{
    struct tracking_reading reading = tracking_read(typed, "");
    if (reading.fault == TRACKING_OK) {
        *out = reading.code;
        return OK;
    }
    complain("'%s' is no tracking code: %s", typed,
             reading.fault == TRACKING_INCOMPLETE ? "symbols are missing"
             : reading.fault == TRACKING_MISTYPED ? "its check symbol says that it is mistyped"
                                                  : "ESG-XXXX-XXXX-XXX was expected");
    return ERR_INVALID;
}

enum err call_code(const struct call *call, struct tracking_code *out)
{
    return code_take(call->operand, out);
}

enum exit_code order_exit(enum err err, enum refusal refusal)
{
    if (err == OK)
        return EXIT_OK;
    if (err == ERR_INVALID && refusal != REFUSAL_NONE)
        return complain("%s", refusal_text(refusal));
    return complain("nothing was changed: %s", err_name(err));
}

enum exit_code print_json(enum err written, const struct buf *json)
{
    if (written != OK)
        return complain("it cannot be shown: %s", err_name(written));
    puts(buf_text(json));
    return EXIT_OK;
}

void moment_text(int64_t moment, char out[24])
{
    if (moment == 0) {
        text_copy(out, 24, "-");
        return;
    }
    struct civil civil = civil_from(moment, ZONE_WIB_MINUTES);
    char text[64];
    snprintf(text, sizeof(text), "%04d-%02d-%02d %02d:%02d", civil.year, civil.month, civil.day,
             civil.hour, civil.minute);
    text_copy(out, 24, text);
}

enum err stdin_line(char *out, size_t size)
{
    char line[256];
    enum err err = ERR_INVALID;
    if (fgets(line, sizeof(line), stdin)) {
        line[strcspn(line, "\r\n")] = '\0';
        if (line[0] != '\0' && text_copy(out, size, line))
            err = OK;
    }
    wipe(line, sizeof(line));
    return err;
}
