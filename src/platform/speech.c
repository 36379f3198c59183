#include "platform/speech.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/place.h"
#include "platform/speech_protocol.h"

enum {
    START_PAUSE = 10000, /* ms, after a child that could not speak */
    DYING_MAX = 8,       /* killed children that the kernel has not ended yet */
};

struct speech {
    char program[PATH_SIZE];
    pid_t pid;        /* 0: no child */
    int socket;       /* -1: no child */
    int rate, volume; /* 0: the child's own */
    bool tuned;       /* this child knows them */
    int64_t not_before;
    int told; /* the last failure that stands in the log, 0 none */
    pid_t dying[DYING_MAX];
};

enum err speech_find(char out[PATH_SIZE])
{
    return place_helper("anjungan-speech", out);
}

struct speech *speech_new(const char *program)
{
    struct speech *speech = calloc(1, sizeof(*speech));
    if (!speech)
        return NULL;
    TEXT_COPY(speech->program, program);
    speech->socket = -1;
    return speech;
}

/* Nobody waits for a child that was killed: it is collected when it has ended. */
static void bury(struct speech *speech)
{
    for (size_t i = 0; i < DYING_MAX; i++)
        if (speech->dying[i] && waitpid(speech->dying[i], NULL, WNOHANG) != 0)
            speech->dying[i] = 0;
}

static void child_kill(struct speech *speech)
{
    if (speech->pid == 0)
        return;
    size_t free_slot = 0;
    while (free_slot < DYING_MAX - 1 && speech->dying[free_slot])
        free_slot++;
    kill(speech->pid, SIGKILL);
    close(speech->socket);
    speech->dying[free_slot] = speech->pid;
    speech->pid = 0;
    speech->socket = -1;
    bury(speech);
}

void speech_free(struct speech *speech)
{
    if (!speech)
        return;
    child_kill(speech);
    for (size_t i = 0; i < DYING_MAX; i++)
        if (speech->dying[i])
            waitpid(speech->dying[i], NULL, 0);
    free(speech);
}

static const char *cause_of(int status)
{
    static const char *const causes[] = {
        [SPEECH_NO_SOUND] = "there is no sound device",
        [SPEECH_NO_VOICES] = "the voices of espeak-ng are not installed",
    };
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
    return (size_t)code < LENGTH(causes) && causes[code] ? causes[code] : "the program failed";
}

/* The same failure is told once in a row. */
static void failed(struct speech *speech, int failure, const char *cause, int64_t now_boot)
{
    if (failure != speech->told)
        log_warn("no reading aloud and no sounds: %s", cause);
    speech->told = failure;
    speech->not_before = now_boot + START_PAUSE;
}

/* Notices a child that has ended by itself. */
static void look_after(struct speech *speech, int64_t now_boot)
{
    int status = 0;
    bury(speech);
    if (speech->pid == 0 || waitpid(speech->pid, &status, WNOHANG) == 0)
        return;
    close(speech->socket);
    speech->socket = -1;
    speech->pid = 0;
    failed(speech, status ? status : -1, cause_of(status), now_boot);
}

/* The child gets its lines, no other file and no blocked signals; its libraries' complaints go
 * nowhere, as its exit status says what a technician needs. */
static int child_spawn(struct speech *speech, int lines)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t none;
    char *argv[] = {"anjungan-speech", NULL};
    sigemptyset(&none);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, lines, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    int error = posix_spawn(&speech->pid, speech->program, &files, &attributes, argv, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return error;
}

static enum err child_start(struct speech *speech, int64_t now_boot)
{
    int pair[2];
    look_after(speech, now_boot);
    if (speech->pid != 0)
        return OK;
    if (now_boot < speech->not_before ||
        socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
        return ERR_UNREACHABLE;
    int error = child_spawn(speech, pair[1]);
    close(pair[1]);
    if (error) {
        close(pair[0]);
        speech->pid = 0;
        failed(speech, -error - 1, strerror(error), now_boot);
        return ERR_UNREACHABLE;
    }
    speech->socket = pair[0];
    speech->tuned = false;
    return OK;
}

/* A child that takes no more lines hangs, and gives way to another. */
static void tell(struct speech *speech, const char *line, size_t len, int64_t now_boot)
{
    for (int tries = 0; tries < 2; tries++) {
        if (child_start(speech, now_boot) != OK)
            return;
        if (send(speech->socket, line, len, MSG_NOSIGNAL | MSG_DONTWAIT) == (ssize_t)len)
            return;
        look_after(speech, now_boot);
        child_kill(speech);
    }
}

void speech_tune(struct speech *speech, int rate, int volume)
{
    speech->tuned &= speech->rate == rate && speech->volume == volume;
    speech->rate = rate;
    speech->volume = volume;
}

static void tell_tune(struct speech *speech, int64_t now_boot)
{
    char line[48];
    if (speech->rate == 0 || child_start(speech, now_boot) != OK || speech->tuned)
        return;
    int len = snprintf(line, sizeof(line), "tune %d %d\n", speech->rate, speech->volume);
    speech->tuned = true;
    tell(speech, line, (size_t)len, now_boot);
}

static void say(struct speech *speech, const char *word, enum lang lang, const char *text,
                int64_t now_boot)
{
    char line[SPEECH_LINE_MAX], cut[SPEECH_TEXT_MAX + 1];
    TEXT_COPY(cut, text);
    for (char *at = cut; *at; at++)
        if ((unsigned char)*at < ' ')
            *at = ' ';
    tell_tune(speech, now_boot);
    int len = snprintf(line, sizeof(line), "%s %s %s\n", word, lang_tag(lang), cut);
    tell(speech, line, (size_t)len, now_boot);
    wipe(line, sizeof(line));
    wipe(cut, sizeof(cut));
}

void speech_say(struct speech *speech, enum lang lang, const char *text, int64_t now_boot)
{
    say(speech, "say", lang, text, now_boot);
}

void speech_say_after(struct speech *speech, enum lang lang, const char *text, int64_t now_boot)
{
    say(speech, "then", lang, text, now_boot);
}

void speech_stop(struct speech *speech, int64_t now_boot)
{
    static const char line[] = "stop\n";
    look_after(speech, now_boot);
    if (speech->pid)
        tell(speech, line, strlen(line), now_boot);
}

void speech_chime(struct speech *speech, enum chime chime, int64_t now_boot)
{
    char line[32];
    int len = snprintf(line, sizeof(line), "chime %s\n", chime_name(chime));
    tell(speech, line, (size_t)len, now_boot);
}

void speech_forget(struct speech *speech)
{
    child_kill(speech);
}

pid_t speech_pid(const struct speech *speech)
{
    return speech->pid;
}
