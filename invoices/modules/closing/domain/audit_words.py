"""What the audit log says of the actions of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "closing.acknowledged": gettext_noop("acknowledged what is held"),
    "closing.reopening_asked": gettext_noop("requested the reopening of a month"),
    "closing.reopening_refused": gettext_noop("refused to reopen a month"),
}
