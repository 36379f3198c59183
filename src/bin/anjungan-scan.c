/* anjungan-scan: reads the QR codes of picture files as the kiosk does, for technicians and
 * benches. */
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/log.h"
#include "scan/decoder.h"
#include "scan/picture.h"

enum { EXIT_OK = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

static const char usage[] =
    "usage: anjungan-scan [--tsv] [--decoder PROGRAM] FILE...\n"
    "Reads the QR code in each PNG or JPEG picture, as the kiosk would.\n"
    "\n"
    "  --tsv              one line a file: FILE, milliseconds, text, with tabs between;\n"
    "                     escaped are \\n \\r \\t \\\\; the text is empty where there is none\n"
    "  --decoder PROGRAM  the anjungan-decoder to use, not the one installed with this program\n"
    "  --help             this text\n"
    "\n"
    "Line ends in a text are written \\n, and white space at its end is left out.\n"
    "Exit status: 0 ok, 1 when a file could not be read, 2 wrong usage.\n";

struct options {
    bool tsv;
    char decoder[PATH_SIZE];
};

/* Milliseconds with their fraction, which clock_boot lacks: a picture takes four or five. */
static double moment(void)
{
    struct timespec now;
    clock_gettime(CLOCK_BOOTTIME, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* What people write as a line end, in one form; and no white space at the end. */
static void tidy(struct qr_text *text)
{
    size_t to = 0;
    for (size_t i = 0; i < text->len; i++)
        if (text->bytes[i] != '\r' || i + 1 == text->len || text->bytes[i + 1] != '\n')
            text->bytes[to++] = text->bytes[i];
    while (to > 0 && strchr(" \t\r\n", text->bytes[to - 1]) && text->bytes[to - 1] != '\0')
        to--;
    text->len = to;
    text->bytes[to] = '\0';
}

static void print_escaped(const char *bytes, size_t len)
{
    static const char plain[] = "\n\r\t\\", letters[] = "nrt\\";
    for (size_t i = 0; i < len; i++) {
        const char *found = bytes[i] ? strchr(plain, bytes[i]) : NULL;
        if (found)
            printf("\\%c", letters[found - plain]);
        else
            putchar(bytes[i]);
    }
}

/* For a terminal: no control characters (C0, DEL, C1), which could steer it. */
static void print_plain(const struct qr_text *text)
{
    const unsigned char *bytes = (const unsigned char *)text->bytes;
    for (size_t i = 0; i < text->len; i++) {
        bool c1 = bytes[i] == 0xC2 && bytes[i + 1] < 0xA0;
        bool control = (bytes[i] < ' ' && bytes[i] != '\n') || bytes[i] == 0x7F || c1;
        putchar(control ? '?' : bytes[i]);
        i += c1;
    }
}

static void report(const struct options *options, const char *file, enum err err, double ms,
                   const struct qr_text *text)
{
    if (options->tsv) {
        print_escaped(file, strlen(file));
        printf("\t%.2f\t", ms);
        print_escaped(text->bytes, text->len);
        putchar('\n');
    } else if (err == OK) {
        printf("%s (%.0f ms): ", file, ms);
        print_plain(text);
        putchar('\n');
    } else if (err == ERR_NOT_FOUND) {
        printf("%s (%.0f ms): no QR code found\n", file, ms);
    }
    fflush(stdout);
}

static const char *reason(enum err err)
{
    return err == ERR_NOT_FOUND ? "no such file"
           : err == ERR_FULL    ? "larger than a picture may be"
           : err == ERR_INVALID ? "not a whole PNG or JPEG picture"
                                : "cannot be read";
}

/* False when the file could not be read, or the decoder failed over it. */
static bool scan_file(const struct options *options, struct decoder *decoder, const char *file,
                      struct frame *frame)
{
    struct qr_text text = {0};
    enum err err = picture_read(file, frame);
    if (err != OK) {
        fprintf(stderr, "%s: %s\n", file, reason(err));
        report(options, file, ERR_INVALID, 0, &text);
        return false;
    }
    double start = moment();
    err = decoder_read(decoder, frame, &text);
    double ms = moment() - start;
    if (err == OK)
        tidy(&text);
    else if (err != ERR_NOT_FOUND)
        fprintf(stderr, "%s: the decoder failed over this picture\n", file);
    report(options, file, err, ms, &text);
    return err == OK || err == ERR_NOT_FOUND;
}

/* The status to exit with, or -1 to go on with the files. */
static int options_read(int argc, char **argv, struct options *options)
{
    static const struct option known[] = {{"tsv", no_argument, NULL, 't'},
                                          {"decoder", required_argument, NULL, 'd'},
                                          {"help", no_argument, NULL, 'h'},
                                          {0}};
    for (int option; (option = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        if (option == 'h') {
            fputs(usage, stdout);
            return EXIT_OK;
        }
        if (option == 't') {
            options->tsv = true;
        } else if (option != 'd' || !TEXT_COPY(options->decoder, optarg)) {
            fprintf(stderr, "try anjungan-scan --help\n");
            return EXIT_USAGE;
        }
    }
    if (optind < argc)
        return -1;
    fprintf(stderr, "anjungan-scan: no picture named\n%s", usage);
    return EXIT_USAGE;
}

/* The child's start is not part of the first picture's time. */
static void warm_up(struct decoder *decoder, struct frame *frame)
{
    struct qr_text text;
    frame->width = frame->height = 1;
    (void)!decoder_read(decoder, frame, &text);
}

int main(int argc, char **argv)
{
    struct options options = {0};
    log_open("anjungan-scan", LOG_LEVEL_WARN);
    int status = options_read(argc, argv, &options);
    if (status >= 0)
        return status;
    if (!*options.decoder && decoder_find(options.decoder) != OK) {
        fprintf(stderr, "anjungan-scan: anjungan-decoder is not beside this program\n");
        return EXIT_FAILED;
    }
    struct decoder *decoder = decoder_new(options.decoder);
    struct frame frame;
    frame_init(&frame);
    warm_up(decoder, &frame);
    bool all = true;
    for (int i = optind; i < argc; i++)
        all &= scan_file(&options, decoder, argv[i], &frame);
    frame_fini(&frame);
    decoder_free(decoder);
    return all ? EXIT_OK : EXIT_FAILED;
}
