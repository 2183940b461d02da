"""How the audit log tells what was done here."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "parking.closed": gettext_noop("closed parking spaces for a work"),
    "parking.reopened": gettext_noop("reopened a parking space"),
    "parking.lot_drawn": gettext_noop("drew a parking lot"),
    "parking.layout_chosen": gettext_noop("made spaces of a layout"),
}
