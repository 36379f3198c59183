/* The kiosk's camera while it is in use: opened, or its spare; gone, and opened again as soon as it
 * is back. Nothing here waits (but see source.h). */
#ifndef SCAN_EYE_H
#define SCAN_EYE_H

#include <stdbool.h>

#include "scan/source.h"
#include "service/settings.h"

enum { EYE_REOPEN = 2000 /* ms from a camera not found to the next try */ };

struct eye {
    const struct settings *settings;
    bool fine;            /* for pages: source_open_fine */
    struct source source; /* all zero while there is no camera */
    const char *place;    /* of it, or of the last */
    bool missed;          /* the camera was said to be missing, until a frame comes */
    int64_t reopen;
    int plug;           /* readable when a device came, while there is no camera; -1 for none */
    struct frame frame; /* the newest */
};

/* The settings are borrowed. The camera is opened by the first look. */
void eye_init(struct eye *eye, const struct settings *settings, bool fine);
/* Closes the camera and wipes the picture. */
void eye_fini(struct eye *eye);
/* Does what can be done now; true when there is a new frame. With `still` the same in colour. */
bool eye_look(struct eye *eye, int64_t now_boot, struct still *still);
/* Readable when a look has something to do; -1 for none. */
int eye_fd(const struct eye *eye);
int64_t eye_due(const struct eye *eye);

#endif
