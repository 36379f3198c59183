/* The way to a printer's device: a character device (/dev/usb/lp0), a serial line or, without
 * answers, a FIFO or a file. Opened without blocking; every call ends within its time. For one
 * thread, which may wait. */
#ifndef PLATFORM_PRINTER_LINK_H
#define PLATFORM_PRINTER_LINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct printer_link {
    int fd;
    int stop;     /* an eventfd: readable when nobody wants to wait any more */
    bool answers; /* what is asked is answered */
    bool done;    /* the answer to GS r has come since this was last set to false */
};

/* baud: of a serial line; ignored elsewhere. ERR_NOT_FOUND when the device is not there or nobody
 * reads the FIFO, ERR_BUSY when another program has it. */
enum err printer_link_open(const char *device, int baud, int stop, struct printer_link *out)
    MUST_USE;
void printer_link_close(struct printer_link *link);
/* Throws away what the system still holds for the device: closing a serial line would wait for a
 * printer that hangs. */
void printer_link_drop(struct printer_link *link);

/* Sends all. ERR_BUSY when nothing is taken for `ms`, ERR_NOT_FOUND when the device went away. */
enum err printer_link_write(struct printer_link *link, const void *bytes, size_t len, int ms)
    MUST_USE;
/* Waits for an answer to DLE EOT, or with NULL for `done`. ERR_BUSY when none came within `ms`,
 * ERR_NOT_FOUND when the device went away. */
enum err printer_link_read(struct printer_link *link, int ms, uint8_t *answer) MUST_USE;
/* Forgets what has been sent unasked. */
void printer_link_drain(struct printer_link *link);

#endif
