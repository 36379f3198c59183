/* anjungan-decoder: frames in, texts of QR codes out. Started by the kiosk and by anjungan-scan. */
#include <stdio.h>
#include <string.h>

#include "scan/decoder_child.h"

static const char usage[] = "usage: anjungan-decoder\n"
                            "Reads QR codes for anjungan-kiosk and anjungan-scan, which start it.\n"
                            "It takes no options and is of no use by hand.\n";

int main(int argc, char **argv)
{
    if (argc == 1)
        return decoder_child_run();
    int help = argc == 2 && strcmp(argv[1], "--help") == 0;
    fputs(usage, help ? stdout : stderr);
    return help ? 0 : 2;
}
