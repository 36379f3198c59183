/* anjungan-decoder: frames in, texts of QR codes out. Started by the kiosk and by anjungan-scan. */
#include "scan/decoder_child.h"

int main(void)
{
    return decoder_child_run();
}
