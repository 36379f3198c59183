/* Sealed pages of photographed documents: a row each in kiosk.db and a file each in STATE/blobs,
 * mode 0600, named by the SHA-256 of its bytes. A page is a draft until its item is put into the
 * outbox; it leaves with the item. */
#ifndef STORE_BLOBS_H
#define STORE_BLOBS_H

#include "base/buf.h"
#include "service/counter.h"
#include "store/db.h"
#include "wire/blob.h"

#define BLOBS_DIR "blobs"

enum blob_state { BLOB_DRAFT, BLOB_HELD, BLOB_WAITING, BLOB_SENT };

struct blob {
    int64_t number;
    struct blob_name name;
    int64_t durable; /* bytes the office has called durable */
    enum blob_state state;
    int64_t sequence; /* of its item; 0 none yet */
    int tries;
};

/* Keeps the sealed bytes durably as a draft. ERR_FULL, ERR_STORAGE: nothing is kept. */
enum err blobs_put(struct db *db, const char *state_dir, const void *sealed, size_t len,
                   int64_t now, int64_t *number) MUST_USE;
/* Removes the draft of that number; 0: every draft. Fine when there is none. */
enum err blobs_drop(struct db *db, const char *state_dir, int64_t number) MUST_USE;
enum err blobs_drop_held(struct db *db, const char *state_dir) MUST_USE;
/* Every draft becomes held, or every held one a draft again. */
enum err blobs_hold(struct db *db) MUST_USE;
enum err blobs_resume(struct db *db) MUST_USE;
/* How many drafts there are, held ones left out. */
enum err blobs_drafts(struct db *db, size_t *count) MUST_USE;
/* ERR_NOT_FOUND: no draft of that number (any more). */
enum err blobs_draft(struct db *db, int64_t number, struct blob *out) MUST_USE;

/* Binds drafts to the item, whose row is in the outbox; they wait for the office then. Part of the
 * caller's transaction. ERR_NOT_FOUND: one is no draft any more. */
enum err blobs_bind(struct db *db, const int64_t *numbers, size_t count, int64_t sequence,
                    int64_t now) MUST_USE;
/* The pages of an item in the order in which they were bound, at most ITEM_BLOBS_MAX. */
enum err blobs_of(struct db *db, int64_t sequence, struct blob *out, size_t *count) MUST_USE;

/* The page that goes up next: of those that are due, one that is under way before one that is not,
 * then the oldest. ERR_NOT_FOUND: none is due. */
enum err blobs_due(struct db *db, int64_t now, struct blob *out) MUST_USE;
/* What the office has of it now; all of it: it is sent, and its item may follow. */
enum err blobs_advance(struct db *db, const struct blob *blob, int64_t durable, int64_t now)
    MUST_USE;
/* Its file is gone or not what it was: the request goes up without it, and the office finds that
 * this page is missing. */
enum err blobs_lost(struct db *db, const struct blob *blob, int64_t now) MUST_USE;
/* A try of it has failed. */
enum err blobs_defer(struct db *db, int64_t number, int64_t next_try, enum sync_cause cause)
    MUST_USE;
/* The office has no room for pages: all that wait are due then. An officer asks: now. */
enum err blobs_defer_all(struct db *db, int64_t next_try, enum sync_cause cause) MUST_USE;
enum err blobs_release(struct db *db, int64_t now) MUST_USE;
/* The office lacks pages of these items after all: they go up again. */
enum err blobs_resend(struct db *db, int64_t from, int64_t to, int64_t now) MUST_USE;

struct blob_totals {
    size_t waiting;
    int64_t next_try; /* the earliest of the waiting, 0 none */
    int64_t bytes;    /* that have still to go up */
};
enum err blobs_totals(struct db *db, struct blob_totals *out) MUST_USE;

/* At most `len` bytes of the file from `offset` on are appended. ERR_NOT_FOUND: the file is gone;
 * ERR_STORAGE: it is shorter than its row says. */
enum err blobs_read(const char *state_dir, const struct blob_name *name, int64_t offset, size_t len,
                    struct buf *out) MUST_USE;
/* Removes files that no row names, unless a damaged database stands aside whose rows may. Any
 * program may call it at any time. */
enum err blobs_sweep(struct db *db, const char *state_dir) MUST_USE;

#endif
