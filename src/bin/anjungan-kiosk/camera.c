#include "bin/anjungan-kiosk/camera.h"

/* From the last frame on which a code was read until its outline goes: the decoder misses some. */
static const int64_t OUTLINE_STAYS = 300;

static void preview(struct loop *loop)
{
    const struct frame *frame = reader_frame(loop->reader);
    loop->preview.rgb = NULL;
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

static enum sheet_state sheet_of(enum page_hint hint)
{
    static const enum sheet_state states[] = {
        [PAGE_HINT_NONE] = SHEET_GOOD,     [PAGE_HINT_MISSING] = SHEET_MISSING,
        [PAGE_HINT_CUT] = SHEET_CUT,       [PAGE_HINT_FAR] = SHEET_FAR,
        [PAGE_HINT_MOVING] = SHEET_MOVING, [PAGE_HINT_DARK] = SHEET_DARK,
        [PAGE_HINT_GLARE] = SHEET_GLARE,   [PAGE_HINT_BLUR] = SHEET_BLUR,
    };
    return states[hint];
}

static void page_outline(struct loop *loop, const struct photo_news *news)
{
    bool good = news->hint == PAGE_HINT_NONE;
    loop->preview.outline = !news->page ? OUTLINE_NONE : good ? OUTLINE_PAGE : OUTLINE_FLAWED;
    for (int i = 0; i < QUAD_CORNERS; i++) {
        loop->preview.corners[i].x = (int)news->corners.at[i].x;
        loop->preview.corners[i].y = (int)news->corners.at[i].y;
    }
}

/* The page's small copy waits for the id under which it is kept. */
static void page_taken(struct loop *loop, enum err err)
{
    static const enum sheet_state flaws[PAGE_FLAWS] = {
        [PAGE_FINE] = SHEET_GOOD,
        [PAGE_DARK] = SHEET_DARK,
        [PAGE_GLARE] = SHEET_GLARE,
        [PAGE_BLUR] = SHEET_BLUR,
    };
    struct photo *photo = reader_photo(loop->reader);
    still_fini(&loop->album.taken);
    loop->album.taken = photo->copy;
    photo->copy = (struct still){0};
    app_page_taken(loop->app, err, photo->jpeg.data, photo->jpeg.len, flaws[photo->flaw]);
    photo_fini(photo);
}

static void watch(struct loop *loop, const struct photo_news *news)
{
    page_outline(loop, news);
    if (news->frame)
        preview(loop);
    app_camera(loop->app, news->camera_missing ? CAMERA_NONE : CAMERA_LOOKING);
    app_page_seen(loop->app, sheet_of(news->hint));
    if (news->taken)
        page_taken(loop, news->err);
}

void camera_pages(void *self, bool on)
{
    struct loop *loop = self;
    if (on) {
        loop->preview = (struct preview){0};
        window_preview(loop->window, &loop->preview);
        reader_watch(loop->reader);
    } else {
        reader_stop(loop->reader);
        if (!loop->preview.rgb)
            loop->preview = (struct preview){0};
        window_preview(loop->window, &loop->preview);
    }
}

void camera_shoot(void *self, bool straighten)
{
    struct loop *loop = self;
    reader_shoot(loop->reader, straighten);
}

static void copy_show(struct loop *loop, int64_t id)
{
    struct still *still = id ? album_find(&loop->album, id) : NULL;
    loop->preview = (struct preview){0};
    if (still && still->rgb)
        loop->preview =
            (struct preview){.rgb = still->rgb, .width = still->width, .height = still->height};
    window_preview(loop->window, &loop->preview);
    loop->redraw = true;
}

void camera_copy(void *self, enum page_order order, int64_t id)
{
    struct loop *loop = self;
    if (order == PAGE_KEPT)
        album_keep(&loop->album, id);
    else if (order == PAGE_SHOWN)
        copy_show(loop, id);
    else
        album_drop(&loop->album, id);
    if (order == PAGE_DROPPED) /* it may be the one in view */
        copy_show(loop, 0);
}

void camera_forget(struct loop *loop)
{
    copy_show(loop, 0);
    album_fini(&loop->album);
}

void camera_news(struct loop *loop)
{
    struct reader_news news;
    while (loop->reader && reader_take(loop->reader, &news)) {
        if (news.pages)
            watch(loop, &news.photo);
        else
            take(loop, &news.scan);
    }
}
