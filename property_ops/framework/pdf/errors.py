"""What can keep a page from being printed."""

from pathlib import Path

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class FontNotInstalled(BusinessError):
    code = "font_not_installed"
    message = gettext_noop("The font %(file)s is not installed. Run “make setup”.")


class FontNotUsable(BusinessError):
    code = "font_not_usable"
    message = gettext_noop("The font %(file)s cannot be embedded: %(reason)s")


class GlyphMissing(BusinessError):
    """No typeface of the house can draw a character: it would be printed as an empty box."""

    code = "glyph_missing"
    message = gettext_noop("No installed font can print %(character)s (%(codepoint)s).")

    def __init__(self, *, character: str) -> None:
        super().__init__(character=character, codepoint=f"U+{ord(character):04X}")
        self.character = character


def font_not_usable(path: Path, reason: str) -> FontNotUsable:
    return FontNotUsable(file=path.name, reason=reason)
