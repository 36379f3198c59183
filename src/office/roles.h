/* Who works here, by the service standard: what each role may do. */
#ifndef OFFICE_ROLES_H
#define OFFICE_ROLES_H

#include <stdbool.h>

#include "service/standard.h"

enum role {
    ROLE_ADMIN,      /* sets up kiosks and users; may do all, for the day nobody else is there */
    ROLE_HEAD,       /* kepala dinas: disposes (step 2) */
    ROLE_VERIFIER,   /* verifikator, two people: examines, and records what outside systems say */
    ROLE_COMPLAINTS, /* pejabat pengaduan: settles what officers could not */
    ROLE_SECTION, /* kepala seksi persandian: internal oversight, reads all and changes nothing */
    ROLE_LEADER,  /* pimpinan: the quarterly evaluation, figures without names */
    ROLE_COUNT,
};

enum permit {
    PERMIT_REQUESTS = 1,   /* read requests, personal data included */
    PERMIT_COMPLAINTS = 2, /* read complaints */
    PERMIT_KIOSKS = 4,     /* read the state of kiosks */
    PERMIT_REPORTS = 8,    /* read figures */
    PERMIT_FLEET = 16,     /* let kiosks in and shut them out */
    PERMIT_CONTENT = 32,   /* read and publish hours, holidays, contacts, announcements */
    PERMIT_OFFICERS = 64,  /* add officers, change roles, reset passwords */
    PERMIT_AUDIT = 128,    /* read who did what */
    PERMIT_ALL = 255,
};

/* "admin", "kepala_dinas", "verifikator", "pejabat_pengaduan", "kepala_seksi", "pimpinan". */
const char *role_key(enum role role);
/* ROLE_COUNT for none of them. */
enum role role_from_key(const char *key);

bool role_may(enum role role, enum permit permit);
/* "requests", "complaints", "kiosks", "reports", "fleet", "content", "officers", "audit"; the
 * index-th of them, NULL past the last. *permit: which one it is. */
const char *permit_key(size_t index, enum permit *permit);
/* May complete a step of this actor. Verifiers record the applicant's and BSrE's steps, which
 * happen in systems without an interface. */
bool role_completes(enum role role, enum actor actor);
/* May answer, escalate and close a complaint at this rung. */
bool role_handles(enum role role, enum rung rung);

#endif
