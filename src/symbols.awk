# Reads `nm -A --undefined-only` of the libraries and fails when a pure folder calls the world, or
# anyone but base/clock reads a clock. Linking catches calls to other folders; this catches libc.

BEGIN {
    clock = "^(time|clock_gettime|gettimeofday|localtime|localtime_r|mktime|SDL_GetTicks|SDL_GetTicks64)$"
    world = "^(open|open64|fopen|fopen64|creat|openat|socket|connect|bind|listen|unlink|rename|mkdir|system|popen|fork|execve|execv|execvp|posix_spawn|posix_spawnp|getenv|getrandom|rand|random)$"
    pure = "libservice|libui|libkiosk|libwire"
}

{
    split($1, place, ":")
    symbol = $NF
    sub(/@.*/, "", symbol)
    if (symbol ~ clock && $0 !~ /libbase\.a:clock\.o/) {
        printf "%s calls %s: time is a parameter, only base/clock reads a clock\n", $1, symbol
        failed = 1
    }
    if (symbol ~ world && $1 ~ pure) {
        printf "%s calls %s: this folder is pure, the world enters through parameters\n", $1, symbol
        failed = 1
    }
}

END { exit failed }
