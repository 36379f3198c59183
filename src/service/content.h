/* What the office may change without touching a kiosk: hours, holidays, contacts, announcements.
 * The files of kiosk-config/ are version 0; a newer feed from the office wins. */
#ifndef SERVICE_CONTENT_H
#define SERVICE_CONTENT_H

#include "service/standard.h"

enum { ANNOUNCEMENTS_MAX = 4 };

struct announcement {
    int64_t from, until; /* moments; shown in between */
    struct words text;
};

struct content {
    int64_t version;
    int64_t issued, expires; /* moments; 0 for version 0 */
    struct hours hours;
    struct contact contacts[CONTACTS_MAX];
    size_t contact_count;
    struct announcement announcements[ANNOUNCEMENTS_MAX];
    size_t announcement_count;
};

/* Version 0, from the service file and the holidays. */
void content_from(const struct standard *standard, struct content *out);
/* ERR_INVALID for a bundle that would empty the service: no open day in the week, no contact. */
enum err content_check(const struct content *content) MUST_USE;

#endif
