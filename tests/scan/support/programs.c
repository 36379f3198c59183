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
static void path_beside(char out[PATH_SIZE], const char *format, const char *name)
{
    char self[PATH_SIZE], relative[64];
    ssize_t len = readlink("/proc/self/exe", self, sizeof(self) - 1);
    assert_true(len > 0);
    self[len] = '\0';
    *strrchr(self, '/') = '\0';
    snprintf(relative, sizeof(relative), format, name);
    assert_int_equal(path_join(out, self, relative), OK);
    assert_int_equal(access(out, X_OK), 0);
}

void program_path(char out[PATH_SIZE], const char *name)
{
    path_beside(out, "../../bin/%s", name);
}

void program_hooked(char out[PATH_SIZE])
{
    path_beside(out, "../%s", "anjungan-decoder-hooked");
}
