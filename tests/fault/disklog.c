/* The VFS half: passing on and noting down. */
#include "fault/disklog.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "fault/disklog_inside.h"

struct log disklog;

static sqlite3_vfs *below;
static struct {
    long at, count, seen, refused;
} fill;

/* SQLite gives us room for this, and for the file below behind it. */
struct noted_file {
    sqlite3_file base;
    int number;   /* in the log; -1: a temporary file, not noted */
    bool newborn; /* its first sync has to sync the folder too, as SQLite's own VFS does */
    sqlite3_file *below;
};

static struct noted_file *noted(sqlite3_file *file)
{
    return (struct noted_file *)file;
}

static int number_of(const char *path)
{
    const char *slash = path ? strrchr(path, '/') : NULL;
    const char *name = slash ? slash + 1 : path;
    if (!name)
        return -1;
    for (int i = 0; i < disklog.files; i++)
        if (strcmp(disklog.names[i], name) == 0)
            return i;
    if (disklog.files == LOG_FILES || strlen(name) >= LOG_NAME)
        abort();
    strcpy(disklog.names[disklog.files], name);
    return disklog.files++;
}

static void add(struct note note, const void *bytes)
{
    if (!disklog.on || note.file < 0)
        return;
    if (disklog.count == disklog.room) {
        disklog.room = disklog.room ? 2 * disklog.room : 1024;
        disklog.notes = realloc(disklog.notes, disklog.room * sizeof(*disklog.notes));
    }
    if (bytes) {
        note.bytes = malloc(note.len ? note.len : 1);
        memcpy(note.bytes, bytes, note.len);
    }
    disklog.notes[disklog.count++] = note;
}

void disklog_mark(long what)
{
    add((struct note){.kind = NOTE_MARK, .at = what}, NULL);
}

void disklog_note(bool on)
{
    disklog.on = on;
}

void disklog_fill(long at, long count)
{
    fill.at = at;
    fill.count = count;
    fill.seen = fill.refused = 0;
}

long disklog_refused(void)
{
    return fill.refused;
}

/* SQLite asks for errno when something fails. */
static bool is_full(void)
{
    if (fill.count == 0)
        return false;
    fill.seen++;
    if (fill.seen < fill.at || fill.seen >= fill.at + fill.count)
        return false;
    fill.refused++;
    errno = ENOSPC;
    return true;
}

/* ---- files ---- */

static int file_close(sqlite3_file *file)
{
    return noted(file)->below->pMethods->xClose(noted(file)->below);
}

static int file_read(sqlite3_file *file, void *out, int len, sqlite3_int64 at)
{
    return noted(file)->below->pMethods->xRead(noted(file)->below, out, len, at);
}

static int file_write(sqlite3_file *file, const void *bytes, int len, sqlite3_int64 at)
{
    if (is_full())
        return SQLITE_FULL;
    add((struct note){NOTE_WRITE, noted(file)->number, at, (size_t)len, NULL}, bytes);
    return noted(file)->below->pMethods->xWrite(noted(file)->below, bytes, len, at);
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    if (is_full())
        return SQLITE_IOERR_TRUNCATE;
    add((struct note){.kind = NOTE_TRUNCATE, .file = noted(file)->number, .at = size}, NULL);
    return noted(file)->below->pMethods->xTruncate(noted(file)->below, size);
}

static int file_sync(sqlite3_file *file, int flags)
{
    if (is_full())
        return SQLITE_IOERR_FSYNC;
    (void)flags;
    add((struct note){.kind = NOTE_SYNC, .file = noted(file)->number}, NULL);
    if (noted(file)->newborn)
        add((struct note){.kind = NOTE_FOLDER}, NULL);
    noted(file)->newborn = false;
    return SQLITE_OK;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return noted(file)->below->pMethods->xFileSize(noted(file)->below, size);
}

static int file_lock(sqlite3_file *file, int lock)
{
    return noted(file)->below->pMethods->xLock(noted(file)->below, lock);
}

static int file_unlock(sqlite3_file *file, int lock)
{
    return noted(file)->below->pMethods->xUnlock(noted(file)->below, lock);
}

static int file_reserved(sqlite3_file *file, int *out)
{
    return noted(file)->below->pMethods->xCheckReservedLock(noted(file)->below, out);
}

static int file_control(sqlite3_file *file, int what, void *argument)
{
    return noted(file)->below->pMethods->xFileControl(noted(file)->below, what, argument);
}

static int file_sector(sqlite3_file *file)
{
    return noted(file)->below->pMethods->xSectorSize(noted(file)->below);
}

static int file_device(sqlite3_file *file)
{
    return noted(file)->below->pMethods->xDeviceCharacteristics(noted(file)->below);
}

static int file_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
    return noted(file)->below->pMethods->xShmMap(noted(file)->below, page, size, extend, out);
}

static int file_shm_lock(sqlite3_file *file, int offset, int count, int flags)
{
    return noted(file)->below->pMethods->xShmLock(noted(file)->below, offset, count, flags);
}

static void file_shm_barrier(sqlite3_file *file)
{
    noted(file)->below->pMethods->xShmBarrier(noted(file)->below);
}

static int file_shm_unmap(sqlite3_file *file, int remove)
{
    return noted(file)->below->pMethods->xShmUnmap(noted(file)->below, remove);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2, /* nothing is mapped: every write passes here */
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_reserved,
    .xFileControl = file_control,
    .xSectorSize = file_sector,
    .xDeviceCharacteristics = file_device,
    .xShmMap = file_shm_map,
    .xShmLock = file_shm_lock,
    .xShmBarrier = file_shm_barrier,
    .xShmUnmap = file_shm_unmap,
};

static int vfs_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
    (void)vfs;
    struct noted_file *self = noted(file);
    self->below = (sqlite3_file *)(self + 1);
    self->number = number_of(name);
    self->newborn =
        (flags & SQLITE_OPEN_CREATE) && (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL));
    int code = below->xOpen(below, name, self->below, flags, out);
    self->base.pMethods = code == SQLITE_OK ? &methods : NULL;
    return code;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    (void)vfs;
    int code = below->xDelete(below, name, 0);
    if (code == SQLITE_OK)
        add((struct note){.kind = NOTE_DELETE, .file = number_of(name), .at = sync}, NULL);
    return code;
}

void disklog_install(void)
{
    static sqlite3_vfs vfs;
    below = sqlite3_vfs_find(NULL);
    vfs = *below;
    vfs.zName = "disklog";
    vfs.szOsFile = (int)sizeof(struct noted_file) + below->szOsFile;
    vfs.xOpen = vfs_open;
    vfs.xDelete = vfs_delete;
    if (sqlite3_vfs_register(&vfs, 1) != SQLITE_OK)
        abort();
    disklog.on = true;
}
