"""Issuing: approved bills get their numbers, are frozen, and are posted to the ledger, all in one transaction."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import QuerySet

from invoices.modules.billing.domain.errors import NothingToIssue
from invoices.modules.billing.domain.frozen import FrozenBill, digest_of_bill
from invoices.modules.billing.domain.states import MOVES, BillMove, BillState
from invoices.modules.billing.models import Bill, BillingTerms, BillLine
from invoices.modules.billing.selectors.printable import bills_with_unprintable_signs
from invoices.modules.billing.services.clock import doubt_about_day
from invoices.modules.billing.services.events import tell_of_bills
from invoices.modules.billing.services.steps import EstateBills, Progress, billing_of, counted, each_estate
from invoices.modules.ledger.public import RECEIVABLE, EntryDraft, Leg, balances, books, post
from invoices.modules.tariffs.public import FeeItem
from property_ops.framework import audit
from property_ops.framework.bulk import slices, update_columns
from property_ops.framework.fields import Stored, StoredInteger
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.slots import plugged_into
from property_ops.framework.table_statistics import count_anew
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Estate

CHUNK = 10_000
SOURCE = "bill/"
Known = dict[tuple[str, str], tuple[int, int]]
"""What each payer of a unit owes, and was credited since the last bill, in fen."""


class Approved(NamedTuple):
    """An approved bill; `lines` is the digest of its lines."""

    pk: int
    unit_code: str
    payer_id: int | None
    total: int
    payer_name: str
    estate_name: str
    prepared_by: int
    prepared_at: datetime
    approved_by: int
    approved_at: datetime
    lines: str


def issue_bills(
    *,
    month: Month,
    by: User,
    today: date,
    estate_codes: Sequence[str] = (),
    progress: Progress | None = None,
    confirmed: bool = False,
) -> list[EstateBills]:
    """Issue the month's approved bills. `confirmed`: a person said that the day is right.

    Raises NotAllowed, NothingToIssue, UnknownEstate, IssuedBeforeItsMonth, IssuedBeforeLastEntry.
    """
    require(by, "billing.issue")
    if not confirmed and (doubt := doubt_about_day(month, today)):
        raise doubt
    results = [_issue_estate(estate, month, by, today) for estate in each_estate(estate_codes, progress, by)]
    if not any(result.bills or result.kept or result.unprintable for result in results):
        raise NothingToIssue(month=month)
    audit.record(by=by, action="billing.issue", subject=str(month), bills=sum(result.bills for result in results))
    count_anew()
    return results


def _issue_estate(estate: Estate, month: Month, by: User, today: date) -> EstateBills:
    with billing_of(estate):
        kept, _ = counted(estate, month).of([BillState.ISSUED])
        waiting = _waiting(estate, month)
        bills = _approved(waiting)
        said = [(bill.pk, bill.unit_code, bill.payer_name, bill.estate_name) for bill in bills]
        unprintable = bills_with_unprintable_signs(waiting, said)
        chunks = list(slices([bill for bill in bills if bill.pk not in unprintable], CHUNK))
        if chunks:
            with books(estate.code):
                _issue(chunks, estate, month, by, today)
    issued = [bill for chunk in chunks for bill in chunk]
    amount = Yuan(sum(bill.total for bill in issued))
    return EstateBills(estate, len(issued), amount, kept, tuple(unprintable.values()))


def issue_these(pks: Sequence[int], *, estate: Estate, month: Month, by: User, today: date) -> None:
    """Issue approved bills of a month in the caller's transaction, which nobody else bills the estate in."""
    bills = Bill.objects.filter(pk__in=pks, state__in=MOVES.sources(BillMove.ISSUE))
    with books():
        _issue(list(slices(_approved(bills), CHUNK)), estate, month, by, today)


def _issue(chunks: list[list[Approved]], estate: Estate, month: Month, by: User, today: date) -> None:
    """The ledger last: at the end of its chain those who issue other estates take turns."""
    stood = balances(account=RECEIVABLE, estate=estate.code, since=SOURCE)
    before = {key: (balance.owed.fen, balance.credited.fen) for key, balance in stood.items()}
    entries = [entry for chunk in chunks for entry in _issue_chunk(chunk, estate, month, by, today, before)]
    _follow_up(estate, by, today)
    post(entries)


def _follow_up(estate: Estate, by: User, today: date) -> None:
    """What other modules do once bills of the estate are issued (slot `bills_issued`), in the same transaction."""
    for follow_up in plugged_into("bills_issued"):
        follow_up(estate=estate, on=today, by=by)


