/* The notes, shared by the two halves of the disk that remembers. */
#ifndef TESTS_FAULT_DISKLOG_INSIDE_H
#define TESTS_FAULT_DISKLOG_INSIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LOG_FILES = 8, LOG_NAME = 64 };

struct note {
    enum note_kind {
        NOTE_WRITE,
        NOTE_TRUNCATE,
        NOTE_SYNC,
        NOTE_DELETE,
        NOTE_FOLDER, /* the folder is synced: deletions last */
        NOTE_MARK,
    } kind;
    int file;   /* by number */
    int64_t at; /* offset, new size, or what was marked; of a deletion: it is synced */
    size_t len;
    uint8_t *bytes;
};

struct log {
    bool on;
    char names[LOG_FILES][LOG_NAME];
    int files;
    struct note *notes;
    size_t count, room;
};

extern struct log disklog;

#endif
