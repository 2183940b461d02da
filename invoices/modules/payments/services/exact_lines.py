"""Money that is for certain lines: it settles these before anything else of the account (docs/adr/0056)."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from invoices.modules.receivables.public import open_lines, settle
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO, Yuan

CAUSE = "chosen lines"


class MeantLine(NamedTuple):
    """So much of the money is for this line of a bill."""

    line_id: int
    amount: Yuan


def settle_meant(credit_id: int, amount: Yuan, lines: Sequence[MeantLine], *, on: date, by: User) -> None:
    """Of the credit to each line what is still open there; what is over is left. Inside the caller's transaction."""
    left = amount
    for line_id, wanted in lines:
        row = open_lines().filter(pk=line_id).values("open", "bill__issued_on").first()
        part = min(left, wanted, row["open"]) if row else ZERO
        if part > ZERO and row:
            settle(
                credit_id=credit_id,
                line_id=line_id,
                amount=part,
                on=max(on, row["bill__issued_on"]),
                by=by,
                cause=CAUSE,
            )
            left -= part
