#include "scan/eye.h"

#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "scan/plug.h"

void eye_init(struct eye *eye, const struct settings *settings, bool fine)
{
    *eye = (struct eye){.settings = settings, .fine = fine, .plug = -1};
    if (strcmp(settings->camera.source, "v4l2") == 0)
        eye->plug = plug_open(settings->camera.device);
    frame_init(&eye->frame);
}

void eye_fini(struct eye *eye)
{
    source_close(&eye->source);
    frame_fini(&eye->frame);
    if (eye->plug >= 0)
        close(eye->plug);
}

/* The camera that is preferred, or else the other. */
static enum err source_choose(struct eye *eye, int64_t now_boot)
{
    const char *kind = eye->settings->camera.source;
    const char *places[] = {eye->settings->camera.device, eye->settings->camera.spare};
    enum err (*open)(const char *, const char *, int64_t, struct source *) =
        eye->fine ? source_open_fine : source_open;
    enum err err = open(kind, places[0], now_boot, &eye->source);
    eye->place = places[0];
    if (err == ERR_UNREACHABLE && *places[1]) {
        err = open(kind, places[1], now_boot, &eye->source);
        eye->place = places[1];
        if (err == OK)
            log_warn("camera %s: not there; %s stands in for it", places[0], places[1]);
    }
    return err;
}

/* Again after a while, or as soon as a device came. */
static void eye_open(struct eye *eye, int64_t now_boot)
{
    if (eye->source.ops)
        return;
    if (plug_take(eye->plug))
        eye->reopen = now_boot;
    if (now_boot < eye->reopen)
        return;
    enum err err = source_choose(eye, now_boot);
    eye->reopen = err == ERR_INVALID ? INT64_MAX : now_boot + EYE_REOPEN;
    if (err == OK)
        return;
    if (err == ERR_UNREACHABLE && !eye->missed)
        log_warn("camera %s %s: not there, or without a format we read",
                 eye->settings->camera.source, eye->settings->camera.device);
    eye->missed = true;
}

/* A camera that was pulled out or fell silent is missing until a frame comes. */
bool eye_look(struct eye *eye, int64_t now_boot, struct still *still)
{
    eye_open(eye, now_boot);
    if (!eye->source.ops)
        return false;
    enum err err = still ? source_next_still(&eye->source, now_boot, &eye->frame, still)
                         : source_next(&eye->source, now_boot, &eye->frame);
    if (err == ERR_UNREACHABLE) {
        if (!eye->missed)
            log_warn("camera %s is gone, or delivers nothing", eye->place);
        source_close(&eye->source);
        frame_clear(&eye->frame);
        eye->missed = true;
        eye->reopen = now_boot + EYE_REOPEN;
    } else if (err == OK) {
        eye->missed = false;
    }
    return err == OK;
}

int eye_fd(const struct eye *eye)
{
    return eye->source.ops ? source_fd(&eye->source) : eye->plug;
}

int64_t eye_due(const struct eye *eye)
{
    return eye->source.ops ? source_due(&eye->source) : eye->reopen;
}
