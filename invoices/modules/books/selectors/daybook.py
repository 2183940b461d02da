"""The day books of money, and what stands between the books and the bank at a month's end."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Sum

from invoices.modules.books.domain.daybook import DayBookLine
from invoices.modules.books.domain.reconciling import ItemKind, ReconcilingDraft
from invoices.modules.books.domain.statement_lines import CASH_ACCOUNTS
from invoices.modules.books.domain.statements import is_below
from invoices.modules.books.domain.vouchers import voucher_name
from invoices.modules.books.models import BankReconciliation
from invoices.modules.ledger.public import Entry, LedgerAccount, closed_months, words_of
from invoices.modules.payments.public import Straddling, days_at_the_bank, straddling
from property_ops.framework.approval.domain import NEVER_MIND, ApprovalState
from property_ops.framework.first_days import FirstOfMonth
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month, Period

CASH = "1001"


def money_accounts() -> list[tuple[str, str]]:
    """(code, name) of the accounts of money that are posted to."""
    rows = list(LedgerAccount.objects.order_by("code").values_list("code", "name"))
    money = [row for row in rows if any(is_below(row[0], code) for code in CASH_ACCOUNTS)]
    return [row for row in money if not any(other.startswith(f"{row[0]}.") for other, _ in money)]


def balance_of(account: str, *, before: date) -> Yuan:
    """What the account stood at when the day began, by the day of posting."""
    rows = Entry.objects.filter(legs__account__code=account, posted_on__lt=before)
    total: Yuan = rows.aggregate(sum=Sum("legs__amount", default=ZERO))["sum"]
    return total


def day_book(account: str, period: Period) -> tuple[Yuan, list[DayBookLine]]:
    """Where the account stood, and every posting of the period in order."""
    balance = opening = balance_of(account, before=period.start)
    lines = []
    rows = list(_posted(account, period))
    value = days_at_the_bank([row[3] for row in rows])
    for number, day, voucher, source, memo, amount in rows:
        balance += amount
        came, went = (amount, None) if amount > ZERO else (None, -amount)
        name = voucher_name(voucher) if voucher else ""
        lines.append(DayBookLine(number, day, value.get(source), words_of(source, memo), name, came, went, balance))
    return opening, lines


def _posted(account: str, period: Period) -> Iterator[tuple[int, date, int | None, str, str, Yuan]]:
    rows = Entry.objects.filter(posted_on__gte=period.start, posted_on__lt=period.end, legs__account__code=account)
    names = ("number", "posted_on", "on_voucher__voucher__number", "source", "memo", "legs__amount")
    yield from rows.order_by("posted_on", "number", "legs__position").values_list(*names)


def in_transit(account: str, month: Month) -> list[ReconcilingDraft]:
    """What the books and the bank have on different sides of the month's end."""
    return [_item(one, month.end) for one in straddling(account, end=month.end)]


def _item(one: Straddling, end: date) -> ReconcilingDraft:
    came, went = ItemKind.BANK_CAME, ItemKind.BANK_WENT
    if one.in_books < end:
        came, went = ItemKind.BOOK_CAME, ItemKind.BOOK_WENT
    kind = came if one.amount > ZERO else went
    return ReconcilingDraft(kind, one.at_bank, words_of(one.source, one.source), Yuan(abs(one.amount.fen)))


def reconciliation_of(account: str, month: Month) -> BankReconciliation | None:
    """The reconciliation that waits or stands."""
    rows = BankReconciliation.objects.filter(account=account, month=month.start).exclude(state__in=NEVER_MIND)
    return rows.select_related("prepared_by", "decided_by").first()


def unreconciled(month: Month) -> list[str]:
    """The accounts at banks and payment services that moved in the month and are not reconciled by two persons."""
    moved = Entry.objects.filter(posted_on__gte=month.start, posted_on__lt=month.end)
    signed = BankReconciliation.objects.filter(state=ApprovalState.APPROVED)
    return sorted(_unreconciled(moved, signed).values_list("account", flat=True))


def unreconciled_months(*, before: date) -> QuerySet[Any, Any]:
    """What is to be prepared of all open months before a day: rows of `account`, `since`."""
    moved = Entry.objects.filter(posted_on__lt=before)
    for month in closed_months():
        moved = moved.exclude(posted_on__gte=month.start, posted_on__lt=month.end)
    return _unreconciled(moved, BankReconciliation.objects.exclude(state__in=NEVER_MIND))


def _unreconciled(moved: QuerySet[Entry], found: QuerySet[BankReconciliation]) -> QuerySet[Any, Any]:
    """By account and month of these entries, without those `found`. What was there before is no movement."""
    banks = [code for code, _name in money_accounts() if code != CASH]
    rows = moved.exclude(source__startswith="opening/").filter(legs__account__code__in=banks).order_by()
    done = found.filter(month=OuterRef("since"), account=OuterRef("account"))
    moving = rows.values(account=F("legs__account__code"), since=FirstOfMonth("posted_on"))
    return moving.filter(~Exists(done)).distinct()
