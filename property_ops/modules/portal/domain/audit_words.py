"""How the audit log tells what was done here."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "portal.link_given": gettext_noop("gave a link for acceptance"),
    "portal.link_revoked": gettext_noop("withdrew a link for acceptance"),
    "portal.link_renewed": gettext_noop("renewed a link for acceptance"),
    "portal.acceptance_opened": gettext_noop("opened a link for acceptance"),
    "portal.paper_printed": gettext_noop("printed a paper of a work"),
}
