/* The parent side against a recorder that writes down its lines, and the real helper with SDL's
 * audio driver that writes samples into a file. */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "platform/speech.h"
#include "platform/speech_protocol.h"
#include "support/tempdir.h"

enum { NOW = 50000, TURNS = 3000, TURN_MS = 10 /* up to 30 s, for a machine under load */ };

struct fixture {
    struct tempdir dir;
    char program[PATH_SIZE], heard[PATH_SIZE];
    struct speech *speech;
};

static void place(struct fixture *fixture, const char *script)
{
    FILE *file = fopen(fixture->program, "w");
    assert_non_null(file);
    fprintf(file, "#!/bin/sh\n%s\n", script);
    fclose(file);
    assert_int_equal(chmod(fixture->program, 0755), 0);
}

static int setup(void **state)
{
    struct fixture *fixture = calloc(1, sizeof(*fixture));
    char script[PATH_SIZE + 32];
    tempdir_make(&fixture->dir);
    assert_int_equal(path_join(fixture->program, fixture->dir.path, "recorder"), OK);
    assert_int_equal(path_join(fixture->heard, fixture->dir.path, "heard"), OK);
    snprintf(script, sizeof(script), "exec cat >>%s", fixture->heard);
    place(fixture, script);
    fixture->speech = speech_new(fixture->program);
    *state = fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *fixture = *state;
    speech_free(fixture->speech);
    tempdir_remove(&fixture->dir);
    free(fixture);
    return 0;
}

static void read_heard(struct fixture *fixture, struct buf *out)
{
    buf_clear(out);
    if (path_read(fixture->heard, out) != OK)
        buf_clear(out);
}

/* Waits until the recorder's file ends with the line. */
static void assert_heard(struct fixture *fixture, const char *text)
{
    struct buf heard;
    bool there = false;
    buf_init(&heard, 1 << 20);
    for (int turn = 0; turn < TURNS && !there; turn++) {
        read_heard(fixture, &heard);
        there = strcmp(buf_text(&heard), text) == 0;
        if (!there)
            poll(NULL, 0, TURN_MS);
    }
    if (!there)
        assert_string_equal(buf_text(&heard), text);
    buf_fini(&heard);
}

static void lines_arrive_in_order(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(speech_pid(fixture->speech), 0);
    speech_stop(fixture->speech, NOW); /* nothing sounds: nothing is started */
    assert_int_equal(speech_pid(fixture->speech), 0);
    speech_say(fixture->speech, LANG_ID, "Selamat datang.\nApa keperluan Anda?", NOW);
    pid_t pid = speech_pid(fixture->speech);
    assert_true(pid > 0);
    speech_chime(fixture->speech, CHIME_CALL, NOW);
    speech_chime(fixture->speech, CHIME_CODE, NOW);
    speech_say(fixture->speech, LANG_JV, "Sugeng rawuh", NOW);
    speech_say_after(fixture->speech, LANG_JV, "Sampun", NOW);
    speech_stop(fixture->speech, NOW);
    assert_heard(fixture, "say id Selamat datang. Apa keperluan Anda?\nchime call\nchime code\n"
                          "say jv Sugeng rawuh\nthen jv Sampun\nstop\n");
    assert_int_equal(speech_pid(fixture->speech), pid);
}

/* Each child is told how fast and how loud once, and again when that changes. */
static void how_it_speaks_is_told(void **state)
{
    struct fixture *fixture = *state;
    speech_tune(fixture->speech, 150, 60);
    speech_say(fixture->speech, LANG_ID, "satu", NOW);
    speech_tune(fixture->speech, 150, 60);
    speech_say(fixture->speech, LANG_ID, "dua", NOW);
    speech_tune(fixture->speech, 170, 60);
    speech_say(fixture->speech, LANG_ID, "tiga", NOW);
    const char *first = "tune 150 60\nsay id satu\nsay id dua\ntune 170 60\nsay id tiga\n";
    assert_heard(fixture, first);
    speech_forget(fixture->speech);
    speech_say(fixture->speech, LANG_ID, "empat", NOW);
    char both[200];
    snprintf(both, sizeof(both), "%stune 170 60\nsay id empat\n", first);
    assert_heard(fixture, both);
}

