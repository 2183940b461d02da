"""How the audit log tells what was done here."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "home_visits.planned": gettext_noop("planned visits at homes"),
    "home_visits.visited": gettext_noop("recorded a visit at a home"),
}
