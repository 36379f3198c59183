/* anjungan-syncd: moves sealed items from this kiosk to the office, and statuses and content back.
 * It reads nothing of what it carries. */
#include <errno.h>
#include <getopt.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/heartbeat.h"
#include "base/log.h"
#include "base/path.h"
#include "seal/keys.h"
#include "service/settings.h"
#include "sync/engine.h"

enum exit_code { EXIT_OK = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

static const char help[] =
    "usage: anjungan-syncd --config DIR --state DIR\n"
    "Sends what the kiosk has accepted to the office and brings statuses and content back.\n"
    "\n"
    "  --config DIR  the folder of kiosk.yaml\n"
    "  --state DIR   the kiosk's state: kiosk.db, device.key, enrolment.json\n"
    "  --help        show this\n"
    "\n"
    "Runs until SIGTERM or SIGINT. Where the kiosk is not enrolled yet, it waits.\n";

struct options {
    const char *config, *state;
    bool help;
};

static bool options_read(int argc, char **argv, struct options *out)
{
    static const struct option known[] = {
        {"config", required_argument, NULL, 'c'},
        {"state", required_argument, NULL, 's'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    int option;
    while ((option = getopt_long(argc, argv, "", known, NULL)) != -1) {
        if (option == 'c')
            out->config = optarg;
        else if (option == 's')
            out->state = optarg;
        else if (option == 'h')
            out->help = true;
        else
            return false;
    }
    bool whole = out->config && *out->config && out->state && *out->state;
    return out->help || (optind == argc && whole);
}

/* SIGTERM and SIGINT as something to read; an exchange in progress ends on them too. */
static int stop_open(void)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    signal(SIGPIPE, SIG_IGN);
    return signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

/* `wait` ms but not longer than `most`, or until a change in the state folder, or the end; true for
 * the end. */
static bool rest(struct engine *engine, int stop, int64_t wait, int64_t most)
{
    struct pollfd fds[] = {
        {.fd = stop, .events = POLLIN},
        {.fd = engine_fd(engine), .events = POLLIN},
    };
    int timeout = (int)(wait < 0 ? 0 : wait < most ? wait : most);
    if (poll(fds, 2, timeout) > 0 && fds[1].revents)
        engine_drain(engine);
    return fds[0].revents != 0;
}

static enum exit_code serve(const char *state, const struct settings *settings,
                            struct heartbeat *beat)
{
    const struct clock clock = {0};
    int stop = stop_open();
    const struct engine_config config = {
        .state_dir = state,
        .settings = settings,
        .entropy = entropy_system(),
        .stop_fd = stop,
    };
    SCOPED(engine_close) struct engine *engine = NULL;
    if (stop < 0 || engine_open(&config, &engine) != OK) {
        log_error("cannot start: %s", strerror(errno));
        return EXIT_FAILED;
    }
    bool end = false;
    while (!end && !engine_dead(engine)) {
        int64_t next = engine_step(engine, clock_now(&clock));
        /* Who watches us hears of rounds that were finished. */
        if (engine_well(engine))
            heartbeat_sign(beat);
        heartbeat_turn(beat, clock_boot(), "synchronising");
        end = rest(engine, stop, next - clock_now(&clock), heartbeat_pace(beat, MINUTES(1)));
    }
    close(stop);
    log_info("ended");
    return engine_dead(engine) ? EXIT_FAILED : EXIT_OK;
}

int main(int argc, char **argv)
{
    struct options options = {0};
    struct settings settings;
    struct why why;
    struct heartbeat beat;
    log_open("anjungan-syncd", LOG_LEVEL_INFO);
    heartbeat_open(&beat);
    if (!options_read(argc, argv, &options)) {
        fputs("anjungan-syncd: see --help\n", stderr);
        return EXIT_USAGE;
    }
    if (options.help) {
        fputs(help, stdout);
        return EXIT_OK;
    }
    umask(007); /* the state folder is shared by a group: kiosk and syncd are two users */
    if (settings_open(options.config, &settings, &why) != OK) {
        fprintf(stderr, "%s\n", why.text);
        return EXIT_FAILED;
    }
    if (seal_start() != OK)
        return EXIT_FAILED;
    /* A folder that is not there yet may come later; a second syncd has no business there. */
    int lock = -1;
    if (path_lock(options.state, "syncd.lock", &lock) == ERR_BUSY) {
        log_error("another anjungan-syncd works in %s", options.state);
        return EXIT_FAILED;
    }
    enum exit_code code = serve(options.state, &settings, &beat);
    heartbeat_close(&beat);
    return code;
}
