"""What is known of charged works: by their charges, and by the register."""

from typing import NamedTuple

from invoices.modules.charges.public import Charge
from property_ops.kernel.period import Month
from property_ops.modules.works.public import Funding, Result, WorkOrder


class Registered(NamedTuple):
    """The work as it is registered now; quantities in the decimals of the register."""

    accepted_in: Month | None
    accepted: object
    paid_by_residents: bool


def registered(numbers: list[str]) -> dict[str, Registered]:
    """By number; `accepted_in` is None for a work that is not accepted."""
    works = WorkOrder.objects.filter(number__in=numbers)
    return {
        work.number: Registered(
            Month.of(work.accepted_on) if work.accepted_on and work.result == Result.ACCEPTED else None,
            work.accepted,
            work.funding == Funding.RESIDENTS,
        )
        for work in works
    }


def charged_in_another_month(*, basis: str, month: Month) -> bool:
    """Whether the evidence with this key was charged already, in a month other than `month`.

    A work whose day of acceptance was corrected after it was charged is not charged again.
    """
    return Charge.objects.filter(basis__key=basis).exclude(month=month.start).exists()
