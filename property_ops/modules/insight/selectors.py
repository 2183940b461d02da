"""The records behind the manager's table, for the estates that somebody may see."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max

from property_ops.framework.models import User
from property_ops.framework.published import PublishedFigure, published_figures
from property_ops.kernel.period import ONE_DAY, Period
from property_ops.kernel.writing import squeezed
from property_ops.modules.estates.public import Estate, Management, visible_estates
from property_ops.modules.insight.domain.figures import AND, FIGURES
from property_ops.modules.insight.domain.periods import half_year_of
from property_ops.modules.insight.domain.table import Accepted, FigureTable, tabulate
from property_ops.modules.parking.public import Space, violations_settled
from property_ops.modules.requests.public import RatedBy, Received, Tally, manners_in, ratings_in, received_in
from property_ops.modules.works.public import Funding, WorkOrder, WorkPhoto, WorkResult, kind_of, lines_by_work

MOST_PHOTOS = 4
Counted = Callable[[Accepted], bool]


@dataclass(frozen=True, slots=True)
class CountedFigure:
    """What other modules count of the period: `total` is no sum of the estates where one is counted once in several."""

    figure: PublishedFigure
    total: Decimal
    by_estate: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class HalfYear:
    """The table of a period: what the works give, and what stands in the registers at its end."""

    period: Period
    estates: tuple[Estate, ...]
    managed: tuple[Estate, ...]
    spaces: dict[str, int]
    works: FigureTable
    requests: tuple[Received, ...]
    misparking: Mapping[str, int]
    satisfaction: Mapping[str, Tally]
    counted: tuple[CountedFigure, ...]
    manners: tuple[tuple[RatedBy, int], ...] = ()
    """How the ratings behind `satisfaction` were given."""


def half_year(user: User, period: Period, *, only: Estate | None = None) -> HalfYear:
    """For the estates the user may see, or one of them. Estates without any figure stay out of the columns."""
    estates = [only] if only else list(visible_estates(user).order_by("code"))
    works = tabulate(accepted_works(estates, period), FIGURES)
    managed = tuple(estate for estate in estates if _is_managed_in(estate, period))
    spaces = spaces_by_estate(estates)
    requests, satisfaction = tuple(received_in(estates, period)), ratings_in(estates, period)
    counted = tuple(counted_in(estates, period, of_company=only is None))
    named = (
        set(spaces)
        | set(satisfaction)
        | {one.estate for one in requests}
        | set(settled_violations(estates, period))
        | {code for row in works.rows for code in row.by_estate}
        | {code for one in counted for code in one.by_estate}
        | {estate.code for estate in managed}
    )
    columns = tuple(estate for estate in estates if estate.code in named)
    misparking = settled_violations(estates, period)
    manners = tuple(manners_in(estates, period))
    return HalfYear(period, columns, managed, spaces, works, requests, misparking, satisfaction, counted, manners)


def counted_in(estates: Sequence[Estate], period: Period, *, of_company: bool) -> Iterator[CountedFigure]:
    """What other modules publish and is not nothing; of a single estate without what is of the whole company."""
    for figure in published_figures():
        by_estate = figure.by_estate(estates, period)
        is_told = by_estate or (of_company and not figure.estate)
        if is_told and (total := figure.in_all(estates, period)):
            yield CountedFigure(figure, total, by_estate)


def accepted_works(estates: Sequence[Estate], period: Period) -> Iterator[Accepted]:
    """The works accepted on a day of the period, with their accepted quantities; what is mended free adds nothing."""
    works = WorkOrder.objects.filter(
        estate__in=[estate.pk for estate in estates],
        result=WorkResult.ACCEPTED,
        accepted_on__gte=period.start,
        accepted_on__lt=period.end,
    )
    found = list(works.exclude(funding=Funding.NOBODY).select_related("estate").order_by("number"))
    lines = lines_by_work(found)
    for work in found:
        _done, _quantity, on = work.what_was_accepted
        kind = kind_of(work)
        code = kind.code if kind else ""
        for line in lines[work.pk]:
            if line.accepted is not None:
                yield Accepted(work.number, work.estate.code, work.kind, code, line.unit, line.accepted, on)


@dataclass(frozen=True, slots=True)
class FigureWork:
    """A row behind a figure: the work, and the keys of some of its photos."""

    number: str
    estate: str
    place: str
    quantity: Decimal
    unit: str
    on: date
    photos: tuple[int, ...]


def counted_for(code: str) -> Counted:
    """The works that count for the figure, or for several."""
    figures = [one for one in FIGURES if one.code in code.split(AND)]
    return lambda one: any(figure.counts(one.code, squeezed(one.unit)) for figure in figures)


def not_counted(kind: str, unit: str) -> Counted:
    """Those of the kind and unit that no figure takes."""
    any_of = counted_for(AND.join(figure.code for figure in FIGURES))
    return lambda one: (one.kind, one.unit) == (kind, unit) and not any_of(one)


def works_behind(estates: Sequence[Estate], period: Period, counts: Counted) -> list[FigureWork]:
    """The accepted works of them, the latest first; up to four photos of each."""
    counted = [one for one in accepted_works(estates, period) if counts(one)]
    works = {work.number: work for work in WorkOrder.objects.filter(number__in={one.number for one in counted})}
    photos: dict[int, list[int]] = {}
    for work, pk in WorkPhoto.objects.filter(work__in=works.values()).order_by("-pk").values_list("work", "pk"):
        photos.setdefault(work, []).append(pk)
    names = {estate.code: estate.name for estate in estates}
    rows = [
        FigureWork(
            one.number,
            names[one.estate],
            works[one.number].place,
            one.quantity,
            one.unit,
            one.on,
            tuple(photos.get(works[one.number].pk, ())[:MOST_PHOTOS]),
        )
        for one in counted
    ]
    return sorted(rows, key=lambda row: (row.on, row.number), reverse=True)


def settled_violations(estates: Sequence[Estate], period: Period) -> dict[str, int]:
    """How many wrongly parked cars were dealt with in the period, by estate."""
    settled = violations_settled(period.start, period.end).filter(estate__in=estates)
    return dict(settled.order_by().values_list("estate__code").annotate(Count("pk")))


def violations_behind(user: User, estates: Sequence[Estate], period: Period) -> Any:
    seen = violations_settled(period.start, period.end).visible_to(user).filter(estate__in=estates)
    return seen.select_related("estate", "space").prefetch_related("photos").order_by("-seen_at")


def spaces_by_estate(estates: Sequence[Estate]) -> dict[str, int]:
    """The parking spaces that stand in the register today, by estate."""
    counted = Space.objects.filter(estate__in=estates).order_by().values_list("estate__code").annotate(Count("pk"))
    return dict(counted)


def usual_half_year(user: User, *, today: date) -> Period:
    """The half-year in which a work that the user may see was accepted last, or the one before it where more were: of
    a half-year that has only begun there is little to see. Without works, that of today."""
    accepted = WorkOrder.objects.visible_to(user).filter(result=WorkResult.ACCEPTED, accepted_on__lte=today)
    latest: date | None = accepted.aggregate(latest=Max("accepted_on"))["latest"]
    if latest is None:
        return half_year_of(today)
    halves = half_year_of(latest), half_year_of(half_year_of(latest).start - ONE_DAY)
    return max(halves, key=lambda half: accepted.filter(accepted_on__range=(half.start, half.last_day)).count())


def _is_managed_in(estate: Estate, period: Period) -> bool:
    """Whether the estate was managed on a day of the period."""
    managed = estate.management == Management.MANAGED and estate.managed_period
    return bool(managed and (managed & period).days)
