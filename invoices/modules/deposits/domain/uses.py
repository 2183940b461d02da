"""What becomes of a deposit, and the account that it stands on."""

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded

DEPOSITS = "2241.04"
"""其他应付款-押金保证金: what is owed to whoever gave it; never income."""
OTHER = "other"
"""The kind of deposits that were taken over without a name that is known."""


class UseKind(Worded):
    """`BACK`: paid back; `DEBT`: set off against debts that are due."""

    BACK = "back", gettext_noop("deposit paid back")
    DEBT = "debt", gettext_noop("set off against debts due")
