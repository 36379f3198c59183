/* The rebuilding half: what a disk may hold after a power cut. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fault/disklog.h"
#include "fault/disklog_inside.h"

/* What is surely on the disk, and the notes that may be there as well. */
struct disk_file {
    bool there;
    uint8_t *bytes;
    size_t len, room;
    size_t *pending, pending_count, pending_room;
};

struct disklog_cut {
    size_t sector, position;
    uint64_t dice;
    struct disk_file files[LOG_FILES];
};

/* What becomes of a whole cut: at times all of what was not synced is gone, or all of it there. */
enum mood { MOOD_GONE, MOOD_KEPT, MOOD_MIXED, MOODS = 8 };

struct disklog_cut *disklog_cut_new(size_t sector, uint64_t seed)
{
    struct disklog_cut *cut = calloc(1, sizeof(*cut));
    cut->sector = sector;
    cut->dice = seed * 2 + 1;
    return cut;
}

void disklog_cut_free(struct disklog_cut *cut)
{
    for (int i = 0; i < LOG_FILES; i++) {
        free(cut->files[i].bytes);
        free(cut->files[i].pending);
    }
    free(cut);
}

static uint64_t roll(struct disklog_cut *cut, uint64_t below)
{
    cut->dice ^= cut->dice >> 12;
    cut->dice ^= cut->dice << 25;
    cut->dice ^= cut->dice >> 27;
    return (cut->dice * 0x2545f4914f6cdd1dULL >> 16) % below;
}

static void resize(struct disk_file *file, size_t len)
{
    if (len > file->room) {
        file->room = len * 2;
        file->bytes = realloc(file->bytes, file->room);
    }
    if (len > file->len)
        memset(file->bytes + file->len, 0, len - file->len);
    file->len = len;
}

static void put(struct disk_file *file, size_t at, const uint8_t *bytes, size_t len)
{
    if (at + len > file->len)
        resize(file, at + len);
    memcpy(file->bytes + at, bytes, len);
}

static void apply(struct disk_file *file, const struct note *note)
{
    if (note->kind == NOTE_WRITE) {
        file->there = true;
        put(file, (size_t)note->at, note->bytes, note->len);
    } else if (note->kind == NOTE_TRUNCATE) {
        resize(file, (size_t)note->at);
    } else if (note->kind == NOTE_DELETE) {
        file->there = false;
        file->len = 0;
    }
}

/* Sector by sector: gone, there, or torn in its middle. */
static void apply_torn(struct disklog_cut *cut, struct disk_file *file, const struct note *note)
{
    size_t at = (size_t)note->at, end = at + note->len;
    while (at < end) {
        size_t piece = cut->sector - at % cut->sector;
        piece = piece < end - at ? piece : end - at;
        uint64_t fate = roll(cut, 5);
        size_t kept = fate < 2 ? 0 : fate < 4 ? piece : (size_t)roll(cut, piece);
        file->there = true;
        if (kept > 0)
            put(file, at, note->bytes + (at - (size_t)note->at), kept);
        at += piece;
    }
}

/* The first `count` of what is pending is surely on the disk. */
static void settle(struct disk_file *file, size_t count)
{
    for (size_t i = 0; i < count; i++)
        apply(file, &disklog.notes[file->pending[i]]);
    file->pending_count -= count;
    memmove(file->pending, file->pending + count, file->pending_count * sizeof(*file->pending));
}

static void settle_deletions(struct disk_file *file)
{
    for (size_t i = file->pending_count; i-- > 0;)
        if (disklog.notes[file->pending[i]].kind == NOTE_DELETE) {
            settle(file, i + 1);
            return;
        }
}

static void wait_for_sync(struct disk_file *file, size_t position)
{
    if (file->pending_count == file->pending_room) {
        file->pending_room = file->pending_room ? 2 * file->pending_room : 64;
        file->pending = realloc(file->pending, file->pending_room * sizeof(*file->pending));
    }
    file->pending[file->pending_count++] = position;
}

bool disklog_cut_next(struct disklog_cut *cut, long *mark)
{
    *mark = 0;
    if (cut->position == disklog.count)
        return false;
    const struct note *note = &disklog.notes[cut->position];
    struct disk_file *file = &cut->files[note->file];
    if (note->kind == NOTE_MARK)
        *mark = (long)note->at;
    else if (note->kind == NOTE_SYNC)
        settle(file, file->pending_count);
    else if (note->kind != NOTE_FOLDER)
        wait_for_sync(file, cut->position);
    if (note->kind == NOTE_FOLDER || (note->kind == NOTE_DELETE && note->at))
        for (int i = 0; i < LOG_FILES; i++)
            settle_deletions(&cut->files[i]);
    cut->position++;
    return true;
}

static void write_file(const char *path, const struct disk_file *file)
{
    unlink(path);
    if (!file->there)
        return;
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (fd < 0 || write(fd, file->bytes, file->len) != (ssize_t)file->len)
        abort();
    close(fd);
}

void disklog_cut_write(struct disklog_cut *cut, const char *dir)
{
    uint64_t mood = roll(cut, MOODS);
    for (int i = 0; i < disklog.files; i++) {
        const struct disk_file *sure = &cut->files[i];
        struct disk_file image = {.there = sure->there};
        resize(&image, sure->len);
        if (sure->len > 0)
            memcpy(image.bytes, sure->bytes, sure->len);
        for (size_t n = 0; n < sure->pending_count && mood != MOOD_GONE; n++) {
            const struct note *note = &disklog.notes[sure->pending[n]];
            if (mood == MOOD_KEPT || (note->kind != NOTE_WRITE && roll(cut, 2)))
                apply(&image, note);
            else if (note->kind == NOTE_WRITE)
                apply_torn(cut, &image, note);
        }
        char path[512];
        snprintf(path, sizeof(path), "%.400s/%.63s", dir, disklog.names[i]);
        write_file(path, &image);
        free(image.bytes);
    }
}
