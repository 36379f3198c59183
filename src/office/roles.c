#include "office/roles.h"

#include <string.h>

static const struct {
    const char *key;
    int permits;
    bool completes[ACTOR_BSRE + 1];
    bool before, after; /* handles a complaint before, after it was escalated */
} roles[ROLE_COUNT] = {
    [ROLE_ADMIN] = {.key = "admin",
                    .permits = PERMIT_ALL,
                    .completes = {true, true, true, true},
                    .before = true,
                    .after = true},
    [ROLE_HEAD] = {.key = "kepala_dinas",
                   .permits = PERMIT_REQUESTS | PERMIT_COMPLAINTS | PERMIT_REPORTS | PERMIT_CONTENT,
                   .completes = {[ACTOR_HEAD] = true},
                   .after = true},
    [ROLE_VERIFIER] =
        {.key = "verifikator",
         .permits = PERMIT_REQUESTS | PERMIT_COMPLAINTS | PERMIT_KIOSKS,
         .completes = {[ACTOR_APPLICANT] = true, [ACTOR_VERIFIER] = true, [ACTOR_BSRE] = true},
         .before = true},
    [ROLE_COMPLAINTS] = {.key = "pejabat_pengaduan",
                         .permits = PERMIT_COMPLAINTS | PERMIT_REPORTS,
                         .before = true,
                         .after = true},
    [ROLE_SECTION] = {.key = "kepala_seksi",
                      .permits = PERMIT_REQUESTS | PERMIT_COMPLAINTS | PERMIT_KIOSKS |
                                 PERMIT_REPORTS | PERMIT_AUDIT},
    [ROLE_LEADER] = {.key = "pimpinan", .permits = PERMIT_REPORTS},
};

const char *role_key(enum role role)
{
    return roles[role].key;
}

enum role role_from_key(const char *key)
{
    enum role role = 0;
    while (role < ROLE_COUNT && strcmp(roles[role].key, key) != 0)
        role++;
    return role;
}

bool role_may(enum role role, enum permit permit)
{
    return (roles[role].permits & permit) != 0;
}

const char *permit_key(size_t index, enum permit *permit)
{
    static const char *const keys[] = {"requests", "complaints", "kiosks",   "reports",
                                       "fleet",    "content",    "officers", "audit"};
    if (index >= LENGTH(keys))
        return NULL;
    *permit = (enum permit)(1 << index);
    return keys[index];
}

bool role_completes(enum role role, enum actor actor)
{
    return roles[role].completes[actor];
}

bool role_handles(enum role role, enum rung rung)
{
    return rung >= RUNG_ESCALATED ? roles[role].after : roles[role].before;
}
