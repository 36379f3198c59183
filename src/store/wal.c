#include "store/wal.h"

#include <endian.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/path.h"

/* https://www.sqlite.org/fileformat2.html#the_write_ahead_log */
enum {
    HEADER = 32,
    FRAME_HEADER = 24,
    HEADER_SUMMED = 24, /* bytes of the header that its checksum covers */
    FRAME_SUMMED = 8,   /* of a frame's header; its page follows */
    SALTS = 8,          /* in a frame's header, after what is summed */
    VERSION = 3007000,
    MAGIC = 0x377f0682, /* the last bit: words are summed as big-endian ones */
    PAGE = 4096,        /* of kiosk.db, SQLite's default */
    FRAME = FRAME_HEADER + PAGE,
    LOG_MAX = 64 * 1024 * 1024,
    DATABASE_MAX = 512 * 1024 * 1024,
};

struct sum {
    uint32_t a, b;
};

static uint32_t word(const uint8_t *at, bool big)
{
    return big ? (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3]
               : (uint32_t)at[3] << 24 | (uint32_t)at[2] << 16 | (uint32_t)at[1] << 8 | at[0];
}

static struct sum add(struct sum sum, const uint8_t *bytes, size_t len, bool big)
{
    for (size_t at = 0; at < len; at += 8) {
        sum.a += word(bytes + at, big) + sum.b;
        sum.b += word(bytes + at + 4, big) + sum.a;
    }
    return sum;
}

static bool is_stored(struct sum sum, const uint8_t *at)
{
    return word(at, true) == sum.a && word(at + 4, true) == sum.b;
}

/* ---- one frame, or the header ---- */

/* Where a frame is judged from. */
struct judge {
    bool big;
    struct sum before; /* of all frames before it */
    const uint8_t *salts;
};

/* Of a header also that the frames are its own: its checksum alone does not tell which of two high
 * bits has flipped. */
static bool header_holds(const uint8_t *header, const struct judge *judge)
{
    uint32_t magic = word(header, true);
    return (magic & ~1U) == MAGIC && word(header + 4, true) == VERSION &&
           word(header + 8, true) == PAGE && memcmp(header + 16, judge->salts, SALTS) == 0 &&
           is_stored(add((struct sum){0}, header, HEADER_SUMMED, magic & 1),
                     header + HEADER_SUMMED);
}

static struct sum frame_sum(const uint8_t *frame, const struct judge *judge)
{
    struct sum sum = add(judge->before, frame, FRAME_SUMMED, judge->big);
    return add(sum, frame + FRAME_HEADER, PAGE, judge->big);
}

static bool frame_holds(const uint8_t *frame, const struct judge *judge)
{
    return memcmp(frame + FRAME_SUMMED, judge->salts, SALTS) == 0 &&
           is_stored(frame_sum(frame, judge), frame + FRAME_SUMMED + SALTS);
}

static void flip(uint8_t *bytes, size_t bit)
{
    bytes[bit / 8] ^= (uint8_t)(1U << bit % 8);
}

/* How many single bits make it hold, 2 for more; flips the one where there is but one. */
static int put_right(uint8_t *bytes, size_t len,
                     bool (*holds)(const uint8_t *, const struct judge *),
                     const struct judge *judge)
{
    int found = 0;
    size_t which = 0;
    for (size_t bit = 0; bit < len * 8 && found < 2; bit++) {
        flip(bytes, bit);
        found += holds(bytes, judge);
        which = found == 1 && holds(bytes, judge) ? bit : which;
        flip(bytes, bit);
    }
    if (found == 1)
        flip(bytes, which);
    return found;
}

/* A frame of an earlier round of the log has other salts altogether: it is no candidate. */
static bool is_of_this_round(const uint8_t *frame, const struct judge *judge)
{
    int other = 0;
    for (size_t i = 0; i < SALTS; i++)
        other += __builtin_popcount((unsigned)(frame[FRAME_SUMMED + i] ^ judge->salts[i]));
    return other <= 1;
}

