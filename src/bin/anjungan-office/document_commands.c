/* request document: one page of a request, opened for the officer who asks. */
#include <stdlib.h>
#include <string.h>

#include "bin/anjungan-office/command.h"
#include "office/documents.h"

static enum exit_code page_write(const struct call *call, const struct bench *bench,
                                 const struct document_look *look)
{
    const char *out = call_option(call, "--out", "");
    SCOPED(keyring_wipe) struct keyring keys = {.count = 0};
    SCOPED(buf_fini) struct buf page;
    struct why why = {""};
    struct vault vault;
    buf_init(&page, DOCUMENT_MAX);
    if (keyring_open(call->keys, bench->ledger, &keys, &why) != OK)
        return complain("%s", why.text);
    enum err err = vault_open(call->keys, &vault);
    if (err == OK)
        err = document_open(&vault, &keys, &look->page, &page);
    if (err == ERR_NOT_FOUND)
        return complain("page %d of %s is not here%s", look->number, look->code.text,
                        look->page.removed ? " any more: the rules of retention deleted it" : "");
    if (err == ERR_INVALID || err == ERR_DENIED)
        return complain("page %d of %s is not what the request names", look->number,
                        look->code.text),
               EXIT_UNVERIFIED;
    if (err == OK)
        err = path_write(out, page.data, page.len, 0600);
    if (err != OK)
        return complain("%s: cannot be written: %s", out, err_name(err));
    return EXIT_OK;
}

enum exit_code request_document_run(const struct call *call)
{
    struct bench bench;
    struct document_look look = {.now = call_now(call)};
    size_t digits = strlen(call->second);
    if (digits == 0 || digits > 3 || strspn(call->second, "0123456789") != digits)
        return complain("'%s' is no number of a page", call->second);
    look.number = atoi(call->second);
    if (call_code(call, &look.code) != OK || bench_open_ledger(call, LEDGER_WRITE, &bench) != OK)
        return EXIT_FAILED;
    enum exit_code code = EXIT_FAILED;
    if (bench_officer(&bench, call, &look.by) == OK) {
        enum err err = ledger_transact(bench.ledger, document_look_note, &look);
        if (err == ERR_NOT_FOUND)
            complain("%s has no page %d", look.code.text, look.number);
        else if (err != OK)
            complain("nothing is shown: %s", err_name(err));
        else if (!look.allowed)
            complain("%s may not read documents", look.by.name);
        else
            code = page_write(call, &bench, &look);
    }
    bench_close(&bench);
    return code;
}
