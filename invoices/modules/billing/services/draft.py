"""Drafting: the month's charges that are on no approved or issued bill become one bill per account and payer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from invoices.modules.billing import selectors
from invoices.modules.billing.domain.errors import NothingCharged
from invoices.modules.billing.domain.frozen import digest_of_lines
from invoices.modules.billing.domain.payers import Holder, payer_on, split_by_days
from invoices.modules.billing.domain.states import BillState
from invoices.modules.billing.models import Bill, BillingAccount, BillLine
from invoices.modules.billing.selectors import AccountTerms, ChargeRow
from invoices.modules.billing.services.steps import EstateBills, Progress, billing_of, counted, each_estate
from invoices.modules.charges.public import Charge, ChargeSource, Debtor, FrozenBasis, charge_sources, digested_line
from property_ops.framework.bulk import insert_columns, reserve_ids
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month, Period
from property_ops.modules.estates.public import Estate, Unit

CHUNK = 10_000
_UNIT = attrgetter("unit_id")


class DraftLine(NamedTuple):
    """A charge, or the part of it that falls to one payer."""

    charge: ChargeRow
    part: int
    start: date
    end: date
    fen: int


@dataclass(slots=True)
class BillDraft:
    account: AccountTerms
    payer: Holder | None
    lines: list[DraftLine]


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
    results = [_draft_estate(estate, month, by, now) for estate in each_estate(estate_codes, progress, by)]
    if not any(result.bills or result.kept for result in results):
        raise NothingCharged(month=month)
    return results


def _draft_estate(estate: Estate, month: Month, by: User, now: datetime) -> EstateBills:
    with billing_of(estate):
        _remove_drafts(estate, month)
        bases = selectors.bases_of(Charge.objects.filter(estate=estate, month=month.start))
        for drafts in _chunked(drafts_of(estate, month, selectors.unbilled_charges(estate, month)), CHUNK):
            store(drafts, estate, month, by, now, bases)
        found = counted(estate, month)
    bills, amount = found.of([BillState.DRAFT])
    return EstateBills(estate, bills, amount, found.of([BillState.APPROVED, BillState.ISSUED])[0])


def _remove_drafts(estate: Estate, month: Month) -> None:
    drafts = Bill.objects.filter(estate=estate, month=month.start, state=BillState.DRAFT)
    if drafts.exists():
        BillLine.objects.filter(bill__in=drafts)._raw_delete(BillLine.objects.db)
        drafts._raw_delete(drafts.db)


def _open_accounts(estate: Estate, month: Month) -> None:
    """Every charged unit has a billing account; the owner pays unless somebody says otherwise."""
    without = set(Unit.objects.filter(estate=estate, billing_account=None).order_by().values_list("pk", flat=True))
    if not without:
        return
    charged = Charge.objects.filter(estate=estate, month=month.start).order_by().values_list("unit_id", flat=True)
    without.intersection_update(charged.iterator())
    insert_columns(
        BillingAccount,
        {"unit": sorted(without), "payer": "owner", "split_by_days": False, "mask_payer": False},
        rows=len(without),
    )


def drafts_of(estate: Estate, month: Month, rows: Iterable[ChargeRow]) -> Iterator[BillDraft]:
    """One draft for each unit and payer of the charges, which come unit by unit."""
    _open_accounts(estate, month)
    accounts = selectors.accounts(estate)
    holders = selectors.holders(estate, month.period)
    debtors = selectors.named_debtors(estate, month)
    sources, last_day = charge_sources(), month.period.last_day
    for unit, charges in groupby(rows, key=_UNIT):
        payers = Payers(accounts[unit], holders.get(unit, []), debtors, last_day, sources)
        drafts: dict[int | None, BillDraft] = {}
        of_unit = list(charges)
        if debtors:  # debts behind what recurs
            of_unit.sort(key=lambda row: row.basis_id in debtors)
        for row in of_unit:
            for payer, line in payers.of(row):
                key = payer.tenure_id if payer else None
                if key not in drafts:
                    drafts[key] = BillDraft(accounts[unit], payer, [])
                drafts[key].lines.append(line)
        yield from drafts.values()


class Payers:
    """Who pays the charges of a unit and month (docs/product.md rule 9), as their sources declare it."""

    def __init__(
        self,
        account: AccountTerms,
        holders: list[Holder],
        named: Mapping[int, Holder],
        last_day: date,
        sources: Mapping[str, ChargeSource],
    ) -> None:
        self._account, self._holders, self._named = account, holders, named
        self._last_day, self._sources = last_day, sources
        self._splits = account.split_by_days and len(holders) > 1
        self._on_last_day: dict[bool, Holder | None] = {}

    def of(self, row: ChargeRow) -> Iterator[tuple[Holder | None, DraftLine]]:
        """Who owes it as a whole, or each owner for their days."""
        if row.basis_id in self._named:
            debtor = self._named[row.basis_id]
            yield debtor if debtor.tenure_id else None, _whole(row)
            return
        source = self._sources.get(row.source)
        tenant_pays = self._tenant_pays(source)
        if self._splits and not tenant_pays and source and source.splits_by_days:
            parts = split_by_days(Yuan(row.fen), Period(row.start, row.end), self._holders)
            for part, (holder, days, amount) in enumerate(parts):
                yield holder, DraftLine(row, part, days.start, days.end, amount.fen)
            if parts:
                return
        yield self._last(tenant_pays), _whole(row)

    def _tenant_pays(self, source: ChargeSource | None) -> bool:
        if source is None or source.debtor == Debtor.ACCOUNT:
            return self._account.tenant_pays
        return source.debtor == Debtor.TENANT

    def _last(self, tenant_pays: bool) -> Holder | None:
        """Who pays on the last day of the period."""
        if tenant_pays not in self._on_last_day:
            self._on_last_day[tenant_pays] = payer_on(self._last_day, self._holders, tenant_pays=tenant_pays)
        return self._on_last_day[tenant_pays]


def _whole(row: ChargeRow) -> DraftLine:
    return DraftLine(row, 0, row.start, row.end, row.fen)


def store(
    drafts: list[BillDraft], estate: Estate, month: Month, by: User, now: datetime, bases: dict[int, FrozenBasis]
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
            "digest": [digest_of_lines([_digested(line, bases) for line in draft.lines]) for draft in drafts],
        },
        rows=len(drafts),
    )
    _store_lines(drafts, ids)
    return ids


def _store_lines(drafts: list[BillDraft], ids: Sequence[int]) -> None:
    lines = [line for draft in drafts for line in draft.lines]
    charges, part, start, end, fen = zip(*lines, strict=True)
    of_charges = dict(zip(ChargeRow._fields, zip(*charges, strict=True), strict=True))
    copied = ("item_code", "item_name", "quantity", "quantity_unit", "unit_price")
    insert_columns(
        BillLine,
        {
            "bill": [bill_id for bill_id, draft in zip(ids, drafts, strict=True) for _ in draft.lines],
            "position": [position for draft in drafts for position in range(len(draft.lines))],
            "charge": of_charges["pk"],
            "part": part,
            "start": start,
            "end": end,
            "amount": fen,
            **{name: of_charges[name] for name in (*copied, "ratio_numerator", "ratio_denominator")},
        },
        rows=len(lines),
    )


def _digested(line: DraftLine, bases: dict[int, FrozenBasis]) -> tuple[Any, ...]:
    charge = line.charge
    return digested_line(
        charge.source_key,
        line.part,
        charge.subject,
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
        bases[charge.basis_id],
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
