#include "sync/support/fake_http.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

enum { HEAD_MOST = 16 * 1024, BODY_MOST = 1024 * 1024 };

static void send_all(int fd, const void *bytes, size_t len)
{
    const char *at = bytes;
    while (len > 0) {
        ssize_t sent = send(fd, at, len, MSG_NOSIGNAL);
        if (sent <= 0)
            return;
        at += sent;
        len -= (size_t)sent;
    }
}

void fake_http_text(int fd, const char *text)
{
    send_all(fd, text, strlen(text));
}

void fake_http_send(int fd, const struct http_answer *answer,
                    const struct http_signature *signature, const char *more, size_t sent)
{
    char head[4096];
    snprintf(head, sizeof(head),
             "HTTP/1.1 %d Said\r\nContent-Digest: %s\r\nSignature-Input: %s\r\nSignature: %s\r\n"
             "Content-Length: %zu\r\n%sConnection: close\r\n\r\n",
             answer->status, signature->digest, signature->input, signature->signature, answer->len,
             more);
    fake_http_text(fd, head);
    send_all(fd, answer->body, sent);
}

/* Reads up to the empty line, byte by byte: the rest of the socket is the body. */
static bool head_read(int fd, char head[HEAD_MOST])
{
    size_t len = 0;
    while (len < HEAD_MOST - 1 && recv(fd, head + len, 1, 0) == 1) {
        head[++len] = '\0';
        if (len >= 4 && strcmp(head + len - 4, "\r\n\r\n") == 0)
            return true;
    }
    return false;
}

static void value_of(const char *head, const char *name, char *out, size_t size)
{
    size_t len = strlen(name);
    *out = '\0';
    for (const char *line = strstr(head, "\r\n"); line; line = strstr(line, "\r\n")) {
        line += 2;
        if (strncasecmp(line, name, len) == 0 && line[len] == ':')
            snprintf(out, size, "%.*s", (int)strcspn(line + len + 2, "\r"), line + len + 2);
    }
}

bool fake_http_read(int fd, struct fake_request *out)
{
    char head[HEAD_MOST] = "", target[256] = "", length[16];
    *out = (struct fake_request){.method = ""};
    buf_init(&out->body, BODY_MOST);
    if (!head_read(fd, head) || sscanf(head, "%7s %255s", out->method, target) != 2)
        return false;
    size_t path = strcspn(target, "?");
    snprintf(out->path, sizeof(out->path), "%.*s", (int)path, target);
    snprintf(out->query, sizeof(out->query), "%s", target[path] ? target + path + 1 : "");
    value_of(head, "Content-Digest", out->signature.digest, SIGNATURE_HEADER);
    value_of(head, "Signature-Input", out->signature.input, SIGNATURE_HEADER);
    value_of(head, "Signature", out->signature.signature, SIGNATURE_HEADER);
    value_of(head, "Content-Length", length, sizeof(length));
    size_t left = (size_t)strtoul(length, NULL, 10);
    while (left > 0) {
        char piece[4096];
        ssize_t got = recv(fd, piece, left < sizeof(piece) ? left : sizeof(piece), 0);
        if (got <= 0)
            return false;
        buf_put(&out->body, piece, (size_t)got);
        left -= (size_t)got;
    }
    return true;
}

void fake_request_fini(struct fake_request *request)
{
    buf_fini(&request->body);
}
