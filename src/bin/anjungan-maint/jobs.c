#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/err.h"
#include "base/log.h"
#include "bin/anjungan-maint/job.h"

#define KIOSK  "anjungan-kiosk"
#define UPDATE STATE_DIR "/update.raucb"

static const char *update_install(char **words)
{
    const char *const argv[] = {"/usr/bin/rauc", "install", UPDATE, NULL};
    (void)words;
    if (access(UPDATE, R_OK) != 0)
        return ANSWER_NOTHING;
    return program_run(argv) ? ANSWER_OK : ANSWER_FAILED;
}

static const char *update_good(char **words)
{
    const char *const argv[] = {"/usr/bin/rauc", "status", "mark-good", NULL};
    (void)words;
    return program_run(argv) ? ANSWER_OK : ANSWER_FAILED;
}

const struct job jobs[] = {
    {"usb-export", 0, KIOSK, "copies what syncd exported to a USB stick", usb_export},
    {"network-automatic", 0, KIOSK, "takes the network's settings from DHCP", network_automatic},
    {"network-fixed", 3, KIOSK, "ADDRESS/BITS GATEWAY NAMESERVER: sets these", network_fixed},
    {"update-install", 0, KIOSK, "installs the signed bundle in the state folder", update_install},
    {"update-good", 0, KIOSK, "keeps the system that runs now", update_good},
};
const size_t job_count = LENGTH(jobs);

bool program_run(const char *const *argv)
{
    char *const environment[] = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8", NULL};
    posix_spawn_file_actions_t files;
    pid_t pid = 0;
    int status = 0;
    if (posix_spawn_file_actions_init(&files) != 0)
        return false;
    /* The caller's socket is not for it. */
    int cause = posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (cause == 0)
        cause = posix_spawn_file_actions_adddup2(&files, STDERR_FILENO, STDOUT_FILENO);
    if (cause == 0)
        cause = posix_spawn(&pid, argv[0], &files, NULL, (char *const *)argv, environment);
    posix_spawn_file_actions_destroy(&files);
    if (cause != 0) {
        log_error("cannot run %s", argv[0]);
        return false;
    }
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    bool well = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (!well)
        log_error("%s %s failed", argv[0], argv[1] ? argv[1] : "");
    return well;
}
