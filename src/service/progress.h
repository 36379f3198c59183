/* What a tracking code opens: how far a request or a complaint is, and whose turn it is. It holds
 * no personal data, and only its code can open it. */
#ifndef SERVICE_PROGRESS_H
#define SERVICE_PROGRESS_H

#include "service/promise.h"
#include "service/standard.h"
#include "service/tracking.h"

enum progress_stage {
    STAGE_SAVED,    /* "Tersimpan di kios ini" */
    STAGE_RECEIVED, /* "Diterima kantor" */
    STAGE_WORKING,  /* "Sedang diproses" */
    STAGE_FINISHED, /* the certificate is issued; the complaint is settled */
    STAGE_TROUBLE,  /* please see an officer: the office could not open it */
};

struct progress {
    struct tracking_code code;
    enum progress_stage stage;
    enum turn turn;
    int64_t submitted;
    int64_t as_of; /* when the office said so; the kiosk's own time for STAGE_SAVED */
    /* a request */
    char service[64];           /* standard id */
    uint8_t step;               /* the one in work, 1-based; step_count + 1 when finished */
    int64_t done_at[STEPS_MAX]; /* when step i+1 was done, of a complaint rung i+1; 0 not yet */
    bool returned;              /* the file came back to the applicant */
    char reason[KEY_SIZE];      /* key of the return reason */
    char note[512];             /* the officer's words: the reason in full, or the answer */
    struct promise promise;
    /* a complaint */
    uint8_t rung;        /* enum rung; done_at[rung - 1] tells whether it was answered there */
    int64_t answered_at; /* when the answer in `note` was given */
};

#endif