def _waiting(estate: Estate, month: Month) -> QuerySet[Bill]:
    return Bill.objects.filter(estate=estate, month=month.start, state__in=MOVES.sources(BillMove.ISSUE))


def _approved(bills: QuerySet[Bill]) -> list[Approved]:
    """The bills in building order."""
    return [
        Approved._make(row)
        for row in bills.order_by(
            "account__unit__building", "account__unit__entrance", "account__unit__room", "pk"
        ).values_list(
            "pk",
            "unit_code",
            "payer_id",
            StoredInteger("total"),
            "payer_name",
            "estate_name",
            "prepared_by_id",
            Stored("prepared_at"),
            "decided_by_id",
            Stored("decided_at"),
            "digest",
        )
    ]


def _issue_chunk(
    chunk: list[Approved],
    estate: Estate,
    month: Month,
    by: User,
    today: date,
    before: Known,
) -> list[EntryDraft]:
    """The entries that are to be posted for these bills."""
    numbers = Bill.series.take(month.year, len(chunk), part=Bill.series.part_of(estate.code, estate.pk))
    known = [_known_before(bill, before) for bill in chunk]
    brought_forward, paid = [forward for forward, _ in known], [settled for _, settled in known]
    due_on = today + timedelta(days=_due_days())
    digests = [
        digest_of_bill(_frozen(bill, number, one, estate, month, by, today, due_on), bill.lines)
        for bill, number, one in zip(chunk, numbers, known, strict=True)
    ]
    update_columns(
        Bill,
        [bill.pk for bill in chunk],
        {
            "number": numbers,
            "state": BillState.ISSUED.value,
            "issued_by": by.pk,
            "issued_on": today,
            "due_on": due_on,
            "brought_forward": brought_forward,
            "paid": paid,
            "digest": digests,
        },
    )
    tell_of_bills(zip([bill.pk for bill in chunk], numbers, strict=True), estate=estate, month=month)
    return _entries(chunk, numbers, digests, estate, month, today)


def _frozen(
    bill: Approved,
    number: str,
    known: tuple[int, int],
    estate: Estate,
    month: Month,
    by: User,
    today: date,
    due_on: date,
) -> FrozenBill:
    brought_forward, paid = known
    return FrozenBill(
        number=number,
        estate_code=estate.code,
        estate_name=bill.estate_name,
        unit_code=bill.unit_code,
        month=month.start,
        payer_id=bill.payer_id,
        payer_name=bill.payer_name,
        total=bill.total,
        brought_forward=brought_forward,
        paid=paid,
        prepared_by=bill.prepared_by,
        prepared_at=bill.prepared_at,
        approved_by=bill.approved_by,
        approved_at=bill.approved_at,
        issued_by=by.pk,
        issued_on=today,
        due_on=due_on,
    )


def _known_before(bill: Approved, before: Known) -> tuple[int, int]:
    """What was brought forward to this bill and paid of it, in fen; a payer's second bill comes after the first."""
    key = bill.unit_code, _party(bill)
    owed, credited = before.get(key, (0, 0))
    before[key] = owed + bill.total, 0
    return owed + credited, credited


def _entries(
    chunk: list[Approved], numbers: list[str], digests: list[str], estate: Estate, month: Month, today: date
) -> list[EntryDraft]:
    incomes = _incomes([bill.pk for bill in chunk])
    return [
        EntryDraft(
            source=f"{SOURCE}{number}",
            posted_on=today,
            month=month.start,
            memo=f"账单 {number}",
            legs=(
                Leg(RECEIVABLE, estate.code, bill.unit_code, _party(bill), bill.total),
                *(Leg(account, estate.code, fen=-fen) for account, fen in sorted(incomes[bill.pk].items())),
            ),
            evidence=digest,
        )
        for bill, number, digest in zip(chunk, numbers, digests, strict=True)
        if bill.total
    ]


def _incomes(bills: list[int]) -> dict[int, dict[str, int]]:
    """Each bill's amounts in fen by income account."""
    accounts = dict(FeeItem.objects.values_list("code", "income_account"))
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    lines = BillLine.objects.filter(bill_id__gte=min(bills), bill_id__lte=max(bills)).order_by()
    wanted = set(bills)
    for bill, item, fen in lines.values_list("bill_id", "item_code", StoredInteger("amount")).iterator(
        chunk_size=10_000
    ):
        if bill in wanted:
            found[bill][accounts[item]] += fen
    return found


def _due_days() -> int:
    return BillingTerms.load().due_days


def _party(bill: Approved) -> str:
    return str(bill.payer_id or "")
