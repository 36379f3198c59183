#include "bench/peers.h"

#include <cstring>

#define ZX_USE_UTF8
#include <ZXing/ReadBarcode.h>

bool peer_zxing_read(const frame *frame, qr_text *out)
{
    ZXing::ImageView view(frame->pixels, frame->width, frame->height, ZXing::ImageFormat::Lum);
    ZXing::DecodeHints hints;
    hints.setFormats(ZXing::BarcodeFormat::QRCode);
    ZXing::Result result = ZXing::ReadBarcode(view, hints);
    std::string text = result.isValid() ? result.text() : std::string();
    out->len = text.size() < QR_TEXT_SIZE ? text.size() : 0;
    std::memcpy(out->bytes, text.data(), out->len);
    out->bytes[out->len] = '\0';
    return out->len > 0;
}
