/* How a service file is read, section by section; nobody but standard*.c includes this.
 *
 * Every reader takes the section's node and writes its part of the standard. It goes straight down:
 * the first complaint of a file sticks (base/yaml.h), so what is read after it does not matter, but
 * counts always stay within their arrays. */
#ifndef SERVICE_STANDARD_READ_H
#define SERVICE_STANDARD_READ_H

#include "service/standard.h"

/* The names of steps, fields, topics: a-z, 0-9, - and _, below the size of a key. */
void read_key(struct yaml_node map, const char *name, char out[KEY_SIZE]);
/* Complains when the newest of `count` keys, `stride` bytes apart, equals an earlier one. */
void check_unique(struct yaml_node at, const void *first_key, size_t stride, size_t count);
/* The entries of a list that must have `least` to `most` of them; 0 after a complaint. */
size_t read_count(struct yaml_node seq, size_t least, size_t most);

/* The fourteen components of the law: those of `own`, and what is not there from `base` (either may
 * be a none node). `at` takes the complaint when there are none at all. The steps are read before.
 */
void components_read(struct yaml_node at, struct yaml_node own, struct yaml_node base,
                     struct standard *out);

void steps_read(struct yaml_node seq, struct standard *out);
void documents_read(struct yaml_node seq, struct standard *out);
void form_read(struct yaml_node seq, struct standard *out);
void email_read(struct yaml_node map, struct standard *out);

void promise_read(struct yaml_node map, struct standard *out);
void reasons_read(struct yaml_node seq, struct standard *out);
void complaints_read(struct yaml_node map, struct standard *out);
void survey_read(struct yaml_node map, struct standard *out);
void privacy_read(struct yaml_node seq, struct standard *out);

#endif
