#include "office/listener.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { BACKLOG = 511, SOCKET_MODE = 0660 };

/* How long the address is; 0: it is none. */
static socklen_t address_read(const char *text, uint16_t port, struct sockaddr_storage *out)
{
    struct sockaddr_in *in = (struct sockaddr_in *)out;
    struct sockaddr_in6 *in6 = (struct sockaddr_in6 *)out;
    struct sockaddr_un *un = (struct sockaddr_un *)out;
    memset(out, 0, sizeof(*out));
    if (inet_pton(AF_INET, text, &in->sin_addr) == 1) {
        in->sin_family = AF_INET;
        in->sin_port = htons(port);
        return sizeof(*in);
    }
    if (inet_pton(AF_INET6, text, &in6->sin6_addr) == 1) {
        in6->sin6_family = AF_INET6;
        in6->sin6_port = htons(port);
        return sizeof(*in6);
    }
    if (text[0] != '/' || strlen(text) >= sizeof(un->sun_path))
        return 0;
    un->sun_family = AF_UNIX;
    strcpy(un->sun_path, text);
    return sizeof(*un);
}

/* A socket file without anybody behind it keeps the next program from listening. */
static void left_remove(const struct sockaddr_un *place)
{
    struct stat file;
    if (lstat(place->sun_path, &file) != 0 || !S_ISSOCK(file.st_mode))
        return;
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && connect(fd, (const struct sockaddr *)place, sizeof(*place)) != 0)
        unlink(place->sun_path);
    if (fd >= 0)
        close(fd);
}

static bool place_bind(int fd, const struct sockaddr_storage *place, socklen_t len)
{
    const int on = 1;
    const struct sockaddr *address = (const struct sockaddr *)place;
    if (place->ss_family == AF_UNIX) {
        left_remove((const struct sockaddr_un *)place);
        return bind(fd, address, len) == 0 &&
               chmod(((const struct sockaddr_un *)place)->sun_path, SOCKET_MODE) == 0;
    }
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    if (place->ss_family == AF_INET6)
        setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof(on));
    return bind(fd, address, len) == 0;
}

static uint16_t port_of(int fd)
{
    struct sockaddr_storage place;
    socklen_t len = sizeof(place);
    if (getsockname(fd, (struct sockaddr *)&place, &len) != 0)
        return 0;
    if (place.ss_family == AF_INET)
        return ntohs(((struct sockaddr_in *)&place)->sin_port);
    return place.ss_family == AF_INET6 ? ntohs(((struct sockaddr_in6 *)&place)->sin6_port) : 0;
}

enum err listener_open(const char *address, uint16_t port, int *out, uint16_t *bound)
{
    struct sockaddr_storage place;
    socklen_t len = address_read(address, port, &place);
    if (len == 0)
        return ERR_INVALID;
    int fd = socket(place.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return ERR_BUSY;
    if (!place_bind(fd, &place, len) || listen(fd, BACKLOG) != 0) {
        close(fd);
        return ERR_BUSY;
    }
    *out = fd;
    *bound = port_of(fd);
    return OK;
}
