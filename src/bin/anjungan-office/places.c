#include "bin/anjungan-office/places.h"

#include "base/place.h"

/* Tried in this order. */
static const char *const config_places[] = {
    "kiosk-config",
    "@/../../kiosk-config",
    "/etc/anjungan-office",
    "/etc/anjungan",
};
static const char *const assets_places[] = {
    "assets/office",
    "@/../../assets/office",
    "@/../share/anjungan/office",
};

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
