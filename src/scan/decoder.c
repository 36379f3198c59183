#include "scan/decoder.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/place.h"
#include "scan/decoder_protocol.h"

/* After a child that ended by itself, without being killed: it cannot work here. */
enum { START_PAUSE = 1000 };
/* A picture that kills each child may be held up for long: that is told from time to time. */
enum { TELL_PAUSE = 10000 };

struct decoder {
    char program[PATH_SIZE];
    int frame_fd;    /* the shared memory; the same for every child */
    uint8_t *pixels; /* our writable view of it */
    pid_t pid;       /* 0: no child */
    int socket;      /* -1: no child */
    int64_t not_before;
    bool busy;
    uint32_t seq;
    int width, height; /* of the frame in work */
    int64_t due;       /* when the frame in work is late */
    enum sight sight;  /* of the last answer */
    int lost;          /* children that died over a frame since it was told */
    int64_t told;
    int skip; /* codes of the next frames to pass over */
};

enum err decoder_find(char out[PATH_SIZE])
{
    return place_helper("anjungan-decoder", out);
}

/* Away from the numbers that the child will know its files by. */
static int fd_high(int fd)
{
    int high = fcntl(fd, F_DUPFD_CLOEXEC, 10);
    close(fd);
    return high;
}

struct decoder *decoder_new(const char *program)
{
    struct decoder *decoder = calloc(1, sizeof(*decoder));
    if (!decoder)
        abort();
    TEXT_COPY(decoder->program, program);
    decoder->socket = -1;
    decoder->frame_fd = fd_high(memfd_create("anjungan-frame", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (ftruncate(decoder->frame_fd, FRAME_SIZE) != 0)
        abort();
    decoder->pixels =
        mmap(NULL, FRAME_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, decoder->frame_fd, 0);
    if (decoder->pixels == MAP_FAILED)
        abort();
    fcntl(decoder->frame_fd, F_ADD_SEALS,
          F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_FUTURE_WRITE | F_SEAL_SEAL);
    return decoder;
}

static void frame_done(struct decoder *decoder)
{
    wipe(decoder->pixels, (size_t)decoder->width * (size_t)decoder->height);
    decoder->width = decoder->height = 0;
    decoder->busy = false;
}

static void loss_tell(struct decoder *decoder, int signal, int64_t now_boot)
{
    decoder->lost++;
    if (decoder->told != 0 && now_boot - decoder->told < TELL_PAUSE)
        return;
    log_warn("decoder: ended by signal %d over a frame (%d since the last word)", signal,
             decoder->lost);
    decoder->told = now_boot;
    decoder->lost = 0;
}

/* Ends the child and says in the log how it went. Waits for what a kill takes. */
static void child_end(struct decoder *decoder, int64_t now_boot)
{
    int status = 0;
    if (decoder->pid == 0)
        return;
    kill(decoder->pid, SIGKILL);
    while (waitpid(decoder->pid, &status, 0) < 0 && errno == EINTR) {
    }
    close(decoder->socket);
    decoder->socket = -1;
    decoder->pid = 0;
    if (WIFEXITED(status)) {
        log_warn("decoder: ended with status %d", WEXITSTATUS(status));
        decoder->not_before = now_boot + START_PAUSE;
    } else if (decoder->busy) {
        loss_tell(decoder, WTERMSIG(status), now_boot);
    }
}

void decoder_free(struct decoder *decoder)
{
    if (!decoder)
        return;
    frame_done(decoder);
    child_end(decoder, 0);
    munmap(decoder->pixels, FRAME_SIZE);
    close(decoder->frame_fd);
    free(decoder);
}

/* The child gets two files, nothing to read from, no environment and no blocked signals. */
static int child_spawn(struct decoder *decoder, int socket)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t none;
    char *argv[] = {"anjungan-decoder", NULL}, *envp[] = {NULL};
    sigemptyset(&none);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&files, socket, DECODER_SOCKET);
    posix_spawn_file_actions_adddup2(&files, decoder->frame_fd, DECODER_FRAME);
    posix_spawn_file_actions_addclosefrom_np(&files, DECODER_FILES);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    int failed = posix_spawn(&decoder->pid, decoder->program, &files, &attributes, argv, envp);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return failed;
}

static enum err child_start(struct decoder *decoder, int64_t now_boot)
{
    int pair[2];
    if (decoder->pid != 0)
        return OK;
    if (now_boot < decoder->not_before)
        return ERR_UNREACHABLE;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pair) != 0)
        return ERR_UNREACHABLE;
    int theirs = fd_high(pair[1]);
    fcntl(theirs, F_SETFL, 0); /* the child waits for its frames */
    int failed = child_spawn(decoder, theirs);
    close(theirs);
    if (failed) {
        log_error("decoder: cannot start %s: %s", decoder->program, strerror(failed));
        close(pair[0]);
        decoder->pid = 0;
        decoder->not_before = now_boot + START_PAUSE;
        return ERR_UNREACHABLE;
    }
    decoder->socket = pair[0];
    return OK;
}

