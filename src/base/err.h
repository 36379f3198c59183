/* The one error enum, and the two attributes every folder uses. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

/* What a caller can act on. The cause is logged where it is known; above that only the enum
 * travels. Outputs come last in a parameter list and are never half written. */
enum err {
    OK,
    ERR_INVALID,     /* the input breaks a rule: say which, keep the input */
    ERR_NOT_FOUND,   /* there is no such thing, or not yet */
    ERR_FULL,        /* no room: on disk, in a queue, in a bounded buffer */
    ERR_BUSY,        /* somebody else has it: try again soon */
    ERR_STORAGE,     /* the disk or the database failed */
    ERR_UNREACHABLE, /* the other side did not answer, or not as itself */
    ERR_DENIED,      /* the right to do this was not shown: signature, PIN, password */
};

/* The error's English name for logs, "storage" for ERR_STORAGE. Never NULL. */
const char *err_name(enum err err);

#define MUST_USE __attribute__((warn_unused_result))

/* Runs fn(&variable) when the variable leaves its scope:
 *     SCOPED(tx_close) struct db_tx tx = tx_open(db);
 * For pointers, fn takes a pointer to the pointer. */
#define SCOPED(fn) __attribute__((cleanup(fn)))

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

#endif
