"""The register of fixed assets: cards and disposals by two persons, depreciation month by month (ADR 0095)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from invoices.modules.books import selectors
from invoices.modules.books.domain.depreciation import ACCUMULATED, COST, DISPOSAL, GAIN, LOSS
from invoices.modules.books.domain.errors import (
    AssetCodeTaken,
    AssetNotInUse,
    CorrectionWaits,
    DepreciatedSince,
    DepreciatedTooEarly,
    NothingCorrected,
    NothingToDepreciate,
    VatAboveProceeds,
)
from invoices.modules.books.models import Depreciation, FixedAsset, FixedAssetDisposal
from invoices.modules.ledger.public import EntryDraft, Leg, books, count_of_sources, post
from invoices.modules.tax.public import vat_of_sale
from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.chinese_days import chinese_month
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import ONE_DAY, Month
from property_ops.kernel.writing import with_reason

REASON = 120  # characters


SAID = (
    *("name", "kind", "estate", "department", "used_since", "cost", "life", "residual_ratio", "expense"),
    *("taken_over", "until", "remark"),
)
"""What a card says, and a correction of it may say otherwise."""


@dataclass(frozen=True, slots=True)
class SaleVat:
    """The VAT in a price: its rate, at how much of it is levied, and the account that it is owed on."""

    rate: Decimal
    levied: Decimal
    account: str


@dataclass(frozen=True, slots=True)
class PlannedDisposal:
    """When it goes, what is to come for it, and the VAT in that."""

    day: date
    proceeds: Yuan
    reason: str
    vat: SaleVat | None = None


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


def correct_card(*, asset_id: int, card: FixedAsset, reason: str, by: User, now: datetime) -> FixedAsset:
    """Enter what is right of a card that was wrong; another person approves it.

    Raises NotAllowed, ReasonMissing, AssetDiffers, NotAnExpense, AssetNotInUse, CorrectionWaits, NothingCorrected.
    """
    require(by, "books.prepare")
    selectors.check_card(card)
    with transaction.atomic(), books():
        was = _to_be_changed(asset_id)
        if all(getattr(card, name) == getattr(was, name) for name in SAID):
            raise NothingCorrected()
        card.code, card.was, card.corrected_because = was.code, was, with_reason(reason, most=REASON)
        card.prepared_by, card.prepared_at = by, now
        card.save()
        audit.record(by=by, action="books.asset_corrected", subject=card.code, **card.audit_facts())
    return card


def approve_fixed_asset(*, asset_id: int, by: User, now: datetime) -> FixedAsset:
    """From now on it is depreciated. A corrected card goes on where the one before it stopped: the rest is taken in the
    months that are left, and what is posted stays (小企业会计准则 88). Raises NotAllowed, AlreadyDecided, SamePerson.
    """
    with transaction.atomic(), books(), approving(FixedAsset, asset_id, by=by, now=now) as asset:
        if asset.was_id:
            was = selectors.with_figures(FixedAsset.objects.filter(pk=asset.was_id)).get()
            last = was.depreciations.order_by("month").last()
            asset.carried = was.accumulated - was.taken_over  # type: ignore[attr-defined]
            asset.carried_until = last.month if last else was.carried_until
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
    """Another person approves that it goes.

    Raises NotAllowed, ReasonMissing, AssetNotInUse, CorrectionWaits, DepreciatedSince, VatAboveProceeds.
    """
    require(by, "books.prepare")
    reason = with_reason(planned.reason, most=REASON)
    with transaction.atomic(), books():
        found = _to_be_changed(asset.pk)
        _refuse_later(found, planned.day)
        disposal = FixedAssetDisposal.objects.create(
            asset=found, day=planned.day, proceeds=planned.proceeds, reason=reason, prepared_by=by, prepared_at=now,
            **_vat_in(planned),
        )  # fmt: skip
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


def _to_be_changed(asset_id: int) -> FixedAsset:
    """A card in use of which nothing waits. Raises AssetNotInUse, CorrectionWaits."""
    found = selectors.in_use().select_for_update(of=("self",)).filter(pk=asset_id).first()
    if found is None or selectors.standing_disposal(found):
        raise AssetNotInUse(asset=FixedAsset.objects.get(pk=asset_id))
    if selectors.waiting_correction(found):
        raise CorrectionWaits(code=found.code)
    return found


def _vat_in(planned: PlannedDisposal) -> dict[str, Any]:
    said = planned.vat
    if said is None or not planned.proceeds:
        return {}
    if not Decimal(0) <= said.levied <= said.rate < 1:
        raise VatAboveProceeds(levied=f"{said.levied:.2%}", rate=f"{said.rate:.2%}")
    tax = vat_of_sale(planned.proceeds, rate=said.rate, levied=said.levied)
    return {"vat": tax, "vat_rate": said.rate, "vat_levied": said.levied, "vat_account": said.account if tax else ""}


def _legs_of_disposal(disposal: FixedAssetDisposal, accumulated: Yuan) -> list[Leg]:
    """Its value and the VAT go to 1606, and from there to the result; the proceeds are left there."""
    asset, card = disposal.asset, disposal.asset.code
    result = disposal.proceeds - disposal.vat - (asset.cost - accumulated)
    account = GAIN if result > ZERO else LOSS
    return [
        Leg(COST, "", card, "", -asset.cost.fen),
        Leg(ACCUMULATED, "", card, "", accumulated.fen),
        Leg(DISPOSAL, "", card, "", disposal.proceeds.fen),
        Leg(disposal.vat_account, "", "", "", -disposal.vat.fen),
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
    words = f"计提{chinese_month(month)}固定资产折旧"
    post([EntryDraft(source, day, month.start, words, tuple(legs))])
    Depreciation.objects.bulk_create(
        Depreciation(asset=asset, month=month.start, amount=amount, source=source) for asset, amount in due
    )
    return sum((amount for _asset, amount in due), ZERO)


def _refuse_later(asset: FixedAsset, day: date) -> None:
    last = selectors.depreciations_of(asset).last()
    if last is not None and last.month > Month.of(day).start:
        raise DepreciatedSince(asset=asset, month=Month.of(last.month))
