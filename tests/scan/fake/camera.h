/* A camera of Video4Linux2 that is made up, for programs that are linked with these calls wrapped:
 * open, ioctl, mmap, munmap, close. Its file is FAKE_CAMERA or, for a second one, FAKE_SPARE. */
#ifndef TESTS_SCAN_FAKE_CAMERA_H
#define TESTS_SCAN_FAKE_CAMERA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FAKE_CAMERA "/dev/video-of-tests"
#define FAKE_SPARE  "/dev/video-to-spare"

enum { FAKE_MODES = 8, FAKE_FRAMES = 16, FAKE_BUFFERS = 4 };

/* A format and size it has. */
struct fake_mode {
    uint32_t fourcc, width, height, stride; /* fourcc 0 ends the list */
    uint32_t pace;                          /* frames a second; 0: it cannot be asked */
};

/* What a VIDIOC_DQBUF gets. */
struct fake_frame {
    int error; /* errno, and no frame */
    const void *bytes;
    size_t len;  /* that are in the buffer */
    size_t used; /* that it says are */
    uint32_t flags;
    uint32_t index; /* 0: the next; otherwise one off */
};

struct fake_camera {
    bool there, spare_there;
    struct fake_mode modes[FAKE_MODES];
    size_t buffer_size;
    unsigned long fails; /* this request fails */
    int error;           /* with this errno */
    struct fake_frame frames[FAKE_FRAMES];
    int count;   /* of them; then EAGAIN */
    bool repeat; /* the last one for ever */
    /* What was asked of it */
    int next, queued, opened, closed, mapped, streaming;
    struct fake_mode set;
    int32_t controls[8][2]; /* id and value */
    int controlled;
};

/* Everything that follows goes to this one. */
void fake_camera_use(struct fake_camera *camera);

#endif
