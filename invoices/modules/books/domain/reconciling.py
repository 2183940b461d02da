"""Bank reconciliation: what each side lacks makes up the difference between them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded


class ItemKind(Worded):
    """`BANK_…`: the bank has it, the books not yet; `BOOK_…`: the books have it, the bank not yet."""

    BANK_CAME = "bank_came", gettext_noop("received by the bank, not yet in the books")
    BANK_WENT = "bank_went", gettext_noop("paid by the bank, not yet in the books")
    BOOK_CAME = "book_came", gettext_noop("received in the books, not yet by the bank")
    BOOK_WENT = "book_went", gettext_noop("paid in the books, not yet by the bank")


@dataclass(frozen=True, slots=True)
class ReconcilingDraft:
    """What one side has and the other not yet; `amount` is above zero."""

    kind: str
    day: date
    about: str
    amount: Yuan


def adjusted(book: Yuan, statement: Yuan, items: Iterable[ReconcilingDraft]) -> tuple[Yuan, Yuan]:
    """(the books with what the bank has more, the statement with what the books have more)."""
    sums = dict.fromkeys(ItemKind, ZERO)
    for item in items:
        sums[ItemKind(item.kind)] += item.amount
    return (
        book + sums[ItemKind.BANK_CAME] - sums[ItemKind.BANK_WENT],
        statement + sums[ItemKind.BOOK_CAME] - sums[ItemKind.BOOK_WENT],
    )
