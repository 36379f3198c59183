#include "bench/sync_load.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "bench/sync_check.h"
#include "seal/signature.h"

enum { ANSWER_MAX = 64 * 1024, HEAD_MAX = 4096 };

/* One question of one kiosk: its bytes, and then what came back. */
struct question {
    struct line line;
    double sent, took; /* ms */
};

struct connection {
    int fd;
    size_t next, step; /* its questions: next, next + step, ... */
    size_t out;        /* bytes of it sent */
    bool busy;
    uint8_t *in;
    size_t in_len;
};

struct load {
    const struct load_plan *plan;
    struct question *questions;
    struct connection *connections;
    size_t count, answered;
    int epoll;
};

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* ---- before the clock runs ---- */

/* The batch as a real kiosk would send it: head of its log, nonce, signature. */
static void question_make(const struct load_plan *plan, size_t kiosk, size_t round,
                          struct question *out)
{
    const struct fleet *fleet = plan->fleet;
    struct entropy entropy = entropy_system();
    SCOPED(buf_fini) struct buf body;
    buf_init(&body, BATCH_BODY_MAX);
    struct batch batch = {.highest_receipted = (int64_t)(round * plan->batch),
                          .log = {.number = (int64_t)round + 1},
                          .version = ANJUNGAN_VERSION,
                          .count = plan->batch};
    fleet_name(kiosk, batch.kiosk);
    out->line.first = kiosk + round * plan->batch * fleet->kiosk_count;
    for (size_t i = 0; i < plan->batch; i++)
        batch.items[i] = fleet_batch_item(fleet, out->line.first + i * fleet->kiosk_count);
    if (batch_write(&batch, &body) != OK)
        give_up("a batch is too large");
    struct http_signature signature;
    const struct http_request request = {
        .method = "POST", .path = "/v1/batches", .query = "", .body = body.data, .len = body.len};
    nonce_make(&entropy, out->line.nonce);
    request_sign(&request, &fleet->kiosks[kiosk], clock_now(&(struct clock){0}) / 1000,
                 out->line.nonce, &signature);
    out->line.bytes = malloc(HEAD_MAX + body.len);
    if (!out->line.bytes)
        give_up("memory is short");
    int head = snprintf((char *)out->line.bytes, HEAD_MAX,
                        "POST /v1/batches HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nAccept: */*\r\n"
                        "User-Agent: anjungan-syncd\r\nContent-Type: application/json\r\n"
                        "Anjungan-Kiosk: %s\r\nContent-Digest: %s\r\nSignature-Input: %s\r\n"
                        "Signature: %s\r\nContent-Length: %zu\r\n\r\n",
                        plan->port, batch.kiosk, signature.digest, signature.input,
                        signature.signature, body.len);
    memcpy(out->line.bytes + head, body.data, body.len);
    out->line.len = (size_t)head + body.len;
}

/* Question q is kiosk q % kiosks', so a connection that steps by the kiosks' divisor carries each
 * kiosk's batches in their order. */
static void questions_make(struct load *load)
{
    const struct fleet *fleet = load->plan->fleet;
    size_t rounds = fleet->count / fleet->kiosk_count / load->plan->batch;
    load->count = rounds * fleet->kiosk_count;
    load->questions = calloc(load->count + 1, sizeof(*load->questions));
    if (!load->questions || load->count == 0)
        give_up("too few items for one batch a kiosk");
    for (size_t i = 0; i < load->count; i++)
        question_make(load->plan, i % fleet->kiosk_count, i / fleet->kiosk_count,
                      &load->questions[i]);
}

static void connections_open(struct load *load)
{
    const struct sockaddr_in office = {.sin_family = AF_INET,
                                       .sin_port = htons(load->plan->port),
                                       .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int on = 1;
    load->epoll = epoll_create1(EPOLL_CLOEXEC);
    load->connections = calloc(load->plan->connections, sizeof(*load->connections));
    for (size_t i = 0; i < load->plan->connections; i++) {
        struct connection *c = &load->connections[i];
        *c = (struct connection){.next = i, .step = load->plan->connections};
        c->in = malloc(ANSWER_MAX);
        c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
        if (c->fd < 0 || !c->in ||
            connect(c->fd, (const struct sockaddr *)&office, sizeof(office)) != 0 ||
            setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on)) != 0 ||
            epoll_ctl(load->epoll, EPOLL_CTL_ADD, c->fd, &event) != 0)
            give_up("cannot connect");
    }
}

/* ---- while it runs ---- */

/* Questions are far smaller than a socket's room, batches may wait for some. */
static void question_send(struct load *load, struct connection *c)
{
    struct question *question = &load->questions[c->next];
    question->sent = now_ms();
    for (size_t sent = 0; sent < question->line.len;) {
        ssize_t n =
            send(c->fd, question->line.bytes + sent, question->line.len - sent, MSG_NOSIGNAL);
        if (n < 0 && errno != EINTR)
            give_up("the server hung up");
        sent += n > 0 ? (size_t)n : 0;
    }
    c->busy = true;
    c->in_len = 0;
}

/* Whether a whole answer is there. */
static bool answer_whole(const struct connection *c)
{
    const uint8_t *end = memmem(c->in, c->in_len, "\r\n\r\n", 4);
    if (!end)
        return false;
    const char *length = memmem(c->in, (size_t)(end - c->in), "ontent-Length:", 14);
    if (!length)
        length = memmem(c->in, (size_t)(end - c->in), "ontent-length:", 14);
    if (!length)
        give_up("an answer without a length");
    return c->in_len >= (size_t)(end + 4 - c->in) + strtoul(length + 14, NULL, 10);
}