/* The checksums as SQLite wants them over what stands there now. */
static void sum_again(uint8_t *log, size_t frames, struct judge *judge)
{
    judge->before = add((struct sum){0}, log, HEADER_SUMMED, judge->big);
    for (size_t i = 0; i < frames; i++) {
        uint8_t *frame = log + HEADER + i * FRAME;
        judge->before = frame_sum(frame, judge);
        const uint32_t sums[] = {htobe32(judge->before.a), htobe32(judge->before.b)};
        memcpy(frame + FRAME_SUMMED, judge->salts, SALTS);
        memcpy(frame + FRAME_SUMMED + SALTS, sums, sizeof(sums));
    }
}

/* Frames that end a transaction, of those from `first` to `end`. */
static size_t commits(const uint8_t *log, size_t first, size_t end)
{
    size_t count = 0;
    for (size_t i = first; i < end; i++)
        count += word(log + HEADER + i * FRAME + 4, true) != 0;
    return count;
}

enum mending { LOG_WHOLE, LOG_MENDED, LOG_READABLE };

/* Puts right what has flipped, in memory. High bits flip without a trace of where in the page: such
 * a page stays as it is, and the log is merely made readable from end to end.
 *
 * The last transaction may be one that was never synced, or that is being written now: a sector of
 * it that did not arrive can differ from what is meant by one bit alone. Only what hides a
 * transaction that was synced after it has certainly flipped. */
static enum mending mend(uint8_t *log, size_t len)
{
    enum mending mending = LOG_WHOLE;
    if (len < HEADER + FRAME)
        return LOG_WHOLE;
    size_t bad = SIZE_MAX; /* the first frame that SQLite does not see */
    struct judge judge = {.salts = log + HEADER + FRAME_SUMMED};
    if (!header_holds(log, &judge)) {
        if (put_right(log, HEADER, header_holds, &judge) == 0)
            return LOG_WHOLE;
        mending = LOG_MENDED;
        bad = 0;
    }
    judge.big = word(log, true) & 1;
    judge.salts = log + 16;
    judge.before = add((struct sum){0}, log, HEADER_SUMMED, judge.big);
    size_t frames = 0;
    for (; HEADER + (frames + 1) * FRAME <= len; frames++) {
        uint8_t *frame = log + HEADER + frames * FRAME;
        if (!frame_holds(frame, &judge)) {
            int bits =
                is_of_this_round(frame, &judge) ? put_right(frame, FRAME, frame_holds, &judge) : 0;
            if (bits == 0)
                break;
            bad = frames < bad ? frames : bad;
            mending = bits > 1 ? LOG_READABLE : mending == LOG_WHOLE ? LOG_MENDED : mending;
        }
        judge.before = (struct sum){word(frame + FRAME_SUMMED + SALTS, true),
                                    word(frame + FRAME_SUMMED + SALTS + 4, true)};
    }
    if (mending != LOG_WHOLE && commits(log, bad, frames) < 2)
        return LOG_WHOLE;
    if (mending == LOG_READABLE)
        sum_again(log, frames, &judge);
    return mending;
}

/* ---- files ---- */

static enum err read_log(const char *db_path, struct buf *out)
{
    char path[PATH_SIZE + 8];
    snprintf(path, sizeof(path), "%s-wal", db_path);
    buf_init(out, LOG_MAX);
    return access(path, R_OK) == 0 ? path_read(path, out) : ERR_NOT_FOUND;
}

bool wal_flipped(const char *db_path)
{
    SCOPED(buf_fini) struct buf log;
    return read_log(db_path, &log) == OK && mend(log.data, log.len) != LOG_WHOLE;
}

enum err wal_mend(const char *from, const char *to, bool *exact)
{
    SCOPED(buf_fini) struct buf log;
    SCOPED(buf_fini) struct buf database;
    char side[PATH_SIZE + 8];
    buf_init(&database, DATABASE_MAX);
    enum err err = read_log(from, &log);
    enum mending mending = err == OK ? mend(log.data, log.len) : LOG_WHOLE;
    if (err == OK && mending == LOG_WHOLE)
        err = ERR_NOT_FOUND;
    if (err == OK)
        err = path_read(from, &database);
    snprintf(side, sizeof(side), "%s-wal", to);
    if (err == OK)
        err = path_write(side, log.data, log.len, 0660);
    if (err == OK)
        err = path_write(to, database.data, database.len, 0660);
    if (err == OK)
        *exact = mending == LOG_MENDED;
    return err;
}
