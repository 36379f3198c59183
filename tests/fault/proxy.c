#include "fault/proxy.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { PIECE = 16384, LOOK_MS = 20, DRIP_US = 100, REQUEST_MOST = 1024 * 1024 };

struct proxy {
    int listener, to;
    pthread_t thread;
    pthread_mutex_t lock;
    struct proxy_fault armed;
    long met;
    bool closing;
};

/* One connection and the exchange that runs on it. */
struct line {
    struct proxy *proxy;
    int syncd, office;
    struct proxy_fault fault; /* of this exchange */
    size_t up, down;          /* bytes passed on in it */
    bool answered;            /* the next bytes from syncd begin another */
    bool over;
    char *request; /* kept for the office to hear twice */
    size_t request_len;
};

const char *proxy_name(enum mischief kind)
{
    static const char *const names[] = {
        [PROXY_PASS] = "pass",
        [PROXY_CUT_UP] = "cut of the request",
        [PROXY_CUT_DOWN] = "cut of the answer",
        [PROXY_HALF_UP] = "half-close to the office",
        [PROXY_HALF_DOWN] = "half-close to syncd",
        [PROXY_DELAY] = "delay",
        [PROXY_DRIP] = "drip",
        [PROXY_BLACKHOLE_UP] = "black hole for requests",
        [PROXY_BLACKHOLE_DOWN] = "black hole for answers",
        [PROXY_DUPLICATE] = "request heard twice",
        [PROXY_PORTAL] = "captive portal",
        [PROXY_FLIP] = "flipped bit in the answer",
        [PROXY_FORGE] = "forged receipt",
    };
    return names[kind];
}

