#include "scan/layout.h"

#include <string.h>

enum { FIRST = 4, KEYS = 53, PAD_FIRST = 84, PAD_KEYS = 16 };

/* From usage 4 on: letters, digits, Enter to Backspace and Tab (nothing), space, punctuation. ~
 * stands for what is no ASCII, or a dead key. */
static const struct {
    const char plain[KEYS + 1], shifted[KEYS + 1];
} layouts[LAYOUT_COUNT] = {
    [LAYOUT_US] = {"abcdefghijklmnopqrstuvwxyz1234567890~~~~ -=[]\\~;'`,./",
                   "ABCDEFGHIJKLMNOPQRSTUVWXYZ!@#$%^&*()~~~~ _+{}|~:\"~<>?"},
    [LAYOUT_GERMAN] = {"abcdefghijklmnopqrstuvwxzy1234567890~~~~ ~~~+#~~~~,.-",
                       "ABCDEFGHIJKLMNOPQRSTUVWXZY!\"~$%&/()=~~~~ ?~~*'~~~~;:_"},
    [LAYOUT_FRENCH] = {"qbcdefghijkl,noparstuvzxyw&~\"'(-~_~~~~~~ )=~$*~m~~;:!",
                       "QBCDEFGHIJKL?NOPARSTUVZXYW1234567890~~~~ ~+~~~~M%~./~"},
};

/* The number pad is the same everywhere; Enter on it types nothing here. */
static const char pad[PAD_KEYS + 1] = "/*-+~1234567890.";

char layout_letter(enum layout layout, uint8_t usage, bool shift)
{
    char letter = '~';
    if (usage >= FIRST && usage < FIRST + KEYS)
        letter = (shift ? layouts[layout].shifted : layouts[layout].plain)[usage - FIRST];
    else if (usage >= PAD_FIRST && usage < PAD_FIRST + PAD_KEYS)
        letter = pad[usage - PAD_FIRST];
    return letter == '~' ? '\0' : letter;
}
