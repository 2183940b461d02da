"""Charging a month: every source is pulled, every source key is stored once (docs/product.md rules 3–6)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import F
from django.utils import timezone

from invoices.modules.charges.domain.source import PER_CHARGE, Basis, ChargeBatch, ChargeSource, Held, scope_of
from invoices.modules.charges.models import Charge, ChargeBasis, ChargeRun, Hold
from invoices.modules.charges.selectors import charge_sources, estates_named
from invoices.modules.charges.services.pulling import Pull, spread
from property_ops.framework.bulk import insert_columns
from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Estate

CHUNK = 20_000
STORED_PER_CHARGE = (*PER_CHARGE, "amount", "quantity_unit")

Progress = Callable[[int, int, str], None]
TakenDays = dict[str, list[tuple[date, date]]]
"""Periods by the scope of source keys."""


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
    estates = estates_named(estate_codes, user=by)
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
    pull, total = Pull(estate, month, today=today), 0
    for source in charge_sources().values():
        total += sum(sum(pulled.amount or ()) for pulled in pull.of(source) if isinstance(pulled, ChargeBatch))
    return Yuan(total)


def uncharged(*, estate: Estate, month: Month, today: date) -> EstateResult:
    """What a run of the month would charge and hold now: delivered and accepted, but not charged. Only reads."""
    result, pull, charged = EstateResult(estate=estate), Pull(estate, month, today=today), _taken_days(estate, month)
    for source in charge_sources().values():
        taken = charged.get(source.code, {})
        for pulled in pull.of(source):
            if isinstance(pulled, Held):
                result.holds.append((source.code, pulled))
                continue
            left = _without_taken(pulled, taken, result)
            result.lines += left.rows
            result.amount += Yuan(sum(left.amount or ()))
    return result


def charge_given(
    *, source: ChargeSource, batches: Sequence[ChargeBatch], estate: Estate, month: Month, today: date, by: User
) -> list[int]:
    """Charge what a source hands over outside a run, such as a debt taken over; the keys of the charges.

    Each source key is stored once, as in a run. The caller holds the transaction. Raises BadBatch.
    """
    run, pull, result = start_run(month=month, by=by), Pull(estate, month, today=today), EstateResult(estate=estate)
    _store([pull.checked(source, batch) for batch in batches], source.code, pull, run, result)
    ChargeRun.objects.filter(pk=run.pk).update(finished_at=timezone.now(), estates_total=1, estates_done=1)
    return list(Charge.objects.filter(run=run).order_by("pk").values_list("pk", flat=True))


def _charge_estate(*, estate: Estate, month: Month, today: date, run: ChargeRun) -> EstateResult:
    result, pull = EstateResult(estate=estate), Pull(estate, month, today=today)
    with locked_transaction(f"charge/{estate.code}"):
        charged = _taken_days(estate, month)
        for source in charge_sources().values():
            taken = charged.get(source.code, {})
            batches: list[ChargeBatch] = []
            for pulled in pull.of(source):
                if isinstance(pulled, Held):
                    result.holds.append((source.code, pulled))
                    continue
                batches.append(_without_taken(pulled, taken, result))
                if sum(batch.rows for batch in batches) >= CHUNK:
                    _store(batches, source.code, pull, run, result)
                    batches = []
            _store(batches, source.code, pull, run, result)
        _record_holds(estate, month, run, result.holds)
    return result


def _taken_days(estate: Estate, month: Month) -> dict[str, TakenDays]:
    """The days already charged, by source: a later change of tariff or lease never charges a day again."""
    taken: dict[str, TakenDays] = {}
    charged = Charge.objects.filter(estate=estate, month=month.start).order_by()
    for source, key, start, end in charged.values_list("source", "source_key", "start", "end").iterator():
        taken.setdefault(source, {}).setdefault(scope_of(key), []).append((start, end))
    return taken


def _without_taken(batch: ChargeBatch, taken: TakenDays, result: EstateResult) -> ChargeBatch:
    """The batch without the rows whose days are charged already."""
    if not taken:
        return batch
    starts, ends = spread(batch.start, batch.rows), spread(batch.end, batch.rows)
    keep = [
        index
        for index, (key, first, after) in enumerate(zip(batch.source_key, starts, ends, strict=True))
        if not any(start < after and first < end for start, end in taken.get(scope_of(key), ()))
    ]
    result.existing += batch.rows - len(keep)
    picked: dict[str, Any] = {
        name: [value[index] for index in keep]
        for name in (*PER_CHARGE, "amount")
        if isinstance(value := getattr(batch, name), list)
    }
    return replace(batch, **picked)


def _store(batches: list[ChargeBatch], source: str, pull: Pull, run: ChargeRun, result: EstateResult) -> None:
    batches = [batch for batch in batches if batch.rows]
    if not batches:
        return
    bases = _basis_ids([batch.basis for batch in batches], source)
    columns: dict[str, Any] = {
        name: [value for batch in batches for value in spread(getattr(batch, name), batch.rows)]
        for name in STORED_PER_CHARGE
    }
    shared = {
        "basis": [bases[batch.basis.key] for batch in batches for _ in range(batch.rows)],
        "item": [pull.items[batch.item] for batch in batches for _ in range(batch.rows)],
        "unit": columns.pop("unit_id"),
    }
    whole = {"source": source, "run": run.pk, "estate": pull.estate.pk, "month": pull.month.start}
    result.lines += insert_columns(Charge, {**whole, **shared, **columns}, rows=len(columns["amount"]))
    result.amount += Yuan(sum(columns["amount"]))


def _basis_ids(bases: list[Basis], source: str) -> dict[str, int]:
    """The ids of the bases by key; those that are new are stored."""
    wanted = {basis.key: basis for basis in bases}
    known = dict(ChargeBasis.objects.filter(key__in=wanted).values_list("key", "pk"))
    new = [
        ChargeBasis(key=key, source=source, facts=one.facts, whole=one.whole)
        for key, one in wanted.items()
        if key not in known
    ]
    if new:
        known |= {basis.key: basis.pk for basis in ChargeBasis.objects.bulk_create(new)}
    return known


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
