/* The file the ledger lives in: refused, not ours to write, taken away. */
#include "office/support/fixture.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/path.h"
#include "office/ledger_status.h"
#include "office/scribe.h"

static struct fixture fixture;

static int setup_each(void **state)
{
    (void)state;
    fixture_open(&fixture);
    return 0;
}

static int teardown_each(void **state)
{
    (void)state;
    fixture_close(&fixture);
    return 0;
}

static void test_addresses(void **unused)
{
    (void)unused;
    static const struct {
        const char *address;
        enum ledger_use use;
        enum err err;
        const char *why;
    } rows[] = {
        {"mysql://office", LEDGER_READ, ERR_INVALID, "sqlite:PATH"},
        {"postgresql://someone:secret@127.0.0.1:1/office", LEDGER_READ, ERR_INVALID, "PGPASSFILE"},
        {"postgresql://127.0.0.1:1/office", LEDGER_WRITE, ERR_STORAGE, "127.0.0.1"},
        {"postgresql://%", LEDGER_WRITE, ERR_INVALID, "postgresql://"},
        {"sqlite:", LEDGER_READ, ERR_INVALID, "sqlite:PATH"},
        {"sqlite:/nowhere/office.db", LEDGER_WRITE, ERR_NOT_FOUND, "run init first"},
        {"sqlite:/nowhere/office.db", LEDGER_CREATE, ERR_STORAGE, "unable to open"},
    };
    struct ledger *ledger = NULL;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct why why = {""};
        assert_int_equal(ledger_open(rows[i].address, rows[i].use, &ledger, &why), rows[i].err);
        assert_non_null(strstr(why.text, rows[i].why));
    }
    assert_null(ledger);
}

static void sqlite_run(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

struct strange {
    const char *bytes, *sql; /* what makes the file; NULL: the fixture's own, changed */
    enum err err, create;    /* of opening it, and of making it where it is missing */
    const char *why;
};

static void strange_make(const struct strange *strange, const char *path)
{
    char copy[PATH_SIZE * 2];
    snprintf(copy, sizeof(copy), "VACUUM INTO '%s'", path);
    if (strange->bytes)
        assert_int_equal(path_write(path, strange->bytes, strlen(strange->bytes), 0600), OK);
    else
        sqlite_run(fixture.address + strlen("sqlite:"), copy);
    if (strange->sql[0] != '\0')
        sqlite_run(path, strange->sql);
}

static void assert_opens(const char *path, enum ledger_use use, enum err expected,
                         const char *holds)
{
    SCOPED(buf_fini) struct buf before;
    SCOPED(buf_fini) struct buf after;
    buf_init(&before, 4 * 1024 * 1024);
    buf_init(&after, 4 * 1024 * 1024);
    assert_int_equal(path_read(path, &before), OK);
    char address[PATH_SIZE + 8];
    snprintf(address, sizeof(address), "sqlite:%s", path);
    struct ledger *ledger = NULL;
    struct why why = {""};
    assert_int_equal(ledger_open(address, use, &ledger, &why), expected);
    ledger_close(&ledger);
    if (expected == OK)
        return;
    assert_non_null(strstr(why.text, holds));
    assert_int_equal(path_read(path, &after), OK);
    assert_int_equal(after.len, before.len);
    assert_memory_equal(after.data, before.data, before.len);
}

/* What is not ours is named, and stays byte for byte as it was. */
static void test_files_that_are_refused(void **unused)
{
    (void)unused;
    static const struct strange rows[] = {
        {"", "", ERR_NOT_FOUND, OK, "is empty, run init first"},
        {"Bukan basis data, hanya catatan biasa.", "", ERR_INVALID, ERR_INVALID, "no database of"},
        {"", "CREATE TABLE setting (a)", ERR_INVALID, ERR_INVALID, "no database of this program"},
        {"", "PRAGMA user_version = 3", ERR_INVALID, ERR_INVALID, "no database of this program"},
        {NULL, "PRAGMA application_id = 7", ERR_INVALID, ERR_INVALID, "no database of this"},
        {NULL, "PRAGMA user_version = 99", ERR_INVALID, ERR_INVALID, "newer version"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char path[PATH_SIZE];
        snprintf(path, sizeof(path), "%s/%zu.db", fixture.dir.path, i);
        strange_make(&rows[i], path);
        assert_opens(path, LEDGER_READ, rows[i].err, rows[i].why);
        assert_opens(path, LEDGER_WRITE, rows[i].err, rows[i].why);
        assert_opens(path, LEDGER_CREATE, rows[i].create, rows[i].why);
    }
}

extern const char office_schema_fleet_sql[], office_schema_cases_sql[],
    office_schema_officers_sql[];

/* Every table, column and index, as one text. */
static void schema_of(const char *path, char *out, size_t size)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *rows = NULL;
    size_t len = 0;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "SELECT name || ':' || COALESCE(sql, '') FROM sqlite_schema"
                                        " UNION ALL SELECT user_version FROM pragma_user_version"
                                        " UNION ALL SELECT name FROM officer ORDER BY 1",
                                        -1, &rows, NULL),
                     SQLITE_OK);
    while (sqlite3_step(rows) == SQLITE_ROW)
        len += (size_t)snprintf(out + len, size - len, "%s\n", sqlite3_column_text(rows, 0));
    assert_true(len > 1000 && len < size);
    sqlite3_finalize(rows);
    sqlite3_close(db);
}

