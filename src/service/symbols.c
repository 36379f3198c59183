#include "service/symbols.h"

#include <string.h>

enum { FIELD_POLYNOMIAL = 0x37 };

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

char symbol_of(unsigned value)
{
    return alphabet[value & 31];
}

int symbol_value(char symbol)
{
    switch (symbol) {
    case 'O':
        return 0;
    case 'I':
    case 'L':
        return 1;
    default:
        break;
    }
    const char *at = symbol != '\0' ? strchr(alphabet, symbol) : NULL;
    return at ? (int)(at - alphabet) : -1;
}

char symbols_check(const char *symbols, int count)
{
    unsigned s = 0;
    for (int i = 0; i < count; i++) {
        s = (s ^ (unsigned)symbol_value(symbols[i])) << 1;
        if (s & 0x20)
            s ^= FIELD_POLYNOMIAL;
    }
    return symbol_of(s);
}
