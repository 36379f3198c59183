/* A printer played on a pseudo-terminal: it answers, runs out of paper, hangs, goes away. */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/path.h"
#include "platform/escpos.h"
#include "platform/printer.h"
#include "support/tempdir.h"

enum { NEVER = 1 << 20, PATIENCE = 60000 };

/* The one that prints. Bytes are counted without the questions. */
struct player {
    uint8_t answers[ESCPOS_QUESTIONS];
    bool silent;         /* never says a word */
    const char *chatter; /* said before each answer */
    size_t trouble_at;   /* bytes of the slip after which `trouble` are its answers */
    uint8_t trouble[ESCPOS_QUESTIONS];
    size_t hang_at, leave_at; /* reads no more; is unplugged */
    int master, slave;
    char device[64];
    pthread_t thread;
    int stop[2];
    struct buf got; /* all but questions */
    int flushes, asked;
};

static void say(const struct player *player, uint8_t byte)
{
    if (player->chatter && write(player->master, player->chatter, strlen(player->chatter)) < 0)
        return;
    if (!player->silent && write(player->master, &byte, 1) < 0)
        return;
}

/* Takes one whole question from the front of what came, or one byte of the slip. */
static size_t take(struct player *player, const uint8_t *at, size_t len)
{
    static const uint8_t flush[] = {0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8};
    bool troubled = player->got.len >= player->trouble_at;
    if (len >= 3 && at[0] == 0x10 && at[1] == 0x04) {
        player->asked++;
        say(player, (troubled ? player->trouble : player->answers)[at[2] - 1]);
        return 3;
    }
    if (len >= sizeof(flush) && memcmp(at, flush, sizeof(flush)) == 0) {
        player->flushes++;
        say(player, 0x37); /* the clear response */
        say(player, 0x25);
        say(player, 0x00);
        return sizeof(flush);
    }
    if (len >= 3 && at[0] == 0x1d && at[1] == 'r') {
        if (!troubled)
            say(player, 0x00);
        return 3;
    }
    buf_put(&player->got, at, 1);
    return 1;
}

static void *play(void *argument)
{
    struct player *player = argument;
    for (;;) {
        struct pollfd fds[] = {{player->master, POLLIN, 0}, {player->stop[0], POLLIN, 0}};
        bool hangs = player->got.len >= player->hang_at;
        if (player->got.len >= player->leave_at) {
            close(player->master);
            return NULL;
        }
        poll(&fds[hangs], hangs ? 1 : 2, -1);
        if (fds[1].revents)
            break;
        uint8_t bytes[256];
        ssize_t len = read(player->master, bytes, sizeof(bytes));
        for (ssize_t at = 0; at < len && player->got.len < player->leave_at;)
            at += (ssize_t)take(player, bytes + at, (size_t)(len - at));
    }
    close(player->master);
    return NULL;
}

static void play_begin(struct player *player)
{
    struct termios raw;
    if (access("/dev/pts/ptmx", F_OK) != 0) {
        print_message("this machine has no pseudo-terminals to play a printer on\n");
        skip();
    }
    buf_init(&player->got, 1 << 16);
    assert_int_equal(openpty(&player->master, &player->slave, player->device, NULL, NULL), 0);
    assert_int_equal(tcgetattr(player->slave, &raw), 0);
    cfmakeraw(&raw);
    assert_int_equal(tcsetattr(player->slave, TCSANOW, &raw), 0);
    assert_int_equal(pipe(player->stop), 0);
    assert_int_equal(pthread_create(&player->thread, NULL, play, player), 0);
}

static void play_end(struct player *player)
{
    assert_int_equal(write(player->stop[1], "", 1), 1);
    pthread_join(player->thread, NULL);
    close(player->slave);
    close(player->stop[0]);
    close(player->stop[1]);
}

static struct player well(void)
{
    return (struct player){.answers = {0x12, 0x12, 0x12, 0x12},
                           .trouble_at = NEVER,
                           .hang_at = NEVER,
                           .leave_at = NEVER};
}

