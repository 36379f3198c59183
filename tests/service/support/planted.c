#include "service/support/planted.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/path.h"
#include "base/yaml.h"

static void read_whole(const char *path, struct buf *out)
{
    buf_init(out, YAML_FILE_MAX);
    if (path_read(path, out) != OK)
        fail_msg("%s cannot be read", path);
}

static const char *find_in(const struct buf *text, const char *words, const char *path)
{
    const char *at = strstr(buf_text(text), words);
    if (at == NULL)
        fail_msg("\"%s\" is not in %s", words, path);
    return at;
}

void plant_text(const char *dir, const char *name, const char *text)
{
    char path[PATH_SIZE];
    assert_int_equal(path_join(path, dir, name), OK);
    assert_int_equal(path_write(path, text, strlen(text), 0644), OK);
}

void plant(const char *source, const char *dir, const char *name, const char *find, const char *put)
{
    SCOPED(buf_fini) struct buf text;
    SCOPED(buf_fini) struct buf changed;
    read_whole(source, &text);
    buf_init(&changed, 2 * YAML_FILE_MAX);
    if (find == NULL) {
        buf_puts(&changed, buf_text(&text));
    } else {
        const char *at = find_in(&text, find, source);
        buf_put(&changed, buf_text(&text), (size_t)(at - buf_text(&text)));
        if (put != NULL) {
            buf_puts(&changed, put);
            buf_puts(&changed, at + strlen(find));
        }
    }
    plant_text(dir, name, buf_text(&changed));
}

int planted_line(const char *dir, const char *name, const char *text)
{
    char path[PATH_SIZE];
    SCOPED(buf_fini) struct buf file;
    assert_int_equal(path_join(path, dir, name), OK);
    read_whole(path, &file);
    int line = 1;
    const char *at = find_in(&file, text, path);
    for (const char *c = buf_text(&file); c < at; c++)
        line += *c == '\n';
    return line;
}

void expect_complaint(const char *complaint, const char *dir, const char *name, int line,
                      const char *words)
{
    char start[PATH_SIZE + 32];
    snprintf(start, sizeof(start), "%s/%s:%d: ", dir, name, line);
    if (strncmp(complaint, start, strlen(start)) != 0 || strstr(complaint, words) == NULL)
        fail_msg("\"%s\"\nwas expected to begin with \"%s\" and to say \"%s\"", complaint, start,
                 words);
}