static void answer_take(struct load *load, struct connection *c)
{
    ssize_t n = recv(c->fd, c->in + c->in_len, ANSWER_MAX - c->in_len, 0);
    if (n <= 0)
        give_up("the server hung up");
    c->in_len += (size_t)n;
    if (!answer_whole(c))
        return;
    struct question *question = &load->questions[c->next];
    question->took = now_ms() - question->sent;
    question->line.answer = malloc(c->in_len);
    if (!question->line.answer)
        give_up("memory is short");
    memcpy(question->line.answer, c->in, c->in_len);
    question->line.answer_len = c->in_len;
    load->answered++;
    c->next += c->step;
    c->busy = false;
}

/* Until the questions or the time are at an end, and all that was asked is answered. */
static void run(struct load *load, double until)
{
    struct epoll_event events[64];
    size_t open = 0;
    for (size_t i = 0; i < load->plan->connections; i++)
        if (load->connections[i].next < load->count) {
            question_send(load, &load->connections[i]);
            open++;
        }
    while (open > 0) {
        int count = epoll_wait(load->epoll, events, 64, 20000);
        if (count == 0)
            give_up("no answer for 20 seconds");
        bool on = now_ms() < until;
        for (int i = 0; i < count; i++) {
            struct connection *c = events[i].data.ptr;
            answer_take(load, c);
            if (c->busy)
                continue;
            if (on && c->next < load->count)
                question_send(load, c);
            else
                open--;
        }
    }
}

/* ---- after it ---- */

static double own_cpu(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static double server_cpu(int pid)
{
    char path[64], text[1024];
    unsigned long user = 0, system = 0;
    snprintf(path, sizeof(path), "/proc/%d/stat", pid);
    FILE *file = fopen(path, "r");
    const char *at = file && fgets(text, sizeof(text), file) ? strrchr(text, ')') : NULL;
    if (!at ||
        sscanf(at + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system) != 2)
        give_up("the server's CPU cannot be read");
    fclose(file);
    return (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
}

static int by_size(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

/* Rate and times of what was asked between `from` and `to`. */
static void timed(const struct load *load, double from, double to, struct load_figures *out)
{
    double *took = calloc(load->count + 1, sizeof(*took));
    size_t count = 0, done = 0;
    for (size_t i = 0; i < load->count; i++) {
        const struct question *question = &load->questions[i];
        double end = question->sent + question->took;
        if (!question->line.answer)
            continue;
        done += end >= from && end < to;
        if (question->sent >= from && question->sent < to)
            took[count++] = question->took;
    }
    if (count == 0)
        give_up("nothing was left to measure after the warm-up");
    qsort(took, count, sizeof(*took), by_size);
    out->seconds = (to - from) / 1e3;
    out->items = done * load->plan->batch;
    out->p50 = took[count / 2];
    out->p99 = took[count * 99 / 100];
    free(took);
}

static void counted(const struct load *load, struct load_figures *out)
{
    double sent = 0, received = 0;
    for (size_t i = 0; i < load->count; i++) {
        const struct line *line = &load->questions[i].line;
        if (!line->answer)
            continue;
        out->questions++;
        out->refused += !line_holds(load->plan, line);
        sent += (double)line->len;
        received += (double)line->answer_len;
    }
    out->sent = sent / (double)(out->questions * load->plan->batch);
    out->received = received / (double)(out->questions * load->plan->batch);
}

static void load_free(struct load *load)
{
    for (size_t i = 0; i < load->plan->connections; i++) {
        close(load->connections[i].fd);
        free(load->connections[i].in);
    }
    for (size_t i = 0; i < load->count; i++) {
        free(load->questions[i].line.bytes);
        free(load->questions[i].line.answer);
    }
    close(load->epoll);
    free(load->connections);
    free(load->questions);
}

/* When the last question was sent: from then on fewer and fewer are at the door. */
static double last_sent(const struct load *load)
{
    double last = 0;
    for (size_t i = 0; i < load->count; i++)
        if (load->questions[i].line.answer && load->questions[i].sent > last)
            last = load->questions[i].sent;
    return last;
}

/* When the warm-up is over: a quarter of the questions is enough of it. */
static double warmed(const struct load *load, double start)
{
    double most = start + load->plan->warm_up * 1e3;
    double quarter = load->questions[load->count / 4].sent;
    return quarter > 0 && quarter < most ? quarter : most;
}

struct load_figures load_run(const struct load_plan *plan)
{
    struct load load = {.plan = plan};
    struct load_figures out = {0};
    questions_make(&load);
    connections_open(&load);
    double own = own_cpu(), server = server_cpu(plan->server), start = now_ms();
    run(&load, start + (plan->warm_up + plan->most) * 1e3);
    double seconds = (now_ms() - start) / 1e3;
    out.own_cpu = (own_cpu() - own) / seconds;
    out.server_cpu = (server_cpu(plan->server) - server) / seconds;
    out.item_cpu = out.server_cpu * seconds * 1e6 / (double)(load.answered * plan->batch);
    timed(&load, warmed(&load, start), last_sent(&load), &out);
    counted(&load, &out);
    load_free(&load);
    return out;
}
