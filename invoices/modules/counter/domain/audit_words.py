"""What the audit log says of the actions of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "counter.searched": gettext_noop("looked for an account at the counter"),
    "counter.closed": gettext_noop("counted the till"),
    "counter.printed": gettext_noop("printed a hand-over slip"),
}
