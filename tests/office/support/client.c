#include "office/support/client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "wire/page.h"

enum { REPLY_MAX = 8 * 1024 * 1024, QUESTION_MAX = 4 * 1024 * 1024 };

static int connected(uint16_t port)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(fd >= 0);
    const struct sockaddr_in to = {.sin_family = AF_INET,
                                   .sin_port = htons(port),
                                   .sin_addr = {.s_addr = htonl(INADDR_LOOPBACK)}};
    const struct timeval limit = {.tv_sec = 20};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
    assert_int_equal(connect(fd, (const struct sockaddr *)&to, sizeof(to)), 0);
    return fd;
}

const char *reply_header(const struct reply *reply, const char *name)
{
    static char value[SIGNATURE_HEADER];
    value[0] = '\0';
    size_t len = strlen(name);
    for (const char *line = reply->head; (line = strstr(line, "\r\n")) != NULL;) {
        line += 2;
        if (strncasecmp(line, name, len) == 0 && strncmp(line + len, ": ", 2) == 0)
            snprintf(value, sizeof(value), "%.*s", (int)strcspn(line + len + 2, "\r"),
                     line + len + 2);
    }
    return value;
}

const char *reply_problem(const struct reply *reply)
{
    static char code[32];
    problem_read(reply->body.data, reply->body.len, code);
    return code;
}

static void reply_read(int fd, struct reply *out)
{
    memset(out, 0, sizeof(*out));
    buf_init(&out->body, REPLY_MAX);
    SCOPED(buf_fini) struct buf all;
    buf_init(&all, REPLY_MAX);
    char part[65536];
    for (ssize_t got; (got = recv(fd, part, sizeof(part), 0)) > 0;)
        buf_put(&all, part, (size_t)got);
    const char *end = all.len > 0 ? strstr(buf_text(&all), "\r\n\r\n") : NULL;
    if (!end)
        return;
    size_t head = (size_t)(end - buf_text(&all)) + 2;
    assert_true(head < sizeof(out->head));
    memcpy(out->head, all.data, head);
    out->status = atoi(out->head + strlen("HTTP/1.1 "));
    buf_put(&out->body, all.data + head + 2, all.len - head - 2);
    TEXT_COPY(out->signature.digest, reply_header(out, "Content-Digest"));
    TEXT_COPY(out->signature.input, reply_header(out, "Signature-Input"));
    TEXT_COPY(out->signature.signature, reply_header(out, "Signature"));
}

void client_raw(uint16_t port, const void *bytes, size_t len, struct reply *out)
{
    int fd = connected(port);
    /* The server may answer and close before it has read all. */
    const char *at = bytes;
    while (len > 0) {
        ssize_t sent = send(fd, at, len, MSG_NOSIGNAL);
        if (sent <= 0)
            break;
        at += sent;
        len -= (size_t)sent;
    }
    shutdown(fd, SHUT_WR);
    reply_read(fd, out);
    close(fd);
}

void client_ask(uint16_t port, const struct question *question, struct reply *out)
{
    SCOPED(buf_fini) struct buf all;
    buf_init(&all, QUESTION_MAX);
    buf_printf(&all, "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s",
               question->method, question->target, question->headers ? question->headers : "");
    if (question->body)
        buf_printf(&all, "Content-Length: %zu\r\n", question->len);
    buf_puts(&all, "\r\n");
    if (question->body)
        buf_put(&all, question->body, question->len);
    assert_int_equal(buf_check(&all), OK);
    client_raw(port, all.data, all.len, out);
}

void client_ask_signed(uint16_t port, const struct question *question, struct signing *signing,
                       struct reply *out)
{
    char path[256], headers[2560];
    size_t len = strcspn(question->target, "?");
    snprintf(path, sizeof(path), "%.*s", (int)len, question->target);
    const char *query = question->target[len] == '?' ? question->target + len + 1 : "";
    const struct entropy entropy = entropy_system();
    nonce_make(&entropy, signing->nonce);
    const struct http_request request = {.method = question->method,
                                         .path = path,
                                         .query = query,
                                         .body = question->body ? question->body : "",
                                         .len = question->body ? question->len : 0};
    struct http_signature signature;
    request_sign(&request, signing->by, signing->created, signing->nonce, &signature);
    if (signing->spoil_digest)
        signature.digest[strlen("sha-256=:") + 3] ^= 1;
    if (signing->spoil_signature)
        signature.signature[10] = signature.signature[10] == 'A' ? 'B' : 'A';
    snprintf(headers, sizeof(headers),
             "Anjungan-Kiosk: %s\r\nContent-Digest: %s\r\nSignature-Input: %s\r\n"
             "Signature: %s\r\n%s",
             signing->kiosk, signature.digest, signature.input, signature.signature,
             question->headers ? question->headers : "");
    struct question all = *question;
    all.headers = headers;
    client_ask(port, &all, out);
}

void reply_fini(struct reply *reply)
{
    buf_fini(&reply->body);
}
