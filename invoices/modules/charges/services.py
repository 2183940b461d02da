"""Charging a month: every source is pulled, every source key is stored once (docs/product.md rules 3–6)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import repeat
from typing import Any

from django.db.models import F
from django.utils import timezone

from invoices.modules.charges.domain.source import CORRECTION, Basis, Batch, ChargeSource, Held, scope_of
from invoices.modules.charges.models import Charge, ChargeBasis, ChargeRun, Hold
from invoices.modules.charges.selectors import estates_named
from invoices.modules.tariffs.public import FeeItem
from property_ops.framework.bulk import insert_columns
from property_ops.framework.locking import exclusively
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.slots import plugged_into
from property_ops.kernel.calculation import Calculation
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month, Period
from property_ops.modules.estates.public import Estate

CHUNK = 20_000
PER_CHARGE = (
    "source_key",
    "scope",
    "unit_id",
    "tariff_start",
    "start",
    "end",
    "quantity",
    "unit_price",
    "ratio_numerator",
    "ratio_denominator",
    "amount",
)
STORED_PER_CHARGE = (*(name for name in PER_CHARGE if name != "scope"), "quantity_unit")

Progress = Callable[[int, int, str], None]


@dataclass
class EstateResult:
    """What one run did for one estate. `existing` lines had been charged before."""

    estate: Estate
    lines: int = 0
    amount: Yuan = ZERO
    existing: int = 0
    holds: list[tuple[str, Held]] = field(default_factory=list)


@dataclass
class ChargeResult:
    run: ChargeRun
    estates: list[EstateResult]


def charge_month(
    *,
    month: Month,
    by: User,
    today: date,
    estate_codes: Sequence[str] = (),
    progress: Progress | None = None,
    run: ChargeRun | None = None,
) -> ChargeResult:
    """Charge what was delivered in `month`, estate by estate, each in its own transaction.

    Safe to repeat, to interrupt and to start twice. Raises NotAllowed, UnknownEstate, NothingRegistered.
    """
    require(by, "charges.run")
    estates = estates_named(estate_codes)
    run = run or start_run(month=month, by=by)
    ChargeRun.objects.filter(pk=run.pk).update(estates_total=len(estates))
    results = []
    for index, estate in enumerate(estates):
        if progress:
            progress(index, len(estates), estate.name)
        results.append(_charge_estate(estate=estate, month=month, today=today, run=run))
        ChargeRun.objects.filter(pk=run.pk).update(estates_done=F("estates_done") + 1)
    ChargeRun.objects.filter(pk=run.pk).update(finished_at=timezone.now())
    run.refresh_from_db()
    if progress:
        progress(len(estates), len(estates), "")
    return ChargeResult(run=run, estates=results)


def start_run(*, month: Month, by: User) -> ChargeRun:
    """Record that a run begins, so that screens can follow it."""
    return ChargeRun.objects.create(month=month.start, by=by)


def delivered_amount(*, estate: Estate, month: Month, today: date) -> Yuan:
    """What the month's deliveries and acceptances come to as they stand now, whether charged or not. Only reads."""
    total = 0
    for source in plugged_into("charge_sources"):
        for pulled in source().pull(estate=estate, month=month, today=today):
            if isinstance(pulled, Batch):
                total += sum(pulled.amount)
    return Yuan(total)


def uncharged(*, estate: Estate, month: Month, today: date) -> EstateResult:
    """What a run of the month would charge and hold now: delivered and accepted, but not charged. Only reads."""
    result = EstateResult(estate=estate)
    for source in plugged_into("charge_sources"):
        taken = _taken_days(estate, month, source.code)
        for pulled in source().pull(estate=estate, month=month, today=today):
            if isinstance(pulled, Held):
                result.holds.append((source.code, pulled))
                continue
            left = _without_taken(pulled, taken, result)
            result.lines += left.rows
            result.amount += Yuan(sum(left.amount))
    return result


def charge_anew(
    *, of: Charge, days: Period, source_key: str, basis: Basis, calculation: Calculation, by: User
) -> Charge:
    """Charge days of a source in other words, once what was charged for them is credited (docs/product.md rules 6, 7).

    The new charge has unit, item and month of the old one, and a source of its own: CORRECTION. Callers hold the
    transaction in which the credit is given; the database refuses a second charge with the same key.
    """
    run = start_run(month=Month.of(of.month), by=by)
    return Charge.objects.create(
        source_key=source_key,
        source=CORRECTION,
        run=run,
        basis=ChargeBasis.objects.create(key=basis.key, kind=basis.kind, facts=dict(basis.facts)),
        estate=of.estate,
        unit=of.unit,
        item=of.item,
        month=of.month,
        tariff_start=of.tariff_start,
        start=days.start,
        end=days.end,
        quantity=calculation.quantity,
        quantity_unit=calculation.quantity_unit,
        unit_price=calculation.unit_price,
        ratio_numerator=calculation.ratio.numerator,
        ratio_denominator=calculation.ratio.denominator,
        amount=calculation.amount,
    )


