"""The signed sheet of a month: written down by one person, compared with its scan by another, then it counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.pictures.store import keep
from property_ops.kernel.acceptance import Manner
from property_ops.kernel.delivery import DeliveredCount
from property_ops.kernel.errors import refuse_twice
from property_ops.kernel.period import Month
from property_ops.kernel.quantity import percent_text, plain
from property_ops.kernel.writing import clean, squeezed
from property_ops.modules.confirmations.domain.counts import counted_values
from property_ops.modules.confirmations.domain.errors import (
    ConfirmedAlready,
    LessWithoutReason,
    MonthNotOver,
    MoreThanWasDone,
    NothingToConfirm,
    OneSignerForBoth,
    PaperWaitsAlready,
    SignedBeforeMonthsEnd,
    SignedInFuture,
    WeightsAboveOne,
)
from property_ops.modules.confirmations.models import (
    AgreementItem,
    Confirmation,
    ConfirmationPaper,
    ConfirmationPaperRow,
)
from property_ops.modules.confirmations.selectors import delivered_counts
from property_ops.modules.estates.public import Estate

CHANGE = "confirmations.change"
NONE = DeliveredCount()


@dataclass(frozen=True, slots=True)
class SignedService:
    """What the parties signed of one service."""

    item: AgreementItem
    weight: Decimal
    completion: Decimal
    reason: str = ""


@transaction.atomic
def write_down(
    *,
    estate: Estate,
    month: Month,
    rows: Sequence[SignedService],
    committee: str,
    branch: str,
    on: date,
    scan: bytes,
    by: User,
    now: datetime,
    today: date,
) -> ConfirmationPaper:
    """It waits for another person. Nothing is confirmed above what was counted, and less only with a reason.

    Raises NotAllowed, PictureRefused, and what this module's errors name.
    """
    require(by, CHANGE, estate)
    if today < month.end:
        raise MonthNotOver(month=month)
    if on < month.end:
        raise SignedBeforeMonthsEnd(day=on)
    if on > today:
        raise SignedInFuture(day=on)
    if squeezed(committee) == squeezed(branch):
        raise OneSignerForBoth(person=clean(committee))
    picture = keep(scan, now=now)
    estate = Estate.objects.select_for_update(of=("self",)).get(pk=estate.pk)
    if ConfirmationPaper.objects.filter(estate=estate, month=month.start, state=ApprovalState.WAITING.value).exists():
        raise PaperWaitsAlready(estate=estate.name, month=month)
    _check(estate, month, rows)
    paper = ConfirmationPaper.objects.create(
        estate=estate,
        month=month.start,
        committee_signer=clean(committee),
        branch_signer=clean(branch),
        confirmed_on=on,
        picture=picture,
        prepared_by=by,
        prepared_at=now,
    )
    for row in rows:
        ConfirmationPaperRow.objects.create(
            paper=paper, item=row.item, weight=row.weight, completion=row.completion, reason=clean(row.reason)
        )
    return paper


def approve_paper(*, paper_id: int, by: User, now: datetime) -> ConfirmationPaper:
    """The month is confirmed as the sheet says, if that is still no more than was counted.

    Raises NotAllowed, AlreadyDecided, SamePerson, MoreThanWasDone, LessWithoutReason, ConfirmedAlready,
    WeightsAboveOne.
    """
    with approving(ConfirmationPaper, paper_id, by=by, now=now) as paper:
        month = Month.of(paper.month)
        estate = Estate.objects.select_for_update(of=("self",)).get(pk=paper.estate_id)
        rows = [
            SignedService(row.item, row.weight, row.completion, row.reason) for row in paper.rows.select_related("item")
        ]
        counted = _check(estate, month, rows)
        signed = {
            "committee_signer": paper.committee_signer,
            "branch_signer": paper.branch_signer,
            "confirmed_on": paper.confirmed_on,
            "manner": Manner.TRANSCRIBED.value,
        }
        for row in rows:
            _confirm(row, month, counted.get(row.item.pk, NONE), signed)
    return paper


def check_signed(estate: Estate, month: Month, rows: Sequence[SignedService], *, today: date) -> None:
    """Whether the parties may say so of the month; for one of them, before the other has. Raises as `write_down`."""
    if today < month.end:
        raise MonthNotOver(month=month)
    _check(estate, month, rows)


def confirm_in_person(
    *, estate: Estate, month: Month, rows: Sequence[SignedService], committee: str, branch: str, on: date
) -> None:
    """Both parties confirmed the month themselves (亲验). The caller has locked the estate, and knows that it was they.

    Raises as `check_signed`.
    """
    check_signed(estate, month, rows, today=on)
    counted = _check(estate, month, rows)
    signed = {
        "committee_signer": committee,
        "branch_signer": branch,
        "confirmed_on": on,
        "manner": Manner.OWN.value,
    }
    for row in rows:
        _confirm(row, month, counted.get(row.item.pk, NONE), signed)


def _confirm(row: SignedService, month: Month, counted: DeliveredCount, signed: Mapping[str, Any]) -> None:
    values = {"weight": row.weight, "completion": row.completion, **signed, **counted_values(counted)}
    Confirmation.objects.update_or_create(item=row.item, month=month.start, defaults=values)


def _check(estate: Estate, month: Month, rows: Sequence[SignedService]) -> dict[int, DeliveredCount]:
    """What is counted of the month, once every row agrees with it."""
    if not rows:
        raise NothingToConfirm()
    refuse_twice((row.item for row in rows), lambda item: item.name)
    stored = {one.item_id: one for one in Confirmation.objects.filter(item__estate=estate, month=month.start)}
    counted = delivered_counts(estate, month)
    for row in rows:
        found = stored.pop(row.item.pk, None)
        if found is not None and found.by_both:
            raise ConfirmedAlready(service=row.item.name, month=month)
        _check_counted(row, month, counted.get(row.item.pk, NONE))
    weights = [*(row.weight for row in rows), *(one.weight for one in stored.values())]
    total = sum(weights, Decimal(0))
    if total > 1:
        raise WeightsAboveOne(total=plain(total))
    return counted


def _check_counted(row: SignedService, month: Month, counted: DeliveredCount) -> None:
    if counted.ratio is None or counted.completion is None:
        return
    most = percent_text(counted.ratio)
    if not counted.allows(row.completion):
        raise MoreThanWasDone(
            service=row.item.name, month=month, done=counted.done, promised=counted.promised, most=most
        )
    if row.completion < counted.completion and not row.reason.strip():
        raise LessWithoutReason(service=row.item.name, most=most)
