#include "bin/anjungan-kiosk/inspect.h"

#include <stdio.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/path.h"

enum { INSPECT_MAX = 1 << 20 };

static bool write_file(const char *path, const struct buf *text)
{
    FILE *file = fopen(path, "we");
    if (!file)
        return false;
    setvbuf(file, NULL, _IONBF, 0); /* no copy of what is typed stays in a buffer */
    bool wrote = fwrite(text->data, 1, text->len, file) == text->len;
    return fclose(file) == 0 && wrote;
}

void inspect_write(const char *path, const struct ui *ui, const char *screen)
{
    char fresh[PATH_SIZE + 8];
    SCOPED(buf_fini) struct buf text;
    buf_init(&text, INSPECT_MAX);
    ui_inspect(ui, screen, &text);
    snprintf(fresh, sizeof(fresh), "%s.new", path);
    if (!write_file(fresh, &text) || rename(fresh, path) != 0)
        log_warn("cannot write %s", path);
}
