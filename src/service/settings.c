#include "service/settings.h"

#include <stdio.h>
#include <string.h>

#include "base/path.h"

static const char *const modes[] = {"demo", "production", NULL};
static const char *const sources[] = {"none", "folder", "v4l2", NULL};

static void read_kiosk(struct yaml_node root, struct settings *out)
{
    yaml_text(root, "kiosk", out->kiosk, sizeof(out->kiosk));
    const char *kiosk = out->kiosk;
    struct yaml_node node = yaml_find(root, "kiosk");
    if (yaml_there(node) &&
        (*kiosk == '\0' || kiosk[strspn(kiosk, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")] != '\0'))
        yaml_complain(node, "\"kiosk\" is \"%s\", capital letters, digits and - were expected",
                      kiosk);
    yaml_text(root, "place", out->place, sizeof(out->place));
    out->production = yaml_word(root, "mode", modes) == 1;
    yaml_text(root, "call_phone", out->call_phone, sizeof(out->call_phone));
}

static void read_language(struct yaml_node root, struct settings *out)
{
    const char *tags[LANG_COUNT + 1] = {0};
    for (int i = 0; i < LANG_COUNT; i++)
        tags[i] = lang_tag(i);
    out->lang = (enum lang)yaml_word(root, "language", tags);
}

/* The address goes into the QR in its alphanumeric mode, which has capitals, digits and a few
 * signs. */
static void read_public_url(struct yaml_node root, struct settings *out)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789.:/-";
    yaml_text(root, "public_url", out->public_url, sizeof(out->public_url));
    const char *url = out->public_url;
    struct yaml_node node = yaml_find(root, "public_url");
    if (!yaml_there(node) || *url == '\0')
        return;
    size_t len = strlen(url);
    bool https = strncmp(url, "https://", 8) == 0;
    bool http = strncmp(url, "http://", 7) == 0;
    const char *host = url + (https ? 8 : 7);
    if ((!https && !http) || *host == '\0' || *host == '/' || url[strspn(url, allowed)] != '\0')
        yaml_complain(node,
                      "\"public_url\" is \"%.60s\", \"\" or an address such as "
                      "https://kominfo.example.go.id in small letters was expected",
                      url);
    else if (url[len - 1] == '/')
        yaml_complain(node, "\"public_url\" ends in /, it was expected without");
    else if (http && out->production)
        yaml_complain(node, "\"public_url\" begins with http, https was expected in production");
}

static void read_screen(struct yaml_node map, struct settings *out)
{
    yaml_keys(map, (const char *const[]){"dpi", "bottom", "fullscreen", NULL});
    out->dpi = yaml_number(map, "dpi", 20, 400);
    out->bottom = (int)yaml_int(map, "bottom", 300, 1200);
    out->fullscreen = yaml_bool(map, "fullscreen");
}

static void read_speech(struct yaml_node map, struct settings *out)
{
    yaml_keys(map, (const char *const[]){"rate", "volume", NULL});
    out->speech.rate = (int)yaml_int(map, "rate", SPEECH_RATE_MIN, SPEECH_RATE_MAX);
    out->speech.volume = (int)yaml_int(map, "volume", SPEECH_VOLUME_MIN, SPEECH_VOLUME_MAX);
}

static void read_timeouts(struct yaml_node map, struct settings *out)
{
    yaml_keys(map, (const char *const[]){"idle", "warning", "attract", "officer", NULL});
    out->timeouts.idle = (int)yaml_int(map, "idle", 5, 3600);
    out->timeouts.warning = (int)yaml_int(map, "warning", 5, 600);
    out->timeouts.attract = (int)yaml_int(map, "attract", 5, 3600);
    out->timeouts.officer = (int)yaml_int(map, "officer", 5, 600);
}

static void read_camera(struct yaml_node map, struct settings *out)
{
    yaml_keys(map, (const char *const[]){"source", "device", "spare", NULL});
    int source = yaml_word(map, "source", sources);
    snprintf(out->camera.source, sizeof(out->camera.source), "%s", sources[source]);
    yaml_text(map, "device", out->camera.device, sizeof(out->camera.device));
    if (yaml_there(yaml_find(map, "spare")))
        yaml_text(map, "spare", out->camera.spare, sizeof(out->camera.spare));
    if (yaml_there(map) && source != 0 && out->camera.device[0] == '\0')
        yaml_complain(yaml_get(map, "device"),
                      "\"device\" is empty, the %s of the camera was expected",
                      source == 1 ? "folder" : "device file");
}

static void read_printer(struct yaml_node map, struct settings *out)
{
    yaml_keys(map, (const char *const[]){"device", "width", "baud", "answers", NULL});
    yaml_text(map, "device", out->printer.device, sizeof(out->printer.device));
    if (out->printer.device[0] != '\0' && out->printer.device[0] != '/')
        yaml_complain(yaml_get(map, "device"),
                      "\"device\" is \"%.60s\", \"\" or a device such as /dev/usb/lp0 was expected",
                      out->printer.device);
    static const char *const widths[] = {"58", "80", NULL};
    out->printer.width = yaml_word(map, "width", widths) == 0 ? 58 : 80;
    static const char *const rates[] = {"9600", "19200", "38400", "57600", "115200", NULL};
    static const int bauds[] = {9600, 19200, 38400, 57600, 115200};
    out->printer.baud = bauds[yaml_word(map, "baud", rates)];
    out->printer.answers = yaml_bool(map, "answers");
}

static void read_sync(struct yaml_node map, struct settings *out)
{
    yaml_keys(map, (const char *const[]){"poll", "watchdog", NULL});
    out->sync.poll = (int)yaml_int(map, "poll", 1, 3600);
    out->sync.watchdog = (int)yaml_int(map, "watchdog", 5, 86400);
}

enum err settings_open(const char *config_dir, struct settings *out, struct why *why)
{
    char path[PATH_SIZE];
    if (path_join(path, config_dir, "kiosk.yaml") != OK) {
        snprintf(why->text, sizeof(why->text), "%.200s: the folder's name is too long", config_dir);
        return ERR_INVALID;
    }
    SCOPED(yaml_close) struct yaml *file = NULL;
    enum err err = yaml_open(path, &file, why);
    if (err != OK)
        return err;

    struct settings settings = {0};
    struct yaml_node root = yaml_root(file);
    yaml_keys(root, (const char *const[]){"kiosk", "place", "mode", "public_url", "language",
                                          "screen", "keys", "speech", "timeouts", "call_phone",
                                          "camera", "printer", "sync", NULL});
    read_kiosk(root, &settings);
    read_language(root, &settings);
    read_public_url(root, &settings);
    read_screen(yaml_get(root, "screen"), &settings);
    keypad_read(yaml_get(root, "keys"), &settings.keypad);
    read_speech(yaml_get(root, "speech"), &settings);
    read_timeouts(yaml_get(root, "timeouts"), &settings);
    read_camera(yaml_get(root, "camera"), &settings);
    read_printer(yaml_get(root, "printer"), &settings);
    read_sync(yaml_get(root, "sync"), &settings);
    err = yaml_check(file, why);
    if (err == OK)
        *out = settings;
    return err;
}
