#include "bench/ui_tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PROCESSES_MAX = 4096, THREADS_MAX = 1024, LOOK_SECONDS = 5 };

void tree_adopt(void)
{
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
}

pid_t tree_start(char *const *command, const char *log)
{
    pid_t pid = fork();
    if (pid != 0) {
        if (pid < 0)
            exit(EXIT_FAILURE);
        return pid;
    }
    int out = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    dup2(out, STDOUT_FILENO);
    dup2(out, STDERR_FILENO);
    execvp(command[0], command);
    perror(command[0]);
    _exit(127);
}

/* ---- who descends from us ---- */

struct process {
    pid_t pid, parent;
    bool ours;
};

static bool parent_of(pid_t pid, pid_t *parent)
{
    char path[64];
    snprintf(path, sizeof(path), "/proc/%d/stat", pid);
    FILE *file = fopen(path, "re");
    if (!file)
        return false;
    bool read = fscanf(file, "%*d (%*[^)]%*[)] %*c %d", parent) == 1;
    fclose(file);
    return read;
}

static size_t all_processes(struct process *all)
{
    size_t count = 0;
    DIR *dir = opendir("/proc");
    for (struct dirent *entry; dir && count < PROCESSES_MAX && (entry = readdir(dir)) != NULL;) {
        struct process *process = &all[count];
        *process = (struct process){.pid = atoi(entry->d_name)};
        count += process->pid > 0 && parent_of(process->pid, &process->parent);
    }
    if (dir)
        closedir(dir);
    return count;
}

/* Our descendants, at most PROCESSES_MAX; ourselves not counted. */
static size_t descendants(pid_t *out)
{
    static struct process all[PROCESSES_MAX];
    size_t count = all_processes(all), found = 0;
    bool more = true;
    while (more) {
        more = false;
        for (size_t i = 0; i < count; i++) {
            bool child = all[i].parent == getpid();
            for (size_t k = 0; k < count && !child; k++)
                child = all[k].ours && all[k].pid == all[i].parent;
            if (!child || all[i].ours)
                continue;
            all[i].ours = more = true;
            out[found++] = all[i].pid;
        }
    }
    return found;
}

/* ---- what they use ---- */

static double cpu_of(pid_t pid)
{
    clockid_t clock;
    struct timespec used = {0};
    if (clock_getcpuclockid(pid, &clock) == 0)
        clock_gettime(clock, &used);
    return (double)used.tv_sec * 1e3 + (double)used.tv_nsec / 1e6;
}

/* The number after `key` in a file of /proc; 0 where there is none. */
static double number_in(const char *path, const char *format)
{
    char line[256];
    double number = 0;
    FILE *file = fopen(path, "re");
    while (file && fgets(line, sizeof(line), file) && sscanf(line, format, &number) != 1)
        ;
    if (file)
        fclose(file);
    return number;
}

struct thread {
    pid_t id;
    double wakeups;
};

/* The threads of a process, added to those found so far. */
static size_t add_threads(pid_t pid, struct thread *threads, size_t count)
{
    char path[320];
    snprintf(path, sizeof(path), "/proc/%d/task", pid);
    DIR *dir = opendir(path);
    for (struct dirent *entry; dir && count < THREADS_MAX && (entry = readdir(dir)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof(path), "/proc/%d/task/%s/status", pid, entry->d_name);
        threads[count++] =
            (struct thread){atoi(entry->d_name), number_in(path, "voluntary_ctxt_switches: %lf")};
    }
    if (dir)
        closedir(dir);
    return count;
}

static size_t all_threads(struct thread *threads)
{
    static pid_t pids[PROCESSES_MAX];
    size_t count = 0, processes = descendants(pids);
    for (size_t i = 0; i < processes; i++)
        count = add_threads(pids[i], threads, count);
    return count;
}

/* What the threads have woken since `before`; a new one from its start. */
static double woken_since(const struct thread *before, size_t before_count,
                          const struct thread *now, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += now[i].wakeups;
        for (size_t k = 0; k < before_count; k++)
            if (before[k].id == now[i].id)
                sum -= before[k].wakeups;
    }
    return sum;
}

double tree_wakeups(int seconds)
{
    static struct thread looks[2][THREADS_MAX];
    const struct timespec rest = {.tv_sec = LOOK_SECONDS};
    double sum = 0;
    size_t counts[2] = {all_threads(looks[0])};
    for (int look = 1; look * LOOK_SECONDS <= seconds; look++) {
        int now = look % 2, before = 1 - now;
        nanosleep(&rest, NULL);
        counts[now] = all_threads(looks[now]);
        sum += woken_since(looks[before], counts[before], looks[now], counts[now]);
    }
    return sum;
}

struct usage tree_usage(int with_pss)
{
    static pid_t pids[PROCESSES_MAX];
    struct usage usage = {.processes = (int)descendants(pids)};
    for (int i = 0; i < usage.processes; i++) {
        char path[64];
        snprintf(path, sizeof(path), "/proc/%d/smaps_rollup", pids[i]);
        usage.cpu += cpu_of(pids[i]);
        usage.pss += with_pss ? number_in(path, "Pss: %lf") : 0;
    }
    return usage;
}

/* ---- the end ---- */

static bool all_ended(void)
{
    while (waitpid(-1, NULL, WNOHANG) > 0)
        ;
    static pid_t pids[PROCESSES_MAX];
    return descendants(pids) == 0;
}

void tree_end(pid_t first)
{
    static pid_t pids[PROCESSES_MAX];
    const struct timespec nap = {.tv_nsec = 20000000};
    kill(first, SIGTERM);
    for (int tries = 0; tries < 250 && !all_ended(); tries++)
        nanosleep(&nap, NULL);
    for (int tries = 0; tries < 50 && !all_ended(); tries++) {
        for (size_t left = descendants(pids); left > 0; left--)
            kill(pids[left - 1], SIGKILL);
        nanosleep(&nap, NULL);
    }
}
