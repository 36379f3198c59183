/* The tool of tests/bench/office, which says what is done with it:
 *
 *     bench_office ask PORT COOKIE TARGET TIMES      an officer's question, over and over
 *     bench_office poll OUT PORT PID KIOSKS RATE SECONDS
 *
 * ask prints the median of its times in ms. poll sends what KIOSKS of the fleet ask for, feed and
 * status in turn, RATE questions a second (0: one after the other), and prints questions, the
 * server's share of a core and its CPU in microseconds a question. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/path.h"
#include "bench/figures.h"
#include "bench/sync_fleet.h"
#include "seal/signature.h"

enum { QUESTION_MAX = 4096, ANSWER_MAX = 1024 * 1024, CONNECTIONS = 16 };

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int dial(uint16_t port)
{
    const struct sockaddr_in office = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || connect(fd, (const struct sockaddr *)&office, sizeof(office)) != 0)
        give_up("cannot connect");
    return fd;
}

/* Bytes the whole answer has; 0 while its head is not there. */
static size_t answer_size(const char *answer)
{
    const char *end = strstr(answer, "\r\n\r\n");
    const char *length = end ? strcasestr(answer, "\r\ncontent-length:") : NULL;
    if (!end)
        return 0;
    return (size_t)(end + 4 - answer) +
           (length && length < end ? strtoul(length + 17, NULL, 10) : 0);
}

/* The status of the answer. */
static int exchange(int fd, const char *question)
{
    static char answer[ANSWER_MAX];
    size_t got = 0, size = 0, len = strlen(question);
    if (send(fd, question, len, MSG_NOSIGNAL) != (ssize_t)len)
        give_up("the server hung up");
    do {
        ssize_t n = recv(fd, answer + got, sizeof(answer) - 1 - got, 0);
        if (n <= 0)
            give_up("the server hung up");
        got += (size_t)n;
        answer[got] = '\0';
        size = answer_size(answer);
    } while (size == 0 || got < size);
    return atoi(answer + strlen("HTTP/1.1 "));
}

/* ---- an officer ---- */

static int ask(char **words)
{
    char question[QUESTION_MAX];
    int times = atoi(words[3]), fd = dial((uint16_t)atoi(words[0]));
    double *took = calloc((size_t)times, sizeof(*took));
    if (!took || times < 1)
        give_up("how often?");
    snprintf(question, sizeof(question), "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: %s\r\n\r\n",
             words[2], words[1]);
    for (int i = -times / 10; i < times; i++) { /* a few that do not count */
        double start = seconds_now();
        if (exchange(fd, question) != 200)
            give_up("the answer is not 200");
        if (i >= 0)
            took[i] = (seconds_now() - start) * 1e3;
    }
    printf("%.3f\n", figures_of(took, times).median);
    free(took);
    close(fd);
    return 0;
}

/* ---- kiosks ---- */

static double server_cpu(const char *pid)
{
    char path[64], text[1024];
    unsigned long user = 0, system = 0;
    snprintf(path, sizeof(path), "/proc/%.20s/stat", pid);
    FILE *file = fopen(path, "r");
    const char *at = file && fgets(text, sizeof(text), file) ? strrchr(text, ')') : NULL;
    if (!at ||
        sscanf(at + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system) != 2)
        give_up("the server's CPU cannot be read");
    fclose(file);
    return (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
}

/* What a kiosk asks that has all there is. */
static void question_make(const struct fleet *fleet, size_t kiosk, bool feed,
                          char out[QUESTION_MAX])
{
    char name[32], nonce[NONCE_SIZE];
    struct http_signature signature;
    struct entropy entropy = entropy_system();
    const struct http_request request = {.method = "GET",
                                         .path = feed ? "/v1/feed" : "/v1/status",
                                         .query = feed ? "after=1" : "after=0",
                                         .body = ""};
    fleet_name(kiosk, name);
    nonce_make(&entropy, nonce);
    request_sign(&request, &fleet->kiosks[kiosk], clock_now(&(struct clock){0}) / 1000, nonce,
                 &signature);
    snprintf(out, QUESTION_MAX,
             "GET %s?%s HTTP/1.1\r\nHost: 127.0.0.1\r\nAnjungan-Kiosk: %s\r\n"
             "Content-Digest: %s\r\nSignature-Input: %s\r\nSignature: %s\r\n\r\n",
             request.path, request.query, name, signature.digest, signature.input,
             signature.signature);
}

static void rest_until(double moment)
{
    double left = moment - seconds_now();
    const struct timespec rest = {.tv_sec = (time_t)left,
                                  .tv_nsec = (long)((left - (double)(time_t)left) * 1e9)};
    if (left > 0)
        nanosleep(&rest, NULL);
}

static int poll_all(char **words)
{
    char path[PATH_SIZE], question[QUESTION_MAX];
    struct fleet fleet;
    int fds[CONNECTIONS];
    size_t kiosks = strtoul(words[3], NULL, 10);
    double rate = strtod(words[4], NULL), seconds = strtod(words[5], NULL);
    if (path_join(path, words[0], "fleet") != OK)
        give_up(words[0]);
    fleet_load(path, &fleet);
    if (kiosks == 0 || kiosks > fleet.kiosk_count)
        give_up("the fleet is smaller");
    for (size_t i = 0; i < CONNECTIONS; i++)
        fds[i] = dial((uint16_t)atoi(words[1]));
    double cpu = server_cpu(words[2]), start = seconds_now();
    size_t asked = 0;
    for (; seconds_now() < start + seconds; asked++) {
        question_make(&fleet, asked / 2 % kiosks, asked % 2 == 0, question);
        if (rate > 0)
            rest_until(start + (double)asked / rate);
        int status = exchange(fds[asked % CONNECTIONS], question);
        if (status != 200 && status != 304)
            give_up("a kiosk was not answered");
    }
    seconds = seconds_now() - start;
    cpu = server_cpu(words[2]) - cpu;
    printf("%zu\t%.4f\t%.1f\n", asked, cpu / seconds, cpu * 1e6 / (double)asked);
    fleet_free(&fleet);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 6 && strcmp(argv[1], "ask") == 0)
        return ask(argv + 2);
    if (argc == 8 && strcmp(argv[1], "poll") == 0)
        return seal_start() == OK ? poll_all(argv + 2) : 1;
    fprintf(stderr, "bench_office: see the head of bench_office.c\n");
    return 2;
}
