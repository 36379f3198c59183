#include "bench/peers.h"

#include <stdlib.h>

#include <zbar.h>

struct peer_zbar {
    zbar_image_scanner_t *scanner;
    struct charset *charset;
};

struct peer_zbar *peer_zbar_new(bool inverted)
{
    struct peer_zbar *peer = calloc(1, sizeof(*peer));
    if (!peer || !(peer->scanner = zbar_image_scanner_create()))
        abort();
    zbar_image_scanner_set_config(peer->scanner, 0, ZBAR_CFG_ENABLE, 0);
    zbar_image_scanner_set_config(peer->scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
    zbar_image_scanner_set_config(peer->scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1);
    peer->charset = charset_new();
    if (inverted)
        zbar_image_scanner_set_config(peer->scanner, 0, ZBAR_CFG_TEST_INVERTED, 1);
    return peer;
}

void peer_zbar_free(struct peer_zbar *peer)
{
    zbar_image_scanner_destroy(peer->scanner);
    charset_free(peer->charset);
    free(peer);
}

bool peer_zbar_read(struct peer_zbar *peer, const struct frame *frame, struct qr_text *out)
{
    zbar_image_t *image = zbar_image_create();
    bool read = false;
    *out = (struct qr_text){0};
    zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
    zbar_image_set_size(image, (unsigned)frame->width, (unsigned)frame->height);
    zbar_image_set_data(image, frame->pixels, frame_len(frame), NULL);
    zbar_scan_image(peer->scanner, image);
    const zbar_symbol_t *symbol = zbar_image_first_symbol(image);
    for (; symbol && !read; symbol = zbar_symbol_next(symbol))
        read = zbar_symbol_get_type(symbol) == ZBAR_QRCODE &&
               charset_read(peer->charset, zbar_symbol_get_data(symbol),
                            zbar_symbol_get_data_length(symbol), out);
    zbar_image_destroy(image);
    return read;
}
