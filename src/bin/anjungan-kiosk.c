/* anjungan-kiosk: everything a visitor sees and touches. This file composes; how the parts talk
 * while it runs is anjungan-kiosk/loop.c. */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/stat.h>

#include "base/log.h"
#include "base/path.h"
#include "bin/anjungan-kiosk/guard.h"
#include "bin/anjungan-kiosk/loop.h"
#include "bin/anjungan-kiosk/no_desk.h"
#include "bin/anjungan-kiosk/options.h"
#include "bin/anjungan-kiosk/reading.h"
#include "scan/decoder.h"
#include "seal/keys.h"
#include "store/counter_store.h"

/* Everything that is opened, in the order it is opened. */
struct kiosk {
    struct settings settings;
    struct reading reading;
    struct catalogue catalogue;
    struct desk_store *store;
    struct loop loop;
    void *secrets;
    struct outage outage;
};

static enum err read_settings(struct kiosk *kiosk, const char *folder)
{
    struct why why;
    enum err err = settings_open(folder, &kiosk->settings, &why);
    if (err == OK)
        reading_begin(&kiosk->reading, folder);
    else
        fprintf(stderr, "%s\n", why.text);
    return err;
}

static enum err finish_reading(struct kiosk *kiosk)
{
    struct why why;
    enum err err = reading_end(&kiosk->reading, &kiosk->catalogue, &why);
    if (err != OK)
        fprintf(stderr, "%s\n", why.text);
    return err;
}

/* The screen that says what is the matter needs a configuration: the office's or, where that is
 * wrong, the one that was delivered. */
static enum err read_for_outage(struct kiosk *kiosk, const char *folder)
{
    char delivered[PATH_SIZE];
    if (read_settings(kiosk, folder) == OK && finish_reading(kiosk) == OK)
        return OK;
    if (delivered_config(delivered) != OK || read_settings(kiosk, delivered) != OK)
        return ERR_INVALID;
    return finish_reading(kiosk);
}

/* The catalogue is still being read when this is over: see finish_reading. */
static enum err read_config(struct kiosk *kiosk, const struct options *options)
{
    char catalogues[PATH_SIZE];
    enum err err = options->outage ? read_for_outage(kiosk, options->config)
                                   : read_settings(kiosk, options->config);
    if (err != OK)
        return err;
    if (catalogues_find(catalogues) != OK || tr_open(catalogues) != OK) {
        log_error("the translations are not installed: no lang folder beside the program's own");
        return ERR_NOT_FOUND;
    }
    if (options->lang != LANG_COUNT)
        kiosk->settings.lang = options->lang;
    return OK;
}

/* No part that may be what made the kiosk stop. */
static void open_outage(struct kiosk *kiosk, struct app_config *config)
{
    config->desk = outage_desk(&kiosk->outage);
    config->counter = no_counter();
    kiosk->loop.over = &kiosk->outage.over;
}

/* Where the store cannot even start, the screen still comes up and says so. */
static void open_desk(struct kiosk *kiosk, const struct options *options, struct app_config *config)
{
    const struct desk_store_config store = {
        .state_dir = options->state,
        .settings = &kiosk->settings,
        .catalogue = &kiosk->catalogue,
        .entropy = entropy_system(),
    };
    config->desk = no_desk();
    config->counter = no_counter();
    if (desk_store_open(&store, &kiosk->store) != OK) {
        log_error("the state folder %s cannot be used", options->state);
        return;
    }
    config->desk = desk_store_desk(kiosk->store);
    config->counter = counter_store(kiosk->store);
    kiosk->loop.store = kiosk->store;
}

static enum err open_window(struct kiosk *kiosk, const struct options *options)
{
    bool whole = !options->width && kiosk->settings.fullscreen;
    const struct window_config window = {
        .title = "Anjungan",
        .width = options->width ? options->width
                 : whole        ? 0
                                : 1080,
        .height = options->height ? options->height
                  : whole         ? 0
                                  : 1920,
        .fullscreen = whole,
        .keypad = &kiosk->settings.keypad,
    };
    return window_open(&window, &kiosk->loop.window);
}

/* A screen that hangs so high that a page does not fit below the reach line is told once. */
static void check_reach(const struct settings *settings, const struct theme *theme, int out)
{
    if (theme->sizes[SIZE_OUT] < out)
        log_warn("screen: bottom: %d mm is too high for this screen: with \"Jangkauan\" some "
                 "controls stand higher than a seated person reaches",
                 settings->bottom);
}

static void prepare_look(const struct kiosk *kiosk)
{
    const struct settings *settings = &kiosk->settings;
    int width, height;
    window_size(kiosk->loop.window, &width, &height);
    int out = theme_out_of_reach(settings->bottom, settings->dpi, height);
    struct theme theme = theme_make(&(struct theme_choice){.reach = true,
                                                           .out_of_reach = out,
                                                           .dpi = settings->dpi,
                                                           .width = width,
                                                           .height = height});
    check_reach(settings, &theme, out);
    window_prepare(kiosk->loop.window, &theme);
}

/* A folder of pictures that stands for a camera lies in the state folder unless its path is whole.
 */