/* A child that died while it had nothing to do shows it only now: then one more is started. */
static enum err request_send(struct decoder *decoder, const struct decoder_request *request,
                             int64_t now_boot)
{
    for (int tries = 0; tries < 2; tries++) {
        if (child_start(decoder, now_boot) != OK)
            return ERR_UNREACHABLE;
        if (send(decoder->socket, request, sizeof(*request), MSG_NOSIGNAL) == sizeof(*request))
            return OK;
        child_end(decoder, now_boot);
    }
    return ERR_UNREACHABLE;
}

enum err decoder_offer(struct decoder *decoder, const struct frame *frame, int stage,
                       int64_t now_boot)
{
    assert(stage >= 0 && stage < CASCADE_STAGES && frame_len(frame) > 0);
    if (decoder->busy)
        return ERR_BUSY;
    struct decoder_request request = {++decoder->seq, frame->width, frame->height, stage,
                                      decoder->skip};
    decoder->width = frame->width;
    decoder->height = frame->height;
    memcpy(decoder->pixels, frame->pixels, frame_len(frame));
    enum err err = request_send(decoder, &request, now_boot);
    if (err != OK) {
        frame_done(decoder);
        return err;
    }
    decoder->busy = true;
    decoder->due = now_boot + DECODER_TIME_LIMIT;
    return OK;
}

static bool corners_valid(const struct decoder *decoder, const struct corner corners[QR_CORNERS])
{
    for (int i = 0; i < QR_CORNERS; i++)
        if (corners[i].x < 0 || corners[i].x >= decoder->width || corners[i].y < 0 ||
            corners[i].y >= decoder->height)
            return false;
    return true;
}

static bool answer_valid(const struct decoder *decoder, const struct decoder_answer *answer)
{
    return decoder->busy && answer->seq == decoder->seq && answer->read <= 1 &&
           answer->sight < SIGHT_COUNT && answer->text.len < QR_TEXT_SIZE &&
           answer->text.bytes[answer->text.len] == '\0' &&
           corners_valid(decoder, answer->text.corners);
}

enum err decoder_take(struct decoder *decoder, int64_t now_boot, struct qr_text *out)
{
    struct decoder_answer answer;
    if (decoder->pid == 0)
        return ERR_NOT_FOUND;
    /* MSG_TRUNC: a message that is too long says so, not only its beginning comes. */
    ssize_t len = recv(decoder->socket, &answer, sizeof(answer), MSG_DONTWAIT | MSG_TRUNC);
    bool silent = len < 0 && (errno == EAGAIN || errno == EINTR);
    if (silent && now_boot < decoder_due(decoder))
        return decoder->busy ? ERR_BUSY : ERR_NOT_FOUND;
    bool valid = len == sizeof(answer) && answer_valid(decoder, &answer);
    enum err err = !valid && decoder->busy ? ERR_UNREACHABLE : ERR_NOT_FOUND;
    if (valid && answer.read) {
        *out = answer.text;
        err = OK;
    }
    decoder->sight = valid ? answer.sight : SIGHT_NOTHING;
    wipe(&answer, sizeof(answer));
    if (!valid)
        child_end(decoder, now_boot);
    frame_done(decoder);
    return err;
}

bool decoder_busy(const struct decoder *decoder)
{
    return decoder->busy;
}

int decoder_fd(const struct decoder *decoder)
{
    return decoder->socket;
}

int64_t decoder_due(const struct decoder *decoder)
{
    return decoder->busy ? decoder->due : INT64_MAX;
}

void decoder_skip(struct decoder *decoder, int codes)
{
    decoder->skip = codes < CASCADE_SKIP_MAX ? codes : CASCADE_SKIP_MAX;
}

enum sight decoder_sight(const struct decoder *decoder)
{
    return decoder->sight;
}

pid_t decoder_pid(const struct decoder *decoder)
{
    return decoder->pid;
}

static enum err stage_read(struct decoder *decoder, const struct frame *frame, int stage,
                           struct qr_text *out)
{
    enum err err = decoder_offer(decoder, frame, stage, clock_boot());
    if (err != OK)
        return err;
    while ((err = decoder_take(decoder, clock_boot(), out)) == ERR_BUSY) {
        struct pollfd wait = {.fd = decoder->socket, .events = POLLIN};
        int64_t left = decoder->due - clock_boot();
        poll(&wait, 1, left > 0 ? (int)left : 0);
    }
    return err;
}

enum err decoder_read(struct decoder *decoder, const struct frame *frame, struct qr_text *out)
{
    enum err worst = ERR_NOT_FOUND;
    for (int stage = 0; stage < CASCADE_STAGES; stage++) {
        enum err err = stage_read(decoder, frame, stage, out);
        if (err == OK)
            return OK;
        if (err != ERR_NOT_FOUND)
            worst = err;
    }
    return worst;
}
