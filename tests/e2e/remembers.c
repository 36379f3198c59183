/* Whether a process still remembers what somebody typed: reads every mapping of its memory.
 *
 *     printf '%s\n' 3375014708900012 'siti contoh' | remembers PID
 *
 * Looks for each line in small letters or capitals; digits also in groups with blanks and hyphens;
 * all of that in one, two and four bytes a character and, in memory that can be written, spread
 * evenly, forwards and backwards, as queues of events hold one character each; and the same as X11
 * key codes and SDL scan codes. A line "hex:ffd8ff" stands for those bytes as they are. Prints each
 * find with its mapping, then what was searched. Exit: 0 nothing was found, 1 something was, 2 it
 * cannot be read. */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    NEEDLES_MAX = 512,
    NEEDLE_MAX = 128,
    SHORTEST_SPREAD = 8, /* characters: shorter ones occur by chance when spread */
    SPREAD_MAX = 256,
    PART = 4 << 20,
    OVERLAP = SPREAD_MAX * 40,
};

struct needle {
    uint8_t bytes[NEEDLE_MAX];
    size_t len;
    const char *form;
    size_t line; /* which one was asked for */
};

struct search {
    struct needle needles[NEEDLES_MAX];
    size_t count;
    int16_t first[1 << 16]; /* by the first two bytes: a needle, or -1 */
    int16_t next[NEEDLES_MAX];
    size_t finds;
    uint64_t bytes, mappings;
};

/* Capitals count as small letters. */
static void fold(uint8_t *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        bytes[i] |= (uint8_t)((bytes[i] >= 'A' && bytes[i] <= 'Z') << 5);
}

static void add(struct search *search, size_t line, const char *form, const uint8_t *bytes,
                size_t len)
{
    if (len < 2 || search->count == NEEDLES_MAX)
        return;
    struct needle *needle = &search->needles[search->count++];
    *needle =
        (struct needle){.len = len < NEEDLE_MAX ? len : NEEDLE_MAX, .form = form, .line = line};
    memcpy(needle->bytes, bytes, needle->len);
}

static void add_text(struct search *search, size_t line, const char *form, const char *text)
{
    add(search, line, form, (const uint8_t *)text, strlen(text));
}

static void add_bytes(struct search *search, size_t line, const char *hex)
{
    uint8_t bytes[NEEDLE_MAX];
    size_t len = 0;
    for (unsigned byte; len < NEEDLE_MAX && sscanf(hex + 2 * len, "%2x", &byte) == 1; len++)
        bytes[len] = (uint8_t)byte;
    fold(bytes, len);
    add(search, line, "as bytes", bytes, len);
}

static bool digits_alone(const char *text)
{
    return text[strspn(text, "0123456789")] == '\0';
}

/* 3375 0147 0890 0012, and the same in other groups. */
static void add_grouped(struct search *search, size_t line, const char *text)
{
    static const int groups[][5] = {
        {4, 4, 4, 4, 4}, {6, 6, 4, 4, 4}, {8, 6, 1, 3, 1}, {4, 4, 5, 5, 5}};
    for (size_t g = 0; g < sizeof(groups) / sizeof(groups[0]); g++)
        for (int sign = 0; sign < 2; sign++) {
            char grouped[NEEDLE_MAX] = "";
            size_t at = 0, out = 0;
            for (int part = 0; text[at] && part < 5; part++)
                for (int i = 0; i <= groups[g][part] && text[at]; i++)
                    grouped[out++] = i == groups[g][part] ? " -"[sign] : text[at++];
            add_text(search, line, "in groups", grouped);
        }
}

/* Key codes of X11 on an evdev keyboard, scan codes of SDL; only letters and digits. */
static void add_keys(struct search *search, size_t line, const char *text)
{
    static const char rows[] = "1234567890\0\0\0\0qwertyuiop\0\0\0\0asdfghjkl\0\0\0\0\0zxcvbnm";
    uint8_t codes[NEEDLE_MAX], scans[NEEDLE_MAX];
    size_t len = 0;
    for (const char *at = text; *at && len < NEEDLE_MAX; at++) {
        int letter = tolower((unsigned char)*at);
        const char *key = letter ? memchr(rows, letter, sizeof(rows) - 1) : NULL;
        if (!key)
            continue;
        codes[len] = (uint8_t)(10 + (key - rows));
        scans[len++] = (uint8_t)(letter == '0'     ? 39
                                 : isdigit(letter) ? 30 + letter - '1'
                                                   : 4 + letter - 'a');
    }
    if (len < SHORTEST_SPREAD)
        return;
    add(search, line, "as key codes", codes, len);
    add(search, line, "as scan codes", scans, len);
}

static void add_line(struct search *search, size_t number, char *line)
{
    if (strncmp(line, "hex:", 4) == 0) {
        add_bytes(search, number, line + 4);
        return;
    }
    fold((uint8_t *)line, strlen(line));
    add_text(search, number, "as it is", line);
    add_keys(search, number, line);
    if (digits_alone(line))
        add_grouped(search, number, line);
}

