"""Estates, buildings, units and who holds them, for programs."""

from datetime import date
from typing import Annotated, Any, Self

from django.db.models import Count, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.dated_rows import in_force
from property_ops.framework.models import User
from property_ops.framework.permissions import SEE_PHONES, phone_shown_to
from property_ops.framework.rest.kit import ApiRequest, ApiRouter
from property_ops.framework.rest.rows import ApiRow, Code, Day, exact, text
from property_ops.modules.estates import selectors

VIEW = "estates.view"

ROUTER = ApiRouter(
    "registers",
    rights={
        VIEW: _("see estates, buildings and units"),
        selectors.SEE_PEOPLE: _("see owners and tenants by name"),
        SEE_PHONES: _("see phone numbers in full"),
    },
)


class EstateRow(ApiRow):
    """`managed_from` is the take-over date; an estate that is only assisted has none."""

    code: str
    name: str
    community: str
    management: str
    managed_from: date | None
    built_year: int | None

    @classmethod
    def of(cls, row: Any, reader: User) -> Self:
        return cls(
            code=row.code,
            name=row.name,
            community=row.community,
            management=row.management,
            managed_from=row.taken_over_on,
            built_year=row.built_year,
        )


class BuildingRow(ApiRow):
    building: int
    units: int
    area_m2: str


class BuildingsOfEstate(ApiRow):
    estate: str
    buildings: list[BuildingRow]

    @classmethod
    def of(cls, row: Any, reader: User) -> Self:
        counted = row.units.order_by("building").values("building").annotate(units=Count("pk"), area=Sum("area"))
        found = [
            BuildingRow(building=one["building"], units=one["units"], area_m2=exact(one["area"]) or "0")
            for one in counted
        ]
        return cls(estate=row.code, buildings=found)


class UnitRow(ApiRow):
    """As it is today; what a month is charged by is what was true in it."""

    code: str
    estate: str
    building: int
    entrance: int
    room: str
    area_m2: str
    use: str
    occupancy: str | None

    @classmethod
    def of(cls, row: Any, reader: User) -> Self:
        return cls(
            code=row.code,
            estate=row.estate.code,
            building=row.building,
            entrance=row.entrance,
            room=row.room,
            area_m2=exact(row.area) or "",
            use=row.use,
            occupancy=row.occupancy,
        )


class HolderRow(ApiRow):
    """Who holds the unit in `[start, end)`. Without the right `people.view_phone` a phone number is masked."""

    id: int
    unit: str
    role: str
    name: str
    phone: str
    start: date | None
    end: date | None

    @classmethod
    def of(cls, row: Any, reader: User) -> Self:
        return cls(
            id=row.pk,
            unit=row.unit.code,
            role=row.role,
            name=row.name,
            phone=phone_shown_to(reader, row.phone),
            start=row.start,
            end=row.end,
        )


@ROUTER.listing("/estates", right=VIEW, of=EstateRow, personal_data=False)
def list_estates(request: ApiRequest, community: Annotated[str, text(60)] | None = None) -> QuerySet[Any]:
    """The estates, managed and assisted."""
    estates = selectors.visible_estates(request.user)
    return estates.filter(community=community) if community else estates


@ROUTER.single("/estates/{code}", right=VIEW, of=EstateRow, personal_data=False)
def get_estate(request: ApiRequest, code: Code) -> Any:
    """One estate by its code."""
    return selectors.visible_estates(request.user).filter(code=code).first()


@ROUTER.single("/estates/{code}/buildings", right=VIEW, of=BuildingsOfEstate, personal_data=False)
def get_buildings(request: ApiRequest, code: Code) -> Any:
    """The buildings of an estate, with their units and areas."""
    return selectors.visible_estates(request.user).filter(code=code).first()


@ROUTER.listing("/units", right=VIEW, of=UnitRow, personal_data=False)
def list_units(request: ApiRequest, estate: Code | None = None, building: int | None = None) -> QuerySet[Any]:
    """The units, as they are today."""
    units = _units(request.user)
    units = units.filter(estate__code=estate) if estate else units
    return units if building is None else units.filter(building=building)


@ROUTER.single("/units/{code}", right=VIEW, of=UnitRow, personal_data=False)
def get_unit(request: ApiRequest, code: Code) -> Any:
    """One unit by its code, which is also the number of its account."""
    return _units(request.user).filter(code=code).first()


@ROUTER.listing("/holders", right=selectors.SEE_PEOPLE, of=HolderRow, personal_data=True)
def list_holders(
    request: ApiRequest, unit: Code | None = None, estate: Code | None = None, on: Day | None = None
) -> QuerySet[Any]:
    """Owners and tenants; with `on`, those of that day."""
    found = selectors.visible_tenures(request.user)
    found = found.filter(unit__code=unit) if unit else found
    found = found.filter(unit__estate__code=estate) if estate else found
    return found if on is None else in_force(found, on=on)


def _units(reader: User) -> QuerySet[Any]:
    return selectors.with_holders(selectors.visible_units(reader), on=timezone.localdate())