static void long_texts_are_cut_on_a_character(void **state)
{
    struct fixture *fixture = *state;
    char text[2 * SPEECH_TEXT_MAX] = "x", wanted[SPEECH_LINE_MAX] = "say en x";
    for (size_t i = 1; i + 2 < sizeof(text); i += 2)
        memcpy(text + i, "é", 3);
    size_t kept = SPEECH_TEXT_MAX - 1; /* the last é would stand half inside */
    memcpy(wanted + strlen("say en "), text, kept);
    strcpy(wanted + strlen("say en ") + kept, "\n");
    speech_say(fixture->speech, LANG_EN, text, NOW);
    assert_heard(fixture, wanted);
}

/* "" once the process is gone. */
static void wait_gone(pid_t pid)
{
    for (int turn = 0; turn < TURNS && kill(pid, 0) == 0; turn++) {
        char path[64];
        struct buf stat;
        buf_init(&stat, 4096);
        snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
        bool zombie = path_read(path, &stat) == OK && strstr(buf_text(&stat), ") Z ");
        buf_fini(&stat);
        if (zombie)
            return;
        poll(NULL, 0, TURN_MS);
    }
}

static void a_wipe_ends_the_child(void **state)
{
    struct fixture *fixture = *state;
    speech_say(fixture->speech, LANG_ID, "satu", NOW);
    assert_heard(fixture, "say id satu\n");
    pid_t first = speech_pid(fixture->speech);
    speech_forget(fixture->speech);
    assert_int_equal(speech_pid(fixture->speech), 0);
    wait_gone(first);
    speech_say(fixture->speech, LANG_ID, "dua", NOW);
    assert_true(speech_pid(fixture->speech) > 0 && speech_pid(fixture->speech) != first);
    assert_heard(fixture, "say id satu\nsay id dua\n");
    for (int i = 0; i < 40; i++) { /* no wait, and no heap of the dead */
        speech_forget(fixture->speech);
        speech_chime(fixture->speech, CHIME_CODE, NOW);
    }
    assert_true(speech_pid(fixture->speech) > 0);
}

static void a_hung_child_gives_way(void **state)
{
    struct fixture *fixture = *state;
    char text[SPEECH_TEXT_MAX];
    memset(text, 'a', sizeof(text));
    text[sizeof(text) - 1] = '\0';
    place(fixture, "exec sleep 600");
    speech_say(fixture->speech, LANG_ID, text, NOW);
    pid_t first = speech_pid(fixture->speech);
    for (int i = 0; i < 1000 && speech_pid(fixture->speech) == first; i++)
        speech_say(fixture->speech, LANG_ID, text, NOW);
    assert_true(speech_pid(fixture->speech) > 0);
    assert_int_not_equal(speech_pid(fixture->speech), first);
}

/* What the calls write to stderr, as lines. */
static size_t lines_logged(struct fixture *fixture, void (*calls)(struct fixture *))
{
    char path[PATH_SIZE];
    struct buf log;
    size_t lines = 0;
    assert_int_equal(path_join(path, fixture->dir.path, "log"), OK);
    fflush(stderr);
    int before = dup(STDERR_FILENO);
    assert_non_null(freopen(path, "w", stderr));
    calls(fixture);
    fflush(stderr);
    dup2(before, STDERR_FILENO);
    close(before);
    buf_init(&log, 1 << 16);
    assert_int_equal(path_read(path, &log), OK);
    for (const char *at = buf_text(&log); *at; at++)
        lines += *at == '\n';
    assert_null(strstr(buf_text(&log), "rahasia"));
    buf_fini(&log);
    return lines;
}

static void speak_for_a_while(struct fixture *fixture)
{
    for (int64_t now = NOW; now < NOW + 100000; now += 5000) {
        speech_say(fixture->speech, LANG_ID, "rahasia", now);
        pid_t pid = speech_pid(fixture->speech);
        if (pid)
            wait_gone(pid);
    }
}

static void without_the_program_there_is_silence(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(unlink(fixture->program), 0);
    assert_int_equal(lines_logged(fixture, speak_for_a_while), 1);
    assert_int_equal(speech_pid(fixture->speech), 0);
}

