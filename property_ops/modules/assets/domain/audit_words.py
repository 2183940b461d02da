"""How the audit log tells what was done here."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "assets.entered": gettext_noop("entered a piece of equipment"),
    "assets.corrected": gettext_noop("corrected a piece of equipment"),
    "assets.retired": gettext_noop("took a piece of equipment out of use"),
    "assets.repair_opened": gettext_noop("opened a repair of a piece of equipment"),
    "assets.upkeep_planned": gettext_noop("planned upkeep"),
    "assets.upkeep_ended": gettext_noop("ended planned upkeep"),
    "assets.upkeep_opened": gettext_noop("opened the work of upkeep that is due"),
    "assets.upkeep_skipped": gettext_noop("skipped upkeep that was due"),
}
