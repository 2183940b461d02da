"""Reading the parking register for someone: spaces, who has them on a day, and their leases."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    Exists,
    F,
    FilteredRelation,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from property_ops.framework.dated_rows import in_force, touching
from property_ops.framework.models import User
from property_ops.kernel.period import Period
from property_ops.modules.estates.public import Estate, Unit
from property_ops.modules.parking.domain.lottery import DrawnLots, record
from property_ops.modules.parking.domain.numbering import free_prefix, number_of
from property_ops.modules.parking.models import (
    Closure,
    Lease,
    LotLayout,
    ParkingLot,
    ShortStay,
    Space,
    WaitingEntry,
    WaitingList,
)
from property_ops.modules.parking.models.space import SpaceKind
from property_ops.modules.parking.selectors.words import plain
from property_ops.modules.works.public import FurtherQuantity, WorkEstimate, WorkEvent, WorkMove, WorkOrder, WorkResult

LINE = "标线"
RUNNING, ENDED, COMING = "running", "ended", "coming"


def marked_on(numbers: Iterable[str]) -> dict[str, date]:
    """Since when the spaces that these works mark are on the ground; none for a work that is not accepted."""
    accepted = WorkOrder.objects.filter(number__in=set(numbers), result=WorkResult.ACCEPTED, accepted_on__isnull=False)
    return dict(accepted.values_list("number", "accepted_on"))  # type: ignore[arg-type]  # the filter leaves no NULL


def work_days(number: str) -> list[date]:
    """The days that are known of a work: planned, begun, done, accepted."""
    planned = WorkOrder.objects.filter(number=number).values_list("planned_on", "done_on", "accepted_on").first() or ()
    moves = WorkEvent.objects.filter(work__number=number, action__in=(WorkMove.START, WorkMove.FINISH))
    return [day for day in (*planned, *moves.values_list("on", flat=True)) if day is not None]


def visible_spaces(user: User) -> QuerySet[Space]:
    return Space.objects.visible_to(user).select_related("estate")


def visible_leases(user: User) -> QuerySet[Lease]:
    return Lease.objects.visible_to(user).select_related("space__estate", "unit")


def with_lease(spaces: QuerySet[Space], *, on: date) -> QuerySet[Any]:
    """With the `unit_code`, `plate`, `rent` and `lease_end` of the lease in force that day, and whether it `is_let`.

    One join: leases of a space never overlap, so that there is at most one.
    """
    on_the_day = Q(leases__start__lte=on) & (Q(leases__end__isnull=True) | Q(leases__end__gt=on))
    return spaces.annotate(
        lease=FilteredRelation("leases", condition=on_the_day),
        is_let=Case(When(lease__id__isnull=False, then=True), default=False, output_field=BooleanField()),
        unit_code=F("lease__unit__code"),
        plate=F("lease__plate"),
        rent=F("lease__monthly_rent"),
        lease_end=F("lease__end"),
    )


def with_state(leases: QuerySet[Lease], *, on: date) -> QuerySet[Any]:
    """With the `state` of that day: running, ended or coming."""
    return leases.annotate(
        state=Case(
            When(start__gt=on, then=Value(COMING)),
            When(end__isnull=False, end__lte=on, then=Value(ENDED)),
            default=Value(RUNNING),
            output_field=CharField(),
        )
    )


def find_spaces(spaces: QuerySet[Space], text: str) -> QuerySet[Space]:
    """By number, or by the plate or unit of any lease."""
    words = plain(text)
    leases = Lease.objects.filter(Q(plate__icontains=words) | Q(unit__code__icontains=words), space=OuterRef("pk"))
    return spaces.filter(Q(number__icontains=words) | Q(Exists(leases)))


def find_leases(leases: QuerySet[Lease], text: str) -> QuerySet[Lease]:
    words = plain(text)
    return leases.filter(
        Q(space__number__icontains=words)
        | Q(plate__icontains=words)
        | Q(unit__code__icontains=words)
        | Q(vehicle__icontains=words)
    )


def units_by_plate(text: str) -> QuerySet[Any]:
    """The ids of units that lease or leased a space for such a plate: for the search of units."""
    words = plain(text)
    return (
        Lease.objects.filter(plate__icontains=words).values("unit")
        if len(words) > 2
        else Lease.objects.none().values("unit")
    )


def leases_on(spaces: Sequence[Space], days: Period) -> QuerySet[Lease]:
    """Leases of these spaces that have one of the days in them."""
    return (
        touching(Lease.objects.filter(space__in=spaces), days)
        .select_related("space__estate")
        .order_by("space__number", "start")
    )


def leases_of_unit(unit: Unit) -> QuerySet[Lease]:
    """The latest first."""
    return Lease.objects.filter(unit=unit).select_related("space").order_by("-start")


def leases_of_space(space: Space) -> QuerySet[Lease]:
    """The latest first."""
    return space.leases.select_related("unit").order_by("-start")


def closures_of_space(space: Space) -> QuerySet[Closure]:
    """The latest first."""
    return space.closures.order_by("-start")


def occupation(user: User, *, on: date) -> dict[str, int]:
    """How many spaces there are and how many of them are let that day."""
    let = in_force(Lease.objects.visible_to(user), on=on)  # leases of a space never overlap
    return {"all": Space.objects.visible_to(user).count(), "let": let.count()}


def ending(user: User, *, first: date, after: date) -> QuerySet[Lease]:
    """The leases whose end lies in `(first, after]`: their last day is the day before it."""
    return visible_leases(user).filter(end__gt=first, end__lte=after).order_by("end", "space")


def visible_lots(user: User) -> QuerySet[ParkingLot]:
    return ParkingLot.objects.visible_to(user).select_related("estate", "chosen")


def with_spaces(lots: QuerySet[ParkingLot]) -> QuerySet[Any]:
    """With the `most_spaces` of its layouts, and the `chosen_spaces`."""
    return lots.annotate(most_spaces=Max("layouts__space_count"), chosen_spaces=F("chosen__space_count"))


def visible_layouts(user: User) -> QuerySet[LotLayout]:
    layouts = LotLayout.objects.visible_to(user)
    return layouts.select_related("lot__estate", "lot__chosen")


def layouts_of(lot: ParkingLot) -> QuerySet[LotLayout]:
    """The best first."""
    return lot.layouts.order_by("rank")


def proposed_numbers(estate: Estate) -> tuple[str, int]:
    """A prefix that no space of the estate bears, and the first number with it."""
    prefix = free_prefix(list(Space.objects.filter(estate=estate).values_list("number", flat=True)))
    return prefix, 1


def numbers_of(layout: LotLayout) -> list[str]:
    """The numbers that the spaces of a chosen layout got; empty before."""
    chosen = layout.lot
    if chosen.chosen_id != layout.pk:
        return []
    return [number_of(chosen.prefix, chosen.first_number + place) for place in range(layout.space_count)]


def marking_of(work: WorkOrder) -> WorkEstimate | None:
    """The spaces and the metres of line of the layout that the work marks. Of slot `work_estimates`."""
    layout = LotLayout.objects.filter(
        chosen_for__estate=work.estate_id, chosen_for__work_order_number=work.number
    ).first()
    if layout is None:
        return None
    line = FurtherQuantity(LINE, layout.laid_out.line_metres, "m")
    return WorkEstimate(Decimal(layout.space_count), work.unit, further=(line,))


def waiting_lists(user: User) -> QuerySet[Any]:
    """With `entry_count`."""
    lists = WaitingList.objects.visible_to(user).select_related("estate")
    return lists.annotate(entry_count=Count("entries"))


def open_waiting_lists(estate: Estate) -> QuerySet[Any]:
    """Those of the estate that still have somebody who waits, with `entry_count`: how many."""
    waits = Q(entries__passed_on__isnull=True, entries__lease__isnull=True)
    lists = WaitingList.objects.filter(estate=estate).annotate(entry_count=Count("entries", filter=waits))
    return lists.filter(entry_count__gt=0).order_by("pk")


def ranks_of_unit(unit: Unit) -> QuerySet[Any]:
    """Where a unit stands on drawn lists on which it still waits, with `ahead`: how many are before it."""
    entries = WaitingEntry.objects.filter(unit=unit, rank__isnull=False, passed_on__isnull=True, lease__isnull=True)
    return with_place(entries).select_related("waiting_list").order_by("waiting_list", "rank")


def closed_spaces(estate: Estate, *, on: date) -> list[tuple[str, date, date]]:
    """(space, first day, day after the last) of what is closed that day or later, the earliest first."""
    closures = Closure.objects.filter(space__estate=estate, end__gt=on).order_by("start", "space__number")
    return list(closures.values_list("space__number", "start", "end").distinct())


def entries_of(waiting_list: WaitingList) -> QuerySet[WaitingEntry]:
    """In the order of the draw; before it, by unit."""
    entries = waiting_list.entries.select_related("unit", "waiting_list__estate", "lease__space")
    return with_place(entries).order_by(F("rank").asc(nulls_last=True), "unit__code")


def with_place(entries: QuerySet[WaitingEntry]) -> QuerySet[Any]:
    """With `has_place`: among the first by rank, as many as there are spaces, without those that passed it on."""
    before = WaitingEntry.objects.filter(
        waiting_list=OuterRef("waiting_list"), rank__lt=OuterRef("rank"), passed_on__isnull=True
    )
    ahead = Coalesce(Subquery(before.order_by().values("waiting_list").annotate(count=Count("pk")).values("count")), 0)
    among = Q(rank__isnull=False, passed_on__isnull=True, ahead__lt=F("waiting_list__places"))
    place = Case(When(among, then=True), default=False, output_field=BooleanField())
    return entries.annotate(ahead=ahead).annotate(has_place=place)


def winners(estate: Estate) -> QuerySet[Any]:
    """Entries with a place and without a lease yet."""
    entries = WaitingEntry.objects.filter(waiting_list__estate=estate, lease__isnull=True)
    return with_place(entries).filter(has_place=True).select_related("unit")


def free_spaces(estate: Estate, *, on: date) -> QuerySet[Space]:
    """Spaces on the ground that nobody leases that day or later, without those for short stays."""
    later = Lease.objects.filter(Q(end__isnull=True) | Q(end__gt=on), space=OuterRef("pk"))
    there = marked_on(Space.objects.filter(estate=estate).values_list("work_order_number", flat=True))
    marked = Q(work_order_number="") | Q(work_order_number__in=[number for number, day in there.items() if day <= on])
    spaces = Space.objects.filter(~Q(Exists(later)), marked, estate=estate)
    return spaces.exclude(kind=SpaceKind.SHORT_STAY).order_by("number")


def short_stays(user: User) -> QuerySet[ShortStay]:
    """Those parked now first, then the latest."""
    return ShortStay.objects.visible_to(user).select_related("estate", "space", "unit", "recorded_by")


def find_stays(stays: QuerySet[ShortStay], text: str) -> QuerySet[ShortStay]:
    words = plain(text)
    return stays.filter(Q(plate__icontains=words) | Q(space__number__icontains=words) | Q(unit__code__icontains=words))


def spaces_for_visitors(user: User) -> QuerySet[Space]:
    """The spaces for short stays on which no visitor stands."""
    parked = ShortStay.objects.filter(space=OuterRef("pk"), left_at__isnull=True)
    return visible_spaces(user).filter(~Q(Exists(parked)), kind=SpaceKind.SHORT_STAY).order_by("estate__code", "number")


def lease_of_plate(plate: str, *, estate: Estate, on: date) -> Lease | None:
    """The lease in force for a plate that day: of this estate, else of another."""
    leases = in_force(Lease.objects.filter(plate=plate), on=on).select_related("unit")
    is_here = Case(When(space__estate=estate, then=0), default=1)
    lease: Lease | None = leases.order_by(is_here, "-start").first()
    return lease


def published(waiting_list: WaitingList) -> str:
    """The record of the draw as text."""
    drawn = [
        DrawnLots(entry.rank or 0, entry.unit.code, entry.digest)
        for entry in entries_of(waiting_list)
        if waiting_list.drawn_on
    ]
    title = f"{waiting_list.estate.name} {waiting_list.name}"
    return record(
        title=title, source=waiting_list.source, seed=waiting_list.seed, places=waiting_list.places, drawn=drawn
    )
