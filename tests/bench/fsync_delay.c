/* LD_PRELOAD for bench-sync and bench-office: an fsync or fdatasync takes one millisecond, whatever
 * the disk here would make of it, the same for every program that is measured. With FSYNC_COUNT
 * naming a file, its first eight bytes count them. */
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static _Atomic long nowhere;
static _Atomic long *count = &nowhere;

__attribute__((constructor)) static void count_open(void)
{
    const char *path = getenv("FSYNC_COUNT");
    int fd = path ? open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600) : -1;
    if (fd < 0)
        return;
    void *page = ftruncate(fd, sizeof(long)) == 0
                     ? mmap(NULL, sizeof(long), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0)
                     : MAP_FAILED;
    close(fd);
    if (page != MAP_FAILED)
        count = page;
}

static int delay(void)
{
    const struct timespec millisecond = {.tv_nsec = 1000 * 1000};
    atomic_fetch_add(count, 1);
    nanosleep(&millisecond, NULL);
    return 0;
}

int fsync(int fd)
{
    (void)fd;
    return delay();
}

int fdatasync(int fd)
{
    (void)fd;
    return delay();
}
