/* The export to a USB stick. Storage on USB is otherwise ignored by this machine: its driver is
 * loaded for this job alone, the stick is seen by this process alone, and both go when it ends. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/path.h"
#include "bin/anjungan-maint/job.h"
#include "store/jobs.h"

#define BLOCK_DIR "/sys/class/block"
#define MOUNTED   "/run/anjungan/stick"

enum { WAIT_TURNS = 75, TURN_MS = 200, NAMES_MAX = 99, CHUNK = 1 << 20 };

static void dir_close(DIR **dir)
{
    if (*dir)
        closedir(*dir);
}

static void fd_close(const int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

/* Whether this block device is a partition, or a disk without any, on USB. */
static bool on_usb(const char *name)
{
    char link[PATH_SIZE], whole[PATH_MAX], part[PATH_MAX];
    if (path_join(link, BLOCK_DIR, name) != OK || !realpath(link, whole) || !strstr(whole, "/usb"))
        return false;
    snprintf(part, sizeof(part), "%s/%s/%s1", BLOCK_DIR, name, name);
    return access(part, F_OK) != 0;
}

static bool stick_find(char out[PATH_SIZE])
{
    SCOPED(dir_close) DIR *dir = opendir(BLOCK_DIR);
    for (const struct dirent *entry; dir && (entry = readdir(dir)) != NULL;)
        if (entry->d_name[0] != '.' && on_usb(entry->d_name))
            return path_join(out, "/dev", entry->d_name) == OK;
    return false;
}

static bool stick_wait(char out[PATH_SIZE])
{
    for (int turn = 0; turn < WAIT_TURNS; turn++) {
        if (stick_find(out))
            return true;
        usleep(TURN_MS * 1000);
    }
    return false;
}

static bool stick_mount(const char *device)
{
    static const char *const kinds[] = {"vfat", "exfat", "ext4"};
    for (size_t i = 0; i < LENGTH(kinds); i++)
        if (mount(device, MOUNTED, kinds[i], MS_NOSUID | MS_NODEV | MS_NOEXEC | MS_NOSYMFOLLOW,
                  NULL) == 0)
            return true;
    log_error("%s cannot be mounted: %s", device, strerror(errno));
    return false;
}

/* A file with a name that the stick does not have yet; -1: none. */
static int target_open(char out[PATH_SIZE])
{
    for (int i = 1; i <= NAMES_MAX; i++) {
        snprintf(out, PATH_SIZE, MOUNTED "/anjungan-%02d.export", i);
        int fd = open(out, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
        if (fd >= 0 || errno != EEXIST)
            return fd;
    }
    return -1;
}

static const char *copy(int from, off_t size)
{
    char name[PATH_SIZE];
    SCOPED(fd_close) const int to = target_open(name);
    off_t at = 0;
    while (to >= 0 && at < size && sendfile(to, from, &at, CHUNK) > 0)
        continue;
    if (to >= 0 && at == size && fsync(to) == 0)
        return ANSWER_OK;
    const char *answer = errno == ENOSPC ? ANSWER_STICK_FULL : ANSWER_FAILED;
    log_error("the stick does not take the export: %s", strerror(errno));
    if (to >= 0)
        (void)unlink(name);
    return answer;
}

static const char *export_to_stick(int from, off_t size)
{
    char device[PATH_SIZE];
    if (!stick_wait(device))
        return ANSWER_NO_STICK;
    if (path_make(MOUNTED, 0700) != OK || !stick_mount(device))
        return ANSWER_FAILED;
    const char *answer = copy(from, size);
    if (umount2(MOUNTED, UMOUNT_NOFOLLOW) != 0)
        answer = ANSWER_FAILED;
    return answer;
}

/* modprobe's `option` for each driver of USB storage; true when all went well. */
static bool drivers(const char *option)
{
    static const char *const names[] = {"usb-storage", "uas"};
    bool well = true;
    for (size_t i = 0; i < LENGTH(names); i++) {
        const char *const argv[] = {"/sbin/modprobe", option, names[i], NULL};
        well &= program_run(argv);
    }
    return well;
}

const char *usb_export(char **words)
{
    struct stat file;
    (void)words;
    SCOPED(fd_close)
    const int from =
        open(STATE_DIR "/" EXPORT_FILE, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    if (from < 0 || fstat(from, &file) != 0 || !S_ISREG(file.st_mode) || file.st_size == 0)
        return ANSWER_NOTHING;
    /* What forbids the drivers to everyone else is an install line. */
    if (!drivers("--ignore-install"))
        return ANSWER_FAILED;
    const char *answer = export_to_stick(from, file.st_size);
    (void)drivers("--remove");
    return answer;
}
