#include "base/heartbeat.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/clock.h"
#include "base/log.h"

enum { STATE_SIZE = 256 };

static const int64_t told_most = SECONDS(5); /* a busy screen is not told of more often */

void heartbeat_open(struct heartbeat *out)
{
    *out = (struct heartbeat){0};
    notify_open(&out->notify);
}

void heartbeat_close(struct heartbeat *beat)
{
    if (notify_send(&beat->notify, "STOPPING=1") != OK)
        log_debug("nobody heard that this program ends");
    notify_close(&beat->notify);
}

void heartbeat_sign(struct heartbeat *beat)
{
    beat->signs++;
}

static int64_t sooner(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

bool heartbeat_watched(const struct heartbeat *beat)
{
    return beat->notify.fd >= 0 && beat->notify.watchdog > 0;
}

int64_t heartbeat_pace(const struct heartbeat *beat, int64_t most)
{
    int64_t half = beat->notify.watchdog / 2;
    return heartbeat_watched(beat) ? sooner(most, half > 0 ? half : 1) : most;
}

void heartbeat_turn(struct heartbeat *beat, int64_t now_boot, const char *status)
{
    bool first = beat->told == 0;
    int64_t rest = heartbeat_pace(beat, told_most * 2) / 2;
    if (beat->notify.fd < 0 || beat->signs == beat->told ||
        (beat->fed_at > 0 && now_boot < beat->fed_at + rest))
        return;
    char state[STATE_SIZE];
    snprintf(state, sizeof(state), "%s%sSTATUS=%s (%" PRId64 ")", first ? "READY=1\n" : "",
             beat->notify.watchdog > 0 ? "WATCHDOG=1\n" : "", status, beat->signs);
    beat->fed_at = now_boot;
    if (notify_send(&beat->notify, state) == OK)
        beat->told = beat->signs;
}
