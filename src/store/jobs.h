/* What kiosk and anjunganctl ask of syncd. The database is their only channel. */
#ifndef STORE_JOBS_H
#define STORE_JOBS_H

#include "store/db.h"

/* In the state folder: wire/export.h. Written whole, or not at all. */
#define EXPORT_FILE "items.export"

enum job_kind {
    JOB_EVERYTHING, /* try all that waits and ask for all that is new, now */
    JOB_STATUSES,   /* a visitor looks at progress: ask for statuses now */
    JOB_EXPORT,     /* write EXPORT_FILE */
    JOB_ROTATE,     /* make new keys for this device and announce them */
    JOB_KINDS,
};

/* Asking twice is asking once. */
enum err jobs_ask(struct db *db, enum job_kind kind, int64_t now) MUST_USE;
/* A mask of 1 << kind of what is asked. */
enum err jobs_asked(struct db *db, unsigned *mask) MUST_USE;
enum err jobs_done(struct db *db, unsigned mask) MUST_USE;

#endif