static void add_backwards(struct search *search)
{
    size_t forwards = search->count;
    for (size_t i = 0; i < forwards; i++) {
        struct needle *needle = &search->needles[i];
        uint8_t bytes[NEEDLE_MAX];
        for (size_t b = 0; b < needle->len; b++)
            bytes[b] = needle->bytes[needle->len - 1 - b];
        add(search, needle->line, needle->form, bytes, needle->len);
    }
}

static void index_needles(struct search *search)
{
    memset(search->first, -1, sizeof(search->first));
    for (size_t i = 0; i < search->count; i++) {
        const uint8_t *bytes = search->needles[i].bytes;
        int16_t *slot = &search->first[bytes[0] << 8 | bytes[1]];
        search->next[i] = *slot;
        *slot = (int16_t)i;
    }
}

static bool is_there(const struct needle *needle, const uint8_t *at, const uint8_t *end,
                     size_t spread)
{
    if ((size_t)(end - at) <= (needle->len - 1) * spread)
        return false;
    for (size_t i = 2; i < needle->len; i++)
        if (at[i * spread] != needle->bytes[i])
            return false;
    return true;
}

static void search_spread(struct search *search, const uint8_t *part, size_t len, size_t spread,
                          uint64_t from, const char *where)
{
    const uint8_t *end = part + len;
    for (const uint8_t *at = part; at + spread < end; at++) {
        int16_t i = search->first[at[0] << 8 | at[spread]];
        for (; i >= 0; i = search->next[i]) {
            const struct needle *needle = &search->needles[i];
            if ((spread > 4 && needle->len < SHORTEST_SPREAD) || !is_there(needle, at, end, spread))
                continue;
            search->finds++;
            printf("line %zu %s, %zu byte(s) apart, at %" PRIx64 " %s\n", needle->line + 1,
                   needle->form, spread, from + (uint64_t)(at - part), where);
        }
    }
}

static void search_part(struct search *search, const uint8_t *part, size_t len, bool spread_out,
                        uint64_t from, const char *where)
{
    static const size_t narrow[] = {1, 2, 4};
    for (size_t i = 0; i < sizeof(narrow) / sizeof(narrow[0]); i++)
        search_spread(search, part, len, narrow[i], from, where);
    for (size_t spread = 8; spread_out && spread <= SPREAD_MAX; spread += 8)
        search_spread(search, part, len, spread, from, where);
}

/* Some mappings of devices say no: they hold no text. */
static void search_mapping(struct search *search, int memory, uint64_t from, uint64_t to,
                           bool writable, const char *where)
{
    static uint8_t part[PART + OVERLAP];
    search->mappings++;
    for (uint64_t at = from; at < to; at += PART) {
        size_t want = to - at < sizeof(part) ? (size_t)(to - at) : sizeof(part);
        ssize_t got = pread(memory, part, want, (off_t)at);
        if (got <= 0)
            return;
        search->bytes += (uint64_t)got;
        fold(part, (size_t)got);
        search_part(search, part, (size_t)got, writable, at, where);
    }
}

static int search_process(struct search *search, const char *pid)
{
    char path[64], line[512];
    snprintf(path, sizeof(path), "/proc/%s/maps", pid);
    FILE *maps = fopen(path, "re");
    snprintf(path, sizeof(path), "/proc/%s/mem", pid);
    int memory = open(path, O_RDONLY | O_CLOEXEC);
    if (!maps || memory < 0) {
        fprintf(stderr, "remembers: process %s: %s\n", pid, strerror(errno));
        return 2;
    }
    while (fgets(line, sizeof(line), maps)) {
        uint64_t from, to;
        char rights[5];
        int name = 0;
        line[strcspn(line, "\n")] = '\0';
        if (sscanf(line, "%" SCNx64 "-%" SCNx64 " %4s %*s %*s %*s %n", &from, &to, rights, &name) <
            3)
            continue;
        if (rights[0] == 'r' && strcmp(line + name, "[vvar]") != 0)
            search_mapping(search, memory, from, to, rights[1] == 'w', line + name);
    }
    fclose(maps);
    close(memory);
    return 0;
}

int main(int argc, char **argv)
{
    static struct search search;
    char line[NEEDLE_MAX];
    if (argc != 2) {
        fprintf(stderr, "usage: remembers PID <LINES\n");
        return 2;
    }
    for (size_t number = 0; fgets(line, sizeof(line), stdin); number++) {
        line[strcspn(line, "\n")] = '\0';
        add_line(&search, number, line);
    }
    add_backwards(&search);
    index_needles(&search);
    int status = search_process(&search, argv[1]);
    printf("%zu finds of %zu forms in %" PRIu64 " KiB of %" PRIu64 " mappings\n", search.finds,
           search.count, search.bytes >> 10, search.mappings);
    return status ? status : search.finds > 0;
}
