#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "scan/sandbox.h"

enum { LOCKED_OUT = 40, WENT_WELL = 41, WENT_WRONG = 42 };

static int calls_nothing(void)
{
    sandbox_renew();
    return WENT_WELL;
}

static int computes_for_ever(void)
{
    volatile unsigned n = 0;
    while (n < UINT32_MAX)
        n = n == 1 ? 0 : n + 1;
    return WENT_WRONG;
}

/* More in all than is granted at once, a little each time. */
static int computes_for_long(void)
{
    for (int round = 0; round < 8; round++) {
        sandbox_renew();
        struct timespec now, until;
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &until);
        until.tv_nsec += 500 * 1000 * 1000;
        until.tv_sec += until.tv_nsec / 1000000000;
        until.tv_nsec %= 1000000000;
        do
            clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
        while (now.tv_sec < until.tv_sec ||
               (now.tv_sec == until.tv_sec && now.tv_nsec < until.tv_nsec));
    }
    return WENT_WELL;
}

static int takes_memory(void)
{
    void *bytes = malloc(8 << 20);
    if (!bytes)
        return WENT_WRONG;
    memset(bytes, 1, 8 << 20);
    free(bytes);
    return WENT_WELL;
}

static int takes_too_much_memory(void)
{
    void *volatile bytes = malloc((size_t)1 << 30);
    return bytes ? WENT_WRONG : WENT_WELL;
}

static int opens_a_file(void)
{
    return open("/etc/passwd", O_RDONLY) < 0 && errno == EACCES ? WENT_WELL : WENT_WRONG;
}

static int uses_a_file_left_open(void)
{
    return read(STDIN_FILENO, (char[1]){0}, 1) == 0 ? WENT_WRONG : WENT_WELL;
}

static int makes_a_socket(void)
{
    return socket(AF_INET, SOCK_STREAM, 0) < 0 ? WENT_WELL : WENT_WRONG;
}

static int forks(void)
{
    return fork() < 0 ? WENT_WELL : WENT_WRONG;
}

static int runs_a_program(void)
{
    execl("/bin/true", "true", NULL);
    return WENT_WELL;
}

static int signals_its_parent(void)
{
    return kill(getppid(), 0) == 0 ? WENT_WRONG : WENT_WELL;
}

static int maps_a_file(void)
{
    return mmap(NULL, 1, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0) == MAP_FAILED ? WENT_WELL
                                                                                : WENT_WRONG;
}

/* AddressSanitizer cannot live behind these walls, so they are not put up for it. */
#ifdef __SANITIZE_ADDRESS__
#define SKIP_WITHOUT_WALLS() skip()
#else
#define SKIP_WITHOUT_WALLS()
#endif

/* What becomes of a process that does this in the sandbox: its wait status. */
static int status_of(int (*act)(void))
{
    int status = -1;
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0)
        _exit(sandbox_enter(STDERR_FILENO + 1) == OK ? act() : LOCKED_OUT);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return status;
}

static void computing_is_allowed(void **state)
{
    (void)state;
    SKIP_WITHOUT_WALLS();
    int (*const acts[])(void) = {calls_nothing, takes_memory, takes_too_much_memory, opens_a_file};
    for (size_t i = 0; i < LENGTH(acts); i++) {
        int status = status_of(acts[i]);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), WENT_WELL);
    }
}

static void everything_else_is_deadly(void **state)
{
    (void)state;
    SKIP_WITHOUT_WALLS();
    int (*const acts[])(void) = {makes_a_socket,     forks,       runs_a_program,
                                 signals_its_parent, maps_a_file, uses_a_file_left_open};
    for (size_t i = 0; i < LENGTH(acts); i++) {
        int status = status_of(acts[i]);
        if (!WIFSIGNALED(status))
            fail_msg("act %zu ended with status %d", i, WEXITSTATUS(status));
        assert_int_equal(WTERMSIG(status), SIGSYS);
    }
}

static void computing_has_an_end_that_can_be_put_off(void **state)
{
    (void)state;
    SKIP_WITHOUT_WALLS();
    int status = status_of(computes_for_ever);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGPROF);
    status = status_of(computes_for_long);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), WENT_WELL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(computing_is_allowed),
        cmocka_unit_test(everything_else_is_deadly),
        cmocka_unit_test(computing_has_an_end_that_can_be_put_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
