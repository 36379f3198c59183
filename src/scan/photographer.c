#include "scan/photographer.h"

#include <stdlib.h>

#include "scan/eye.h"
#include "scan/page_jpeg.h"
#include "scan/rectify.h"

/* Of the frame's area and width. */
static const double small = 0.16, moved = 0.012;

enum {
    HELD = 600, /* ms that a hint must hold before it is told in the place of another */
};

struct photographer {
    struct eye eye;
    struct page_finder *finder;
    struct page page; /* of the newest frame */
    bool still;       /* it is where it was a frame ago */
    enum page_hint told, coming;
    int64_t coming_at;
    bool asked, straighten;
    int64_t asked_at;
    struct photo photo;
};

void photo_init(struct photo *photo)
{
    *photo = (struct photo){0};
    buf_init(&photo->jpeg, PAGE_JPEG_MAX);
}

void photo_fini(struct photo *photo)
{
    buf_fini(&photo->jpeg);
    still_fini(&photo->copy);
    photo->flaw = PAGE_FINE;
}

void photo_swap(struct photo *a, struct photo *b)
{
    struct photo kept = *a;
    *a = *b;
    *b = kept;
}

struct photographer *photographer_new(const struct settings *settings)
{
    struct photographer *photographer = calloc(1, sizeof(*photographer));
    if (!photographer)
        abort();
    eye_init(&photographer->eye, settings, true);
    photographer->finder = page_finder_new();
    photographer->told = photographer->coming = PAGE_HINT_MISSING;
    photo_init(&photographer->photo);
    return photographer;
}

void photographer_free(struct photographer *photographer)
{
    if (!photographer)
        return;
    eye_fini(&photographer->eye);
    page_finder_free(photographer->finder);
    photo_fini(&photographer->photo);
    free(photographer);
}

void photographer_shoot(struct photographer *photographer, bool straighten, int64_t now_boot)
{
    if (!photographer->asked)
        photographer->asked_at = now_boot;
    photographer->asked = true;
    photographer->straighten = straighten;
}

static enum page_hint hint_now(const struct photographer *photographer)
{
    static const enum page_hint flaws[PAGE_FLAWS] = {
        [PAGE_FINE] = PAGE_HINT_NONE,
        [PAGE_DARK] = PAGE_HINT_DARK,
        [PAGE_GLARE] = PAGE_HINT_GLARE,
        [PAGE_BLUR] = PAGE_HINT_BLUR,
    };
    const struct page *page = &photographer->page;
    const struct frame *frame = &photographer->eye.frame;
    if (page->seen != PAGE_FOUND)
        return page->seen == PAGE_CUT ? PAGE_HINT_CUT : PAGE_HINT_MISSING;
    if (quad_area(&page->corners) < small * frame->width * frame->height)
        return PAGE_HINT_FAR;
    if (!photographer->still)
        return PAGE_HINT_MOVING;
    return flaws[page_flaw_of(frame, page)];
}

/* Words that change with every frame cannot be read. */
static void hint_settle(struct photographer *photographer, enum page_hint hint, int64_t now_boot)
{
    if (hint != photographer->coming) {
        photographer->coming = hint;
        photographer->coming_at = now_boot;
    }
    if (now_boot - photographer->coming_at >= HELD)
        photographer->told = hint;
}

/* The page in the whole picture, cut out of it and made a JPEG. */
static enum err take(struct photographer *photographer, struct still *still)
{
    struct photo *photo = &photographer->photo;
    struct still page = {0};
    double by = (double)still->width / photographer->eye.frame.width;
    struct quad corners = quad_scaled(&photographer->page.corners, by);
    photo_fini(photo);
    enum err err = rectify(still, &corners, photographer->straighten, &page);
    still_fini(still);
    if (err == OK)
        err = page_jpeg(&page, &photo->jpeg);
    if (err == OK)
        err = still_shrink(&page, PHOTOGRAPHER_COPY, &photo->copy);
    photo->flaw = page_flaw_of(&photographer->eye.frame, &photographer->page);
    still_fini(&page);
    if (err != OK)
        photo_fini(photo);
    return err == ERR_INVALID ? ERR_NOT_FOUND : err;
}

static void answer(struct photographer *photographer, enum err err, struct photo_news *out)
{
    photographer->asked = false;
    out->taken = true;
    out->err = err;
}

/* The frame is new. `still` is the same in colour, where a picture is asked for. */
static void look(struct photographer *photographer, struct still *still, int64_t now_boot,
                 struct photo_news *out)
{
    const struct frame *frame = &photographer->eye.frame;
    struct page before = photographer->page;
    page_find(photographer->finder, frame, &photographer->page);
    const struct page *page = &photographer->page;
    photographer->still = page->seen == PAGE_FOUND && before.seen == PAGE_FOUND &&
                          quad_distance(&before.corners, &page->corners) < moved * frame->width;
    enum page_hint hint = hint_now(photographer);
    hint_settle(photographer, hint, now_boot);
    bool patient = now_boot - photographer->asked_at < PHOTOGRAPHER_PATIENCE;
    if (!photographer->asked || (patient && hint != PAGE_HINT_NONE))
        return;
    if (page->seen == PAGE_FOUND && hint != PAGE_HINT_FAR)
        answer(photographer, take(photographer, still), out);
    else
        answer(photographer, ERR_NOT_FOUND, out);
}

void photographer_step(struct photographer *photographer, int64_t now_boot, struct photo_news *out)
{
    struct still still = {0};
    *out = (struct photo_news){0};
    out->frame = eye_look(&photographer->eye, now_boot, photographer->asked ? &still : NULL);
    out->camera_missing = photographer->eye.missed;
    if (out->frame)
        look(photographer, &still, now_boot, out);
    else if (photographer->asked &&
             (out->camera_missing || now_boot - photographer->asked_at > 2 * PHOTOGRAPHER_PATIENCE))
        answer(photographer, ERR_NOT_FOUND, out);
    still_fini(&still);
    out->hint = photographer->told;
    out->page = photographer->page.seen == PAGE_FOUND;
    out->corners = photographer->page.corners;
}

struct photo *photographer_photo(struct photographer *photographer)
{
    return &photographer->photo;
}

void photographer_frame_swap(struct photographer *photographer, struct frame *frame)
{
    frame_swap(&photographer->eye.frame, frame);
}

int photographer_fd(const struct photographer *photographer)
{
    return eye_fd(&photographer->eye);
}

int64_t photographer_due(const struct photographer *photographer)
{
    int64_t due = eye_due(&photographer->eye);
    int64_t late = photographer->asked_at + 2 * PHOTOGRAPHER_PATIENCE + 1;
    return photographer->asked && late < due ? late : due;
}
