"""What imported rows would make whom pay, by the very rules that charge them: of slot `claim_readings`."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext

from invoices.modules.charge_sources.domain.service import ONE, RateVersion, Segment, fee
from invoices.modules.charge_sources.selectors import service as selectors
from invoices.modules.charge_sources.services.service import ServiceSource
from invoices.modules.charge_sources.services.works import WorksSource
from invoices.modules.charges.public import QUANTITY_SCALE, BadBatch, ChargeBatch, ChargeSource, Held, handed_over
from invoices.modules.tariffs.public import APPLIES_TO, SERVICE_FEE, VACANCY_REDUCTION, WORKS_SHARE
from property_ops.framework.importing.readings import A_MONTH, ONCE, ClaimFigures, ClaimReading, HouseholdFigures
from property_ops.framework.models import ImportedClaim
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.kernel.quantity import plain
from property_ops.kernel.text import Phrase, gettext_noop
from property_ops.modules.estates.public import Estate
from property_ops.modules.parking.public import Lease
from property_ops.modules.works.public import WorkOrder

BY_AREA = gettext_noop("residents, by area")
LESSEE = gettext_noop("the unit that leases it")
UNITS_OF_USE = gettext_noop("the units of this use")
NONE = "—"


class WorksClaims(ClaimReading):
    importer = "works.works"

    def before(self, claims: Sequence[ImportedClaim]) -> dict[str, str]:
        works = WorkOrder.objects.filter(number__in=[claim.key for claim in claims])
        return {work.number: _words_of(work) for work in works}

    def after(
        self, claims: Sequence[ImportedClaim], before: Mapping[str, str], *, today: date
    ) -> dict[int, ClaimFigures]:
        works = {work.number: work for work in WorkOrder.objects.filter(number__in=[claim.key for claim in claims])}
        shares = _works_shares(list(works.values()), today)
        found = {}
        for claim in claims:
            pulled, work = shares.get(claim.key), works[claim.key]
            figures = ClaimFigures(
                claim.key, payer=BY_AREA, per=ONCE, before=before.get(claim.key, NONE), after=_words_of(work)
            )
            if isinstance(pulled, ChargeBatch) and pulled.amount:
                amounts = pulled.amount
                figures = replace(
                    figures, total=Yuan(sum(amounts)), households=len(amounts), highest=Yuan(max(amounts))
                )
            elif isinstance(pulled, Phrase):
                figures = replace(figures, remark=pulled)
            found[claim.pk] = figures
        return found


class LeaseClaims(ClaimReading):
    importer = "parking.spaces"

    def before(self, claims: Sequence[ImportedClaim]) -> dict[int, str]:
        return {claim.pk: _leases_of(claim) for claim in claims}

    def after(
        self, claims: Sequence[ImportedClaim], before: Mapping[int, str], *, today: date
    ) -> dict[int, ClaimFigures]:
        found = {}
        for claim in claims:
            figures = ClaimFigures(
                claim.key, payer=LESSEE, per=A_MONTH, before=before[claim.pk], after=_leases_of(claim)
            )
            start = claim.key.rpartition("/")[2]
            lease = None if start == "end" else _of_space(claim).filter(start=start).first()
            if lease is not None:
                figures = replace(figures, total=lease.monthly_rent, households=1, highest=lease.monthly_rent)
            found[claim.pk] = figures
        return found


class ConfirmationClaims(ClaimReading):
    """All rows of an estate's month come to one sum: the month's service fees."""

    importer = "confirmations.confirmations"
    reckoned_by = ("tariffs.tariffs",)

    def before(self, claims: Sequence[ImportedClaim]) -> dict[str, str]:
        return {claim.key: _confirmation_of(claim) for claim in claims}

    def after(
        self, claims: Sequence[ImportedClaim], before: Mapping[str, str], *, today: date
    ) -> dict[int, ClaimFigures]:
        months = {(claim.estate_code, _month(claim)) for claim in claims}
        estates = {estate.code: estate for estate in Estate.objects.filter(code__in={code for code, _ in months})}
        sums = {one: _month_of_service(estates[one[0]], one[1], today) for one in months}
        found = {}
        for claim in claims:
            amounts, held = sums[claim.estate_code, _month(claim)]
            found[claim.pk] = ClaimFigures(
                claim.key,
                total=Yuan(sum(amounts)),
                payer=BY_AREA,
                households=len(amounts),
                highest=Yuan(max(amounts, default=0)),
                per=A_MONTH,
                group=f"{claim.estate_code}/{_month(claim)}",
                before=before[claim.key],
                after=_confirmation_of(claim),
                remark=held,
            )
        return found


class TariffClaims(ClaimReading):
    """A month's fee of each unit, before and after, on the first day on which the row changes it."""

    importer = "tariffs.tariffs"

    def before(self, claims: Sequence[ImportedClaim]) -> dict[str, "_Rates"]:
        return {claim.key: _Rates.of(claim) for claim in claims}

    def after(
        self, claims: Sequence[ImportedClaim], before: Mapping[str, "_Rates"], *, today: date
    ) -> dict[int, ClaimFigures]:
        return {claim.pk: _otherwise(claim, before[claim.key], _Rates.of(claim)) for claim in claims}


