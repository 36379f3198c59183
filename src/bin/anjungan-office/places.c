#include "bin/anjungan-office/places.h"

#include <string.h>
#include <unistd.h>

/* Tried in this order; "@/" is the program's own folder. */
static const char *const config_places[] = {
    "kiosk-config",
    "@/../../kiosk-config",
    "/etc/anjungan",
    "/usr/share/anjungan/kiosk-config",
};
static const char *const assets_places[] = {
    "assets/office",
    "@/../../assets/office",
    "@/../share/anjungan/office",
};

/* The folder this program lies in, links followed. */
static bool program_folder(char out[PATH_SIZE])
{
    ssize_t len = readlink("/proc/self/exe", out, PATH_SIZE - 1);
    if (len <= 0 || len == PATH_SIZE - 1)
        return false;
    out[len] = '\0';
    *strrchr(out, '/') = '\0';
    return true;
}

static bool place_resolve(const char *place, char out[PATH_SIZE])
{
    if (strncmp(place, "@/", 2) != 0)
        return text_copy(out, PATH_SIZE, place);
    char program[PATH_SIZE];
    return program_folder(program) && path_join(out, program, place + 2) == OK;
}

/* The first place that holds `sign`; false: none does, or may be read. */
static bool place_find(const char *const *places, size_t count, const char *sign,
                       char out[PATH_SIZE])
{
    char mark[PATH_SIZE];
    for (size_t i = 0; i < count; i++)
        if (place_resolve(places[i], out) && path_join(mark, out, sign) == OK &&
            access(mark, R_OK) == 0)
            return true;
    return false;
}

const char *config_folder(const struct call *call, char room[PATH_SIZE])
{
    if (call->config)
        return call->config;
    if (place_find(config_places, LENGTH(config_places), "services", room))
        return room;
    SCOPED(buf_fini) struct buf tried;
    buf_init(&tried, LENGTH(config_places) * (PATH_SIZE + 2));
    for (size_t i = 0; i < LENGTH(config_places); i++)
        if (place_resolve(config_places[i], room))
            buf_printf(&tried, "%s%s", i > 0 ? ", " : "", room);
    complain("no configuration in %s; --config says where it is", buf_text(&tried));
    return NULL;
}

const char *assets_folder(const struct call *call, char room[PATH_SIZE])
{
    const char *asked = call_option(call, "--assets", NULL);
    if (asked)
        return asked;
    return place_find(assets_places, LENGTH(assets_places), "index.html", room) ? room : NULL;
}
