#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "scan/support/programs.h"

/* The test is build/tests/scan/test_NOUN. */
void program_path(char out[PATH_SIZE], const char *name)
{
    char self[PATH_SIZE], relative[64];
    ssize_t len = readlink("/proc/self/exe", self, sizeof(self) - 1);
    assert_true(len > 0);
    self[len] = '\0';
    *strrchr(self, '/') = '\0';
    snprintf(relative, sizeof(relative), "../../bin/%s", name);
    assert_int_equal(path_join(out, self, relative), OK);
    assert_int_equal(access(out, X_OK), 0);
}
