"""Drafting: the month's charges that are on no approved or issued bill become one bill per account and payer."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple

from invoices.modules.billing import selectors
from invoices.modules.billing.domain.errors import NothingCharged
from invoices.modules.billing.domain.frozen import FrozenLine, digest_of_lines
from invoices.modules.billing.domain.payers import Holder, payer_on, split_by_days
from invoices.modules.billing.domain.states import BillState
from invoices.modules.billing.models import Bill, BillingAccount, BillLine
from invoices.modules.billing.selectors import Account, ChargeRow
from invoices.modules.billing.services.steps import EstateBills, Progress, billing_of, counted, each_estate
from invoices.modules.charges.public import Charge
from property_ops.framework.bulk import insert_columns, reserve_ids
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month, Period
from property_ops.modules.estates.public import Estate

CHUNK = 10_000
SPLIT_SOURCES = ("service", "parking")


class Line(NamedTuple):
    """A charge, or the part of it that falls to one payer."""

    charge: ChargeRow
    part: int
    start: date
    end: date
    fen: int


@dataclass(slots=True)
class BillDraft:
    account: Account
    payer: Holder | None
    lines: list[Line]


def draft_bills(
    *,
    month: Month,
    by: User,
    now: datetime,
    estate_codes: Sequence[str] = (),
    progress: Progress | None = None,
) -> list[EstateBills]:
    """Make the drafts of a month anew from its charges; approved and issued bills stay as they are.

    Safe to repeat. Raises NotAllowed, UnknownEstate, NothingCharged.
    """
    require(by, "billing.draft")
    results = [_draft_estate(estate, month, by, now) for estate in each_estate(estate_codes, progress)]
    if not any(result.bills or result.kept for result in results):
        raise NothingCharged(month=month)
    return results


def _draft_estate(estate: Estate, month: Month, by: User, now: datetime) -> EstateBills:
    with billing_of(estate):
        _remove_drafts(estate, month)
        _open_accounts(estate, month)
        evidence = selectors.evidence(estate, month)
        for drafts in _chunked(_drafts(estate, month), CHUNK):
            store(drafts, estate, month, by, now, evidence)
        bills, amount = counted(estate, month, [BillState.DRAFT])
        kept, _ = counted(estate, month, [BillState.APPROVED, BillState.ISSUED])
    return EstateBills(estate, bills, amount, kept)


def _remove_drafts(estate: Estate, month: Month) -> None:
    drafts = Bill.objects.filter(estate=estate, month=month.start, state=BillState.DRAFT)
    if drafts.exists():
        BillLine.objects.filter(bill__in=drafts)._raw_delete(BillLine.objects.db)
        drafts._raw_delete(drafts.db)


def _open_accounts(estate: Estate, month: Month) -> None:
    """Every charged unit has a billing account; the owner pays unless somebody says otherwise."""
    charged = Charge.objects.filter(estate=estate, month=month.start).values_list("unit_id", flat=True)
    without = list(charged.filter(unit__billing_account=None).order_by("unit_id").distinct())
    insert_columns(
        BillingAccount,
        {"unit": without, "payer": "owner", "split_by_days": False, "mask_payer": False},
        rows=len(without),
    )


def _drafts(estate: Estate, month: Month) -> Iterator[BillDraft]:
    accounts = selectors.accounts(estate)
    holders = selectors.holders(estate, month.period)
    debtors = selectors.debtors(estate, month)
    for unit, charges in groupby(selectors.unbilled_charges(estate, month), key=lambda row: row.unit_id):
        account = accounts[unit]
        rows = list(charges)
        of_period = [row for row in rows if row.basis_id not in debtors]
        drafts = list(_of_account(account, holders.get(unit, []), of_period, month)) if of_period else []
        for row in rows:
            if row.basis_id in debtors:
                _add_debt(drafts, account, debtors[row.basis_id], row)
        yield from drafts


def _add_debt(drafts: list[BillDraft], account: Account, debtor: Holder, row: ChargeRow) -> None:
    """What was charged on a debt goes to the one who owes it: onto their bill, or one of its own."""
    payer = debtor if debtor.tenure_id else None
    line = Line(row, 0, row.start, row.end, row.fen)
    for draft in drafts:
        if (draft.payer and draft.payer.tenure_id) == (payer and payer.tenure_id):
            draft.lines.append(line)
            return
    drafts.append(BillDraft(account, payer, [line]))


def _of_account(account: Account, holders: list[Holder], charges: list[ChargeRow], month: Month) -> Iterable[BillDraft]:
    """One bill per payer: the one who pays on the last day, or each owner for their days (docs/product.md rule 9)."""
    last = payer_on(month.period.last_day, holders, tenant_pays=account.tenant_pays)
    if account.tenant_pays or not account.split_by_days or len(holders) < 2:
        return [BillDraft(account, last, [Line(row, 0, row.start, row.end, row.fen) for row in charges])]
    by_payer: dict[Holder | None, list[Line]] = defaultdict(list)
    for row in charges:
        parts = split_by_days(Yuan(row.fen), Period(row.start, row.end), holders) if row.source in SPLIT_SOURCES else []
        for part, (holder, days, amount) in enumerate(parts):
            by_payer[holder].append(Line(row, part, days.start, days.end, amount.fen))
        if not parts:
            by_payer[last].append(Line(row, 0, row.start, row.end, row.fen))
    return [BillDraft(account, payer, lines) for payer, lines in by_payer.items()]


def store(
    drafts: list[BillDraft], estate: Estate, month: Month, by: User, now: datetime, evidence: dict[int, str]
) -> Sequence[int]:
    """Write the drafts with their lines; the keys of the bills."""
    ids = reserve_ids(Bill, len(drafts))
    insert_columns(
        Bill,
        {
            "id": ids,
            "state": BillState.DRAFT.value,
            "account": [draft.account.pk for draft in drafts],
            "estate": estate.pk,
            "month": month.start,
            "payer": [draft.payer.tenure_id if draft.payer else None for draft in drafts],
            "payer_name": [draft.payer.name if draft.payer else "" for draft in drafts],
            "estate_name": estate.name,
            "unit_code": [draft.account.unit_code for draft in drafts],
            "total": [sum(line.fen for line in draft.lines) for draft in drafts],
            "brought_forward": 0,
            "paid": 0,
            "prepared_by": by.pk,
            "prepared_at": now,
            "digest": [digest_of_lines(_frozen(line, evidence) for line in draft.lines) for draft in drafts],
        },
        rows=len(drafts),
    )
    placed = [
        (bill_id, position, line)
        for bill_id, draft in zip(ids, drafts, strict=True)
        for position, line in enumerate(draft.lines)
    ]
    rows = [line.charge for _, _, line in placed]
    insert_columns(
        BillLine,
        {
            "bill": [bill_id for bill_id, _, _ in placed],
            "position": [position for _, position, _ in placed],
            "charge": [row.pk for row in rows],
            "part": [line.part for _, _, line in placed],
            "item_code": [row.item_code for row in rows],
            "item_name": [row.item_name for row in rows],
            "start": [line.start for _, _, line in placed],
            "end": [line.end for _, _, line in placed],
            "quantity": [row.quantity for row in rows],
            "quantity_unit": [row.quantity_unit for row in rows],
            "unit_price": [row.unit_price for row in rows],
            "ratio_numerator": [row.ratio_numerator for row in rows],
            "ratio_denominator": [row.ratio_denominator for row in rows],
            "amount": [line.fen for _, _, line in placed],
        },
        rows=len(placed),
    )
    return ids


def _frozen(line: Line, evidence: dict[int, str]) -> FrozenLine:
    charge = line.charge
    return FrozenLine(
        charge.source_key,
        line.part,
        charge.item_code,
        charge.item_name,
        line.start,
        line.end,
        charge.quantity,
        charge.quantity_unit,
        charge.unit_price,
        charge.ratio_numerator,
        charge.ratio_denominator,
        line.fen,
        evidence[charge.basis_id],
    )


def _chunked(drafts: Iterator[BillDraft], size: int) -> Iterator[list[BillDraft]]:
    chunk: list[BillDraft] = []
    for draft in drafts:
        chunk.append(draft)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
