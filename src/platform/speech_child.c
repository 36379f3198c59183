#include "platform/speech_child.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buf.h"
#include "platform/speech_protocol.h"
#include "platform/voice.h"

enum { SOUNDING_MS = 200 /* how often it is looked whether something still sounds */, FILES = 64 };

struct child {
    struct voice *voice;
    char after[SPEECH_LINE_MAX]; /* "LANG TEXT": what is said next; "" nothing */
    char lines[SPEECH_LINE_MAX];
    size_t len;
};

/* No core file and no debugger that could show what was spoken, no more rights than it has, no
 * swap where memory may be locked, and no life after the kiosk's. */
static void harden(void)
{
    const struct rlimit none = {0, 0}, files = {FILES, FILES};
    struct rlimit locked;
    setrlimit(RLIMIT_CORE, &none);
    setrlimit(RLIMIT_NOFILE, &files);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    if (getrlimit(RLIMIT_MEMLOCK, &locked) == 0 && locked.rlim_cur == RLIM_INFINITY)
        mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT);
}

/* A line for afterwards that waits on the socket; the last one counts. */
static bool take_after(struct child *child)
{
    static const char word[] = "then ";
    char line[SPEECH_LINE_MAX + 1];
    const size_t len = strlen(word);
    ssize_t got = recv(STDIN_FILENO, line, sizeof(line) - 1, MSG_PEEK | MSG_DONTWAIT);
    if (got < (ssize_t)len || memcmp(line, word, len) != 0)
        return false;
    got = recv(STDIN_FILENO, line, sizeof(line) - 1, MSG_DONTWAIT);
    line[got > 0 ? got : 0] = '\0';
    line[strcspn(line, "\n")] = '\0';
    TEXT_COPY(child->after, line + len);
    wipe(line, sizeof(line));
    return true;
}

/* Whether the other side has sent what ends the text being said. */
static bool more(void *self)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    while (poll(&input, 1, 0) > 0 && (input.revents & (POLLIN | POLLHUP)) == POLLIN)
        if (!take_after(self))
            return true;
    return false;
}

static enum speech_exit status_of(enum err err)
{
    return err == OK ? SPEECH_DONE : err == ERR_NOT_FOUND ? SPEECH_NO_VOICES : SPEECH_NO_SOUND;
}

typedef enum err speak(struct voice *voice, const char *lang, const char *text, voice_break *over,
                       void *self);

/* rest: "LANG TEXT" */
static enum speech_exit say(struct child *child, char *rest, speak *how)
{
    char *text = strchr(rest, ' ');
    if (!text)
        return SPEECH_NONSENSE;
    *text++ = '\0';
    return status_of(how(child->voice, rest, text, more, child));
}

static enum speech_exit on_then(struct child *child, char *rest)
{
    return say(child, rest, voice_say_after);
}

static enum speech_exit on_say(struct child *child, char *rest)
{
    enum speech_exit status = say(child, rest, voice_say);
    while (status == SPEECH_DONE && !more(child) && *child->after) {
        char line[SPEECH_LINE_MAX];
        TEXT_COPY(line, child->after);
        *child->after = '\0';
        status = say(child, line, voice_say_after);
        wipe(line, sizeof(line));
    }
    wipe(child->after, sizeof(child->after));
    return status;
}

static enum speech_exit on_tune(struct child *child, char *rest)
{
    int rate, volume;
    if (sscanf(rest, "%3d %3d", &rate, &volume) != 2)
        return SPEECH_NONSENSE;
    voice_tune(child->voice, rate, volume);
    return SPEECH_DONE;
}

static enum speech_exit on_stop(struct child *child, char *rest)
{
    (void)rest;
    voice_stop(child->voice);
    return SPEECH_DONE;
}

static enum speech_exit on_chime(struct child *child, char *rest)
{
    for (int i = 0; i < CHIMES; i++)
        if (strcmp(rest, chime_name((enum chime)i)) == 0)
            return status_of(voice_chime(child->voice, (enum chime)i));
    return SPEECH_NONSENSE;
}

static enum speech_exit serve_line(struct child *child, char *line)
{
    static const struct {
        const char *word;
        enum speech_exit (*serve)(struct child *child, char *rest);
    } commands[] = {{"say", on_say},
                    {"then", on_then},
                    {"tune", on_tune},
                    {"stop", on_stop},
                    {"chime", on_chime}};
    char *rest = line + strcspn(line, " ");
    if (*rest)
        *rest++ = '\0';
    for (size_t i = 0; i < LENGTH(commands); i++)
        if (strcmp(line, commands[i].word) == 0)
            return commands[i].serve(child, rest);
    return SPEECH_NONSENSE;
}

/* Serves every whole line and keeps the rest for later. */
static enum speech_exit serve_lines(struct child *child)
{
    enum speech_exit status = SPEECH_DONE;
    char *end;
    while (status == SPEECH_DONE && (end = memchr(child->lines, '\n', child->len))) {
        *end = '\0';
        size_t used = (size_t)(end + 1 - child->lines);
        status = serve_line(child, child->lines);
        child->len -= used;
        memmove(child->lines, child->lines + used, child->len);
        wipe(child->lines + child->len, sizeof(child->lines) - child->len);
    }
    return status == SPEECH_DONE && child->len == sizeof(child->lines) ? SPEECH_NONSENSE : status;
}

/* Waits for more to say; false at the end of the input. */
static bool read_more(struct child *child)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    while (voice_sounds(child->voice) && poll(&input, 1, SOUNDING_MS) == 0) {
    }
    ssize_t got;
    do
        got = read(STDIN_FILENO, child->lines + child->len, sizeof(child->lines) - child->len);
    while (got < 0 && errno == EINTR);
    child->len += got > 0 ? (size_t)got : 0;
    return got > 0;
}

static enum speech_exit serve(struct child *child)
{
    enum speech_exit status = SPEECH_DONE;
    while (status == SPEECH_DONE && read_more(child))
        status = serve_lines(child);
    while (status == SPEECH_DONE && voice_sounds(child->voice))
        poll(NULL, 0, SOUNDING_MS);
    return status;
}

int speech_child_run(void)
{
    struct child child = {.len = 0};
    harden();
    enum err err = voice_open(&child.voice);
    if (err != OK)
        return status_of(err);
    enum speech_exit status = serve(&child);
    wipe(child.lines, sizeof(child.lines));
    voice_close(child.voice);
    return status;
}
