"""What the service fee of an estate and month is made from."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Exists, Min, OuterRef, Q

from invoices.modules.charge_sources.domain.service import RateVersion
from invoices.modules.tariffs.public import SERVICE_FEE, VACANCY_REDUCTION, Tariff, in_charge
from property_ops.framework.bulk import chunks
from property_ops.framework.dated_rows import in_force, touching
from property_ops.framework.fields import StoredInteger
from property_ops.framework.importing.waiting import claims_that_wait
from property_ops.kernel.period import FAR_FUTURE, Month, Period
from property_ops.modules.confirmations.public import AgreementItem, Confirmation
from property_ops.modules.estates.public import Estate, Occupancy, OccupancyState, Unit, UnitVersion, as_they_were

CHUNK = 20_000
_TARIFF = ("item__code", "applies_to", "rate", "start", "end")


class MonthsTariffs:
    """The tariffs of an estate that are in force on some day of the month, or would be once approved."""

    def __init__(self, estate: Estate, month: Month) -> None:
        of_estate = Tariff.objects.filter(estate=estate, item__code__in=(SERVICE_FEE, VACANCY_REDUCTION))
        of_service = touching(of_estate, month.period)
        self._approved = list(in_charge(of_service).order_by("start").values_list(*_TARIFF))
        self._waiting = set(_changes_that_wait(estate, month))

    def versions(self, item: str, applies_to: str) -> list[RateVersion]:
        """The approved versions, oldest first."""
        return [_version(*days) for code, use, *days in self._approved if (code, use) == (item, applies_to)]

    def waits(self, applies_to: str) -> bool:
        """Whether a changed rate that another person has not approved yet would be in force."""
        return applies_to in self._waiting


def all_rate_versions(estate: Estate, item: str, applies_to: str) -> list[RateVersion]:
    """All approved versions, oldest first."""
    tariffs = in_charge(Tariff.objects.filter(estate=estate, item__code=item, applies_to=applies_to))
    return [_version(*days) for days in tariffs.order_by("start").values_list("rate", "start", "end")]


def _version(rate: Decimal, start: date, end: date | None) -> RateVersion:
    return RateVersion(rate, Period.since(start, None) if end is None else Period(start, end))


def _changes_that_wait(estate: Estate, month: Month) -> Iterator[str]:
    """What changed rates of the service fee apply to that came by workbook."""
    for key in claims_that_wait("tariffs.tariffs", estate.code, month.period).values_list("key", flat=True):
        _code, item, applies_to, _start = key.split("/", 3)
        if item in (SERVICE_FEE, VACANCY_REDUCTION):
            yield applies_to


def services_that_wait(estate: Estate, month: Month) -> set[str]:
    """The services whose confirmation came by workbook and waits for another person."""
    waiting = claims_that_wait("confirmations.confirmations", estate.code, month.period)
    return {key.split("/", 2)[2] for key in waiting.values_list("key", flat=True)}


def confirmation(estate_code: str, month: Month, service: str) -> Confirmation | None:
    of_month = Confirmation.objects.filter(item__estate__code=estate_code, month=month.start)
    return of_month.filter(item__name=service).first()


def agreed_services(estate: Estate) -> list[str]:
    return list(AgreementItem.objects.filter(estate=estate).order_by("id").values_list("name", flat=True))


def agreed_by(estate: Estate | int, month: Month) -> list[str]:
    """The services agreed on in that month: not those that were confirmed for the first time in a later one."""
    first = Min("confirmations__month")
    items = AgreementItem.objects.filter(estate=estate).annotate(first=first).order_by("id")
    return list(items.filter(Q(first__isnull=True) | Q(first__lte=month.start)).values_list("name", flat=True))


def confirmations(estate: Estate | int, month: Month) -> dict[str, Confirmation]:
    """The month's confirmations by service name."""
    found = Confirmation.objects.filter(item__estate=estate, month=month.start).select_related("item")
    return {confirmation.item.name: confirmation for confirmation in found.order_by("item_id")}


class ChargedUnit(NamedTuple):
    """A unit on the first of the month: its area in m² × 10^4, its use, and whether it is registered vacant then.

    `otherwise`: area or use change on a later day of it; `moving`: its occupancy does (docs/product.md rule 24).
    """

    pk: int
    code: str
    area: int
    use: str
    vacant: bool
    otherwise: bool
    moving: bool

    @property
    def changing(self) -> bool:
        return self.otherwise or self.moving

    def may_be(self, use: str) -> bool:
        """Whether it is of that use on a day of the month, as far as can be told from here."""
        return self.otherwise or self.use == use


def units_in(estate: Estate, month: Month) -> list[ChargedUnit]:
    """All units of the estate, as they were."""
    of_unit = Occupancy.objects.filter(unit=OuterRef("pk"))
    vacant = in_force(of_unit.filter(state=OccupancyState.VACANT), on=month.start)
    inside = Q(start__gt=month.start, start__lt=month.end) | Q(end__gt=month.start, end__lt=month.end)
    otherwise = UnitVersion.objects.filter(unit=OuterRef("pk"), end__gt=month.start, end__lt=month.end)
    units = as_they_were(Unit.objects.filter(estate=estate), on=month.start).annotate(
        vacant=Exists(vacant), otherwise=Exists(otherwise), moving=Exists(of_unit.filter(inside))
    )
    columns = ["pk", "code", "area_then", "use_then", "vacant", "otherwise", "moving"]
    return [ChargedUnit._make(row) for rows in chunks(units, columns, size=CHUNK) for row in rows]


def measures(unit_id: int, use: str, month: Month) -> list[tuple[Period, int]]:
    """The days of the month on which the unit was of this use, with its area (m² × 10^4) on them, oldest first."""
    found, start = [], month.start
    versions = UnitVersion.objects.filter(unit=unit_id, end__gt=month.start).annotate(whole=StoredInteger("area"))
    rows = list(versions.order_by("end").values_list("whole", "use", "end"))
    now = Unit.objects.annotate(whole=StoredInteger("area")).values_list("whole", "use").get(pk=unit_id)
    for area, use_then, end in [*rows, (*now, month.end)]:
        days = Period(start, min(end, month.end))
        if days.days and use_then == use:
            found.append((days, area))
        start = max(start, days.end)
    return found


def vacant_periods(unit_id: int) -> list[Period]:
    """The periods in which the unit is registered vacant."""
    vacancies = Occupancy.objects.filter(unit_id=unit_id, state=OccupancyState.VACANT).values_list("start", "end")
    return [Period(start or date.min, end or FAR_FUTURE) for start, end in vacancies]
