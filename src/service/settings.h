/* kiosk-config/kiosk.yaml: what one kiosk is set to. */
#ifndef SERVICE_SETTINGS_H
#define SERVICE_SETTINGS_H

#include <stdbool.h>

#include "base/tr.h"
#include "base/yaml.h"
#include "service/keypad.h"

/* Reading aloud: words a minute, and percent of the loudest there is. */
enum {
    SPEECH_RATE_MIN = 80,
    SPEECH_RATE_MAX = 300,
    SPEECH_VOLUME_MIN = 10,
    SPEECH_VOLUME_MAX = 100,
};

struct settings {
    char kiosk[32];       /* "PKL-01" */
    char place[96];       /* "Ruang Tunggu Dinas Kominfo" */
    bool production;      /* mode: production | demo */
    char public_url[128]; /* of the tracking page; "" none */
    enum lang lang;
    double dpi; /* of the screen, 20..400: sizes in millimetres follow */
    int bottom; /* mm from the floor to the screen's lower edge: what a seated person reaches */
    bool fullscreen;
    struct keypad keypad;
    struct {
        int rate, volume;
    } speech;
    struct {
        int idle;    /* seconds without touch until the warning */
        int warning; /* seconds the warning stands */
        int attract; /* seconds on an empty home screen until the attract screen */
        int officer; /* seconds until the officer screen locks */
    } timeouts;
    char call_phone[32]; /* the counter's number, shown when a call is not received in 10 s */
    struct {
        char source[16];  /* "v4l2", "folder", "none" */
        char device[128]; /* /dev/video0, or the folder of pictures */
        char spare[128];  /* stands in while that is not there; "" none */
    } camera;
    struct {
        char device[128]; /* /dev/usb/lp0; "" none */
        int width;        /* of the paper in mm: 58 or 80 */
        int baud;         /* of a serial line */
        bool answers;     /* it can be asked how it is */
    } printer;
    struct {
        int poll;     /* seconds between looks for statuses and feed */
        int watchdog; /* seconds an item may wait without a try */
    } sync;
};

/* Reads DIR/kiosk.yaml. */
enum err settings_open(const char *config_dir, struct settings *out, struct why *why) MUST_USE;

#endif
