/* The walls around the decoder child: it may read frames that are mapped already, compute, and
 * answer on its socket. No files, no network, no other process. */
#ifndef SCAN_SANDBOX_H
#define SCAN_SANDBOX_H

#include "base/err.h"

/* Closes every file from first_closed up, forbids core dumps and takes away all rights, for good.
 * ERR_DENIED when the kernel refuses; the caller then must not go on. Under AddressSanitizer,
 * which needs both, memory limit and system call filter are left out. */
enum err sandbox_enter(unsigned first_closed) MUST_USE;

/* Grants a few seconds of CPU time from now on, then the process is killed: a second watch, should
 * the parent hang that keeps the first. */
void sandbox_renew(void);

#endif