def _works_shares(works: Sequence[WorkOrder], today: date) -> dict[str, ChargeBatch | Phrase]:
    """By the work's number, from the source of charges itself; or why nothing is paid by it."""
    months: dict[tuple[int, Month], Estate] = {}
    for work in works:
        if work.accepted_on is not None:
            months[work.estate_id, Month.of(work.accepted_on)] = work.estate
    found: dict[str, ChargeBatch | Phrase] = {}
    for (_pk, month), estate in months.items():
        for pulled in _pulled(WorksSource(), estate, month, today):
            if isinstance(pulled, Held):
                found[pulled.subject] = _why(WorksSource, pulled)
            else:
                found[pulled.basis.key.removeprefix(f"{WORKS_SHARE}/")] = pulled
    return found


def _pulled(source: ChargeSource, estate: Estate, month: Month, today: date) -> Iterator[ChargeBatch | Held]:
    """What the source would charge; why nothing, where what it gives cannot be charged."""
    try:
        yield from handed_over(source, estate=estate, month=month, today=max(today, month.end))
    except BadBatch as error:
        yield Held("", error.sentence(gettext))


def _words_of(work: WorkOrder) -> str:
    result = str(work.get_result_display())
    return f"{result} {work.accepted_on or ''} ¥{work.cost.grouped()} {work.scope}".strip()


def _why(source: type[ChargeSource], held: Held) -> Phrase:
    return Phrase(source.holds.get(held.reason, held.reason))


def _of_space(claim: ImportedClaim) -> Any:
    estate, number, _start = claim.key.split("/", 2)
    return Lease.objects.filter(space__estate__code=estate, space__number=number).select_related("unit")


def _leases_of(claim: ImportedClaim) -> str:
    leases = [
        f"{lease.unit.code} ¥{lease.monthly_rent.grouped()} {lease.start} – {lease.end or ''}"
        for lease in _of_space(claim).order_by("start")
    ]
    return "; ".join(leases) or NONE


def _month(claim: ImportedClaim) -> Month:
    return Month.parse(claim.key.split("/", 2)[1])


def _confirmation_of(claim: ImportedClaim) -> str:
    estate, month, service = claim.key.split("/", 2)
    one = selectors.confirmation(estate, Month.parse(month), service)
    if one is None:
        return NONE
    signers = "、".join(name for name in (one.committee_signer, one.branch_signer) if name)
    return f"{plain(one.weight)} × {plain(one.completion)} {signers} {one.confirmed_on or ''}".strip()


