"""What the register says of the works that were charged."""

from typing import NamedTuple

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