static void place_camera(struct kiosk *kiosk, const char *state)
{
    char folder[PATH_SIZE], *device = kiosk->settings.camera.device;
    bool relative = strcmp(kiosk->settings.camera.source, "folder") == 0 && device[0] != '/';
    if (!relative || path_join(folder, state, device) != OK)
        return;
    if (path_make(folder, 0700) != OK ||
        !text_copy(device, sizeof(kiosk->settings.camera.device), folder))
        log_warn("no camera: %s cannot be used", folder);
}

/* A kiosk without a working decoder reads no codes, and everything else goes on. */
static void open_reader(struct kiosk *kiosk, const char *state)
{
    char decoder[PATH_SIZE];
    place_camera(kiosk, state);
    if (decoder_find(decoder) == OK)
        kiosk->loop.reader = reader_new(&kiosk->settings, decoder);
    if (!kiosk->loop.reader)
        log_warn("no camera reading: anjungan-decoder is not installed");
}

/* Without its helper the kiosk is silent, and everything else goes on. */
static void open_speech(struct kiosk *kiosk)
{
    char program[PATH_SIZE];
    if (speech_find(program) == OK)
        kiosk->loop.speech = speech_new(program);
    if (!kiosk->loop.speech)
        log_warn("no reading aloud: anjungan-speech is not installed");
}

/* A printer is help: without one receipts stand on screen alone. */
static void open_printer(struct kiosk *kiosk)
{
    kiosk->loop.printer = printer_new(&kiosk->settings);
    if (!kiosk->loop.printer && *kiosk->settings.printer.device)
        log_warn("no printing: no thread for %s", kiosk->settings.printer.device);
}

static enum err start(struct kiosk *kiosk, const struct options *options)
{
    struct loop *loop = &kiosk->loop;
    loop->settings = &kiosk->settings;
    loop->inspect = options->inspect;
    loop->clock = options->clock ? clock_starting(options->moment) : (struct clock){0};
    enum err shown = open_window(kiosk, options);
    if (shown == OK)
        prepare_look(kiosk);
    /* What is wrong in a file is told before what is wrong with the display. */
    if (!options->outage && finish_reading(kiosk) != OK)
        return ERR_INVALID;
    if (shown != OK)
        return ERR_UNREACHABLE;
    if (!options->outage) {
        open_reader(kiosk, options->state);
        open_speech(kiosk);
        open_printer(kiosk);
    }
    loop->ui = ui_new(window_metrics(loop->window));
    loop->worker = worker_new();
    kiosk->secrets = locked_new(app_secrets_size());
    if (!loop->ui || !loop->worker || !kiosk->secrets) {
        log_error("not enough memory, or not enough of it may be locked");
        return ERR_FULL;
    }
    struct app_config config = {
        .settings = &kiosk->settings,
        .catalogue = &kiosk->catalogue,
        .worker = loop->worker,
        .devices = loop_devices(loop),
        .secrets = kiosk->secrets,
        .secrets_size = app_secrets_size(),
        .lang = kiosk->settings.lang,
    };
    if (options->outage)
        open_outage(kiosk, &config);
    else
        open_desk(kiosk, options, &config);
    loop->app = app_new(&config, clock_now(&loop->clock), clock_boot());
    return loop->app ? OK : ERR_FULL;
}

/* A visitor's draft is wiped at the end too: signals end the loop, not the process. Blocked before
 * there are threads, which inherit that. */
static int ending_signals(void)
{
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGHUP);
    int fd = signalfd(-1, &ends, SFD_CLOEXEC | SFD_NONBLOCK);
    if (fd >= 0)
        pthread_sigmask(SIG_BLOCK, &ends, NULL);
    return fd;
}

static void stop(struct kiosk *kiosk)
{
    heartbeat_close(&kiosk->loop.heartbeat);
    worker_free(kiosk->loop.worker);
    app_free(kiosk->loop.app);
    reader_free(kiosk->loop.reader);
    album_fini(&kiosk->loop.album);
    speech_free(kiosk->loop.speech);
    printer_free(kiosk->loop.printer);
    ui_free(kiosk->loop.ui);
    window_close(kiosk->loop.window);
    desk_store_close(&kiosk->store);
    locked_free(kiosk->secrets);
    catalogue_close(&kiosk->catalogue);
}

int main(int argc, char **argv)
{
    struct options options;
    static struct kiosk kiosk; /* too large for a stack */
    log_open("anjungan-kiosk", LOG_LEVEL_INFO);
    heartbeat_open(&kiosk.loop.heartbeat);
    umask(007); /* the state folder is shared by a group: kiosk and syncd are two users */
    enum exit_code code = options_read(argc, argv, &options);
    if (code != EXIT_OK || options.help)
        return code;
    if (read_config(&kiosk, &options) != OK)
        return EXIT_FAILED;
    if (!options_allowed(&options, &kiosk.settings))
        return EXIT_USAGE;
    guard(kiosk.settings.production);
    kiosk.loop.ending = ending_signals();
    if (seal_start() != OK)
        return EXIT_FAILED;
    code = start(&kiosk, &options) == OK && loop_run(&kiosk.loop) == OK ? EXIT_OK : EXIT_FAILED;
    stop(&kiosk);
    return code;
}
