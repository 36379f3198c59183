/* A text in every language of the kiosk, as the office wrote it in kiosk-config/. */
#ifndef SERVICE_WORDS_H
#define SERVICE_WORDS_H

#include "base/tr.h"
#include "base/yaml.h"

enum { WORDS_SIZE = 400 };

struct words {
    char in[LANG_COUNT][WORDS_SIZE];
};

/* Reads {id: ..., en: ..., jv: ...} or a plain scalar that serves all three (names, numbers). All
 * languages must be there; another than Indonesian may be "" and then shows the Indonesian text. */
struct words words_read(struct yaml_node map, const char *key);
/* The same for the value itself. */
struct words words_from(struct yaml_node value);
/* Reads a list of texts, 1 to `most` of them, into the array; returns how many. */
size_t words_list(struct yaml_node seq, struct words *out, size_t most);
const char *words_in(const struct words *words, enum lang lang);

/* The language's text into an array of its own size (holiday names); complains when it is cut. */
void words_copy(struct yaml_node at, const struct words *words, enum lang lang, char *out,
                size_t size);

#endif
