/* Where frames come from: a camera, or a folder of pictures played as one. Nothing here waits,
 * except that opening a camera takes the time that its driver needs: up to a second. */
#ifndef SCAN_SOURCE_H
#define SCAN_SOURCE_H

#include <stdint.h>

#include "base/err.h"
#include "scan/still.h"

/* What a kind of source can do. Each kind keeps its own state behind `self`. */
struct source_ops {
    /* The next frame, and where `still` is not NULL the same in colour. ERR_BUSY while there is
     * none; ERR_UNREACHABLE when the camera is gone. */
    enum err (*next)(void *self, int64_t now_boot, struct frame *out, struct still *still);
    int (*fd)(const void *self);
    int64_t (*due)(const void *self);
    void (*close)(void *self);
};

struct source {
    const struct source_ops *ops;
    void *self;
};

/* kind: "v4l2" with a device as place, "folder" with a folder (struct settings, camera).
 * ERR_INVALID for another kind; ERR_UNREACHABLE when the camera or folder is not there, or gives
 * no picture we can read. */
enum err source_open(const char *kind, const char *place, int64_t now_boot, struct source *out)
    MUST_USE;
/* The same for photographs of pages: as fine a picture as the camera gives quickly enough, and in
 * colour. */
enum err source_open_fine(const char *kind, const char *place, int64_t now_boot, struct source *out)
    MUST_USE;
/* Lets go of the camera. A source that is all zero is accepted. */
void source_close(struct source *source);

/* The newest frame: OK; ERR_BUSY while there is none; ERR_UNREACHABLE when the camera was pulled
 * out: close the source and open it again later. */
enum err source_next(struct source *source, int64_t now_boot, struct frame *out) MUST_USE;
/* The same with the whole picture in colour beside the frame. */
enum err source_next_still(struct source *source, int64_t now_boot, struct frame *out,
                           struct still *still) MUST_USE;
/* Readable when there is a frame; -1 where only time tells. */
int source_fd(const struct source *source);
/* When the next frame is due, on the boot clock; INT64_MAX where the fd tells. */
int64_t source_due(const struct source *source);

#endif
