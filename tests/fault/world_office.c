/* The office of a campaign's world: its own program, started and ended at will. */
#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "fault/world.h"

enum { ADDRESS_SIZE = PATH_SIZE + 16, WORDS_MOST = 16 };

void rest_ms(long ms)
{
    nanosleep(&(struct timespec){.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000}, NULL);
}

static int loopback(int port, struct sockaddr_in *out)
{
    *out = (struct sockaddr_in){.sin_family = AF_INET,
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
                                .sin_port = htons((uint16_t)port)};
    return socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

/* Below the ports that outgoing connections get: one of those may have it by the time it is wanted
 * again. */
int free_port(void)
{
    int port = 20000 + (int)getpid() * 7 % 12000;
    for (int tries = 0; tries < 500; tries++, port++) {
        struct sockaddr_in at;
        int fd = loopback(port, &at);
        bool free = bind(fd, (struct sockaddr *)&at, sizeof(at)) == 0;
        close(fd);
        if (free)
            return port;
    }
    abort();
}

static bool answers(int port)
{
    struct sockaddr_in at;
    int fd = loopback(port, &at);
    bool there = connect(fd, (struct sockaddr *)&at, sizeof(at)) == 0;
    close(fd);
    return there;
}

/* What the programs say goes to a log beside the journal. */
static void quiet(const struct world *world)
{
    char path[PATH_SIZE];
    snprintf(path, sizeof(path), "%.480s.programs.log", world->journal_path);
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (fd >= 0) {
        dup2(fd, STDOUT_FILENO);
        dup2(fd, STDERR_FILENO);
    }
}

pid_t program_start(const struct world *world, const char *program, const char *extra,
                    const char *const *words)
{
    char path[PATH_SIZE];
    const char *argv[WORDS_MOST] = {path};
    snprintf(path, sizeof(path), "%.480s/%s", world->bin, program);
    for (size_t i = 0; words[i] && i + 2 < WORDS_MOST; i++)
        argv[i + 1] = words[i];
    pid_t pid = fork();
    if (pid != 0)
        return pid;
    quiet(world);
    if (extra)
        putenv(strdup(extra));
    execv(path, (char *const *)argv);
    _exit(127);
}

static pid_t office_program(const struct world *world, const char *extra, const char *const *words)
{
    char address[ADDRESS_SIZE];
    const char *all[WORDS_MOST] = {"--db", address, "--config", world->config};
    snprintf(address, sizeof(address), "sqlite:%s", world->office_db);
    for (size_t i = 0; words[i] && i + 5 < WORDS_MOST; i++)
        all[i + 4] = words[i];
    return program_start(world, "anjungan-office", extra, all);
}

bool office_runs(struct world *world)
{
    if (world->office > 0 && waitpid(world->office, NULL, WNOHANG) != 0)
        world->office = 0;
    return world->office > 0;
}

bool office_start(struct world *world, const char *extra)
{
    char port[16];
    snprintf(port, sizeof(port), "%d", world->office_port);
    world->office = office_program(world, extra, (const char *[]){"serve", "--port", port, NULL});
    for (int tries = 0; tries < 4000 && office_runs(world); tries++) {
        if (answers(world->office_port))
            return true;
        rest_ms(5);
    }
    return false;
}

void office_stop(struct world *world, int signal)
{
    if (world->office <= 0)
        return;
    kill(world->office, signal);
    waitpid(world->office, NULL, 0);
    world->office = 0;
}

bool office_command(struct world *world, const char *const *words)
{
    int status = 1;
    pid_t pid = office_program(world, NULL, words);
    return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0;
}
