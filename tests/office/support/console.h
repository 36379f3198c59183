/* A browser with the console open: cookie, second token, and JSON both ways. */
#ifndef TESTS_OFFICE_CONSOLE_H
#define TESTS_OFFICE_CONSOLE_H

#include "office/support/served.h"

struct browser {
    char headers[400];
};

/* browser: NULL for one that is not signed in. */
void console_ask(const struct served *served, const struct browser *browser, const char *method,
                 const char *target, const char *body, struct reply *reply);
/* With the password that init gave; the test fails when it does not hold. */
void console_sign_in(const struct served *served, const char *user, struct browser *out);
void console_sign_in_with(const struct served *served, const char *user, const char *password,
                          struct browser *out);
/* The answer has that status and holds those words. */
void console_answers(const struct served *served, const struct browser *browser, const char *method,
                     const char *target, const char *body, int status, const char *holds);
/* The text of a member of a flat answer: what follows "name":" up to the next quote. */
void console_member(const struct reply *reply, const char *name, char *out, size_t size);

#endif
