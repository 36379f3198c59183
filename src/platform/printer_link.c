#include "platform/printer_link.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "base/clock.h"
#include "platform/escpos.h"

enum { CHUNK = 512, REFUSALS_MAX = 3, DRAIN_MAX = 4096 };

/* A line that changes no byte, without waiting for a modem. */
static void set_line(int fd, int baud)
{
    struct termios line;
    if (tcgetattr(fd, &line) != 0)
        return;
    cfmakeraw(&line);
    line.c_cflag |= CLOCAL | CREAD;
    cfsetspeed(&line, (speed_t)baud);
    tcsetattr(fd, TCSANOW, &line);
}

enum err printer_link_open(const char *device, int baud, int stop, struct printer_link *out)
{
    struct stat kind;
    if (stat(device, &kind) != 0)
        return ERR_NOT_FOUND;
    bool answers = S_ISCHR(kind.st_mode);
    int flags = answers ? O_RDWR : O_WRONLY | O_APPEND;
    int fd = open(device, flags | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return errno == EBUSY ? ERR_BUSY : ERR_NOT_FOUND;
    if (isatty(fd))
        set_line(fd, baud);
    *out = (struct printer_link){.fd = fd, .stop = stop, .answers = answers};
    return OK;
}

void printer_link_close(struct printer_link *link)
{
    close(link->fd);
}

void printer_link_drop(struct printer_link *link)
{
    tcflush(link->fd, TCIOFLUSH);
}

/* OK when the device is ready, hung up included: reading or writing says it better. */
static enum err wait_for(const struct printer_link *link, short events, int64_t until)
{
    struct pollfd fds[] = {{.fd = link->fd, .events = events},
                           {.fd = link->stop, .events = POLLIN}};
    int64_t left = until - clock_boot();
    int ready = poll(fds, LENGTH(fds), left > 0 ? (int)left : 0);
    if (fds[1].revents)
        return ERR_BUSY;
    if (ready < 0)
        return errno == EINTR ? OK : ERR_NOT_FOUND;
    if (ready > 0 && !(fds[0].revents & events))
        return ERR_NOT_FOUND;
    return ready > 0 ? OK : ERR_BUSY;
}

static bool try_again(int cause)
{
    return cause == EAGAIN || cause == EINTR;
}

enum err printer_link_write(struct printer_link *link, const void *bytes, size_t len, int ms)
{
    const uint8_t *at = bytes;
    for (int refusals = 0; len > 0;) {
        enum err err = wait_for(link, POLLOUT, clock_boot() + ms);
        if (err != OK)
            return err;
        ssize_t wrote = write(link->fd, at, len < CHUNK ? len : CHUNK);
        if (wrote < 0 && !try_again(errno))
            return ERR_NOT_FOUND;
        if (wrote <= 0) {
            if (++refusals == REFUSALS_MAX)
                return ERR_BUSY;
            continue;
        }
        refusals = 0;
        at += wrote;
        len -= (size_t)wrote;
    }
    return OK;
}

enum err printer_link_read(struct printer_link *link, int ms, uint8_t *answer)
{
    int64_t until = clock_boot() + ms;
    while (answer || !link->done) {
        uint8_t byte;
        enum err err = wait_for(link, POLLIN, until);
        if (err != OK)
            return err;
        ssize_t got = read(link->fd, &byte, 1);
        if (got == 0 || (got < 0 && !try_again(errno)))
            return ERR_NOT_FOUND;
        if (got == 1 && answer && escpos_is_answer(byte)) {
            *answer = byte;
            return OK;
        }
        link->done |= got == 1 && escpos_is_done(byte);
        if (clock_boot() >= until)
            return ERR_BUSY; /* it talks on and on */
    }
    return OK;
}

void printer_link_drain(struct printer_link *link)
{
    uint8_t bytes[64];
    for (int i = 0; i < DRAIN_MAX && read(link->fd, bytes, sizeof(bytes)) > 0; i++)
        continue;
}
