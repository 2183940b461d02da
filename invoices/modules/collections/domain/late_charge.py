"""Late charge (违约金): simple interest per day on principal only, capped (docs/product.md rule 13; 民法典 585).

A day counts while principal is open at its end: from the day after the due day and the days of grace on, not the day on
which it is paid, not while the line is disputed or a plan of instalments is kept. What was credited was never owed.
The whole is rounded once: a month's charge is the rounded total at its end less the rounded total at its start, so that
the charges of all months together are the whole, whichever month is charged first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import ONE_DAY, Period

LATE_CHARGE = "late_charge"
"""The fee item, and the charge source, of late charges."""


@dataclass(frozen=True, slots=True)
class LateChargeRule:
    """What an estate's agreement says, on the days of `period`. `cap` is a part of the principal."""

    period: Period
    rate_per_day: Fraction
    grace_days: int
    cap: Fraction


@dataclass(frozen=True, slots=True)
class Debt:
    """A line that was due: `principal` is its amount less credits, `paid` the days and amounts of what settled it."""

    principal: Yuan
    due_on: date
    paid: Sequence[tuple[date, Yuan]] = ()
    exempt: Sequence[Period] = ()  # disputed, or in a plan that is kept


@dataclass(frozen=True, slots=True)
class AccrualPeriod:
    """Days on which the same principal was open at the same rate."""

    period: Period
    open: Yuan
    rate_per_day: Fraction

    @property
    def interest(self) -> Fraction:
        """In yuan, exactly."""
        return self.open.as_fraction() * self.rate_per_day * self.period.days


def stretches(
    debt: Debt, versions: Sequence[LateChargeRule], *, until: date
) -> Iterator[tuple[LateChargeRule, AccrualPeriod]]:
    """What accrues before the day `until`, in order of time, before the cap."""
    for terms in sorted(versions, key=lambda one: one.period):
        first = debt.due_on + timedelta(days=terms.grace_days) + ONE_DAY
        if first >= until:
            continue
        for period in _without(terms.period & Period(first, until), debt.exempt):
            for part, open_then in _by_principal(period, debt):
                if open_then > ZERO:
                    yield terms, AccrualPeriod(part, open_then, terms.rate_per_day)


def accrued(debt: Debt, versions: Sequence[LateChargeRule], *, until: date) -> Fraction:
    """The late charge of all days before `until`, in yuan, exactly; never above the cap."""
    total = Fraction(0)
    for terms, stretch in stretches(debt, versions, until=until):
        cap = debt.principal.as_fraction() * terms.cap
        total = max(total, min(total + stretch.interest, cap))
    return total


def charge_of(debt: Debt, versions: Sequence[LateChargeRule], *, days: Period, charged: Yuan) -> Yuan:
    """The late charge of these days. `charged` is what other days were charged already: where less accrued than was
    thought then (a credit, a payment booked late), the days bear the less."""
    before, after = (Yuan.rounded(accrued(debt, versions, until=day)) for day in (days.start, days.end))
    return max(ZERO, min(after - before, after - charged))


def _without(period: Period, exempt: Sequence[Period]) -> list[Period]:
    left = [period] if period.days else []
    for one in exempt:
        left = [rest for part in left for rest in part.without(one)]
    return left


def _by_principal(period: Period, debt: Debt) -> Iterator[tuple[Period, Yuan]]:
    """The period cut at each day something was paid, with the principal open then."""
    cuts = sorted({day for day, _ in debt.paid if period.start < day < period.end})
    for start, end in zip([period.start, *cuts], [*cuts, period.end], strict=True):
        paid = sum((amount for day, amount in debt.paid if day <= start), ZERO)
        yield Period(start, end), debt.principal - paid
