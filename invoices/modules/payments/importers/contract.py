"""The contract of a payment format: how the file of a bank or payment service is read. Slot `payment_formats`."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar

from invoices.modules.payments.domain.channels import PaymentChannel
from invoices.modules.payments.domain.movements import MoneyMovement
from property_ops.framework.importing.cells import EXCEL_ERRORS, code, is_blank, is_rounded, signed_money
from property_ops.framework.importing.columns import Column
from property_ops.framework.importing.problems import CellError, Level
from property_ops.framework.importing.tables import RegisterRow, RegisterTable
from property_ops.kernel.money import ZERO, NotMoney, Yuan
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.writing import squeezed

CHECK_THE_FILE = gettext_noop("Export the file again. If it is the same, ask whoever made it.")


class PaymentFormat(ABC):
    """Known by its columns, like any register; `movement` says what a row means."""

    name: ClassVar[str]
    title: ClassVar[str]  # msgid
    channel: ClassVar[PaymentChannel]
    columns: ClassVar[Sequence[Column]]
    instead: ClassVar[str] = ""
    """msgid: what to export instead of such a file, which is known and not taken."""

    def is_foot(self, row: Sequence[Any]) -> bool:
        """Whether the transactions end above this row."""
        return False

    is_statement: ClassVar[bool] = False
    """Whether a row is known by all that it says (a bank's), not by a number that is unique for ever (a service's)."""

    def prepare(self, table: RegisterTable) -> None:  # noqa: B027 - not all need it
        """What must be known of the whole sheet before its rows are understood."""

    @abstractmethod
    def movement(self, row: RegisterRow) -> MoneyMovement | None:
        """What moved; None for a row that moved nothing, or that is wrong: then the row has its error."""

    def check(self, table: RegisterTable, movements: Sequence[tuple[RegisterRow, MoneyMovement]]) -> None:  # noqa: B027 - not all say so
        """Hold what the file says of itself (totals, running balances) against its rows."""


_EXPORT_AGAIN = gettext_noop("Export the file again, and import it as it comes, without saving it in Excel or WPS.")
order_number = code(64, mend=_EXPORT_AGAIN)
"""The number of a transaction."""


def figure(raw: Any) -> Decimal | None:
    """A number among the totals of a file; None if it is none."""
    try:
        return signed_money(raw)
    except CellError:
        return None


def as_it_is(raw: Any) -> Any:
    return raw


def whole_fen(row: RegisterRow, column: str) -> Yuan:
    """The amount that moved, which has whole fen; an error of the row, and nothing, if it has not."""
    try:
        return Yuan.exactly(row[column])
    except NotMoney:
        row.error(column, gettext_noop("The amount has more than two decimals."), CHECK_THE_FILE)
        return ZERO


def check_fee(row: RegisterRow, fee: Yuan, amount: Yuan) -> None:
    """What the service kept of a payment is no more than that; of a refund (below zero) no more than that came back,
    written with its sign or without."""
    least, most = (ZERO, amount) if amount >= ZERO else (amount, -amount)
    if row.is_good and not least <= fee <= most:
        row.error("fee", gettext_noop("The fee does not fit the amount."), CHECK_THE_FILE)


def fen(yuan: Decimal) -> Yuan:
    """An amount that may have more decimals than fen (fees do), rounded half up, once per transaction."""
    return Yuan.rounded(Fraction(yuan))


def distinct(movements: Iterable[tuple[RegisterRow, MoneyMovement]]) -> list[tuple[RegisterRow, MoneyMovement]]:
    """Each transaction once: services add up theirs so, even where a row stands twice."""
    seen: dict[Any, tuple[RegisterRow, MoneyMovement]] = {}
    for row, movement in movements:
        seen.setdefault(movement.key, (row, movement))
    return list(seen.values())


def compare(
    table: RegisterTable, head: str, said: Decimal, sums: Iterable[Decimal], *, at_row: int | None = None
) -> None:
    """An error unless the total that the file gives is one of the sums of its rows."""
    wanted = list(sums)
    if said not in wanted:
        table.report(
            Level.ERROR,
            gettext_noop("The file says “%(head)s” %(said)s, its rows add up to %(sum)s."),
            CHECK_THE_FILE,
            at_row=at_row,
            head=head,
            said=f"{said:,}",
            sum=f"{wanted[0]:,}",
        )


def text_of(row: RegisterRow, column: str, limit: int) -> str:
    """The cell as text, cut to what fits: a memo is a hint, not a record of its own."""
    raw = row.values[column]
    return " ".join(_written(raw).split())[:limit] if raw != "" else ""


def account_of(row: RegisterRow, column: str, limit: int = 64) -> str:
    """The number of an account; none where Excel has rounded it: then it may be another's too."""
    raw = row[column]
    written = squeezed(_written(raw))
    return "" if is_rounded(raw, written) else written[:limit]


def _written(raw: Any) -> str:
    """A number cell by its digits: 301, not 301.0."""
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return "" if is_blank(raw) or raw in EXCEL_ERRORS else str(raw)
