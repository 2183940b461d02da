"""Manner of acceptance (验收方式): how a party's word came, whatever it accepts (docs/product.md rule 22)."""

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded


class Manner(Worded):
    """Frozen with every acceptance, and shown wherever it leads."""

    OWN = "own", gettext_noop("accepted in person")
    """亲验: the party itself, by its own link or its own log-in."""
    TRANSCRIBED = "transcribed", gettext_noop("transcribed from paper")
    """代录: the office wrote down a signed paper; its scan is attached, and a second person compared the two."""
    SILENT = "silent", gettext_noop("deemed by silence")
    """视同验收: silence, where the agreement says so."""
    REGISTER = "register", gettext_noop("taken from the register")
    """导入: a row of the office's register."""


MANNERS_ON_PAPER = {Manner.OWN: "亲验", Manner.TRANSCRIBED: "代录", Manner.SILENT: "视同验收", Manner.REGISTER: "导入"}
"""Papers are in Chinese, whoever prints them."""