static void without_a_sound_device_there_is_silence(void **state)
{
    struct fixture *fixture = *state;
    place(fixture, "exit 3");
    assert_int_equal(lines_logged(fixture, speak_for_a_while), 1);
}

static void real_program(char out[PATH_SIZE])
{
    char self[PATH_SIZE];
    ssize_t len = readlink("/proc/self/exe", self, sizeof(self) - 1);
    assert_true(len > 0);
    self[len] = '\0';
    for (int up = 0; up < 3; up++) /* BUILD/tests/platform/test_speech */
        *strrchr(self, '/') = '\0';
    assert_int_equal(path_join(out, self, "bin/anjungan-speech"), OK);
}

/* The loudest of the samples in the file. */
static int loudest(const char *path)
{
    struct buf samples;
    int most = 0;
    buf_init(&samples, 16 << 20);
    if (path_read(path, &samples) == OK)
        for (size_t i = 0; i + 1 < samples.len; i += 2) {
            int16_t sample;
            memcpy(&sample, samples.data + i, sizeof(sample));
            most = abs(sample) > most ? abs(sample) : most;
        }
    buf_fini(&samples);
    return most;
}

static void assert_sounds(const char *path)
{
    int most = 0;
    for (int turn = 0; turn < TURNS && most < 2000; turn++) {
        poll(NULL, 0, TURN_MS);
        most = loudest(path);
    }
    assert_in_range(most, 2000, 32768);
}

/* The helper renders with the machine's own voices into a file instead of a device. */
static void renders(void **state, enum lang lang, const char *text)
{
    struct fixture *fixture = *state;
    char program[PATH_SIZE];
    real_program(program);
    if (access("/usr/share/doc/espeak-ng-data", F_OK) != 0)
        skip();
    setenv("SDL_AUDIODRIVER", "disk", 1);
    setenv("SDL_DISKAUDIOFILE", fixture->heard, 1);
    struct speech *speech = speech_new(program);
    if (text)
        speech_say(speech, lang, text, NOW);
    else
        speech_chime(speech, CHIME_CALL, NOW);
    assert_sounds(fixture->heard);
    speech_free(speech);
    unsetenv("SDL_AUDIODRIVER");
    unsetenv("SDL_DISKAUDIOFILE");
}

static void it_speaks_indonesian(void **state)
{
    renders(state, LANG_ID, "Selamat datang");
}

static void it_speaks_english(void **state)
{
    renders(state, LANG_EN, "Welcome");
}

static void it_speaks_javanese(void **state)
{
    renders(state, LANG_JV, "Sugeng rawuh");
}

static void it_chimes(void **state)
{
    renders(state, LANG_ID, NULL);
}

static void chimes_begin_and_end_in_silence(void **state)
{
    (void)state;
    for (int i = 0; i < CHIMES; i++) {
        size_t count = chime_length((enum chime)i, 22050);
        int16_t *samples = calloc(count, sizeof(*samples));
        int most = 0;
        chime_fill((enum chime)i, 22050, samples);
        for (size_t at = 0; at < count; at++)
            most = abs(samples[at]) > most ? abs(samples[at]) : most;
        assert_in_range(most, 8000, 16000);
        assert_in_range(abs(samples[0]), 0, 50);
        assert_in_range(abs(samples[count - 1]), 0, 200);
        free(samples);
    }
}

#define WITH_RECORDER(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_RECORDER(lines_arrive_in_order),
        WITH_RECORDER(how_it_speaks_is_told),
        WITH_RECORDER(long_texts_are_cut_on_a_character),
        WITH_RECORDER(a_wipe_ends_the_child),
        WITH_RECORDER(a_hung_child_gives_way),
        WITH_RECORDER(without_the_program_there_is_silence),
        WITH_RECORDER(without_a_sound_device_there_is_silence),
        WITH_RECORDER(it_speaks_indonesian),
        WITH_RECORDER(it_speaks_english),
        WITH_RECORDER(it_speaks_javanese),
        WITH_RECORDER(it_chimes),
        cmocka_unit_test(chimes_begin_and_end_in_silence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
