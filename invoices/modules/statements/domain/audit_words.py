"""What the audit log says of the actions of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "statements.account_printed": gettext_noop("printed the statement of an account"),
    "statements.account_viewed": gettext_noop("looked at the statement of an account"),
    "statements.accounts_printed": gettext_noop("printed statements of accounts"),
    "statements.open": gettext_noop("opened a statement"),
    "statements.write": gettext_noop("wrote statements into files"),
    "statements.archive": gettext_noop("made archives of statements"),
    "statements.archive_opened": gettext_noop("opened an archive of statements"),
    "statements.print": gettext_noop("made print files"),
    "statements.print_opened": gettext_noop("opened a print file"),
    "statements.link_opened": gettext_noop("a statement was opened by its link"),
    "statements.link_pdf": gettext_noop("a statement was fetched as PDF by its link"),
    "statements.link_revoked": gettext_noop("withdrew a statement's link"),
    "statements.told": gettext_noop("told households that their bill is there"),
    "statements.link_renewed": gettext_noop("gave a statement a new link"),
}
