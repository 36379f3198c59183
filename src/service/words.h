/* A text in every language of the kiosk, as the office wrote it in kiosk-config/. */
#ifndef SERVICE_WORDS_H
#define SERVICE_WORDS_H

#include "base/tr.h"
#include "base/yaml.h"

enum { WORDS_SIZE = 400 };

struct words {
    char in[LANG_COUNT][WORDS_SIZE];
};

/* Reads {id: ..., en: ..., jv: ...} or a plain scalar that serves all three (names, numbers). */
struct words words_read(struct yaml_node map, const char *key);
const char *words_in(const struct words *words, enum lang lang);

#endif
