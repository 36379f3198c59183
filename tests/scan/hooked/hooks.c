/* The misbehaving half of a decoder for tests; see hooks.h. */
#include "scan/hooked/hooks.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "scan/cascade.h"
#include "scan/decoder_protocol.h"

bool __real_cascade_run(struct cascade *cascade, const struct frame *frame, int stage,
                        struct qr_text *out);
bool __wrap_cascade_run(struct cascade *cascade, const struct frame *frame, int stage,
                        struct qr_text *out);
ssize_t __real_send(int socket, const void *bytes, size_t len, int flags);
ssize_t __wrap_send(int socket, const void *bytes, size_t len, int flags);

/* What becomes of the answer to the frame in work, which is right until then. */
static ssize_t (*spoil)(struct decoder_answer *answer);

static ssize_t answer_send(const struct decoder_answer *answer, size_t len)
{
    return __real_send(DECODER_SOCKET, answer, len, MSG_NOSIGNAL);
}

static void take_all_memory(void)
{
    for (size_t i = 0; i < 1 << 20; i++) {
        char *bytes = malloc(1 << 20);
        if (!bytes)
            abort();
        memset(bytes, 1, 1 << 20);
    }
}

static int recurse(volatile int depth)
{
    volatile char room[4096];
    room[0] = (char)depth;
    return depth < 0 ? 0 : recurse(depth + 1) + room[0];
}

static void do_abort(void)
{
    abort();
}

static void do_crash(void)
{
    *(volatile int *)NULL = 1;
}

static void do_exit(void)
{
    _exit(0);
}

static void do_hang(void)
{
    for (volatile unsigned i = 0;; i++) {
    }
}

static void do_overflow(void)
{
    recurse(0);
}

static ssize_t spoil_short(struct decoder_answer *answer)
{
    return answer_send(answer, sizeof(*answer) / 2);
}

static ssize_t spoil_empty(struct decoder_answer *answer)
{
    return answer_send(answer, 0);
}

static ssize_t spoil_long(struct decoder_answer *answer)
{
    static struct decoder_answer answers[2];
    answers[0] = *answer;
    return answer_send(answers, sizeof(answers));
}

static ssize_t spoil_noise(struct decoder_answer *answer)
{
    unsigned char *bytes = (unsigned char *)answer;
    for (size_t i = sizeof(answer->seq); i < sizeof(*answer); i++)
        bytes[i] = (unsigned char)(i * 167 + i / 5 + 89);
    return answer_send(answer, sizeof(*answer));
}

static ssize_t spoil_seq(struct decoder_answer *answer)
{
    answer->seq++;
    return answer_send(answer, sizeof(*answer));
}

static ssize_t spoil_length(struct decoder_answer *answer)
{
    answer->read = 1;
    answer->text.len = QR_TEXT_SIZE;
    return answer_send(answer, sizeof(*answer));
}

static ssize_t spoil_endless(struct decoder_answer *answer)
{
    answer->read = 1;
    memset(answer->text.bytes, 'A', sizeof(answer->text.bytes));
    answer->text.len = 10;
    return answer_send(answer, sizeof(*answer));
}

static ssize_t spoil_corners(struct decoder_answer *answer)
{
    answer->read = 1;
    answer->text.corners[2] = (struct corner){INT16_MAX, INT16_MIN};
    return answer_send(answer, sizeof(*answer));
}

static ssize_t spoil_flood(struct decoder_answer *answer)
{
    for (int i = 0; i < 8; i++)
        __real_send(DECODER_SOCKET, answer, sizeof(*answer), MSG_NOSIGNAL | MSG_DONTWAIT);
    return answer_send(answer, sizeof(*answer));
}

static void do_socket(void)
{
    (void)!socket(AF_INET, SOCK_STREAM, 0);
}

static void do_fork(void)
{
    (void)!fork();
}

static void do_exec(void)
{
    execl("/bin/true", "true", NULL);
}

static void do_kill(void)
{
    kill(getppid(), 0);
}

static void do_ptrace(void)
{
    ptrace(PTRACE_TRACEME, 0, NULL, NULL);
}

static void do_memfd(void)
{
    (void)!memfd_create("hidden", 0);
}

static void do_map_code(void)
{
    void *code = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    mprotect(code, 4096, PROT_READ | PROT_EXEC);
}

static void do_read(void)
{
    char byte;
    (void)!read(DECODER_FRAME, &byte, 1);
}

static void do_sleep(void)
{
    nanosleep(&(struct timespec){.tv_sec = 1}, NULL);
}

/* Libraries may try; whoever gets a file dies, so that the test sees it. */
static void do_open(void)
{
    if (open("/etc/passwd", O_RDONLY) >= 0 || errno != EACCES)
        abort();
}

static const struct {
    void (*act)(void);
    ssize_t (*spoil)(struct decoder_answer *answer);
} hooks[HOOK_COUNT] = {
    [HOOK_ABORT] = {.act = do_abort},
    [HOOK_CRASH] = {.act = do_crash},
    [HOOK_EXIT] = {.act = do_exit},
    [HOOK_HANG] = {.act = do_hang},
    [HOOK_LEAK] = {.act = take_all_memory},
    [HOOK_OVERFLOW] = {.act = do_overflow},
    [HOOK_SHORT] = {.spoil = spoil_short},
    [HOOK_EMPTY] = {.spoil = spoil_empty},
    [HOOK_LONG] = {.spoil = spoil_long},
    [HOOK_NOISE] = {.spoil = spoil_noise},
    [HOOK_SEQ] = {.spoil = spoil_seq},
    [HOOK_LENGTH] = {.spoil = spoil_length},
    [HOOK_ENDLESS] = {.spoil = spoil_endless},
    [HOOK_CORNERS] = {.spoil = spoil_corners},
    [HOOK_FLOOD] = {.spoil = spoil_flood},
    [HOOK_SOCKET] = {.act = do_socket},
    [HOOK_FORK] = {.act = do_fork},
    [HOOK_EXEC] = {.act = do_exec},
    [HOOK_KILL] = {.act = do_kill},
    [HOOK_PTRACE] = {.act = do_ptrace},
    [HOOK_MEMFD] = {.act = do_memfd},
    [HOOK_MAP_CODE] = {.act = do_map_code},
    [HOOK_READ] = {.act = do_read},
    [HOOK_SLEEP] = {.act = do_sleep},
    [HOOK_OPEN] = {.act = do_open},
};

bool __wrap_cascade_run(struct cascade *cascade, const struct frame *frame, int stage,
                        struct qr_text *out)
{
    const size_t mark = strlen(HOOKS_MARK);
    spoil = NULL;
    if (frame_len(frame) > mark && memcmp(frame->pixels, HOOKS_MARK, mark) == 0) {
        enum hook hook = frame->pixels[mark] % HOOK_COUNT;
        spoil = hooks[hook].spoil;
        if (hooks[hook].act)
            hooks[hook].act();
    }
    return __real_cascade_run(cascade, frame, stage, out);
}

ssize_t __wrap_send(int socket, const void *bytes, size_t len, int flags)
{
    struct decoder_answer answer;
    if (!spoil || len != sizeof(answer))
        return __real_send(socket, bytes, len, flags);
    memcpy(&answer, bytes, len);
    return spoil(&answer);
}
