"""Reading the register for someone: their estates, their units, people's numbers masked where they must be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import BigIntegerField, Case, Count, Exists, F, Model, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce

from property_ops.framework.dated_rows import in_force
from property_ops.framework.fields import StoredInteger
from property_ops.framework.finding import begins_with
from property_ops.framework.models import User
from property_ops.framework.permissions import SEE_PHONES
from property_ops.framework.slots import plugged_into
from property_ops.modules.estates.domain.finding import PHONE_DIGITS, Sought, sought
from property_ops.modules.estates.models import (
    BankAccountChange,
    Company,
    Estate,
    EstateMembership,
    Occupancy,
    Tenure,
    Unit,
    UnitChange,
    UnitVersion,
)
from property_ops.modules.estates.models.estate import Management
from property_ops.modules.estates.models.unit import OccupancyState, Role

Row = TypeVar("Row", bound=Model)

SEE_PEOPLE = "people.view"


@dataclass(frozen=True, slots=True)
class EstateFigures:
    """An estate's units and how they are occupied; without an estate, those of several together."""

    estate: Estate | None
    units: int
    area: Decimal
    owner_occupied: int
    let: int
    vacant: int


def bank_account_changes(user: User) -> QuerySet[BankAccountChange]:
    """The last first."""
    return BankAccountChange.objects.visible_to(user).select_related("prepared_by", "decided_by")


def visible_estates(user: User) -> QuerySet[Estate]:
    """The estates this person may see: all, or for one whose roles are limited, the assigned ones."""
    return Estate.objects.visible_to(user)


def visible_units(user: User) -> QuerySet[Unit]:
    return Unit.objects.visible_to(user).select_related("estate")


def visible_tenures(user: User) -> QuerySet[Tenure]:
    return Tenure.objects.visible_to(user).select_related("unit")


def company_name() -> str:
    """Of slot `company_names`."""
    company = Company.objects.first()
    return company.name if company else ""


def has_managed_estates() -> bool:
    return Estate.objects.filter(management=Management.MANAGED, taken_over_on__isnull=False).exists()


def has_units() -> bool:
    """Whether homes are there, and owners of them."""
    return Tenure.objects.exists()


def managed_estates(user: User) -> QuerySet[Estate]:
    return visible_estates(user).filter(management=Management.MANAGED)


def managed_first(estates: QuerySet[Estate]) -> QuerySet[Estate]:
    """Where costs are asked for, which assisted estates have too: the managed ones stand first."""
    return estates.order_by(Case(When(management=Management.MANAGED, then=0), default=1), "code")


def with_size(estates: QuerySet[Estate]) -> QuerySet[Any]:
    """With `unit_count` and `area`, the sum of the units' areas; by code."""
    units = Unit.objects.filter(estate=OuterRef("pk")).order_by().values("estate")
    return estates.annotate(
        unit_count=Coalesce(Subquery(units.annotate(count=Count("pk")).values("count")), 0),
        area=Subquery(units.annotate(sum=Sum("area")).values("sum")),
    ).order_by("code")


def all_estates() -> QuerySet[Estate]:
    return Estate.objects.all()


def estates_of(user: User) -> QuerySet[Estate]:
    """The estates assigned to a grid worker. Of slot `estates_of_user`."""
    return Estate.objects.filter(pk__in=EstateMembership.objects.filter(user=user).values("estate"))


def key_figures(user: User, *, on: date) -> list[EstateFigures]:
    """Of every managed estate that the user may see."""
    estates = list(with_size(managed_estates(user)))
    states = in_force(Occupancy.objects.filter(unit__estate__in=estates), on=on)
    counted = states.order_by().values_list("unit__estate", "state").annotate(Count("unit", distinct=True))
    counts = {(estate, state): count for estate, state, count in counted}
    return [
        EstateFigures(
            estate=estate,
            units=estate.unit_count,
            area=estate.area or Decimal(0),
            owner_occupied=counts.get((estate.pk, OccupancyState.OWNER_OCCUPIED), 0),
            let=counts.get((estate.pk, OccupancyState.LET), 0),
            vacant=counts.get((estate.pk, OccupancyState.VACANT), 0),
        )
        for estate in estates
    ]


def total_of(figures: Sequence[EstateFigures]) -> EstateFigures:
    return EstateFigures(
        estate=None,
        units=sum(one.units for one in figures),
        area=sum((one.area for one in figures), Decimal(0)),
        owner_occupied=sum(one.owner_occupied for one in figures),
        let=sum(one.let for one in figures),
        vacant=sum(one.vacant for one in figures),
    )


