/* An enrolment over the network, as anjunganctl asks for it and anjungan-syncd carries it out. */
#ifndef STORE_JOINING_H
#define STORE_JOINING_H

#include "store/db.h"
#include "wire/introduction.h"

enum joining_stage {
    JOINING_ASKING,    /* the code was not answered yet */
    JOINING_COMPARING, /* the words stand on both sides, an officer has to approve */
    JOINING_DONE,      /* enrolled */
    JOINING_FAILED,    /* reason says why */
};

struct joining {
    char url[160];
    char code[INTRODUCTION_CODE];
    char token[INTRODUCTION_TOKEN];
    char words[KEY_WORDS_SIZE];
    enum joining_stage stage;
    char reason[32]; /* "code-unknown", "no-network"; also while it is tried again */
    int64_t asked;
};

/* No try goes on after so long: the code has run out by then. */
#define JOINING_TIME MINUTES(25)

/* Replaces whatever was there. */
enum err joining_write(struct db *db, const struct joining *joining) MUST_USE;
/* ERR_NOT_FOUND where none was ever asked for. */
enum err joining_read(struct db *db, struct joining *out) MUST_USE;

#endif
