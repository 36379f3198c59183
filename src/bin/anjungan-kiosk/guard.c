#include "bin/anjungan-kiosk/guard.h"

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "base/log.h"

void guard(bool production)
{
    const struct rlimit none = {0, 0};
    struct rlimit locked;
    if (setrlimit(RLIMIT_CORE, &none) != 0)
        log_warn("core dumps cannot be switched off");
    if (!production)
        return;
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
        log_warn("core dumps through a handler cannot be switched off");
    /* with a limit, pages mapped later would fail instead of being swapped */
    bool unlimited = getrlimit(RLIMIT_MEMLOCK, &locked) == 0 && locked.rlim_cur == RLIM_INFINITY;
    if (!unlimited || mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT) != 0)
        log_warn("memory is not locked as a whole: raise LimitMEMLOCK, or run without swap");
}
