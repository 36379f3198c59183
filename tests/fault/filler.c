/* Loaded before a program (LD_PRELOAD), it fills the disk: from the FAULT_AT-th call on that writes
 * to a file, syncs it or makes it longer, FAULT_FOR calls fail with ENOSPC. Sockets and terminals
 * are left alone. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static long number_from(const char *name)
{
    const char *text = getenv(name);
    return text ? atol(text) : 0;
}

static bool is_full(int fd)
{
    static atomic_long seen;
    struct stat file;
    if (fstat(fd, &file) != 0 || !S_ISREG(file.st_mode))
        return false;
    long now = atomic_fetch_add(&seen, 1) + 1, at = number_from("FAULT_AT");
    if (at == 0 || now < at || now >= at + number_from("FAULT_FOR"))
        return false;
    errno = ENOSPC;
    return true;
}

/* The call of the next library that has it. */
#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define WRAP(type, name, failure, parameters, arguments)                                           \
    type name parameters;                                                                          \
    type name parameters                                                                           \
    {                                                                                              \
        return is_full(fd) ? (type)(failure) : NEXT(name) arguments;                               \
    }

WRAP(ssize_t, write, -1, (int fd, const void *bytes, size_t len), (fd, bytes, len))
    WRAP(ssize_t, pwrite, -1, (int fd, const void *bytes, size_t len, off_t at),
         (fd, bytes, len, at))
        WRAP(ssize_t, pwrite64, -1, (int fd, const void *bytes, size_t len, off64_t at),
             (fd, bytes, len, at))
            WRAP(int, fsync, -1, (int fd), (fd))
                WRAP(int, fdatasync, -1, (int fd), (fd))
                    WRAP(int, ftruncate, -1, (int fd, off_t len), (fd, len))
                        WRAP(int, ftruncate64, -1, (int fd, off64_t len), (fd, len))
                            WRAP(int, posix_fallocate, ENOSPC, (int fd, off_t at, off_t len),
                                 (fd, at, len))
                                WRAP(int, posix_fallocate64, ENOSPC,
                                     (int fd, off64_t at, off64_t len), (fd, at, len))
                                    WRAP(int, fallocate, -1,
                                         (int fd, int mode, off_t at, off_t len),
                                         (fd, mode, at, len))
                                        WRAP(int, fallocate64, -1,
                                             (int fd, int mode, off64_t at, off64_t len),
                                             (fd, mode, at, len))