static struct settings settings_for(const char *device)
{
    struct settings settings = {.printer = {.width = 58, .baud = 9600, .answers = true}};
    assert_true(TEXT_COPY(settings.printer.device, device));
    return settings;
}

static struct slip a_slip(void)
{
    struct slip slip = {0};
    slip_add(&slip, SLIP_TEXT, (struct slip_style){0}, "ESG-7K3M-Q9XT-2HW");
    slip_add(&slip, SLIP_QR, (struct slip_style){0}, "ESG-7K3M-Q9XT-2HW");
    return slip;
}

static struct printer_news wait_news(struct printer *printer)
{
    struct printer_news news;
    while (!printer_take(printer, &news)) {
        struct pollfd ready = {.fd = printer_fd(printer), .events = POLLIN};
        if (poll(&ready, 1, PATIENCE) <= 0)
            fail_msg("the printer's thread does not answer");
    }
    return news;
}

/* What a slip sent to the player comes to. */
static enum printer_state printed(struct player *player, bool answers)
{
    play_begin(player);
    struct settings settings = settings_for(player->device);
    settings.printer.answers = answers;
    struct printer *printer = printer_new(&settings);
    struct slip slip = a_slip();
    assert_non_null(printer);
    assert_int_equal(printer_print(printer, &slip, 7), OK);
    struct printer_news news = wait_news(printer);
    assert_int_equal(news.slip, 7);
    printer_free(printer);
    return news.state;
}

static void assert_got_slip(const struct player *player)
{
    struct slip slip = a_slip();
    struct buf want;
    buf_init(&want, 4096);
    escpos_slip(&slip, escpos_paper(58), &want);
    assert_int_equal(player->got.len, want.len);
    assert_memory_equal(player->got.data, want.data, want.len);
    buf_fini(&want);
}

static void a_slip_comes_out(void **state)
{
    (void)state;
    struct player player = well();
    assert_int_equal(printed(&player, true), PRINTER_READY);
    play_end(&player);
    assert_got_slip(&player);
    assert_int_equal(player.flushes, 0);
    buf_fini(&player.got);
}

static void trouble_before_a_byte_is_sent(void **state)
{
    (void)state;
    static const struct {
        uint8_t answers[ESCPOS_QUESTIONS];
        enum printer_state state;
    } table[] = {
        {{0x1a, 0x32, 0x12, 0x7e}, PRINTER_PAPER_OUT},
        {{0x1a, 0x16, 0x12, 0x12}, PRINTER_COVER_OPEN},
        {{0x1a, 0x52, 0x1a, 0x12}, PRINTER_STOPPED},
    };
    for (size_t i = 0; i < LENGTH(table); i++) {
        struct player player = well();
        memcpy(player.answers, table[i].answers, sizeof(player.answers));
        assert_int_equal(printed(&player, true), table[i].state);
        play_end(&player);
        assert_int_equal(player.got.len, 0);
        buf_fini(&player.got);
    }
}

static void paper_that_ends_in_the_middle(void **state)
{
    (void)state;
    struct player player = well();
    player.trouble_at = 40;
    memcpy(player.trouble, (uint8_t[]){0x1a, 0x32, 0x12, 0x72}, ESCPOS_QUESTIONS);
    assert_int_equal(printed(&player, true), PRINTER_PAPER_OUT);
    play_end(&player);
    assert_int_equal(player.flushes, 1); /* the next visitor does not get the rest */
    buf_fini(&player.got);
}

static void one_that_is_unplugged_in_the_middle(void **state)
{
    (void)state;
    struct player player = well();
    player.leave_at = 40;
    play_begin(&player);
    close(player.slave);
    struct settings settings = settings_for(player.device);
    struct printer *printer = printer_new(&settings);
    struct slip slip = a_slip();
    assert_int_equal(printer_print(printer, &slip, 7), OK);
    assert_int_equal(wait_news(printer).state, PRINTER_MISSING);
    printer_free(printer);
    player.slave = open("/dev/null", O_RDONLY);
    play_end(&player);
    buf_fini(&player.got);
}

