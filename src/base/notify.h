/* Tells a service manager that this program is ready and alive: the protocol of sd_notify(3), one
 * datagram to the socket that NOTIFY_SOCKET names. Without that variable nothing happens. */
#ifndef BASE_NOTIFY_H
#define BASE_NOTIFY_H

#include <stdint.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "base/err.h"

struct notify {
    int fd; /* -1: nobody listens */
    struct sockaddr_un address;
    socklen_t length;
    int64_t watchdog; /* ms within which it wants to hear of us; 0: it does not watch */
};

/* Reads NOTIFY_SOCKET (a path, or '@' and an abstract name), WATCHDOG_USEC and WATCHDOG_PID, and
 * takes them out of the environment: they are not for our children. Before any thread starts. */
void notify_open(struct notify *out);
void notify_close(struct notify *notify);
/* "READY=1", or several lines. Never waits. ERR_UNREACHABLE: it was not taken; the log says why. */
enum err notify_send(const struct notify *notify, const char *state) MUST_USE;

#endif
