"""How the audit log tells what was done here."""

from property_ops.kernel.text import gettext_noop

WORDS = {"site_works.measured": gettext_noop("measured a work")}
