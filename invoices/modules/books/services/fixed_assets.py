"""The register of fixed assets: cards and disposals by two persons, depreciation month by month (ADR 0095)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from invoices.modules.books import selectors
from invoices.modules.books.domain.depreciation import ACCUMULATED, COST, DISPOSAL, GAIN, LOSS
from invoices.modules.books.domain.errors import (
    AssetCodeTaken,
    AssetNotInUse,
    DepreciatedSince,
    DepreciatedTooEarly,
    NothingToDepreciate,
)
from invoices.modules.books.models import Depreciation, FixedAsset, FixedAssetDisposal
from invoices.modules.ledger.public import EntryDraft, Leg, books, count_of_sources, post
from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import ONE_DAY, Month
from property_ops.kernel.writing import with_reason

REASON = 120  # characters


@dataclass(frozen=True, slots=True)
class PlannedDisposal:
    """When it goes, and what is to come for it."""

    day: date
    proceeds: Yuan
    reason: str


def prepare_fixed_asset(*, asset: FixedAsset, by: User, now: datetime) -> FixedAsset:
    """Enter a card, to be approved by another person. Raises NotAllowed, AssetDiffers, NotAnExpense, AssetCodeTaken."""
    require(by, "books.prepare")
    selectors.check_card(asset)
    asset.prepared_by, asset.prepared_at = by, now
    try:
        with transaction.atomic():
            asset.save()
            audit.record(by=by, action="books.asset_prepared", subject=asset.code, cost=str(asset.cost))
    except IntegrityError as error:
        raise AssetCodeTaken(code=asset.code) from error
    return asset


def approve_fixed_asset(*, asset_id: int, by: User, now: datetime) -> FixedAsset:
    """From now on it is depreciated. Raises NotAllowed, AlreadyDecided, SamePerson."""
    with transaction.atomic(), books(), approving(FixedAsset, asset_id, by=by, now=now) as asset:
        pass
    return asset


def depreciate(*, month: Month, by: User, today: date) -> Yuan:
    """Post what all assets in use lose with the month, and what earlier months left out; the sum.

    Safe to repeat: what is due then was not posted before. Raises NotAllowed, DepreciatedTooEarly,
    NothingToDepreciate, MonthIsClosed.
    """
    require(by, "books.depreciate")
    if month.start > today:
        raise DepreciatedTooEarly(month=month)
    with transaction.atomic(), books():
        due = selectors.undepreciated(month)
        if not due:
            raise NothingToDepreciate(month=month)
        total = _post_depreciation(month, month.end - ONE_DAY, due)
        audit.record(by=by, action="books.depreciated", subject=str(month), assets=len(due), amount=str(total))
    return total


def prepare_disposal(*, asset: FixedAsset, planned: PlannedDisposal, by: User, now: datetime) -> FixedAssetDisposal:
    """Another person approves that it goes. Raises NotAllowed, ReasonMissing, AssetNotInUse, DepreciatedSince."""
    require(by, "books.prepare")
    reason = with_reason(planned.reason, most=REASON)
    with transaction.atomic(), books():
        found = selectors.in_use().select_for_update(of=("self",)).filter(pk=asset.pk).first()
        if found is None or selectors.standing_disposal(found):
            raise AssetNotInUse(asset=asset)
        _refuse_later(found, planned.day)
        disposal = FixedAssetDisposal.objects.create(
            asset=found, day=planned.day, proceeds=planned.proceeds, reason=reason, prepared_by=by, prepared_at=now
        )
        audit.record(by=by, action="books.disposal_prepared", subject=found.code, day=f"{planned.day}")
    return disposal


def approve_disposal(*, disposal_id: int, by: User, now: datetime) -> FixedAssetDisposal:
    """Depreciate it with the month in which it goes, as the standard says, and take it out of the books on its day.

    Raises NotAllowed, AlreadyDecided, SamePerson, DepreciatedSince, MonthIsClosed.
    """
    with transaction.atomic(), books(), approving(FixedAssetDisposal, disposal_id, by=by, now=now) as disposal:
        month, day = Month.of(disposal.day), disposal.day
        asset = selectors.with_figures(FixedAsset.objects.filter(pk=disposal.asset_id)).get()
        _refuse_later(asset, day)
        due = selectors.depreciation_due([asset], month)
        if due:
            _post_depreciation(month, day, due)
        accumulated = asset.accumulated + sum((amount for _asset, amount in due), ZERO)  # type: ignore[attr-defined]
        legs = tuple(leg for leg in _legs_of_disposal(disposal, accumulated) if leg.fen)
        post([EntryDraft(disposal.source, day, month.start, f"固定资产清理 {asset}", legs)])
    return disposal


def _legs_of_disposal(disposal: FixedAssetDisposal, accumulated: Yuan) -> list[Leg]:
    """Its value goes to 1606, and from there what is not to come for it to the result: the proceeds are left there."""
    asset, card = disposal.asset, disposal.asset.code
    result = disposal.proceeds - (asset.cost - accumulated)
    account = GAIN if result > ZERO else LOSS
    return [
        Leg(COST, "", card, "", -asset.cost.fen),
        Leg(ACCUMULATED, "", card, "", accumulated.fen),
        Leg(DISPOSAL, "", card, "", disposal.proceeds.fen),
        Leg(account, asset.estate, card, "", -result.fen),
    ]


def _post_depreciation(month: Month, day: date, due: list[tuple[FixedAsset, Yuan]]) -> Yuan:
    source = f"depreciation/{month}/{count_of_sources(f'depreciation/{month}/') + 1}"
    by_expense: dict[tuple[str, str], int] = {}
    for asset, amount in due:
        key = (asset.expense, asset.estate)
        by_expense[key] = by_expense.get(key, 0) + amount.fen
    legs = [Leg(account, estate, fen=fen) for (account, estate), fen in sorted(by_expense.items())]
    legs += [Leg(ACCUMULATED, "", asset.code, "", -amount.fen) for asset, amount in due]
    words = f"计提{month.year}年{month.number}月固定资产折旧"
    post([EntryDraft(source, day, month.start, words, tuple(legs))])
    Depreciation.objects.bulk_create(
        Depreciation(asset=asset, month=month.start, amount=amount, source=source) for asset, amount in due
    )
    return sum((amount for _asset, amount in due), ZERO)


def _refuse_later(asset: FixedAsset, day: date) -> None:
    last = asset.depreciations.order_by("-month").first()
    if last is not None and last.month > Month.of(day).start:
        raise DepreciatedSince(asset=asset, month=Month.of(last.month))
