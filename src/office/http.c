#include "office/http.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "office/listener.h"

enum {
    CONNECTIONS_MAX = 512,
    IDLE_SECONDS = 30,
    CONNECTION_MEMORY = 32 * 1024, /* request line and headers */
    STACK_BYTES = 1024 * 1024,
};

struct http {
    struct MHD_Daemon *daemon;
    struct http_service service;
    struct clock clock;
    uint16_t port;
};

static const char *header_find(const struct exchange *exchange, const char *name)
{
    const char *value = MHD_lookup_connection_value(exchange->source, MHD_HEADER_KIND, name);
    return value ? value : "";
}

/* Called with the request line before anything else: the only place that sees the target raw, which
 * is what signatures cover. */
static void *exchange_start(void *self, const char *target, struct MHD_Connection *connection)
{
    struct http *http = self;
    struct exchange *exchange = calloc(1, sizeof(*exchange));
    if (!exchange)
        return NULL;
    exchange_init(exchange, clock_now(&http->clock));
    exchange->header = header_find;
    exchange->source = connection;
    if (!exchange_target(exchange, target))
        TEXT_COPY(exchange->path, "/too-long");
    return exchange;
}

static void exchange_end(void *self, struct MHD_Connection *connection, void **state,
                         enum MHD_RequestTerminationCode why)
{
    (void)self;
    (void)connection;
    (void)why;
    struct exchange *exchange = *state;
    if (!exchange)
        return;
    exchange_fini(exchange);
    free(exchange);
    *state = NULL;
}

/* Loopback, or a socket file. */
static bool is_here(const struct sockaddr *address)
{
    if (address->sa_family == AF_UNIX)
        return true;
    if (address->sa_family == AF_INET) {
        const struct sockaddr_in *in = (const struct sockaddr_in *)address;
        return ntohl(in->sin_addr.s_addr) >> 24 == 127;
    }
    const struct sockaddr_in6 *in = (const struct sockaddr_in6 *)address;
    return address->sa_family == AF_INET6 && IN6_IS_ADDR_LOOPBACK(&in->sin6_addr);
}

/* Who asks. The proxy on this machine says for whom it asks; nobody else is believed. */
static void peer_find(struct exchange *exchange, struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr *address = info ? info->client_addr : NULL;
    if (!address)
        return;
    const void *bytes = address->sa_family == AF_UNIX ? NULL
                        : address->sa_family == AF_INET
                            ? (const void *)&((const struct sockaddr_in *)address)->sin_addr
                            : (const void *)&((const struct sockaddr_in6 *)address)->sin6_addr;
    if (!bytes || !inet_ntop(address->sa_family, bytes, exchange->peer, sizeof(exchange->peer)))
        exchange->peer[0] = '\0';
    if (!is_here(address))
        return;
    const char *real = header_find(exchange, "X-Real-IP");
    if (real[0] != '\0')
        TEXT_COPY(exchange->peer, real);
    exchange->secure = strcmp(header_find(exchange, "X-Forwarded-Proto"), "https") == 0;
}

static enum MHD_Result answer_send(struct MHD_Connection *connection,
                                   const struct exchange *exchange)
{
    struct MHD_Response *response = MHD_create_response_from_buffer(
        exchange->answer.len, exchange->answer.data, MHD_RESPMEM_MUST_COPY);
    if (!response)
        return MHD_NO;
    for (size_t i = 0; i < exchange->header_count; i++)
        MHD_add_response_header(response, exchange->headers[i].name, exchange->headers[i].value);
    enum MHD_Result result =
        MHD_queue_response(connection, (unsigned int)exchange->status, response);
    MHD_destroy_response(response);
    return result;
}

/* The headers are there, the body is not: decide how much of it will be read. */
static enum MHD_Result body_expect(struct http *http, struct MHD_Connection *connection,
                                   struct exchange *exchange, const char *method)
{
    peer_find(exchange, connection);
    if (!TEXT_COPY(exchange->method, method))
        TEXT_COPY(exchange->method, "?");
    size_t most = http->service.body_max(http->service.self, exchange);
    buf_init(&exchange->body, most);
    const char *length = header_find(exchange, "Content-Length");
    if (strlen(length) > 12 || strtoull(length, NULL, 10) > most) {
        exchange->body_too_large = true;
        http->service.serve(http->service.self, exchange);
        return answer_send(connection, exchange);
    }
    return MHD_YES;
}

/* Called once with the headers, then for each part of the body, then once with none. */
static enum MHD_Result exchange_go_on(void *self, struct MHD_Connection *connection,
                                      const char *url, const char *method, const char *version,
                                      const char *upload, size_t *upload_len, void **state)
{
    (void)url;
    (void)version;
    struct http *http = self;
    struct exchange *exchange = *state;
    if (!exchange)
        return MHD_NO;
    if (exchange->method[0] == '\0')
        return body_expect(http, connection, exchange, method);
    if (*upload_len > 0) {
        if (!exchange->body_too_large)
            buf_put(&exchange->body, upload, *upload_len);
        exchange->body_too_large = exchange->body.full;
        *upload_len = 0;
        return MHD_YES;
    }
    http->service.serve(http->service.self, exchange);
    return answer_send(connection, exchange);
}

static void log_library(void *self, const char *format, va_list args)
{
    (void)self;
    char line[256];
    vsnprintf(line, sizeof(line), format, args);
    line[strcspn(line, "\r\n")] = '\0';
    log_debug("http: %s", line);
}

enum err http_open(const char *address, uint16_t port, const struct http_service *service,
                   struct clock clock, struct http **out)
{
    struct http *http = calloc(1, sizeof(*http));
    if (!http)
        return ERR_STORAGE;
    http->service = *service;
    http->clock = clock;
    int listener = -1;
    enum err err = listener_open(address, port, &listener, &http->port);
    if (err != OK) {
        free(http);
        return err;
    }
    unsigned int flags = MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD |
                         MHD_USE_POLL | MHD_USE_ERROR_LOG;
    http->daemon = MHD_start_daemon(
        flags, 0, NULL, NULL, exchange_go_on, http, MHD_OPTION_EXTERNAL_LOGGER, log_library, NULL,
        MHD_OPTION_LISTEN_SOCKET, listener, MHD_OPTION_URI_LOG_CALLBACK, exchange_start, http,
        MHD_OPTION_NOTIFY_COMPLETED, exchange_end, http, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned int)CONNECTIONS_MAX, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned int)IDLE_SECONDS,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY, MHD_OPTION_THREAD_STACK_SIZE,
        (size_t)STACK_BYTES, MHD_OPTION_END);
    if (!http->daemon) {
        close(listener);
        free(http);
        return ERR_BUSY;
    }
    *out = http;
    return OK;
}

uint16_t http_port(const struct http *http)
{
    return http->port;
}

void http_close(struct http **http)
{
    if (!*http)
        return;
    MHD_stop_daemon((*http)->daemon);
    free(*http);
    *http = NULL;
}
