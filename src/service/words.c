#include "service/words.h"

#include <string.h>

#include "base/buf.h"

static void read_plain(struct yaml_node value, struct words *out)
{
    const char *text = yaml_scalar(value);
    if (*text == '\0')
        yaml_complain(value, "the text is empty, words were expected");
    else if (!TEXT_COPY(out->in[LANG_ID], text))
        yaml_complain(value, "the text is %zu bytes long, at most %d were expected", strlen(text),
                      WORDS_SIZE - 1);
    for (int i = LANG_ID + 1; i < LANG_COUNT; i++)
        TEXT_COPY(out->in[i], out->in[LANG_ID]);
}

struct words words_from(struct yaml_node value)
{
    struct words words = {0};
    if (!yaml_there(value))
        return words;
    if (yaml_is_scalar(value)) {
        read_plain(value, &words);
        return words;
    }
    const char *tags[LANG_COUNT + 1] = {0};
    for (int i = 0; i < LANG_COUNT; i++)
        tags[i] = lang_tag(i);
    yaml_keys(value, tags);
    for (int i = 0; i < LANG_COUNT; i++)
        yaml_text(value, tags[i], words.in[i], WORDS_SIZE);
    if (words.in[LANG_ID][0] == '\0')
        yaml_complain(value, "the Indonesian text is empty, words were expected");
    return words;
}

struct words words_read(struct yaml_node map, const char *key)
{
    return words_from(yaml_get(map, key));
}

size_t words_list(struct yaml_node seq, struct words *out, size_t most)
{
    size_t count = yaml_count(seq);
    if (yaml_there(seq) && (count < 1 || count > most)) {
        yaml_complain(seq, "the list has %zu texts, 1 to %zu were expected", count, most);
        return 0;
    }
    for (size_t i = 0; i < count; i++)
        out[i] = words_from(yaml_item(seq, i));
    return count;
}

const char *words_in(const struct words *words, enum lang lang)
{
    return words->in[lang][0] != '\0' ? words->in[lang] : words->in[LANG_ID];
}

void words_copy(struct yaml_node at, const struct words *words, enum lang lang, char *out,
                size_t size)
{
    if (!text_copy(out, size, words_in(words, lang)))
        yaml_complain(at, "the text is too long here, at most %zu bytes were expected", size - 1);
}
