/* How a request moves through the eight steps and a complaint up its four rungs: rules without a
 * store. The history of moves decides; a state is its replay.
 * Source: the service standard, components 3 (procedure) and 7 (complaints). */
#ifndef OFFICE_WORKFLOW_H
#define OFFICE_WORKFLOW_H

#include "office/roles.h"
#include "service/ladder.h"
#include "service/progress.h"

enum { OFFICER_SIZE = 32, NOTE_SIZE = 512, MOVES_MAX = 128 };

/* Why an order is not carried out; people read refusal_text. */
enum refusal {
    REFUSAL_NONE,
    REFUSAL_ROLE,         /* not this role's step */
    REFUSAL_OVER,         /* finished, or closed */
    REFUSAL_RETURNED,     /* the file is with the applicant: resume it first */
    REFUSAL_NOT_RETURNED, /* nothing to resume */
    REFUSAL_STEP,         /* a file is returned at an examination only */
    REFUSAL_REASON,       /* no such reason in the standard */
    REFUSAL_MOVED,        /* somebody was faster: the step is another one now */
    REFUSAL_TEXT,         /* the words are missing or too long */
    REFUSAL_RUNG,         /* the ladder does not allow it there */
    REFUSAL_FULL,         /* too many moves */
    REFUSAL_UNKNOWN,      /* no such code */
    REFUSAL_COUNT,
};

const char *refusal_key(enum refusal refusal);
/* English for technicians; the console has its own words for the keys. */
const char *refusal_text(enum refusal refusal);

/* ---- requests ---- */

enum case_act { CASE_SENT, CASE_ADVANCE, CASE_RETURN, CASE_RESUME, CASE_ACTS };

struct case_move {
    int64_t at;
    enum case_act act;
    uint8_t step;          /* in work when it was done */
    char by[OFFICER_SIZE]; /* "" for the applicant */
    char reason[KEY_SIZE]; /* of a return */
    char note[NOTE_SIZE];
};

struct case_state {
    uint8_t step; /* in work, 1-based; step_count + 1 when finished */
    bool returned;
    char reason[KEY_SIZE]; /* while returned */
    char note[NOTE_SIZE];  /* while returned */
    int64_t done_at[STEPS_MAX];
    int64_t finished; /* 0 not yet */
    size_t moves;
    struct turn_change turns[MOVES_MAX];
    size_t turn_count;
};

const char *case_act_key(enum case_act act); /* "sent", "advance", "return", "resume" */

/* moves: at least the first one, CASE_SENT; ascending in time. */
void case_replay(const struct standard *standard, const struct case_move *moves, size_t count,
                 struct case_state *out);
enum turn case_turn(const struct standard *standard, const struct case_state *state);
/* A file goes back where a verifier first sees what another one did: steps 3 and 6. */
bool case_returnable(const struct standard *standard, uint8_t step);
/* May an officer of this role do this now? reason: of a return. */
enum refusal case_check(const struct standard *standard, const struct case_state *state,
                        enum role role, enum case_act act, const char *reason);
struct promise case_promise(const struct standard *standard, const struct case_state *state,
                            int64_t now);
/* What the applicant may know of it. */
void case_progress(const struct standard *standard, const struct case_state *state,
                   const struct tracking_code *code, int64_t now, struct progress *out);

/* ---- complaints ---- */

enum complaint_act { COMPLAINT_SENT, COMPLAINT_ANSWER, COMPLAINT_ESCALATE, COMPLAINT_CLOSE };
enum { COMPLAINT_ACTS = COMPLAINT_CLOSE + 1 };

struct complaint_move {
    int64_t at;
    enum complaint_act act;
    enum rung rung; /* after it */
    char by[OFFICER_SIZE];
    char text[NOTE_SIZE]; /* the answer */
};

struct complaint_state {
    enum rung rung;
    int64_t submitted, answered, closed; /* moments; 0 not yet. answered: the first time */
    int64_t done_at[RUNGS];              /* when rung i+1 was done; answered: the latest time */
    char answer[NOTE_SIZE];              /* the latest */
    int64_t answer_at;                   /* when it was given */
    size_t moves;
};

const char *complaint_act_key(enum complaint_act act);
void complaint_replay(const struct complaint_move *moves, size_t count,
                      struct complaint_state *out);
/* *next: the rung after it. text: needed for an answer. */
enum refusal complaint_check(const struct complaint_state *state, enum role role,
                             enum complaint_act act, const char *text, enum rung *next);
/* When the next thing is owed: the first answer, then the settlement. */
struct promise complaint_promise(const struct standard *standard,
                                 const struct complaint_state *state, int64_t now);
/* done_at: of the rungs. The third is set once the complaints official has answered, so that
 * "passed on" and "answered there" can be told apart. answered_at: of the answer in `note`. */
void complaint_progress(const struct standard *standard, const struct complaint_state *state,
                        const struct tracking_code *code, int64_t now, struct progress *out);

#endif
