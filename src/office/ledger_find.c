#include "office/ledger_find.h"

#include "office/ledger_driver.h"

enum { TRIGRAM = 3 };

bool ledger_finds(const struct ledger *ledger, const char *search)
{
    size_t letters = 0;
    for (; *search != '\0'; search++)
        letters += ((unsigned char)*search & 0xC0) != 0x80;
    return ledger->driver->finds && letters >= TRIGRAM;
}

void ledger_find_phrase(const char *search, char *out, size_t size)
{
    size_t len = 0;
    out[len++] = '"';
    for (; *search != '\0' && len + 4 < size; search++) {
        if (*search == '"')
            out[len++] = '"';
        out[len++] = *search;
    }
    out[len++] = '"';
    out[len] = '\0';
}

enum err ledger_find_add(struct ledger *ledger, const struct request_row *row)
{
    if (!ledger->driver->finds)
        return OK;
    return ledger_run(ledger, "INSERT INTO request_find (code, applicant) VALUES ($1, $2)",
                      VALUES(V_TEXT(row->code.text), V_TEXT(row->applicant)), NULL);
}

enum err ledger_find_renew(struct ledger *ledger)
{
    if (!ledger->driver->finds)
        return OK;
    enum err err = ledger_run(ledger, "DELETE FROM request_find", NULL, 0, NULL);
    return err == OK ? ledger_run(ledger,
                                  "INSERT INTO request_find (code, applicant)"
                                  " SELECT code, applicant FROM request",
                                  NULL, 0, NULL)
                     : err;
}
