"""What is known of charged works: by their charges, and by the register."""

from decimal import Decimal
from typing import Any, NamedTuple

from invoices.modules.charges.public import Charge
from invoices.modules.tariffs.public import WORKS_SHARE
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.works.public import EmergencyCallOut, WorkOrder, WorkResult, words_of


class Registered(NamedTuple):
    """The work as it is registered now."""

    is_accepted: bool
    accepted: Decimal | None
    paid_by_residents: bool
    ceiling: Yuan | None
    words: list[dict[str, Any]]
    """How each party accepted, as a charge freezes it."""
    is_released: bool
    """An emergency work is released once another person has approved its call-out in time."""


def basis_of_work(number: str) -> str:
    """The key of the evidence that the shares of a work stand on."""
    return f"{WORKS_SHARE}/{number}"


def charged_in(work: WorkOrder) -> str:
    """The month in which residents are charged for the work, in whose evidence its words are frozen; or empty."""
    months = Charge.objects.filter(basis__key=basis_of_work(work.number)).values_list("month", flat=True)
    first = months.first()
    return str(Month.of(first)) if first else ""


def registered(numbers: list[str]) -> dict[str, Registered]:
    """The works with these numbers."""
    works = WorkOrder.objects.filter(number__in=numbers)
    approved = set(EmergencyCallOut.objects.filter(EmergencyCallOut.STANDS).values_list("work", flat=True))
    return {
        work.number: Registered(
            work.result == WorkResult.ACCEPTED,
            work.accepted,
            work.residents_percent > 0,
            work.ceiling,
            [word.facts() for word in words_of(work)],
            not work.is_emergency or work.pk in approved,
        )
        for work in works
    }


def charged_in_another_month(*, basis: str, month: Month) -> bool:
    """Whether the evidence with this key was charged already, in a month other than `month`.

    A work whose day of acceptance was corrected after it was charged is not charged again.
    """
    return Charge.objects.filter(basis__key=basis).exclude(month=month.start).exists()
