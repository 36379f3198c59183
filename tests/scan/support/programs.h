/* Where the programs are that were built with these tests. */
#ifndef TESTS_SCAN_SUPPORT_PROGRAMS_H
#define TESTS_SCAN_SUPPORT_PROGRAMS_H

#include "base/path.h"

/* The path of build/bin/NAME; fails the test when it is not there. */
void program_path(char out[PATH_SIZE], const char *name);
/* The same of the decoder that misbehaves on command (tests/scan/hooked/hooks.h). */
void program_hooked(char out[PATH_SIZE]);

#endif
