#include "base/log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"

enum { LINE_SIZE = 1024 };

/* One per process by nature: there is one stderr. Set once in main(), read by every thread. */
static struct {
    const char *program;
    enum log_level most;
    bool journal;
} output = {.program = "anjungan", .most = LOG_LEVEL_INFO};

/* systemd puts the device and inode of its stream into JOURNAL_STREAM; they differ when stderr was
 * sent elsewhere afterwards (sd_journal_stream_fd, systemd.exec). */
static bool stderr_is_journal(void)
{
    const char *stream = getenv("JOURNAL_STREAM");
    struct stat file;
    char ours[64];
    if (!stream || fstat(STDERR_FILENO, &file) != 0)
        return false;
    snprintf(ours, sizeof(ours), "%ju:%ju", (uintmax_t)file.st_dev, (uintmax_t)file.st_ino);
    return strcmp(stream, ours) == 0;
}

void log_open(const char *program, enum log_level most)
{
    output.program = program;
    output.most = most;
    output.journal = stderr_is_journal();
}

/* A message with control characters could forge a second line or steer a terminal. */
static void defuse(char *text)
{
    for (unsigned char *at = (unsigned char *)text; *at; at++) {
        bool c1 = at[0] == 0xC2 && at[1] >= 0x80 && at[1] < 0xA0;
        if (*at < 0x20 || *at == 0x7F)
            *at = ' ';
        if (c1)
            at[0] = at[1] = '?';
    }
}

void log_write(enum log_level level, const char *format, ...)
{
    if (level > output.most)
        return;
    int saved = errno;
    char message[LINE_SIZE];
    va_list args;
    va_start(args, format);
    int wanted = vsnprintf(message, sizeof(message), format, args);
    va_end(args);
    defuse(message);

    char shown[LINE_SIZE - 100];
    bool whole = text_copy(shown, sizeof(shown), message) && wanted < LINE_SIZE;
    char prefix[8] = "";
    if (output.journal)
        snprintf(prefix, sizeof(prefix), "<%d>", (int)level);
    /* One write for one line: threads and processes do not mix their letters. */
    char line[LINE_SIZE];
    int len = snprintf(line, sizeof(line), "%s%.60s: %s%s\n", prefix, output.program, shown,
                       whole ? "" : "...");
    ssize_t written = write(STDERR_FILENO, line, (size_t)len);
    (void)written; /* nobody is left to tell */
    errno = saved;
}