/* What the first version made, with a mark and from before there was one. */
static void test_an_older_database(void **unused)
{
    (void)unused;
    static const char *const marks[] = {
        "PRAGMA application_id = 1095649871; PRAGMA user_version = 1", ""};
    static char as_new[32768], as_raised[32768];
    sqlite_run(fixture.address + strlen("sqlite:"), "DELETE FROM officer");
    schema_of(fixture.address + strlen("sqlite:"), as_new, sizeof(as_new));
    for (size_t i = 0; i < LENGTH(marks); i++) {
        char path[PATH_SIZE], address[PATH_SIZE + 8];
        snprintf(path, sizeof(path), "%s/old%zu.db", fixture.dir.path, i);
        snprintf(address, sizeof(address), "sqlite:%s", path);
        sqlite_run(path, office_schema_fleet_sql);
        sqlite_run(path, office_schema_cases_sql);
        sqlite_run(path, office_schema_officers_sql);
        sqlite_run(path, marks[i]);
        struct ledger *ledger = NULL;
        struct why why = {""};
        assert_int_equal(ledger_open(address, LEDGER_WRITE, &ledger, &why), OK);
        ledger_close(&ledger);
        schema_of(path, as_raised, sizeof(as_raised));
        assert_string_equal(as_raised, as_new);
    }
}

/* As a user that may read the database and not write it. */
static int opened_without_writing(const char *address)
{
    enum { NOBODY = 65534 };
    if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
        return 1;
    struct ledger *ledger = NULL;
    struct why why = {""};
    if (ledger_open(address, LEDGER_WRITE, &ledger, &why) != ERR_DENIED ||
        !strstr(why.text, "may not write"))
        return 2;
    if (ledger_open(address, LEDGER_READ, &ledger, &why) != OK)
        return 3;
    ledger_close(&ledger);
    return 0;
}

static void test_read_only(void **unused)
{
    (void)unused;
    const char *path = fixture.address + strlen("sqlite:");
    ledger_close(&fixture.ledger); /* its log goes into the file */
    assert_int_equal(chmod(fixture.dir.path, 0777), 0);
    assert_int_equal(chmod(path, 0444), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(opened_without_writing(fixture.address));
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static enum err put_work(struct ledger *ledger, void *argument)
{
    (void)argument;
    const uint8_t id[STATUS_ID_BYTES] = {0xee};
    return ledger_status_put(ledger, id, "x", 1, 0);
}

/* Nobody is told "kept" of what lies in a file without a name, or in one that nobody opens again.
 */
static void test_a_database_taken_away(void **unused)
{
    (void)unused;
    struct why why;
    struct scribe *scribe = NULL;
    char away[PATH_SIZE];
    const char *path = fixture.address + strlen("sqlite:");
    assert_int_equal(path_join(away, fixture.dir.path, "away.db"), OK);
    assert_int_equal(scribe_open(fixture.address, &scribe, &why), OK);
    assert_int_equal(scribe_write(scribe, put_work, NULL), OK);
    assert_int_equal(rename(path, away), 0);
    assert_int_equal(scribe_write(scribe, put_work, NULL), ERR_STORAGE);
    assert_int_equal(ledger_transact(fixture.ledger, put_work, NULL), ERR_STORAGE);
    assert_int_equal(path_write(path, "", 0, 0600), OK); /* another one in its place */
    assert_int_equal(scribe_write(scribe, put_work, NULL), ERR_STORAGE);
    assert_int_equal(rename(away, path), 0);
    assert_int_equal(scribe_write(scribe, put_work, NULL), OK);
    scribe_close(&scribe);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, setup_each, teardown_each)

int main(void)
{
    const struct CMUnitTest tests[] = {
        EACH(test_addresses), EACH(test_files_that_are_refused), EACH(test_an_older_database),
        EACH(test_read_only), EACH(test_a_database_taken_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