static void one_that_hangs(void **state)
{
    (void)state;
    struct player silent = well(), stuck = well();
    silent.silent = true;
    assert_int_equal(printed(&silent, true), PRINTER_SILENT);
    play_end(&silent);
    assert_int_equal(silent.got.len, 0);
    stuck.hang_at = 40;
    assert_int_equal(printed(&stuck, true), PRINTER_SILENT);
    play_end(&stuck);
    buf_fini(&silent.got);
    buf_fini(&stuck.got);
}

static void one_that_chatters(void **state)
{
    (void)state;
    struct player player = well();
    player.chatter = "\x11\x13\xff\x90";
    assert_int_equal(printed(&player, true), PRINTER_READY);
    play_end(&player);
    assert_got_slip(&player);
    buf_fini(&player.got);
}

static void one_that_cannot_be_asked(void **state)
{
    (void)state;
    struct player player = well();
    player.silent = true;
    assert_int_equal(printed(&player, false), PRINTER_READY);
    struct pollfd arrived = {.fd = player.master, .events = POLLIN};
    for (int i = 0; i < 100 && poll(&arrived, 1, 0) > 0; i++)
        usleep(10000); /* the player has not read all yet */
    play_end(&player);
    assert_int_equal(player.asked, 0);
    assert_got_slip(&player);
    buf_fini(&player.got);
}

static enum printer_state looked(const char *device)
{
    struct settings settings = settings_for(device);
    struct printer *printer = printer_new(&settings);
    assert_int_equal(printer_look(printer), OK);
    struct printer_news news = wait_news(printer);
    assert_int_equal(news.slip, 0);
    printer_free(printer);
    return news.state;
}

static void other_devices(void **state)
{
    (void)state;
    struct tempdir dir;
    char fifo[PATH_SIZE], file[PATH_SIZE];
    tempdir_make(&dir);
    assert_int_equal(path_join(fifo, dir.path, "fifo"), OK);
    assert_int_equal(path_join(file, dir.path, "file"), OK);
    assert_int_equal(looked(file), PRINTER_MISSING);
    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_int_equal(looked(fifo), PRINTER_MISSING); /* nobody at the other end */
    int reader = open(fifo, O_RDONLY | O_NONBLOCK);
    assert_int_equal(looked(fifo), PRINTER_READY);
    close(reader);
    assert_int_equal(path_write(file, "", 0, 0600), OK);
    assert_int_equal(looked(file), PRINTER_READY);
    tempdir_remove(&dir);
}

static void none_and_one_given_up(void **state)
{
    (void)state;
    struct settings none = settings_for("");
    assert_null(printer_new(&none));
    printer_free(NULL);
    struct player player = well();
    player.hang_at = 0;
    play_begin(&player);
    struct settings settings = settings_for(player.device);
    struct printer *printer = printer_new(&settings);
    struct slip slip = a_slip();
    for (unsigned i = 1; i <= 5; i++)
        assert_int_equal(printer_print(printer, &slip, i), OK);
    printer_free(printer); /* does not wait for the five */
    play_end(&player);
    assert_int_equal(player.got.len, 0);
    buf_fini(&player.got);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slip_comes_out),
        cmocka_unit_test(trouble_before_a_byte_is_sent),
        cmocka_unit_test(paper_that_ends_in_the_middle),
        cmocka_unit_test(one_that_is_unplugged_in_the_middle),
        cmocka_unit_test(one_that_hangs),
        cmocka_unit_test(one_that_chatters),
        cmocka_unit_test(one_that_cannot_be_asked),
        cmocka_unit_test(other_devices),
        cmocka_unit_test(none_and_one_given_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
