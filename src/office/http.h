/* The HTTP server: connections, limits and bytes. What is asked is somebody else's business.
 * It stands behind a proxy that does TLS and slow clients; alone, it serves loopback only. */
#ifndef OFFICE_HTTP_H
#define OFFICE_HTTP_H

#include "base/clock.h"
#include "office/exchange.h"

struct http_service {
    /* How many bytes of body the question's route takes. Asked before any body is read. */
    size_t (*body_max)(void *self, const struct exchange *exchange);
    /* Answers it. Called on many threads at once. */
    void (*serve)(void *self, struct exchange *exchange);
    void *self;
};

struct http;

/* Listens; address and port as listener_open takes them. The service must outlive
 * the server. ERR_INVALID: no such address; ERR_BUSY: it cannot be listened on. */
enum err http_open(const char *address, uint16_t port, const struct http_service *service,
                   struct clock clock, struct http **out) MUST_USE;
uint16_t http_port(const struct http *http);
/* Ends after the answers in hand. */
void http_close(struct http **http);

#endif
