"""How the audit log tells what was done here."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "wall_painting.measured": gettext_noop("measured the walls of a work"),
    "wall_painting.paint_changed": gettext_noop("changed a paint"),
}
