#include "office/support/program.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

void program_find(struct program *program, const struct fixture *fixture)
{
    *program = (struct program){.fixture = fixture};
    ssize_t len = readlink("/proc/self/exe", program->path, sizeof(program->path) - 1);
    assert_true(len > 0);
    char *tests = strstr(program->path, "/tests/office/");
    assert_non_null(tests);
    snprintf(tests, sizeof(program->path) - (size_t)(tests - program->path),
             "/bin/anjungan-office");
    assert_int_equal(access(program->path, X_OK), 0);
}

void read_file(const char *path, char *out, size_t size)
{
    SCOPED(buf_fini) struct buf bytes;
    buf_init(&bytes, size - 1);
    assert_int_equal(path_read(path, &bytes), OK);
    text_copy(out, size, buf_text(&bytes));
}

void program_run(const struct program *program, const char *in, struct outcome *out,
                 const char *const *words)
{
    char paths[3][PATH_SIZE];
    static const char *const names[] = {"in", "out", "err"};
    for (int i = 0; i < 3; i++)
        assert_int_equal(path_join(paths[i], program->fixture->dir.path, names[i]), OK);
    assert_int_equal(path_write(paths[0], in, strlen(in), 0600), OK);
    const char *argv[24] = {program->path, "--db", program->fixture->address};
    size_t count = 3;
    bool other = false; /* the words name a database of their own */
    for (size_t i = 0; words[i]; i++)
        other = other || strcmp(words[i], "--db") == 0;
    if (ledger_shared(program->fixture->address) && !other) {
        argv[count++] = "--keys";
        argv[count++] = program->fixture->dir.path;
    }
    for (size_t i = 0; words[i]; i++)
        argv[count++] = words[i];
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        for (int i = 0; i < 3; i++) {
            int fd = open(paths[i], i == 0 ? O_RDONLY : O_WRONLY | O_CREAT | O_TRUNC, 0600);
            if (fd < 0 || dup2(fd, i) < 0)
                _exit(99);
        }
        if (program->folder && chdir(program->folder) != 0)
            _exit(99);
        execv(program->path, (char *const *)argv);
        _exit(99);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    out->code = WEXITSTATUS(status);
    read_file(paths[1], out->out, sizeof(out->out));
    read_file(paths[2], out->err, sizeof(out->err));
}

void assert_outcome(const struct outcome *outcome, int code, const char *holds)
{
    if (outcome->code != code)
        print_error("ended with %d: %s\n", outcome->code, outcome->err);
    assert_int_equal(outcome->code, code);
    const char *where = code == 0 ? outcome->out : outcome->err;
    if (!strstr(where, holds))
        fail_msg("no '%s' in: %s", holds, where);
}
