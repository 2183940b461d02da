"""A QR code on a screen: an SVG of its own, in the page; or a picture to be kept."""

import io

from django.utils.html import format_html
from django.utils.safestring import SafeString
from PIL import Image

from property_ops.framework.pdf.qr import qr_modules

QUIET = 4  # modules of white around it, without which phones do not find it
SCALE = 8  # pixels a module of the picture


def qr_svg(content: str, label: str) -> SafeString:
    """The code of `content`, one path of all its dark modules; `label` is read aloud."""
    side, rows = qr_modules(content)
    width = len(rows) // side
    dark = (
        f"M{x + QUIET} {y + QUIET}h1v1h-1z"
        for y in range(side)
        for x in range(side)
        if not rows[y * width + x // 8] >> (7 - x % 8) & 1
    )
    whole = side + 2 * QUIET
    return format_html(
        '<svg class="qr" role="img" aria-label="{}" viewBox="0 0 {} {}" shape-rendering="crispEdges">'
        '<path fill="#fff" d="M0 0h{}v{}H0z"/><path d="{}"/></svg>',
        label,
        whole,
        whole,
        whole,
        whole,
        "".join(dark),
    )


def qr_png(content: str) -> bytes:
    """The code as a picture, black on white, with the quiet border that readers need."""
    side, rows = qr_modules(content)
    code = Image.frombytes("1", (side, side), rows).convert("L")
    sheet = Image.new("L", ((side + 2 * QUIET) * SCALE,) * 2, 255)
    sheet.paste(code.resize((side * SCALE,) * 2, Image.Resampling.NEAREST), (QUIET * SCALE,) * 2)
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()
