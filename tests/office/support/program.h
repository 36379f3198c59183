/* anjungan-office as a program: run with an office's database, and what it said. */
#ifndef TESTS_OFFICE_PROGRAM_H
#define TESTS_OFFICE_PROGRAM_H

#include "base/path.h"
#include "office/support/fixture.h"

struct program {
    char path[PATH_SIZE]; /* beside the tests that were built */
    const char *folder;   /* to run it in; NULL: this one */
    const struct fixture *fixture;
};

struct outcome {
    int code;
    char out[16384], err[4096];
};

/* Fails the test when the program was not built. */
void program_find(struct program *program, const struct fixture *fixture);
/* Runs the program with the words, on the fixture's database unless they name another; `in` is its
 * stdin. */
void program_run(const struct program *program, const char *in, struct outcome *out,
                 const char *const *words);
#define RUN(program, in, out, ...)                                                                 \
    program_run((program), (in), (out), (const char *const[]){__VA_ARGS__, NULL})

/* The file's text. */
void read_file(const char *path, char *out, size_t size);

/* It ended with the code; `holds` stands on stdout where that is 0, on stderr otherwise. */
void assert_outcome(const struct outcome *outcome, int code, const char *holds);

#endif
