#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "wire/export.h"

static const char *const bodies[] = {"{\"first\"}", "", "third\nwith a line's end\n"};

static void make(struct buf *file)
{
    buf_init(file, 64 * 1024);
    assert_int_equal(export_begin(file), OK);
    for (size_t i = 0; i < LENGTH(bodies); i++) {
        const struct export_record record = {
            .body = bodies[i],
            .len = strlen(bodies[i]),
            .signature = {.digest = "digest", .input = "input", .signature = "signature"},
        };
        assert_int_equal(export_put(file, &record), OK);
    }
    assert_int_equal(export_end(file, LENGTH(bodies)), OK);
}

static void what_went_in_comes_out(void **state)
{
    (void)state;
    struct buf file;
    struct export_cursor cursor = {0};
    struct export_record record;
    make(&file);
    for (size_t i = 0; i < LENGTH(bodies); i++) {
        assert_int_equal(export_next(&file, &cursor, &record), OK);
        assert_int_equal(record.len, strlen(bodies[i]));
        assert_memory_equal(record.body, bodies[i], record.len);
        assert_string_equal(record.signature.digest, "digest");
        assert_string_equal(record.signature.signature, "signature");
    }
    assert_int_equal(export_next(&file, &cursor, &record), ERR_NOT_FOUND);
    assert_int_equal(export_next(&file, &cursor, &record), ERR_NOT_FOUND);
    buf_fini(&file);
}

/* How reading a file that was cut or lengthened ends. */
static enum err read_all(const uint8_t *bytes, size_t len, size_t *records)
{
    struct buf file = {.data = (uint8_t *)bytes, .len = len, .max = len};
    struct export_cursor cursor = {0};
    struct export_record record;
    enum err err;
    while ((err = export_next(&file, &cursor, &record)) == OK)
        continue;
    *records = cursor.records;
    return err;
}

static void every_cut_is_noticed(void **state)
{
    (void)state;
    struct buf file;
    size_t records;
    make(&file);
    for (size_t len = 0; len < file.len; len++)
        assert_int_equal(read_all(file.data, len, &records), ERR_INVALID);
    assert_int_equal(read_all(file.data, file.len, &records), ERR_NOT_FOUND);
    assert_int_equal(records, LENGTH(bodies));
    buf_puts(&file, "x");
    assert_int_equal(read_all(file.data, file.len, &records), ERR_INVALID);
    buf_fini(&file);
}

static void strange_files_are_refused(void **state)
{
    (void)state;
    static const char *const files[] = {
        "",
        "\n",
        "anjungan export 2\nend 0\n",
        "anjungan export 1\nend 1\n",
        "anjungan export 1\nend -0\n",
        "anjungan export 1\nend\n",
        "anjungan export 1\nbatch 99999999\nd\ni\ns\nx\nend 1\n",
        "anjungan export 1\nbatch 999999999999999999999\nd\ni\ns\nx\nend 1\n",
        "anjungan export 1\nbatch 2\nd\ni\ns\nx\nend 1\n",
        "anjungan export 1\nbatch 0x1\nd\ni\ns\nx\nend 1\n",
    };
    for (size_t i = 0; i < LENGTH(files); i++) {
        size_t records;
        assert_int_equal(read_all((const uint8_t *)files[i], strlen(files[i]), &records),
                         ERR_INVALID);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_went_in_comes_out),
        cmocka_unit_test(every_cut_is_noticed),
        cmocka_unit_test(strange_files_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
