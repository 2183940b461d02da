"""How the ledger's reports speak of what this module posts (slot `ledger_sources`)."""

from property_ops.kernel.text import gettext_noop

WORDS = {"bill": gettext_noop("bill %(number)s")}