def _charge_estate(*, estate: Estate, month: Month, today: date, run: ChargeRun) -> EstateResult:
    result = EstateResult(estate=estate)
    sources: Iterable[ChargeSource] = (source() for source in plugged_into("charge_sources"))
    with exclusively(f"charge/{estate.code}"):
        for source in sources:
            taken = _taken_days(estate, month, source.code)
            batches: list[Batch] = []
            for pulled in source.pull(estate=estate, month=month, today=today):
                if isinstance(pulled, Held):
                    result.holds.append((source.code, pulled))
                    continue
                batches.append(_without_taken(pulled, taken, result))
                if sum(batch.rows for batch in batches) >= CHUNK:
                    _store(batches, source.code, estate, month, run, result)
                    batches = []
            _store(batches, source.code, estate, month, run, result)
        _record_holds(estate, month, run, result.holds)
    return result


def _taken_days(estate: Estate, month: Month, source: str) -> dict[str, list[tuple[date, date]]]:
    """The days already charged, by scope: a later change of tariff or lease never charges a day again."""
    taken: dict[str, list[tuple[date, date]]] = {}
    charged = Charge.objects.filter(estate=estate, month=month.start, source=source)
    for key, start, end in charged.values_list("source_key", "start", "end").iterator():
        taken.setdefault(scope_of(key), []).append((start, end))
    return taken


def _without_taken(batch: Batch, taken: dict[str, list[tuple[date, date]]], result: EstateResult) -> Batch:
    """The batch without the rows whose days are charged already."""
    if not taken:
        return batch
    starts, ends = _spread(batch.start, batch.rows), _spread(batch.end, batch.rows)
    keep = [
        index
        for index, (scope, first, after) in enumerate(zip(batch.scope, starts, ends, strict=True))
        if not any(start < after and first < end for start, end in taken.get(scope, ()))
    ]
    result.existing += batch.rows - len(keep)
    picked: dict[str, Any] = {
        name: [value[index] for index in keep] for name in PER_CHARGE if isinstance(value := getattr(batch, name), list)
    }
    return replace(batch, rows=len(keep), **picked)


def _spread(value: Any, rows: int) -> Iterable[Any]:
    """One value per charge, where a batch gives one for all."""
    return value if isinstance(value, list) else repeat(value, rows)


def _store(
    batches: list[Batch], source: str, estate: Estate, month: Month, run: ChargeRun, result: EstateResult
) -> None:
    batches = [batch for batch in batches if batch.rows]
    if not batches:
        return
    bases, items = _basis_ids([batch.basis for batch in batches]), _item_ids()
    columns: dict[str, Any] = {
        name: [value for batch in batches for value in _spread(getattr(batch, name), batch.rows)]
        for name in STORED_PER_CHARGE
    }
    shared = {
        "basis": [bases[batch.basis.key] for batch in batches for _ in range(batch.rows)],
        "item": [items[batch.item] for batch in batches for _ in range(batch.rows)],
        "unit": columns.pop("unit_id"),
    }
    whole = {"source": source, "run": run.pk, "estate": estate.pk, "month": month.start}
    result.lines += insert_columns(Charge, {**whole, **shared, **columns}, rows=len(columns["amount"]))
    result.amount += Yuan(sum(columns["amount"]))


def _basis_ids(bases: list[Basis]) -> dict[str, int]:
    """The ids of the bases by key; those that are new are stored."""
    wanted = {basis.key: basis for basis in bases}
    known = dict(ChargeBasis.objects.filter(key__in=wanted).values_list("key", "pk"))
    new = [ChargeBasis(key=key, kind=one.kind, facts=one.facts) for key, one in wanted.items() if key not in known]
    if new:
        ChargeBasis.objects.bulk_create(new)
        known = dict(ChargeBasis.objects.filter(key__in=wanted).values_list("key", "pk"))
    return known


def _item_ids() -> dict[str, int]:
    return dict(FeeItem.objects.values_list("code", "pk"))


def _record_holds(estate: Estate, month: Month, run: ChargeRun, holds: list[tuple[str, Held]]) -> None:
    """Open a hold for what is newly found, release what waits no longer."""
    still_open = {
        (hold.source, hold.subject, hold.reason): hold
        for hold in Hold.objects.filter(estate=estate, month=month.start, released_by=None)
    }
    for source, held in holds:
        if still_open.pop((source, held.subject, held.reason), None) is None:
            Hold.objects.create(
                month=month.start,
                estate=estate,
                source=source,
                subject=held.subject,
                reason=held.reason,
                detail=dict(held.detail),
                found_by=run,
            )
    Hold.objects.filter(pk__in=[hold.pk for hold in still_open.values()]).update(released_by=run)
