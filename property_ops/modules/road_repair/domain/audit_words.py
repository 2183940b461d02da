"""How the audit log tells what was done here."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "road_repair.measured": gettext_noop("measured the defects of a work"),
    "road_repair.mix_changed": gettext_noop("changed a road mix"),
    "road_repair.notice_printed": gettext_noop("printed move-your-car notices"),
}
