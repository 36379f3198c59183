/* anjungan-speech: lines of text in, speech and small sounds out. Started by the kiosk. */
#include <stdio.h>
#include <string.h>

#include "platform/speech_child.h"

static const char usage[] =
    "usage: anjungan-speech\n"
    "Reads aloud for anjungan-kiosk, which starts it. It takes no options;\n"
    "to try the sound: echo 'say id Selamat datang' | anjungan-speech\n";

int main(int argc, char **argv)
{
    if (argc == 1)
        return speech_child_run();
    int help = argc == 2 && strcmp(argv[1], "--help") == 0;
    fputs(usage, help ? stdout : stderr);
    return help ? 0 : 2;
}
