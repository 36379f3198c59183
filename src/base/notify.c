#include "base/notify.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"

/* The address as the kernel wants it; 0 for a name that is none. */
static socklen_t address_of(const char *name, struct sockaddr_un *out)
{
    size_t len = strlen(name);
    if ((name[0] != '/' && name[0] != '@') || len < 2 || len >= sizeof(out->sun_path))
        return 0;
    *out = (struct sockaddr_un){.sun_family = AF_UNIX};
    memcpy(out->sun_path, name, len);
    if (name[0] != '@')
        return (socklen_t)sizeof(*out);
    out->sun_path[0] = '\0';
    return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len);
}

/* Milliseconds, 0 where nobody watches this very process. */
static int64_t watchdog_of(const char *usec, const char *pid)
{
    if (!usec || (pid && strtoll(pid, NULL, 10) != getpid()))
        return 0;
    int64_t value = strtoll(usec, NULL, 10) / 1000;
    return value > 0 ? value : 0;
}

void notify_open(struct notify *out)
{
    const char *name = getenv("NOTIFY_SOCKET");
    name = name && *name ? name : NULL;
    *out = (struct notify){.fd = -1};
    out->watchdog = name ? watchdog_of(getenv("WATCHDOG_USEC"), getenv("WATCHDOG_PID")) : 0;
    out->length = name ? address_of(name, &out->address) : 0;
    if (out->length > 0)
        out->fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (name && out->fd < 0)
        log_warn("NOTIFY_SOCKET cannot be used: nobody is told that this program lives");
    unsetenv("NOTIFY_SOCKET");
    unsetenv("WATCHDOG_USEC");
    unsetenv("WATCHDOG_PID");
}

void notify_close(struct notify *notify)
{
    if (notify->fd >= 0)
        close(notify->fd);
    notify->fd = -1;
}

enum err notify_send(const struct notify *notify, const char *state)
{
    if (notify->fd < 0)
        return OK;
    ssize_t sent = sendto(notify->fd, state, strlen(state), MSG_NOSIGNAL,
                          (const struct sockaddr *)&notify->address, notify->length);
    if (sent >= 0)
        return OK;
    log_warn("the service manager does not listen: %s", strerror(errno));
    return ERR_UNREACHABLE;
}
