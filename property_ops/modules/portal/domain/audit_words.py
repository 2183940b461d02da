"""How the audit log tells what was done here."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "portal.link_given": gettext_noop("gave a link for acceptance"),
    "portal.link_revoked": gettext_noop("withdrew a link for acceptance"),
    "portal.link_renewed": gettext_noop("renewed a link for acceptance"),
    "portal.pin_given": gettext_noop("gave a party a PIN"),
    "portal.wrong_pin": gettext_noop("a wrong PIN on a link for acceptance"),
    "portal.certificate_opened": gettext_noop("opened the proof of a certificate"),
    "portal.acceptance_opened": gettext_noop("opened a link for acceptance"),
    "portal.site_opened": gettext_noop("opened the acceptance on site"),
    "portal.accepted_on_site": gettext_noop("accepted a work on site"),
    "portal.month_link_given": gettext_noop("gave a link for a month's confirmation"),
    "portal.month_confirmed": gettext_noop("a party confirmed a month's services"),
    "portal.paper_printed": gettext_noop("printed a paper of a work"),
}
