/* The letters and digits of the codes people copy: Crockford's base32 (no I, L, O, U), and a check
 * symbol in GF(32) with x^5+x^4+x^2+x+1: s = 0, for each symbol s = 2*(s xor x), check = s. It
 * catches every single error and every swap of two symbols among up to 31. */
#ifndef SERVICE_SYMBOLS_H
#define SERVICE_SYMBOLS_H

/* The symbol of the low five bits. */
char symbol_of(unsigned value);
/* The value of a symbol in capitals, with the look-alikes O, I and L forgiven; -1 for what is no
 * symbol. */
int symbol_value(char symbol);
/* The check symbol of the first `count` symbols. */
char symbols_check(const char *symbols, int count);

#endif