def as_they_were(units: QuerySet[Unit], *, on: date) -> QuerySet[Any]:
    """With `area_then` (m² × 10^4, a whole number) and `use_then`: area and use in force on that day."""
    then = UnitVersion.objects.filter(unit=OuterRef("pk"), end__gt=on).order_by("end")
    area = then.annotate(whole=StoredInteger("area")).values("whole")[:1]
    return units.annotate(
        area_then=Coalesce(Subquery(area), StoredInteger("area"), output_field=BigIntegerField()),
        use_then=Coalesce(Subquery(then.values("use")[:1]), F("use")),
    )


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What a month is charged by, of a unit on a day; empty where nothing is registered."""

    area: Decimal
    use: str
    occupancy: str
    tenant: str


def unit_facts(unit: Unit, on: date) -> UnitFacts:
    then = UnitVersion.objects.filter(unit=unit, end__gt=on).order_by("end").first() or unit
    occupancy = in_force(Occupancy.objects.filter(unit=unit), on=on).first()
    tenant = in_force(Tenure.objects.filter(unit=unit, role=Role.TENANT), on=on).first()
    return UnitFacts(then.area, then.use, occupancy.state if occupancy else "", tenant.name if tenant else "")


def unit_facts_said(change: UnitChange) -> UnitFacts:
    return UnitFacts(change.area, change.use, change.occupancy, change.tenant)


def changed_after(unit: Unit, day: date) -> date | None:
    """The first day after `day` on which area, use, occupancy or tenant change already."""
    later = Q(unit=unit, start__gt=day) | Q(unit=unit, end__gt=day)
    days = [version.end for version in unit.versions.all() if version.end > day]
    rows: list[Occupancy | Tenure] = [*Occupancy.objects.filter(later), *Tenure.objects.filter(later, role=Role.TENANT)]
    for row in rows:
        days += [one for one in (row.start, row.end) if one is not None and one > day]
    return min(days, default=None)


def unit_changes(user: User) -> QuerySet[UnitChange]:
    return UnitChange.objects.visible_to(user).select_related("unit__estate", "prepared_by", "decided_by")


def with_holders(units: QuerySet[Unit], *, on: date) -> QuerySet[Any]:
    """With the names of `owner` and `tenant` and the `occupancy` of that day, each in one query with the units."""
    holders = in_force(Tenure.objects.filter(unit=OuterRef("pk")), on=on)
    states = in_force(Occupancy.objects.filter(unit=OuterRef("pk")), on=on)
    return units.annotate(
        owner=Subquery(holders.filter(role=Role.OWNER).values("name")[:1]),
        tenant=Subquery(holders.filter(role=Role.TENANT).values("name")[:1]),
        occupancy=Subquery(states.values("state")[:1]),
    )


def find_units(units: QuerySet[Unit], text: str, *, user: User | None = None) -> QuerySet[Unit]:
    """The units that `text` finds: by place, code, room, by a present or former holder's name, the end of their phone,
    and by what other modules know (slot `unit_finders`: `(text) -> ids of units`), such as a plate.

    Who may not see phones, or is not known, finds by the four digits that stay visible, and by no more.
    """
    wanted = sought(text)
    if wanted.is_place:
        return units.filter(_place(wanted))
    found = Q(code__icontains=wanted.words) | Q(room__iexact=wanted.words)
    if user is None or user.has_perm(SEE_PEOPLE):
        found |= Q(Exists(Tenure.objects.filter(unit=OuterRef("pk"), name__icontains=wanted.words)))
        knows_phones = user is not None and user.has_perm(SEE_PHONES)
        if wanted.phone_end and (len(wanted.phone_end) == PHONE_DIGITS or knows_phones):
            found |= Q(Exists(Tenure.objects.filter(unit=OuterRef("pk"), phone__endswith=wanted.phone_end)))
        for finder in plugged_into("unit_finders"):
            found |= Q(pk__in=finder(wanted.words))
    return units.filter(found)


def first_units(user: User, text: str, *, most: int) -> QuerySet[Unit]:
    """The first units of this place or code, or with this plate; by indexes alone."""
    wanted = sought(text)
    if wanted.is_place:
        found = _place(wanted)
    else:
        found = begins_with("code", wanted.words.upper()) | Q(room=wanted.words)
        if user.has_perm(SEE_PEOPLE) and any(map(str.isdigit, wanted.words)):
            for finder in plugged_into("unit_finders"):
                found |= Q(pk__in=finder(wanted.words))
    return visible_units(user).filter(found).order_by("code")[:most]


def first_people(user: User, text: str, *, most: int) -> QuerySet[Tenure]:
    """The first holders of this name, or with this phone for those who may see it; the present ones first."""
    wanted = sought(text).words
    found = begins_with("name", wanted)
    if wanted.isdecimal():
        found = Q(phone=wanted) if user.has_perm(SEE_PHONES) else Q(pk=None)
    people = visible_tenures(user).filter(found).select_related("unit__estate")
    return people.order_by(F("end").desc(nulls_first=True), "name", "unit__code")[:most]


def find_with_unit(rows: QuerySet[Row], text: str, *columns: str, unit: str = "account__unit") -> QuerySet[Row]:
    """The rows that have `text` in one of these columns, or whose unit it finds."""
    found = Q(**{f"{unit}__in": find_units(Unit.objects.all(), text).values("pk")})
    for column in columns:
        found |= Q(**{f"{column}__icontains": text})
    return rows.filter(found)


def people_of(unit: Unit) -> QuerySet[Tenure]:
    """Owners, then tenants, the latest first."""
    return unit.tenures.order_by("role", F("start").desc(nulls_last=True))


def occupancies_of(unit: Unit) -> QuerySet[Occupancy]:
    """The latest first."""
    return unit.occupancies.order_by(F("start").desc(nulls_last=True))


def _place(wanted: Sought) -> Q:
    place = Q(building=wanted.building)
    if wanted.entrance is not None:
        place &= Q(entrance=wanted.entrance)
    if wanted.rooms:
        place &= Q(room__in=wanted.rooms)
    if wanted.estate:
        place &= Q(estate__code__iexact=wanted.estate) | Q(estate__name__icontains=wanted.estate)
    return place


def tenure_seen(user: User, pk: int) -> Tenure | None:
    return Tenure.objects.visible_to(user).filter(pk=pk).select_related("unit").first()
