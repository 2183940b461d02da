"""Where a month of an estate stands: what was agreed, what both parties confirmed, what that delivers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from property_ops.kernel.period import Month, Period
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded


class MonthStanding(Worded):
    CONFIRMED = "confirmed", gettext_noop("confirmed")
    PARTLY = "partly", gettext_noop("partly confirmed")
    MISSING = "missing", gettext_noop("not confirmed")
    NOT_OVER = "not_over", gettext_noop("not over yet")
    NOT_MANAGED = "not_managed", gettext_noop("not managed")


@dataclass(frozen=True, slots=True)
class Confirmed:
    """One service of the month as it was confirmed; `by_both` once both parties signed it with a date."""

    weight: Decimal
    completion: Decimal
    by_both: bool


@dataclass(frozen=True, slots=True)
class ServiceMonth:
    """One month of one estate: the agreed services, and those that both parties confirmed."""

    month: Month
    standing: MonthStanding
    agreed: tuple[str, ...]
    confirmed: tuple[str, ...]
    delivered: Decimal | None
    """Σ weight × completion (docs/product.md rule 3); None until every agreed service is confirmed."""

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(name for name in self.agreed if name not in self.confirmed)


def service_month(
    *, month: Month, managed: Period | None, agreed: Iterable[str], confirmations: Mapping[str, Confirmed], on: date
) -> ServiceMonth:
    """Where the month stands on the day `on`. A month that is not over is not missing anything yet."""
    agreed = tuple(agreed)
    confirmed = tuple(name for name in agreed if name in confirmations and confirmations[name].by_both)
    standing = _standing(month, managed, agreed=len(agreed), confirmed=len(confirmed), on=on)
    delivered = _delivered(confirmations.values()) if standing is MonthStanding.CONFIRMED else None
    return ServiceMonth(month, standing, agreed, confirmed, delivered)


def _standing(month: Month, managed: Period | None, *, agreed: int, confirmed: int, on: date) -> MonthStanding:
    if managed is None or not (managed & month.period).days:
        return MonthStanding.NOT_MANAGED
    if agreed and confirmed == agreed:
        return MonthStanding.CONFIRMED
    if confirmed:
        return MonthStanding.PARTLY
    return MonthStanding.MISSING if month.end <= on else MonthStanding.NOT_OVER


def _delivered(confirmations: Iterable[Confirmed]) -> Decimal:
    return sum((one.weight * one.completion for one in confirmations), Decimal(0))
