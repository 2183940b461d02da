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


class BillsByState(dict[str, tuple[int, Yuan]]):
    """How many bills are in each state, and their amount."""

    def of(self, states: Sequence[BillState]) -> tuple[int, Yuan]:
        """The same of these states together."""
        found = [self[state] for state in states if state in self]
        return sum(bills for bills, _ in found), sum((amount for _, amount in found), ZERO)


def counted(estate: Estate, month: Month) -> BillsByState:
    """The month's bills of the estate."""
    bills = Bill.objects.filter(estate=estate, month=month.start).order_by().values_list("state")
    rows = bills.annotate(bills=Count("pk"), amount=Sum("total"))
    return BillsByState({state: (bills, amount) for state, bills, amount in rows})
