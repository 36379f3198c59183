#include "base/place.h"

#include <string.h>
#include <unistd.h>

static const char *const helper_places[] = {"@/", "@/../libexec/anjungan"};

static bool program_folder(char out[PATH_SIZE])
{
    ssize_t len = readlink("/proc/self/exe", out, PATH_SIZE - 1);
    if (len <= 0 || len == PATH_SIZE - 1)
        return false;
    out[len] = '\0';
    *strrchr(out, '/') = '\0';
    return true;
}

bool place_resolve(const char *place, char out[PATH_SIZE])
{
    if (strncmp(place, "@/", 2) != 0)
        return text_copy(out, PATH_SIZE, place);
    char program[PATH_SIZE];
    return program_folder(program) && path_join(out, program, place + 2) == OK;
}

static bool find(const char *const *places, size_t count, const char *sign, int mode,
                 char out[PATH_SIZE], char whole[PATH_SIZE])
{
    for (size_t i = 0; i < count; i++)
        if (place_resolve(places[i], out) && path_join(whole, out, sign) == OK &&
            access(whole, mode) == 0)
            return true;
    return false;
}

bool place_find(const char *const *places, size_t count, const char *sign, char out[PATH_SIZE])
{
    char whole[PATH_SIZE];
    return find(places, count, sign, R_OK, out, whole);
}

enum err place_helper(const char *name, char out[PATH_SIZE])
{
    char folder[PATH_SIZE];
    bool found = find(helper_places, LENGTH(helper_places), name, X_OK, folder, out);
    return found ? OK : ERR_NOT_FOUND;
}
