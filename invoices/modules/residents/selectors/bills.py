"""What a household sees of its bills: those of its own payer, and of nobody else at the same home."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, Sum

from invoices.modules.billing.public import Bill, BillLine, BillState, frozen_lines
from invoices.modules.charges.public import (
    EvidenceBlock,
    EvidencePicture,
    FrozenLine,
    evidence_today,
    work_behind,
)
from invoices.modules.collections.public import DisputeState, disputes_by_line
from invoices.modules.payments.public import Match, receipts_of_unit
from invoices.modules.receivables.public import AccountBalance, PayerAccount, balance_of, open_lines, with_open
from invoices.modules.residents.models import HouseholdDevice
from property_ops.kernel.money import ZERO, Yuan


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of a bill with what stands behind it; `row` has `open`, `due_day` and `is_held`."""

    row: Any
    frozen: FrozenLine
    evidence: EvidenceBlock | None
    pictures: list[EvidencePicture]
    work_number: str
    disputes: list[Any]

    @property
    def is_disputed(self) -> bool:
        return any(dispute.state == DisputeState.OPEN for dispute in self.disputes)


def account_of(household: HouseholdDevice) -> PayerAccount:
    return PayerAccount(household.unit.code, str(household.tenure_id))


def standing_of(household: HouseholdDevice) -> AccountBalance:
    return balance_of(account_of(household))


def bills_of(household: HouseholdDevice) -> QuerySet[Any]:
    """Issued bills of the household's payer, the latest first."""
    mine = Q(account__unit=household.unit_id, payer=household.tenure_id, state=BillState.ISSUED)
    return Bill.objects.filter(mine).order_by("-month", "-pk")


def with_left_to_pay(bills: list[Bill]) -> list[tuple[Bill, Yuan]]:
    """Each with what of it is open."""
    rows = with_open(BillLine.objects.filter(bill__in=[bill.pk for bill in bills])).order_by()
    left = dict(rows.values_list("bill_id").annotate(sum=Sum("open")))
    return [(bill, left.get(bill.pk, ZERO)) for bill in bills]


def payable_lines(household: HouseholdDevice) -> QuerySet[Any]:
    """What is open, the oldest first, as payments go to it (docs/product.md rule 16)."""
    unit, party = account_of(household)
    lines = open_lines(unit_code=unit, party=party).select_related("bill")
    return lines.order_by("rank", "due_day", "bill_id", "position")


def held_and_due(lines: Sequence[Any]) -> tuple[Yuan, Yuan]:
    """Of what is open: what is held until it is answered, and all else, which is to be paid."""
    held = sum((line.open for line in lines if line.is_held), ZERO)
    return held, sum((line.open for line in lines), ZERO) - held


def lines_of_bill(bill: Bill) -> list[ShownLine]:
    rows = list(with_open(BillLine.objects.filter(bill=bill)).order_by("position"))
    said = disputes_by_line([row.pk for row in rows])
    frozen = [line for _bill, line in frozen_lines(BillLine.objects.filter(bill=bill))]
    behind = evidence_today(frozen)
    return [
        _shown(row, line, said.get(row.pk, []), *evidence)
        for row, line, evidence in zip(rows, frozen, behind, strict=True)
    ]


def line_at(bill: Bill, position: int) -> BillLine | None:
    return BillLine.objects.filter(bill=bill, position=position).select_related("bill").first()


def picture_behind(bill: Bill, position: int, key: str) -> EvidencePicture | None:
    """A picture of what that line of the bill is charged for."""
    lines = [line for _bill, line in frozen_lines(BillLine.objects.filter(bill=bill, position=position))]
    return next((one for _block, some in evidence_today(lines) for one in some if one.public and one.key == key), None)


def receipts_of(household: HouseholdDevice) -> QuerySet[Match]:
    """What was matched with the household's account, the latest first."""
    return receipts_of_unit(household.unit).filter(party=str(household.tenure_id))


def _shown(
    row: Any, line: FrozenLine, disputes: list[Any], block: EvidenceBlock | None, pictures: Sequence[EvidencePicture]
) -> ShownLine:
    return ShownLine(
        row=row,
        frozen=line,
        evidence=block.for_residents() if block else None,
        pictures=[one for one in pictures if one.public],
        work_number=work_behind(line),
        disputes=disputes,
    )
