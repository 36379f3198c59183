/* Holds what was promised against what the office has, by the two databases themselves and none of
 * the programs' code.
 *
 *     oracle JOURNAL KIOSK_DB OFFICE_DB
 *
 * Prints "promised N lost N duplicated N waiting N". Lost: a promised code the office does not have
 * and the kiosk has no item for any more, or has one that the office never got although it is noted
 * as received; or a page of a document that the kiosk noted as sent and the office has not whole.
 * Duplicated: a page twice, more items at the office than the kiosk ever numbered, or a code twice.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static sqlite3 *db;

static void die(const char *what)
{
    fprintf(stderr, "oracle: %s: %s\n", what, sqlite3_errmsg(db));
    exit(2);
}

static long number(const char *sql)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK ||
        sqlite3_step(statement) != SQLITE_ROW)
        die(sql);
    long found = (long)sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return found;
}

static void run(const char *sql, const char *value)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK ||
        (value && sqlite3_bind_text(statement, 1, value, -1, SQLITE_TRANSIENT) != SQLITE_OK) ||
        sqlite3_step(statement) != SQLITE_DONE)
        die(sql);
    sqlite3_finalize(statement);
}

/* A line is a tracking code, or "#" and the number of an item without one. */
static void read_journal(const char *path)
{
    char line[64];
    FILE *file = fopen(path, "r");
    if (!file)
        return;
    while (fgets(line, sizeof(line), file)) {
        line[strcspn(line, "\n")] = '\0';
        if (*line == '#')
            run("INSERT INTO numbered VALUES (CAST(?1 AS INTEGER))", line + 1);
        else
            run("INSERT OR IGNORE INTO promised VALUES (?1)", line);
    }
    fclose(file);
}

/* Of the items without a code. A number that was given twice means that the first one's item was
 * lost. */
static long numbered_lost(void)
{
    return number("SELECT count(*) - count(DISTINCT sequence) FROM numbered") +
           number("SELECT count(DISTINCT sequence) FROM numbered WHERE sequence NOT IN"
                  " (SELECT sequence FROM office.item) AND sequence NOT IN"
                  " (SELECT sequence FROM kiosk.outbox WHERE state = 0)");
}

int main(int argc, char **argv)
{
    if (argc != 4 || sqlite3_open(":memory:", &db) != SQLITE_OK)
        return 2;
    run("ATTACH ?1 AS kiosk", argv[2]);
    run("ATTACH ?1 AS office", argv[3]);
    run("CREATE TABLE promised (code TEXT PRIMARY KEY)", NULL);
    run("CREATE TABLE numbered (sequence INTEGER)", NULL);
    run("BEGIN", NULL);
    read_journal(argv[1]);
    run("COMMIT", NULL);
    /* The office has no index on what is asked here. */
    run("CREATE TABLE item (id BLOB, hash BLOB, PRIMARY KEY (id, hash)) WITHOUT ROWID", NULL);
    run("INSERT OR IGNORE INTO main.item SELECT id, hash FROM office.item", NULL);
    run("CREATE TEMP VIEW arrived AS SELECT code FROM office.request"
        " UNION ALL SELECT code FROM office.complaint",
        NULL);
    long promised =
        number("SELECT count(*) FROM promised") + number("SELECT count(*) FROM numbered");
    long absent =
        number("SELECT count(*) FROM promised WHERE code NOT IN (SELECT code FROM arrived)");
    long waiting = number("SELECT count(*) FROM kiosk.outbox WHERE state = 0");
    long unopened = number("SELECT count(*) FROM office.item WHERE state = 'received'");
    /* What is absent must be on its way: in the outbox, or at the office and not opened yet. */
    long lost = absent > waiting + unopened ? absent - waiting - unopened : 0;
    lost += numbered_lost();
    lost += number("SELECT count(*) FROM kiosk.outbox AS o WHERE o.state = 1 AND NOT EXISTS"
                   " (SELECT 1 FROM main.item AS i WHERE i.id = o.id AND i.hash = o.hash)");
    lost += number("SELECT count(*) FROM kiosk.blobs AS b JOIN kiosk.outbox AS o"
                   " ON o.sequence = b.sequence WHERE b.state = 3 AND o.state = 1 AND NOT EXISTS"
                   " (SELECT 1 FROM office.blob AS f WHERE f.hash = b.hash AND f.named = 1"
                   " AND f.length = b.length AND f.durable = f.length)");
    lost += number("SELECT count(*) FROM office.request_page AS p WHERE NOT EXISTS (SELECT 1 FROM"
                   " office.blob AS f WHERE f.hash = p.hash AND f.durable = p.length)");
    long duplicated = number("SELECT count(*) - count(DISTINCT hash) FROM office.request_page");
    duplicated += number("SELECT count(*) - count(DISTINCT code) FROM arrived");
    duplicated += number("SELECT count(*) - count(DISTINCT sequence) FROM office.item");
    printf("promised %ld lost %ld duplicated %ld waiting %ld\n", promised, lost, duplicated,
           waiting + unopened);
    sqlite3_close(db);
    return lost > 0 || duplicated > 0;
}
