"""What becomes of a deposit, and the account that it stands on."""

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded

DEPOSITS = "2241.04"
"""其他应付款-押金保证金: what is owed to whoever gave it; never income."""
BETWEEN = "2241.09"
"""其他应付款-其他往来: where a provider's deposit lies between the bank and 2241.04, on its way in and out."""
PENALTIES = "5301.03"
"""营业外收入-违约金收入: what is kept of a provider's deposit by its agreement."""
OFFSET_OF_PROVIDER = gettext_noop("kept by the agreement for a breach")
OTHER = "other"
"""The kind of deposits that were taken over without a name that is known."""


class UseKind(Worded):
    """`BACK`: paid back; `DEBT`: set off against debts that are due."""

    BACK = "back", gettext_noop("deposit paid back")
    DEBT = "debt", gettext_noop("set off against debts due")
