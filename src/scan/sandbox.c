#include "scan/sandbox.h"

#include <errno.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
static const bool sanitized = true;
#else
static const bool sanitized = false;
#endif

enum { CPU_SECONDS = 3, MEMORY_MAX = 512 << 20 };

static bool limit(__rlimit_resource_t resource, rlim_t most)
{
    struct rlimit limit = {most, most};
    return setrlimit(resource, &limit) == 0;
}

/* A timer counts from now; a limit would count from the start of the process, and by another clock
 * than the one that getrusage reads: the two drift apart in a child that lives for days. */
void sandbox_renew(void)
{
    struct itimerval once = {.it_value = {.tv_sec = CPU_SECONDS}};
    setitimer(ITIMER_PROF, &once, NULL);
}

/* What a process needs to compute, and to answer. */
static const int allowed[] = {
    SCMP_SYS(recvfrom),     SCMP_SYS(sendto),          SCMP_SYS(brk),
    SCMP_SYS(munmap),       SCMP_SYS(mremap),          SCMP_SYS(madvise),
    SCMP_SYS(sysinfo),      SCMP_SYS(clock_gettime),   SCMP_SYS(gettimeofday),
    SCMP_SYS(rt_sigreturn), SCMP_SYS(restart_syscall), SCMP_SYS(exit),
    SCMP_SYS(exit_group),
};

/* The same, with one argument of a certain value only. */
static const struct {
    int call;
    struct scmp_arg_cmp argument; /* its number, the comparison, what it is compared to */
} bounded[] = {
    {SCMP_SYS(mmap), {4, SCMP_CMP_MASKED_EQ, UINT32_MAX, UINT32_MAX}}, /* no file: fd is -1 */
    {SCMP_SYS(setitimer), {0, SCMP_CMP_EQ, ITIMER_PROF, 0}},
    {SCMP_SYS(write), {0, SCMP_CMP_EQ, STDERR_FILENO, 0}},
    {SCMP_SYS(writev), {0, SCMP_CMP_EQ, STDERR_FILENO, 0}},
};

/* Libraries may try these and live with a no. */
static const int refused[] = {
    SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(stat), SCMP_SYS(newfstatat), SCMP_SYS(access),
};

static int rules_add(scmp_filter_ctx filter)
{
    int failed = 0;
    for (size_t i = 0; i < LENGTH(allowed); i++)
        failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
    for (size_t i = 0; i < LENGTH(bounded); i++)
        failed |= seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, bounded[i].call, 1,
                                         &bounded[i].argument);
    for (size_t i = 0; i < LENGTH(refused); i++)
        failed |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), refused[i], 0);
    return failed;
}

static bool calls_filter(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (!filter)
        return false;
    bool loaded = rules_add(filter) == 0 && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return loaded;
}

enum err sandbox_enter(unsigned first_closed)
{
    bool closed = close_range(first_closed, ~0U, 0) == 0;
    bool limited = limit(RLIMIT_CORE, 0) && limit(RLIMIT_NOFILE, first_closed) &&
                   prctl(PR_SET_DUMPABLE, 0) == 0;
    sandbox_renew();
    if (!closed || !limited)
        return ERR_DENIED;
    if (!sanitized && (!limit(RLIMIT_AS, MEMORY_MAX) || !calls_filter()))
        return ERR_DENIED;
    return OK;
}
