#include "base/err.h"

#include <stddef.h>

static const char *const NAMES[] = {
    [OK] = "ok",
    [ERR_INVALID] = "invalid",
    [ERR_NOT_FOUND] = "not found",
    [ERR_FULL] = "full",
    [ERR_BUSY] = "busy",
    [ERR_STORAGE] = "storage",
    [ERR_UNREACHABLE] = "unreachable",
    [ERR_DENIED] = "denied",
};

const char *err_name(enum err err)
{
    return (size_t)err < LENGTH(NAMES) ? NAMES[err] : "unknown";
}
