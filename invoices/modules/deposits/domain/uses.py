"""What becomes of a deposit, and the account that it stands on."""

from enum import StrEnum

from property_ops.kernel.text import gettext_noop

DEPOSITS = "2241.04"
"""其他应付款-押金保证金: what is owed to whoever gave it; never income."""
OTHER = "other"
"""The kind of deposits that were taken over without a name that is known."""


class UseKind(StrEnum):
    """`BACK`: paid back; `DEBT`: set off against debts that are due."""

    BACK = "back"
    DEBT = "debt"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(kind.value, NAMES[kind]) for kind in cls]


NAMES = {
    UseKind.BACK: gettext_noop("deposit paid back"),
    UseKind.DEBT: gettext_noop("set off against debts due"),
}
