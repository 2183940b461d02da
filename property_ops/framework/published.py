"""What the company publishes of a period beside its works: of slot `published_figures`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from property_ops.framework.slots import plugged_into
from property_ops.kernel.period import Period

HOW_MANY = Count("pk", distinct=True)


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """A row behind a figure, in words that name no person; `url` is for who has the figure's right."""

    words: str
    on: Any
    url: str = ""


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A figure of the half-year table and of the notice of a quarter: `counts`, an aggregate of `rows`, ÷ `per`.

    `rows(period)` are those of all estates. `estate` is their path to one; without it the figure is of the company as
    a whole. `shown` says what a row is. `order` as panels have it.
    """

    code: str
    title: Any
    unit: str
    permission: str
    rows: Callable[[Period], QuerySet[Any]]
    shown: Callable[[Any], PublishedRow]
    estate: str = "estate"
    counts: Any = HOW_MANY
    per: int = 1
    order: int = 100

    def rows_in(self, estates: Sequence[Any], period: Period) -> QuerySet[Any]:
        rows = self.rows(period)
        return rows.filter(**{f"{self.estate}__in": estates}) if self.estate else rows

    def in_all(self, estates: Sequence[Any], period: Period) -> Decimal:
        found = self.rows_in(estates, period).order_by().aggregate(found=self.counts)["found"]
        return Decimal(found or 0) / self.per

    def by_estate(self, estates: Sequence[Any], period: Period) -> Mapping[str, Decimal]:
        """By code of the estate; what is of the company as a whole is of none."""
        if not self.estate:
            return {}
        rows = self.rows_in(estates, period).order_by().values_list(f"{self.estate}__code")
        return {code: Decimal(found) / self.per for code, found in rows.annotate(found=self.counts) if found}


def published_figures() -> Sequence[PublishedFigure]:
    return sorted(plugged_into("published_figures"), key=lambda one: (one.order, one.code))


def within(day: str, period: Period) -> Q:
    """Rows whose `day`, such as `accepted_on` or `at__date`, lies in the period."""
    return Q(**{f"{day}__gte": period.start, f"{day}__lt": period.end})
