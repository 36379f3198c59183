#include "scan/plug.h"

#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/path.h"

int plug_open(const char *device)
{
    char folder[PATH_SIZE];
    if (!TEXT_COPY(folder, device) || !strrchr(folder, '/'))
        return -1;
    *strrchr(folder, '/') = '\0';
    int plug = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (plug >= 0 && inotify_add_watch(plug, *folder ? folder : "/",
                                       IN_CREATE | IN_MOVED_TO | IN_ATTRIB | IN_ONLYDIR) < 0) {
        close(plug);
        plug = -1;
    }
    return plug;
}

bool plug_take(int plug)
{
    _Alignas(struct inotify_event) char events[4096];
    bool came = false;
    while (plug >= 0 && read(plug, events, sizeof(events)) > 0)
        came = true;
    return came;
}
