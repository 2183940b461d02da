"""Rows of a bank's statement that sum up others and have a day all the same (本日合计): no money moved by them."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from property_ops.framework.importing.tables import RegisterRow
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.writing import squeezed

_SUM = re.compile(r"[本当累截]?[日月年期季页次]?[初末]?(?:发生额)?(?:合计|小计|累计|总计|余额)[数额]?\Z")
_LOOK = gettext_noop("If it was a movement of its own, enter it as a receipt or payment.")


def set_aside_sums(rows: Sequence[RegisterRow], words: Callable[[RegisterRow], str]) -> None:
    """Such a row names nobody and nothing, and its balance, if it has one, is that of the row before or after it."""
    before, after = _known_balances(rows), _known_balances(rows[::-1])[::-1]
    for row, *beside in zip(rows, before, after, strict=True):
        if not row.is_good or _names_something(row) or not _SUM.match(squeezed(words(row))):
            continue
        if row["balance"] is not None and row["balance"] not in beside:
            continue
        if any(row[side] for side in ("credit", "debit", "amount")):
            row.values |= dict.fromkeys(("credit", "debit", "amount"), Decimal(0))
            row.warn("memo", gettext_noop("This row sums up others: it moves nothing."), _LOOK)


def _known_balances(rows: Sequence[RegisterRow]) -> list[Decimal | None]:
    """Of each row, the last balance told before it."""
    found: list[Decimal | None] = []
    known = None
    for row in rows:
        found.append(known)
        known = known if row["balance"] is None else row["balance"]
    return found


def _names_something(row: RegisterRow) -> bool:
    return any(
        str(row.values.get(column, "")).strip() not in ("", "0")
        for column in ("name", "account", "payer", "payer_account", "payee", "payee_account", "serial")
    )
