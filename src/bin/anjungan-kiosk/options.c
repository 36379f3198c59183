#include "bin/anjungan-kiosk/options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/place.h"

enum { SIDE_MIN = 240, SIDE_MAX = 7680 };

static const char help[] =
    "usage: anjungan-kiosk --config DIR --state DIR [--window WxH] [--lang id|en|jv]\n"
    "                      [--inspect FILE] [--clock ISO8601] [--outage]\n"
    "The kiosk's screen: requests, progress, hours, complaints.\n"
    "\n"
    "  --config DIR     the folder of kiosk.yaml\n"
    "  --state DIR      what the kiosk keeps: kiosk.db, enrolment.json; made when missing\n"
    "  --window WxH     a window of that size; the config's screen otherwise\n"
    "  --lang LANG      the language of a new visitor, in place of the config's\n"
    "  --inspect FILE   rewrites FILE after each frame with what is on screen\n"
    "  --clock ISO8601  starts at this moment and runs from there, as in\n"
    "                   2026-11-23T09:41:00+07:00; the offset is required\n"
    "  --outage         shows where service is to be had, and ends when it is time to try\n"
    "                   again: after 30 seconds, or at the touch of a visitor\n"
    "  --help           show this\n"
    "\n"
    "--inspect and --clock are refused where the config says mode: production.\n"
    "Exit status: 0 ok, 1 failed, 2 wrong usage.\n";

static enum exit_code complain(const char *what, const char *value)
{
    fprintf(stderr, "anjungan-kiosk: %s%s%s\nanjungan-kiosk: see --help\n", what, value ? ": " : "",
            value ? value : "");
    return EXIT_USAGE;
}

static bool read_size(const char *text, struct options *out)
{
    char end;
    return text[0] >= '0' && text[0] <= '9' &&
           sscanf(text, "%4dx%4d%c", &out->width, &out->height, &end) == 2 &&
           out->width >= SIDE_MIN && out->width <= SIDE_MAX && out->height >= SIDE_MIN &&
           out->height <= SIDE_MAX;
}

static enum exit_code take(int option, struct options *out)
{
    switch (option) {
    case 'c':
        out->config = optarg;
        return EXIT_OK;
    case 's':
        out->state = optarg;
        return EXIT_OK;
    case 'i':
        out->inspect = optarg;
        return EXIT_OK;
    case 'o':
        out->outage = true;
        return EXIT_OK;
    case 'h':
        out->help = true;
        return EXIT_OK;
    case 'w':
        return read_size(optarg, out)
                   ? EXIT_OK
                   : complain("--window: expected WIDTHxHEIGHT, 240 to 7680", optarg);
    case 'l':
        out->lang = lang_from_tag(optarg);
        return out->lang != LANG_COUNT ? EXIT_OK
                                       : complain("--lang: expected id, en or jv", optarg);
    case 't':
        out->clock = true;
        return clock_parse(optarg, &out->moment) == OK
                   ? EXIT_OK
                   : complain("--clock: expected a moment with its offset", optarg);
    default:
        return complain("unknown option, or one without its value", NULL);
    }
}

static bool given(const char *text)
{
    return text && *text;
}

enum exit_code options_read(int argc, char **argv, struct options *out)
{
    static const struct option known[] = {
        {"config", required_argument, NULL, 'c'},
        {"state", required_argument, NULL, 's'},
        {"window", required_argument, NULL, 'w'},
        {"inspect", required_argument, NULL, 'i'},
        {"clock", required_argument, NULL, 't'},
        {"lang", required_argument, NULL, 'l'},
        {"outage", no_argument, NULL, 'o'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    int option;
    *out = (struct options){.lang = LANG_COUNT};
    opterr = 0;
    while ((option = getopt_long(argc, argv, "", known, NULL)) != -1) {
        enum exit_code code = take(option, out);
        if (code != EXIT_OK)
            return code;
    }
    if (out->help)
        fputs(help, stdout);
    else if (optind < argc)
        return complain("unexpected", argv[optind]);
    else if (!given(out->config) || !given(out->state))
        return complain("--config and --state are needed", NULL);
    else if (out->inspect && !given(out->inspect))
        return complain("--inspect: expected a file", NULL);
    return EXIT_OK;
}

bool options_allowed(const struct options *options, const struct settings *settings)
{
    const char *refused = options->inspect ? "--inspect" : options->clock ? "--clock" : NULL;
    if (!settings->production || !refused)
        return true;
    fprintf(stderr, "anjungan-kiosk: %s is refused: the config says mode: production\n", refused);
    return false;
}

enum err delivered_config(char out[PATH_SIZE])
{
    static const char *const places[] = {"@/../share/anjungan/kiosk-config"};
    return place_find(places, LENGTH(places), "kiosk.yaml", out) ? OK : ERR_NOT_FOUND;
}

enum err catalogues_find(char out[PATH_SIZE])
{
    static const char *const places[] = {"@/../lang", "@/../share/anjungan/lang"};
    return place_find(places, LENGTH(places), "", out) ? OK : ERR_NOT_FOUND;
}
