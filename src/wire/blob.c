#include "wire/blob.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char digits[] = "0123456789abcdef";

void blob_hex(const uint8_t hash[HASH_BYTES], char out[BLOB_HEX])
{
    for (size_t i = 0; i < HASH_BYTES; i++) {
        out[2 * i] = digits[hash[i] >> 4];
        out[2 * i + 1] = digits[hash[i] & 15];
    }
    out[BLOB_HEX - 1] = '\0';
}

bool blob_hex_read(const char *hex, uint8_t out[HASH_BYTES])
{
    if (strlen(hex) != BLOB_HEX - 1 || strspn(hex, digits) != BLOB_HEX - 1)
        return false;
    for (size_t i = 0; i < HASH_BYTES; i++) {
        size_t high = (size_t)(strchr(digits, hex[2 * i]) - digits);
        size_t low = (size_t)(strchr(digits, hex[2 * i + 1]) - digits);
        out[i] = (uint8_t)(high << 4 | low);
    }
    return true;
}

void blob_query(int64_t offset, int64_t len, char out[BLOB_QUERY])
{
    snprintf(out, BLOB_QUERY, "offset=%lld&length=%lld", (long long)offset, (long long)len);
}

int64_t blob_offset_read(const char *text)
{
    enum { DIGITS_MOST = 12 };
    size_t len = strnlen(text, DIGITS_MOST + 1);
    if (len == 0 || len > DIGITS_MOST || strspn(text, "0123456789") != len)
        return -1;
    return strtoll(text, NULL, 10);
}

/* The number after `name`, up to `end`; -1 when there is none. */
static int64_t number_after(const char **at, const char *name, char end)
{
    char text[BLOB_QUERY] = "";
    size_t name_len = strlen(name);
    if (strncmp(*at, name, name_len) != 0)
        return -1;
    const char *from = *at + name_len, *to = strchr(from, end);
    if (!to || (size_t)(to - from) >= sizeof(text))
        return -1;
    memcpy(text, from, (size_t)(to - from));
    *at = end ? to + 1 : to;
    return blob_offset_read(text);
}

bool blob_query_read(const char *query, int64_t *offset, int64_t *len)
{
    char again[BLOB_QUERY];
    const char *at = query;
    int64_t from = number_after(&at, "offset=", '&');
    int64_t whole = from < 0 ? -1 : number_after(&at, "length=", '\0');
    if (whole <= 0 || from > whole)
        return false;
    blob_query(from, whole, again);
    if (strcmp(again, query) != 0)
        return false;
    *offset = from;
    *len = whole;
    return true;
}
