"""A QR code on a page."""

import zxingcpp
from django.utils.safestring import SafeString, mark_safe


def qr_svg(content: str) -> SafeString:
    """Inline SVG with a quiet zone; its size is for the style sheet to say."""
    code = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    drawn = code.to_svg(add_quiet_zones=True)
    return mark_safe(drawn[drawn.index("<svg") :])  # only squares: what it holds is drawn, not written
