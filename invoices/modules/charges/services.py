"""Charging a month: every source is pulled, every source key is stored once (PRODUCT.md rules 3–6)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F
from django.utils import timezone

from invoices.modules.charges.domain.source import Basis, Batch, ChargeSource, Held, scope_of
from invoices.modules.charges.models import Charge, ChargeBasis, ChargeRun, Hold
from invoices.modules.charges.selectors import estates_named
from invoices.modules.tariffs.public import FeeItem
from property_ops.framework.bulk import insert_columns
from property_ops.framework.locking import exclusively
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.slots import plugged_into
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Estate

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


def _charge_estate(*, estate: Estate, month: Month, today: date, run: ChargeRun) -> EstateResult:
    result = EstateResult(estate=estate)
    sources: Iterable[ChargeSource] = (source() for source in plugged_into("charge_sources"))
    with exclusively(f"charge/{estate.code}"):
        for source in sources:
            taken = _taken_days(estate, month, source.code)
            for pulled in source.pull(estate=estate, month=month, today=today):
                if isinstance(pulled, Held):
                    result.holds.append((source.code, pulled))
                else:
                    _store(pulled, source.code, estate, month, run, taken, result)
        _record_holds(estate, month, run, result.holds)
    return result


def _taken_days(estate: Estate, month: Month, source: str) -> dict[str, list[tuple[date, date]]]:
    """The days already charged, by scope: a later change of tariff or lease never charges a day again."""
    taken: dict[str, list[tuple[date, date]]] = {}
    charged = Charge.objects.filter(estate=estate, month=month.start, source=source)
    for key, start, end in charged.values_list("source_key", "start", "end").iterator():
        taken.setdefault(scope_of(key), []).append((start, end))
    return taken


def _store(
    batch: Batch,
    source: str,
    estate: Estate,
    month: Month,
    run: ChargeRun,
    taken: dict[str, list[tuple[date, date]]],
    result: EstateResult,
) -> None:
    keep = _not_taken(batch, taken)
    result.existing += batch.rows - len(keep)
    if not keep:
        return
    columns = {
        "source_key": batch.source_key,
        "unit_id": batch.unit_id,
        "tariff_start": batch.tariff_start,
        "start": batch.start,
        "end": batch.end,
        "quantity": batch.quantity,
        "unit_price": batch.unit_price,
        "ratio_numerator": batch.ratio_numerator,
        "ratio_denominator": batch.ratio_denominator,
        "amount": batch.amount,
    }
    if len(keep) < batch.rows:
        columns = {name: _picked(value, keep) for name, value in columns.items()}
    inserted = insert_columns(
        Charge,
        {
            "source": source,
            "run": run.pk,
            "basis": _basis(batch.basis).pk,
            "estate": estate.pk,
            "item": _item_ids()[batch.item],
            "month": month.start,
            "quantity_unit": batch.quantity_unit,
            **{name.removesuffix("_id"): value for name, value in columns.items()},
        },
        rows=len(keep),
    )
    result.lines += inserted
    result.amount += Yuan(sum(columns["amount"]))


def _not_taken(batch: Batch, taken: dict[str, list[tuple[date, date]]]) -> list[int] | range:
    if not taken:
        return range(batch.rows)
    starts = batch.start if isinstance(batch.start, Sequence) else [batch.start] * batch.rows
    ends = batch.end if isinstance(batch.end, Sequence) else [batch.end] * batch.rows
    return [
        index
        for index, scope in enumerate(batch.scope)
        if not any(start < ends[index] and starts[index] < end for start, end in taken.get(scope, ()))
    ]


def _picked(value: object, keep: Sequence[int]) -> object:
    return [value[index] for index in keep] if isinstance(value, Sequence) and not isinstance(value, str) else value


def _basis(basis: Basis) -> ChargeBasis:
    return ChargeBasis.objects.get_or_create(key=basis.key, defaults={"kind": basis.kind, "facts": basis.facts})[0]


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