def _month_of_service(estate: Estate, month: Month, today: date) -> tuple[list[int], Phrase | None]:
    """What each unit pays for the month, in fen, and why it pays nothing yet."""
    of_unit: dict[int, int] = defaultdict(int)
    held = None
    for pulled in _pulled(ServiceSource(), estate, month, today):
        if isinstance(pulled, Held):
            held = held or _why(ServiceSource, pulled)
            continue
        for unit, fen in zip(pulled.unit_id, pulled.amount or (), strict=True):
            of_unit[unit] += fen
    return list(of_unit.values()), held


class _Rates:
    """The approved versions of what a unit of an estate and use pays, and of the rate that the row is of."""

    def __init__(self, own: list[RateVersion], fee: list[RateVersion], reduction: list[RateVersion]) -> None:
        self.own, self._fee, self._reduction = own, fee, reduction

    @classmethod
    def of(cls, claim: ImportedClaim) -> "_Rates":
        code, item, applies_to, _start = claim.key.split("/", 3)
        estate = Estate.objects.get(code=code)

        def versions(of_item: str) -> list[RateVersion]:
            return selectors.all_rate_versions(estate, of_item, applies_to)

        return cls(versions(item), versions(SERVICE_FEE), versions(VACANCY_REDUCTION))

    def fee_on(self, day: date, *, area: int, vacant: bool) -> Yuan:
        """Of a whole month at that day's rate, all of it delivered."""
        month, reduction = Month.of(day), (_on(self._reduction, day) if vacant else None) or ONE
        whole = Segment(month.period, month.start, _on(self._fee, day) or Decimal(0), Fraction(reduction))
        return fee(Decimal(area) / QUANTITY_SCALE, whole, month, ONE)

    def words_on(self, day: date) -> str:
        rate = _on(self.own, day)
        return NONE if rate is None else plain(rate)


def _on(versions: Sequence[RateVersion], day: date) -> Decimal | None:
    return next((one.rate for one in versions if day in one.period), None)


def _otherwise(claim: ImportedClaim, before: _Rates, after: _Rates) -> ClaimFigures:
    code, item, applies_to, start = claim.key.split("/", 3)
    edges = {claim.start, date.fromisoformat(start)}
    edges |= {edge for one in (*before.own, *after.own) for edge in (one.period.start, one.period.end)}
    days = sorted(day for day in edges if day is not None and day >= date.fromisoformat(start))
    day = next((one for one in days if _on(before.own, one) != _on(after.own, one)), days[0])
    figures = ClaimFigures(
        claim.key,
        payer=UNITS_OF_USE,
        per=A_MONTH,
        before=f"{before.words_on(day)}",
        after=f"{after.words_on(day)}",
        remark=Phrase(gettext_noop("from %(day)s on"), {"day": day}),
    )
    if item not in (SERVICE_FEE, VACANCY_REDUCTION):
        return replace(figures, payer="")
    use = next(use for use, word in APPLIES_TO.items() if word == applies_to)
    estate = Estate.objects.get(code=code)
    each = [
        HouseholdFigures(
            estate.name,
            day,
            unit,
            before.fee_on(day, area=area, vacant=vacant),
            after.fee_on(day, area=area, vacant=vacant),
        )
        for unit, area, vacant in _units(estate, use, Month.of(day))
    ]
    changed = [one.more for one in each if one.more]
    if not changed:
        return replace(figures, each=each)
    most = max(changed, key=lambda change: (abs(change.fen), change.fen))
    return replace(figures, total=sum(changed, ZERO), households=len(changed), highest=most, each=each)


def _units(estate: Estate, use: str, month: Month) -> Iterator[tuple[str, int, bool]]:
    """(code, area × 10^4, vacant) of each unit of this use."""
    units = selectors.units_in(estate, month)
    return ((unit.code, unit.area, unit.vacant) for unit in units if unit.may_be(use))


READINGS = (WorksClaims(), LeaseClaims(), ConfirmationClaims(), TariffClaims())
