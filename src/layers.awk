# Reads the dependency file that the compiler wrote for one object and fails when it names a
# header outside its folder's layer. Run with -v folder=NAME -v source=PATH -v sees="a b c".
# This catches what include paths cannot: "../store/db.h", and libraries that another one brought.

BEGIN {
    # Outside headers and the sources that may reach them, directly or through our own headers.
    may["sqlite3.h"]         = "^src/store/|^src/office/ledger"
    may["libpq-fe.h"]        = "^src/office/ledger"
    may["curl/"]             = "^src/sync/transport|^src/office/mailer"
    may["openssl/"]          = "^src/sync/transport"
    may["SDL2/"]             = "^src/platform/"
    may["qrencode.h"]        = "^src/platform/"
    may["zbar.h"]            = "^src/scan/"
    may["linux/videodev2.h"] = "^src/scan/"
    may["png.h"]             = "^src/scan/"
    may["jpeglib.h"]         = "^src/scan/"
    may["seccomp.h"]         = "^src/scan/"
    may["sodium.h"]          = "^src/seal/"
    may["microhttpd.h"]      = "^src/office/http"
    may["yaml.h"]            = "^src/base/yaml"
    may["espeak-ng/"]        = "^src/platform/"
    count = split(sees " " folder, list, " ")
    for (i = 1; i <= count; i++)
        allowed[list[i]] = 1
}

function complain(header) {
    printf "%s: may not include %s (src/layers.mk says what %s/ sees)\n", source, header, folder
    failed = 1
}

{
    for (i = 1; i <= NF; i++) {
        path = $i
        if (path == "\\" || path ~ /:$/)
            continue
        while (sub(/\/[^\/.]+\/\.\.\//, "/", path)) {
        }
        ours = ""
        if (match(path, /(^|\/)build\/[^ ]*inc\/[a-z]+\/[a-z]+\//)) {
            ours = path
            sub(/.*inc\/[a-z]+\//, "", ours)
        } else if (match(path, /(^|\/)src\/[a-z]+\//)) {
            ours = path
            sub(/.*src\//, "", ours)
        }
        if (ours != "") {
            sub(/\/.*/, "", ours)
            if (!(ours in allowed))
                complain(path)
            continue
        }
        if (path !~ /^\/usr\//)
            continue
        for (header in may)
            if (index(path, "/" header) && source !~ may[header])
                complain(path)
    }
}

END { exit failed }
