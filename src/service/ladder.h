/* The four rungs of a complaint (service standard, component 7) and its deadlines. */
#ifndef SERVICE_LADDER_H
#define SERVICE_LADDER_H

#include "service/hours.h"

enum rung {
    RUNG_TOLD = 1,  /* the applicant told the officer */
    RUNG_ANSWERED,  /* the officer responds until there is a solution */
    RUNG_ESCALATED, /* passed on to the complaints official of the Dinas */
    RUNG_SETTLED,   /* settled with a solution */
};

enum ladder_act { LADDER_ANSWER, LADDER_ESCALATE, LADDER_CLOSE };

/* Deadlines in working days; settings. */
struct ladder_rules {
    int first_response, information, no_field_check, field_check;
};

/* The rung after the act, or 0 when the act is not allowed there (a closed complaint stays). */
enum rung ladder_next(enum rung from, enum ladder_act act);
/* The close of service of the days-th working day after the moment; 0 when holidays are unknown. */
int64_t ladder_due(const struct hours *hours, int64_t received, int days);

#endif
