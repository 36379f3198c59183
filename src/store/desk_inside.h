/* The inside of struct desk_store, shared by the sources that make up the desk and the counter. */
#ifndef STORE_DESK_INSIDE_H
#define STORE_DESK_INSIDE_H

#include "seal/draft.h"
#include "store/db.h"
#include "store/desk_store.h"
#include "store/enrolled.h"
#include "wire/item.h"

/* Where a visitor's words pass on their way into an envelope: locked memory, wiped after each. */
struct desk_work {
    struct item item;
    uint8_t plain[ITEM_PLAIN_MAX + 1];
};

/* The one draft a visitor has taken away: locked memory, sealed. */
struct desk_draft {
    size_t len;    /* of the plain text; 0: none is kept */
    int64_t until; /* boot moment it ends */
    uint8_t sealed[DRAFT_MAX + DRAFT_OVERHEAD];
};

struct desk_store {
    char state_dir[PATH_SIZE];
    const struct settings *settings;
    const struct catalogue *catalogue;
    struct entropy entropy;
    int64_t reserve;
    int watch;
    struct enrolled enrolled;
    struct desk_work *work;
    struct desk_draft *draft;

    struct db *db; /* NULL while it does not open; fault says why */
    enum db_fault fault;
    int64_t retry_at; /* when state() tries to open it again */
    bool full;        /* the last write met a full disk */
    bool started;     /* what an earlier process left unfinished is removed */

    int64_t revision;
    int64_t version;         /* db_version() as of revision */
    int64_t enrolled_before; /* enrolled.revision as of revision */
    enum desk_health health; /* as of revision */

    struct content *content; /* in force, read when content_fresh is false */
    bool content_fresh, content_known;

    int64_t chain_checked; /* when the officer's page last had the whole log verified, 0 never */
    int64_t chain_broken;
};

/* ERR_STORAGE or ERR_FULL while the database does not open. */
enum err desk_ready(const struct desk_store *store) MUST_USE;
/* The disk is full: gives the ballast up, for what has to be written all the same. False when there
 * is none left. Visitors to come are turned away. */
bool desk_give_room(struct desk_store *store);
/* What every call ends with: notices a full disk and damage. Returns err as it came. */
enum err desk_ended(struct desk_store *store, enum err err) MUST_USE;
/* Looks for what others changed, and counts it into the revision. */
void desk_catch_up(struct desk_store *store);
/* The content in force, or NULL when only version 0 is known. */
const struct content *desk_content(struct desk_store *store);
/* Its hours, or those of the service. */
const struct hours *desk_hours(struct desk_store *store, const struct standard *standard);
/* What is promised to a request received at that moment. */
struct promise desk_promise(struct desk_store *store, const struct standard *standard,
                            int64_t received, int64_t now);
/* Derives the status key of the code. ERR_NOT_FOUND when no salt is known yet. */
enum err desk_key(struct desk_store *store, const struct tracking_code *code,
                  struct status_key *out) MUST_USE;

/* desk_accept.c: what a visitor hands in. */
/* ERR_DENIED, ERR_FULL or what keeps the database shut: nothing can be accepted. */
enum err desk_admit(struct desk_store *store) MUST_USE;
/* The same for what visitors wrote: the last to be refused, once the ballast is used up too. */
enum err desk_admit_text(struct desk_store *store) MUST_USE;
enum err desk_submit(void *self, const struct request *request, int64_t now, struct receipt *out);
enum err desk_complain(void *self, const struct complaint *complaint, int64_t now,
                       struct receipt *out);
enum err desk_rate(void *self, const struct survey *survey, int64_t now);
enum err desk_call(void *self, const char *from_screen, int64_t now, int64_t *id);
/* desk_document.c: what a visitor photographs. */
enum err desk_document_put(void *self, const void *jpeg, size_t len, int64_t now, int64_t *id);
enum err desk_document_drop(void *self, int64_t id);
/* Room for forms still, but not for pictures. */
bool desk_photo_full(const struct desk_store *store);
/* The request's pages as the outbox and the item name them, PAGES_MAX at most. ERR_INVALID: one is
 * no draft, or of a document that is not photographed. */
enum err desk_pages(struct desk_store *store, const struct request *request, int64_t numbers[],
                    struct blob_name names[]) MUST_USE;
/* Drafts of an earlier process: nobody can submit them any more. */
enum err desk_documents_start(struct desk_store *store) MUST_USE;
/* desk_draft.c: what a visitor takes away half filled. */
enum err desk_hold(void *self, const void *draft, size_t len, int64_t boot, struct draft_code *out);
enum err desk_resume(void *self, const struct draft_code *code, int64_t boot, void *draft,
                     size_t len);
enum err desk_expire(void *self, int64_t boot);
/* desk_progress.c: what a code opens. */
enum err desk_look_up(void *self, const struct tracking_code *code, int64_t now,
                      struct progress *out);

#endif
