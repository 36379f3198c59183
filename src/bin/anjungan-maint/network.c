/* Network settings: one file of systemd-networkd, written whole. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/path.h"
#include "bin/anjungan-maint/job.h"

#define FILE_NAME "/etc/systemd/network/10-anjungan.network"

enum { TEXT_MAX = 1024 };

static const char *apply(const char *text)
{
    const char *const argv[] = {"/usr/bin/networkctl", "reload", NULL};
    if (path_write(FILE_NAME, text, strlen(text), 0644) != OK)
        return ANSWER_FAILED;
    return program_run(argv) ? ANSWER_OK : ANSWER_FAILED;
}

const char *network_automatic(char **words)
{
    (void)words;
    return apply("# Written by anjungan-maint.\n[Match]\nType=ether\n\n[Network]\nDHCP=yes\n");
}

/* AF_INET or AF_INET6 for an address, -1 for anything else. */
static int family_of(const char *text)
{
    unsigned char address[16];
    if (inet_pton(AF_INET, text, address) == 1)
        return AF_INET;
    return inet_pton(AF_INET6, text, address) == 1 ? AF_INET6 : -1;
}

/* The same for ADDRESS/BITS. */
static int family_of_network(const char *text)
{
    char address[INET6_ADDRSTRLEN + 1], *end = NULL;
    const char *slash = strchr(text, '/');
    size_t len = slash ? (size_t)(slash - text) : sizeof(address);
    if (len >= sizeof(address) || slash[1] < '1' || slash[1] > '9')
        return -1;
    memcpy(address, text, len);
    address[len] = '\0';
    int family = family_of(address);
    long bits = strtol(slash + 1, &end, 10);
    bool fits = *end == '\0' && bits <= (family == AF_INET ? 32 : 128);
    return fits ? family : -1;
}

const char *network_fixed(char **words)
{
    char text[TEXT_MAX];
    int family = family_of_network(words[0]);
    if (family < 0 || family_of(words[1]) != family || family_of(words[2]) < 0)
        return ANSWER_ARGUMENTS;
    snprintf(text, sizeof(text),
             "# Written by anjungan-maint.\n[Match]\nType=ether\n\n"
             "[Network]\nAddress=%s\nGateway=%s\nDNS=%s\n",
             words[0], words[1], words[2]);
    return apply(text);
}
