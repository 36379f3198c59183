#include "bin/anjungan-kiosk/camera.h"

/* From the last frame on which a code was read until its outline goes: the decoder misses some. */
static const int64_t OUTLINE_STAYS = 300;

static void preview(struct loop *loop)
{
    const struct frame *frame = reader_frame(loop->reader);
    loop->preview.grey = frame->pixels;
    loop->preview.width = frame->width;
    loop->preview.height = frame->height;
    window_preview(loop->window, &loop->preview);
    loop->redraw = true;
}

void camera_use(void *self, bool on)
{
    struct loop *loop = self;
    loop->preview = (struct preview){0};
    window_preview(loop->window, &loop->preview);
    if (on)
        reader_start(loop->reader);
    else
        reader_stop(loop->reader);
}

enum code_kind camera_kind(const struct finding *finding)
{
    static const enum code_kind kinds[] = {
        [FOREIGN_NOT] = CODE_OTHER,       [FOREIGN_WEB] = CODE_WEB,
        [FOREIGN_WIFI] = CODE_WIFI,       [FOREIGN_PAYMENT] = CODE_PAYMENT,
        [FOREIGN_CONTACT] = CODE_CONTACT, [FOREIGN_OTHER] = CODE_OTHER,
    };
    return kinds[finding->foreign];
}

static enum camera_state state_of(const struct scan_news *news)
{
    static const enum camera_state states[] = {
        [HINT_NONE] = CAMERA_LOOKING, [HINT_DARK] = CAMERA_DARK, [HINT_NEAR] = CAMERA_NEAR,
        [HINT_FAR] = CAMERA_FAR,      [HINT_PALE] = CAMERA_PALE, [HINT_GLARE] = CAMERA_GLARE,
    };
    return news->camera_missing ? CAMERA_NONE : states[news->hint];
}

static void outline(struct loop *loop, const struct scan_news *news)
{
    enum tracking_fault fault = news->finding.reading.fault;
    bool ours = fault == TRACKING_OK || fault == TRACKING_DRAFT;
    loop->outlined = clock_boot();
    loop->preview.outline = ours ? OUTLINE_FOUND : OUTLINE_REFUSED;
    for (int i = 0; i < QR_CORNERS; i++) {
        loop->preview.corners[i].x = news->corners[i].x;
        loop->preview.corners[i].y = news->corners[i].y;
    }
}

/* A code of ours that will be opened holds the picture still, outlined, and the camera rests. */
static void take(struct loop *loop, const struct scan_news *news)
{
    if (news->read)
        outline(loop, news);
    else if (clock_boot() - loop->outlined > OUTLINE_STAYS)
        loop->preview.outline = OUTLINE_NONE;
    if (news->frame || news->read)
        preview(loop);
    app_camera(loop->app, state_of(news));
    if (news->read && app_code_seen(loop->app, &news->finding.reading, camera_kind(&news->finding)))
        reader_hold(loop->reader);
}

void camera_news(struct loop *loop)
{
    struct scan_news news;
    while (loop->reader && reader_take(loop->reader, &news))
        take(loop, &news);
}
