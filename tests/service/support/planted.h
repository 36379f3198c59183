/* Files of kiosk-config/ with one thing changed, to see what the readers say. */
#ifndef TESTS_SERVICE_SUPPORT_PLANTED_H
#define TESTS_SERVICE_SUPPORT_PLANTED_H

/* Copies a file to dir/NAME, its own name. Where `find` first stands, `put` takes its place; `put`
 * NULL cuts the file there; `find` NULL changes nothing. Fails the test when `find` is not there.
 */
void plant(const char *source, const char *dir, const char *name, const char *find,
           const char *put);
/* Writes a file of its own. */
void plant_text(const char *dir, const char *name, const char *text);
/* The line in dir/NAME in which the text begins; fails the test when it is not there. */
int planted_line(const char *dir, const char *name, const char *text);
/* Fails the test unless the complaint is "DIR/NAME:LINE: " and then contains the words. */
void expect_complaint(const char *complaint, const char *dir, const char *name, int line,
                      const char *words);

#endif
