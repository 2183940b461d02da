"""What drafting, approving and issuing have in common: estate by estate, each in a transaction of its own."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db.models import Count, Sum

from invoices.modules.billing.domain.states import BillState
from invoices.modules.billing.models import Bill
from invoices.modules.charges.public import estates_named
from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Estate

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class EstateBills:
    """What one step did for one estate: bills moved, their amount, and those that were further along already.

    `unprintable` are the units whose bills wait because a sign in them cannot be printed.
    """

    estate: Estate
    bills: int
    amount: Yuan
    kept: int
    unprintable: tuple[str, ...] = ()


def each_estate(codes: Sequence[str], progress: Progress | None, by: User) -> Iterator[Estate]:
    """The estates one by one, telling `progress` on the way."""
    estates = estates_named(codes, user=by)
    for index, estate in enumerate(estates):
        if progress:
            progress(index, len(estates), estate.name)
        yield estate
    if progress:
        progress(len(estates), len(estates), "")


@contextmanager
def billing_of(estate: Estate) -> Iterator[None]:
    """A transaction in which nobody else bills the estate."""
    with locked_transaction(f"billing/{estate.code}"):
        yield


def counted(estate: Estate, month: Month, states: Sequence[BillState]) -> tuple[int, Yuan]:
    """How many bills of the month are in these states, and their amount."""
    found = Bill.objects.filter(estate=estate, month=month.start, state__in=states).aggregate(
        bills=Count("pk"), amount=Sum("total")
    )
    return found["bills"], found["amount"] or ZERO