static int loopback(int port, struct sockaddr_in *out)
{
    *out = (struct sockaddr_in){.sin_family = AF_INET,
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
                                .sin_port = htons((uint16_t)port)};
    return socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

static int office_connect(const struct proxy *proxy)
{
    struct sockaddr_in at;
    int fd = loopback(proxy->to, &at), on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    if (connect(fd, (struct sockaddr *)&at, sizeof(at)) == 0)
        return fd;
    close(fd);
    return -1;
}

static void rest_us(long us)
{
    nanosleep(&(struct timespec){.tv_sec = us / 1000000, .tv_nsec = us % 1000000 * 1000}, NULL);
}

static void pass(struct line *line, int to, const char *bytes, size_t len)
{
    size_t step = line->fault.kind == PROXY_DRIP ? 1 : len;
    for (size_t at = 0; at < len && !line->over; at += step) {
        if (send(to, bytes + at, step, MSG_NOSIGNAL) != (ssize_t)step)
            line->over = true;
        if (step == 1)
            rest_us(DRIP_US);
    }
}

static void hang_up(struct line *line)
{
    const struct linger at_once = {.l_onoff = 1, .l_linger = 0};
    if (line->fault.reset) {
        setsockopt(line->syncd, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
        setsockopt(line->office, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
    }
    line->over = true;
}

/* ---- an exchange begins ---- */

static void exchange_begin(struct line *line, const char *bytes, size_t len)
{
    struct proxy *proxy = line->proxy;
    pthread_mutex_lock(&proxy->lock);
    const char *only = proxy->armed.only;
    bool meets = proxy->armed.kind != PROXY_PASS &&
                 (!only || (len >= strlen(only) && memcmp(bytes, only, strlen(only)) == 0));
    line->fault = meets ? proxy->armed : (struct proxy_fault){.kind = PROXY_PASS};
    if (meets && !proxy->armed.lasts)
        proxy->armed.kind = PROXY_PASS;
    pthread_mutex_unlock(&proxy->lock);
    line->up = line->down = line->request_len = 0;
    line->answered = false;
}

static void fault_met(struct line *line)
{
    pthread_mutex_lock(&line->proxy->lock);
    line->proxy->met++;
    pthread_mutex_unlock(&line->proxy->lock);
}

static void portal(struct line *line)
{
    static const char page[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
                               "Content-Length: 29\r\n\r\n<h1>Selamat datang, tamu!</h1>";
    fault_met(line);
    pass(line, line->syncd, page, sizeof(page) - 2);
    line->over = true;
}

static void keep_request(struct line *line, const char *bytes, size_t len)
{
    if (line->request_len + len > REQUEST_MOST)
        return;
    memcpy(line->request + line->request_len, bytes, len);
    line->request_len += len;
}

static void forged(struct line *line)
{
    char *answer = malloc(REQUEST_MOST);
    size_t len = forge(line->request, line->request_len, answer, REQUEST_MOST);
    if (len > 0) {
        fault_met(line);
        pass(line, line->syncd, answer, len);
        line->over = true;
    }
    free(answer);
}

/* The office hears it a second time, on a line of its own; that answer goes nowhere. */
static void say_again(struct line *line)
{
    char piece[PIECE];
    int again = office_connect(line->proxy);
    if (again < 0)
        return;
    fault_met(line);
    send(again, line->request, line->request_len, MSG_NOSIGNAL);
    struct pollfd answer = {.fd = again, .events = POLLIN};
    if (poll(&answer, 1, 2000) > 0)
        (void)!read(again, piece, sizeof(piece));
    close(again);
}

/* ---- bytes on their way ---- */

/* How many of the bytes go on; the fault comes about where it is fewer. */
static size_t before_cut(const struct line *line, size_t passed, size_t len)
{
    size_t left = line->fault.at > passed ? line->fault.at - passed : 0;
    return left < len ? left : len;
}

static void goes_up(struct line *line, const char *bytes, size_t len)
{
    enum mischief kind = line->fault.kind;
    keep_request(line, bytes, len);
    if (kind == PROXY_PORTAL || kind == PROXY_FORGE) {
        if (kind == PROXY_PORTAL)
            portal(line);
        else
            forged(line);
        return;
    }
    if (kind == PROXY_BLACKHOLE_UP) {
        if (line->up == 0)
            fault_met(line);
        line->up += len;
        return;
    }
    bool cuts = kind == PROXY_CUT_UP || kind == PROXY_HALF_UP;
    size_t passes = cuts ? before_cut(line, line->up, len) : len;
    if (kind == PROXY_DELAY)
        rest_us(line->fault.ms * 1000L);
    pass(line, line->office, bytes, passes);
    line->up += passes;
    if (passes == len)
        return;
    fault_met(line);
    if (kind == PROXY_CUT_UP)
        hang_up(line);
    else
        shutdown(line->office, SHUT_WR);
}

static void goes_down(struct line *line, char *bytes, size_t len)
{
    enum mischief kind = line->fault.kind;
    if (kind == PROXY_DUPLICATE && line->down == 0)
        say_again(line);
    if (kind == PROXY_BLACKHOLE_DOWN) {
        if (line->down == 0)
            fault_met(line);
        line->down += len;
        return;
    }
    if (kind == PROXY_FLIP && line->fault.at >= line->down && line->fault.at < line->down + len) {
        bytes[line->fault.at - line->down] ^= 4;
        fault_met(line);
    }
    if ((kind == PROXY_DELAY || kind == PROXY_DRIP) && line->down == 0)
        fault_met(line);
    if (kind == PROXY_DELAY)
        rest_us(line->fault.ms * 1000L);
    bool cuts = kind == PROXY_CUT_DOWN || kind == PROXY_HALF_DOWN;
    size_t passes = cuts ? before_cut(line, line->down, len) : len;
    pass(line, line->syncd, bytes, passes);
    line->down += passes;
    if (passes == len)
        return;
    fault_met(line);
    if (kind == PROXY_CUT_DOWN)
        hang_up(line);
    else
        shutdown(line->syncd, SHUT_WR);
}

static void read_syncd(struct line *line)
{
    char piece[PIECE];
    ssize_t len = read(line->syncd, piece, sizeof(piece));
    if (len <= 0) {
        line->over = true;
        return;
    }
    if (line->answered)
        exchange_begin(line, piece, (size_t)len);
    goes_up(line, piece, (size_t)len);
}

static void read_office(struct line *line)
{
    char piece[PIECE];
    ssize_t len = read(line->office, piece, sizeof(piece));
    line->answered = true;
    if (len <= 0)
        line->over = true;
    else
        goes_down(line, piece, (size_t)len);
}

static void *line_run(void *self)
{
    struct line *line = self;
    line->office = office_connect(line->proxy);
    line->over = line->office < 0;
    line->answered = true;
    while (!line->over && !line->proxy->closing) {
        struct pollfd fds[] = {{.fd = line->syncd, .events = POLLIN},
                               {.fd = line->office, .events = POLLIN}};
        if (poll(fds, 2, LOOK_MS) <= 0)
            continue;
        if (fds[1].revents)
            read_office(line);
        if (fds[0].revents && !line->over)
            read_syncd(line);
    }
    close(line->syncd);
    if (line->office >= 0)
        close(line->office);
    free(line->request);
    free(line);
    return NULL;
}

/* ---- the whole ---- */

static void *proxy_run(void *self)
{
    struct proxy *proxy = self;
    int fd;
    while ((fd = accept(proxy->listener, NULL, NULL)) >= 0) {
        struct line *line = calloc(1, sizeof(*line));
        pthread_t thread;
        int on = 1;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
        *line = (struct line){.proxy = proxy, .syncd = fd, .request = malloc(REQUEST_MOST)};
        if (pthread_create(&thread, NULL, line_run, line) != 0)
            abort();
        pthread_detach(thread);
    }
    return NULL;
}

struct proxy *proxy_open(int port, int to)
{
    struct proxy *proxy = calloc(1, sizeof(*proxy));
    struct sockaddr_in at;
    int on = 1;
    proxy->to = to;
    proxy->listener = loopback(port, &at);
    pthread_mutex_init(&proxy->lock, NULL);
    setsockopt(proxy->listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    if (bind(proxy->listener, (struct sockaddr *)&at, sizeof(at)) != 0 ||
        listen(proxy->listener, 16) != 0 ||
        pthread_create(&proxy->thread, NULL, proxy_run, proxy) != 0) {
        perror("proxy");
        exit(2);
    }
    return proxy;
}

/* The lines see it within LOOK_MS; the proxy's own memory stays for them. */
void proxy_close(struct proxy *proxy)
{
    proxy->closing = true;
    shutdown(proxy->listener, SHUT_RDWR);
    pthread_join(proxy->thread, NULL);
    close(proxy->listener);
}

void proxy_arm(struct proxy *proxy, const struct proxy_fault *fault)
{
    pthread_mutex_lock(&proxy->lock);
    proxy->armed = *fault;
    proxy->met = 0;
    pthread_mutex_unlock(&proxy->lock);
}

long proxy_met(struct proxy *proxy)
{
    pthread_mutex_lock(&proxy->lock);
    long met = proxy->met;
    pthread_mutex_unlock(&proxy->lock);
    return met;
}
