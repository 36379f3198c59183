/* One public service as kiosk-config/services/NAME.yaml describes it: its standard (the 14
 * components), its procedure, its documents, its form. Another service is one more file and no C.
 */
#ifndef SERVICE_STANDARD_H
#define SERVICE_STANDARD_H

#include "base/yaml_shelf.h"
#include "service/hours.h"
#include "service/ladder.h"
#include "service/promise.h"
#include "service/survey.h"
#include "service/words.h"

enum {
    KEY_SIZE = 32,
    STEPS_MAX = 12,
    COMPONENTS_MAX = 16,
    LINES_MAX = 12,
    DOCUMENTS_MAX = 8,
    FIELDS_MAX = 16,
    GROUPS_MAX = 6,
    REASONS_MAX = 12,
    TOPICS_MAX = 8,
    CONTACTS_MAX = 8,
    RUNGS = 4,
};

/* One of the 14 components of a service standard, as a visitor reads it. */
struct component {
    char key[KEY_SIZE];
    char icon[KEY_SIZE];
    struct words title, summary;
    struct words lines[LINES_MAX];
    size_t line_count;
};

enum actor { ACTOR_APPLICANT, ACTOR_HEAD, ACTOR_VERIFIER, ACTOR_BSRE };

struct step {
    char key[KEY_SIZE];
    enum actor actor;
    struct words title;  /* short, for the list: "Disposisi Kepala Dinas" */
    struct words by;     /* who acts, as shown to the applicant: "Anda, di AMS" */
    struct words detail; /* the standard's own wording */
    struct words duty;   /* what the applicant must do now; empty unless ACTOR_APPLICANT */
};

struct document {
    char key[KEY_SIZE];
    char icon[KEY_SIZE];
    struct words title, hint;
    bool automatic; /* made from the form itself */
};

enum field_kind { FIELD_NAME, FIELD_NIK, FIELD_NIP, FIELD_TEXT, FIELD_EMAIL, FIELD_MOBILE };

struct field {
    char key[KEY_SIZE];
    enum field_kind kind;
    int group; /* index into groups */
    bool required;
    int max;                         /* bytes */
    struct words label, hint, brief; /* brief: for the check page, "Ponsel" */
};

struct field_group {
    char key[KEY_SIZE];
    struct words question; /* "Siapa nama dan NIK Anda?" */
};

/* A keyed text: a reason for returning a file, a topic of complaint. */
struct choice {
    char key[KEY_SIZE];
    struct words text;
};

enum contact_kind { CONTACT_PHONE, CONTACT_EMAIL, CONTACT_WEB, CONTACT_OFFICIAL };

struct contact {
    enum contact_kind kind;
    struct words label;
    char value[120]; /* as shown: "(0285) 421243 · (0285) 420223" */
    char uri[160];   /* as tel:, mailto:, https: (RFC 3966, 6068); several have spaces between */
};

struct standard {
    char id[64]; /* "bsre-esign-individu" */
    int version; /* form version, sealed into every item */
    bool enabled;
    bool confirmed; /* false: to be confirmed by the office */
    char prefix[4]; /* of its tracking codes */
    struct words unit, unit_city, name, short_name, summary, tagline;
    struct component components[COMPONENTS_MAX];
    size_t component_count;
    struct step steps[STEPS_MAX];
    size_t step_count;
    struct document documents[DOCUMENTS_MAX];
    size_t document_count;
    struct field_group groups[GROUPS_MAX];
    size_t group_count;
    struct field fields[FIELDS_MAX];
    size_t field_count;
    struct choice reasons[REASONS_MAX];
    size_t reason_count;
    struct choice topics[TOPICS_MAX];
    size_t topic_count;
    struct contact contacts[CONTACTS_MAX];
    size_t contact_count;
    struct words rungs[RUNGS];      /* "Anda menyampaikan" */
    struct words rung_notes[RUNGS]; /* "ke petugas" */
    struct words survey_questions[SURVEY_ELEMENTS];
    struct words survey_answers[SURVEY_ELEMENTS][4];
    struct words privacy[8]; /* the notice of personal data, line by line (UU 27/2022) */
    size_t privacy_count;
    char email_keys[3][48]; /* "@pekalongankota.go.id" */
    size_t email_key_count;
    char email_domains[8][64]; /* allowed ones; none: any */
    size_t email_domain_count;
    int minutes; /* to fill in the form: "± 4 menit" */
    struct promise_rules promise;
    struct ladder_rules ladder;
    struct survey_rules survey;
    struct hours hours; /* week and overrides of this file; holidays are added by catalogue_open */
};

/* Reads one service file; its name without .yaml is the id. A file that says `extends: NAME` takes
 * what it leaves out from NAME.yaml beside it. `why` names file:line, what is wrong and what was
 * expected. The caller frees with standard_free. The files are taken from the shelf, and stay
 * there for the next one. */
enum err standard_open(const char *path, struct yaml_shelf *shelf, struct standard **out,
                       struct why *why) MUST_USE;
void standard_free(struct standard **standard);

/* Every service of kiosk-config/services, with the years of kiosk-config/holidays added. */
struct catalogue {
    struct standard
        *services[8]; /* services[0] is the one the kiosk shows first; enabled ones first */
    size_t count;
};
enum err catalogue_open(const char *config_dir, struct catalogue *out, struct why *why) MUST_USE;
void catalogue_close(struct catalogue *catalogue);
const struct standard *catalogue_find(const struct catalogue *catalogue, const char *id);
const struct standard *catalogue_by_prefix(const struct catalogue *catalogue, const char *prefix);

const char *actor_key(enum actor actor); /* "pemohon", "kepala_dinas", "verifikator", "bsre" */
const char *field_kind_key(enum field_kind kind);
/* The index of the key, or -1. */
int standard_field(const struct standard *standard, const char *key);
int standard_reason(const struct standard *standard, const char *key);

#endif
