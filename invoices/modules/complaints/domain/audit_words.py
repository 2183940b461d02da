"""What the audit log says of the actions of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "complaints.made": gettext_noop("a household complained about a work"),
    "complaints.withdrawn": gettext_noop("a household took its complaint back"),
    "complaints.answered": gettext_noop("answered complaints about a work"),
    "complaints.held": gettext_noop("a work is held for all, by its complaints"),
    "complaints.release_prepared": gettext_noop("asked for the release of a work that is held"),
    "complaints.released": gettext_noop("released a work that was held for all"),
    "complaints.looked": gettext_noop("looked at the complaints about a work"),
}
