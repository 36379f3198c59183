/* The socket the office listens on. */
#ifndef OFFICE_LISTENER_H
#define OFFICE_LISTENER_H

#include <stdint.h>

#include "base/err.h"

/* address: "127.0.0.1", "::1", or a path, which becomes a socket file for a proxy on this machine
 * (mode 0660: the proxy is in the folder's group). port 0: the system chooses one; *bound is the
 * one it became, 0 for a file. A file that a dead program left is replaced. ERR_INVALID: no such
 * address; ERR_BUSY: in use, or not allowed. The caller closes *out. */
enum err listener_open(const char *address, uint16_t port, int *out, uint16_t *bound) MUST_USE;

#endif
