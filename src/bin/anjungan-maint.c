/* anjungan-maint: the few things on a kiosk that only root may do, by name. systemd starts it with
 * a caller's socket as its standard input: one line comes in, one word goes out. */
#include <poll.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/err.h"
#include "base/log.h"
#include "bin/anjungan-maint/job.h"

enum { LINE_MAX_BYTES = 256, LINE_WAIT_MS = 5000 };

static void usage(FILE *out)
{
    fputs("usage: anjungan-maint\n"
          "Does what only root may, for callers on the socket it is started with:\n\n",
          out);
    for (size_t i = 0; i < job_count; i++)
        fprintf(out, "  %-18s %s\n", jobs[i].name, jobs[i].help);
}

/* Whether the process at the other end may ask for the job. */
static bool allowed(const struct job *job, uid_t uid)
{
    const struct passwd *user = getpwnam(job->user);
    return uid == 0 || (user && user->pw_uid == uid);
}

/* Reads until the line ends, the caller is silent for too long, or it says too much. */
static bool line_read(int fd, char out[LINE_MAX_BYTES])
{
    size_t len = 0;
    while (len < LINE_MAX_BYTES - 1) {
        struct pollfd ready = {.fd = fd, .events = POLLIN};
        if (poll(&ready, 1, LINE_WAIT_MS) <= 0 || read(fd, out + len, 1) != 1)
            return false;
        if (out[len] == '\n') {
            out[len] = '\0';
            return true;
        }
        len++;
    }
    return false;
}

static size_t split(char *line, char *words[WORDS_MAX + 1])
{
    size_t count = 0;
    char *rest = NULL;
    for (char *word = strtok_r(line, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        if (count == WORDS_MAX)
            return 0;
        words[count++] = word;
    }
    words[count] = NULL;
    return count;
}

static const char *answer_to(uid_t uid, char *line)
{
    char *words[WORDS_MAX + 1];
    size_t count = split(line, words);
    for (size_t i = 0; count > 0 && i < job_count; i++) {
        if (strcmp(jobs[i].name, words[0]) != 0)
            continue;
        if (!allowed(&jobs[i], uid))
            return ANSWER_DENIED;
        if (count - 1 != jobs[i].arguments)
            return ANSWER_ARGUMENTS;
        log_info("%s, asked by user %u", jobs[i].name, (unsigned)uid);
        return jobs[i].run(words + 1);
    }
    return ANSWER_UNKNOWN;
}

int main(int argc, char **argv)
{
    char line[LINE_MAX_BYTES], answer[64];
    struct ucred peer = {.uid = (uid_t)-1};
    socklen_t size = sizeof(peer);
    if (argc > 1) {
        bool help = argc == 2 && strcmp(argv[1], "--help") == 0;
        usage(help ? stdout : stderr);
        return help ? 0 : 2;
    }
    log_open("anjungan-maint", LOG_LEVEL_INFO);
    if (getsockopt(STDIN_FILENO, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) {
        usage(stderr);
        return 2;
    }
    if (!line_read(STDIN_FILENO, line))
        return 1;
    const char *said = answer_to(peer.uid, line);
    int len = snprintf(answer, sizeof(answer), "%s\n", said);
    bool heard = send(STDIN_FILENO, answer, (size_t)len, MSG_NOSIGNAL) == len;
    return heard && strcmp(said, ANSWER_OK) == 0 ? 0 : 1;
}
