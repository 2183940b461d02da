"""Manner of acceptance (验收方式): how a party's word came, whatever it accepts (docs/product.md rule 22)."""

from enum import StrEnum

from property_ops.kernel.text import gettext_noop


class Manner(StrEnum):
    """Frozen with every acceptance, and shown wherever it leads."""

    OWN = "own"
    """亲验: the party itself, by its own link or its own log-in."""
    TRANSCRIBED = "transcribed"
    """代录: the office wrote down a signed paper; its scan is attached, and a second person compared the two."""
    SILENT = "silent"
    """视同验收: silence, where the agreement says so."""
    REGISTER = "register"
    """导入: a row of the office's register."""

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(manner.value, MANNER_WORDS[manner]) for manner in cls]


MANNERS_ON_PAPER = {Manner.OWN: "亲验", Manner.TRANSCRIBED: "代录", Manner.SILENT: "视同验收", Manner.REGISTER: "导入"}
"""Papers are in Chinese, whoever prints them."""

MANNER_WORDS = {
    Manner.OWN: gettext_noop("accepted in person"),
    Manner.TRANSCRIBED: gettext_noop("transcribed from paper"),
    Manner.SILENT: gettext_noop("deemed by silence"),
    Manner.REGISTER: gettext_noop("taken from the register"),
}
