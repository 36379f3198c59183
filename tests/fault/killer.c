/* Loaded before a program (LD_PRELOAD), it kills it with SIGKILL on entering the FAULT_AT-th system
 * call that writes, syncs or talks: whatever the program believed at that boundary, the next start
 * must cope with. The program itself knows nothing of it. */
#include <dlfcn.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static void boundary(void)
{
    static atomic_long count, limit;
    if (atomic_load(&limit) == 0) {
        const char *text = getenv("FAULT_AT");
        atomic_store(&limit, text ? atol(text) : -1);
    }
    if (atomic_fetch_add(&count, 1) + 1 == atomic_load(&limit))
        kill(getpid(), SIGKILL);
}

/* The call of the next library that has it. */
#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define WRAP(type, name, parameters, arguments)                                                    \
    type name parameters;                                                                          \
    type name parameters                                                                           \
    {                                                                                              \
        boundary();                                                                                \
        return NEXT(name) arguments;                                                               \
    }

WRAP(ssize_t, write, (int fd, const void *bytes, size_t len), (fd, bytes, len))
    WRAP(ssize_t, pwrite, (int fd, const void *bytes, size_t len, off_t at), (fd, bytes, len, at))
        WRAP(ssize_t, pwrite64, (int fd, const void *bytes, size_t len, off64_t at),
             (fd, bytes, len, at))
            WRAP(ssize_t, writev, (int fd, const struct iovec *parts, int count),
                 (fd, parts, count))
                WRAP(int, fsync, (int fd), (fd))
                    WRAP(int, fdatasync, (int fd), (fd))
                        WRAP(int, ftruncate, (int fd, off_t len), (fd, len))
                            WRAP(int, ftruncate64, (int fd, off64_t len), (fd, len))
                                WRAP(int, unlink, (const char *path), (path))
                                    WRAP(int, rename, (const char *from, const char *to),
                                         (from, to))
                                        WRAP(ssize_t, send,
                                             (int fd, const void *bytes, size_t len, int flags),
                                             (fd, bytes, len, flags))
                                            WRAP(ssize_t, sendto,
                                                 (int fd, const void *bytes, size_t len, int flags,
                                                  const struct sockaddr *to, socklen_t size),
                                                 (fd, bytes, len, flags, to, size))
                                                WRAP(ssize_t, sendmsg,
                                                     (int fd, const struct msghdr *message,
                                                      int flags),
                                                     (fd, message, flags))
                                                    WRAP(ssize_t, recv,
                                                         (int fd, void *bytes, size_t len,
                                                          int flags),
                                                         (fd, bytes, len, flags))
                                                        WRAP(ssize_t, recvfrom,
                                                             (int fd, void *bytes, size_t len,
                                                              int flags, struct sockaddr *from,
                                                              socklen_t *size),
                                                             (fd, bytes, len, flags, from, size))
                                                            WRAP(int, connect,
                                                                 (int fd, const struct sockaddr *to,
                                                                  socklen_t size),
                                                                 (fd, to, size))
