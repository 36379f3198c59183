#include "scan/decoder_child.h"

#include <stdbool.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "base/buf.h"
#include "base/log.h"
#include "scan/cascade.h"
#include "scan/decoder_protocol.h"
#include "scan/sandbox.h"

enum { NICENESS = 5 };

/* One frame without anything on it: what libraries set up at first use they do before the sandbox
 * stands. */
static void warm_up(struct cascade *cascade)
{
    struct frame frame;
    struct qr_text text;
    frame_init(&frame);
    frame.width = FRAME_WIDTH_MAX;
    frame.height = FRAME_HEIGHT_MAX;
    for (int stage = 0; stage < CASCADE_STAGES; stage++)
        cascade_run(cascade, &frame, stage, &text);
    frame_fini(&frame);
}

static bool request_valid(const struct decoder_request *request)
{
    return request->width > 0 && request->width <= FRAME_WIDTH_MAX && request->height > 0 &&
           request->height <= FRAME_HEIGHT_MAX && request->stage >= 0 &&
           request->stage < CASCADE_STAGES && request->skip >= 0 &&
           request->skip <= CASCADE_SKIP_MAX;
}

/* False when the other side is gone, or talks nonsense. */
static bool serve_one(struct cascade *cascade, uint8_t *pixels)
{
    struct decoder_request request;
    if (recv(DECODER_SOCKET, &request, sizeof(request), 0) != sizeof(request) ||
        !request_valid(&request))
        return false;
    struct frame frame = {request.width, request.height, pixels};
    struct decoder_answer answer = {.seq = request.seq};
    sandbox_renew();
    cascade_skip(cascade, request.skip);
    answer.read = cascade_run(cascade, &frame, request.stage, &answer.text);
    answer.sight = cascade_sight(cascade);
    bool sent = send(DECODER_SOCKET, &answer, sizeof(answer), MSG_NOSIGNAL) == sizeof(answer);
    wipe(&answer, sizeof(answer));
    return sent;
}

int decoder_child_run(void)
{
    log_open("anjungan-decoder", LOG_LEVEL_WARN);
    uint8_t *pixels = mmap(NULL, FRAME_SIZE, PROT_READ, MAP_SHARED, DECODER_FRAME, 0);
    if (pixels == MAP_FAILED) {
        log_error("no frame memory: this program is started by the kiosk, not by hand");
        return 1;
    }
    /* Reading may come a moment later; the screen, which shares the cores, may not. */
    setpriority(PRIO_PROCESS, 0, NICENESS);
    struct cascade *cascade = cascade_new();
    warm_up(cascade);
    bool ready = sandbox_enter(DECODER_FILES) == OK;
    if (!ready)
        log_error("the sandbox cannot be set up");
    while (ready && serve_one(cascade, pixels)) {
    }
    cascade_free(cascade);
    return ready ? 0 : 1;
}
