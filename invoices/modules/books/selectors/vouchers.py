"""Vouchers, the entries that stand on none yet, and those entered by hand."""

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Count, Max, Min, Q, QuerySet, Sum

from invoices.modules.books.domain.layouts import ExportLine
from invoices.modules.books.domain.vouchers import (
    BY_HAND,
    WITHOUT_PAPER,
    WORD,
    EntryToNumber,
    VoucherLine,
    lines_of,
)
from invoices.modules.books.models import ManualVoucher, Voucher, VoucherPaper
from invoices.modules.ledger.public import Entry, LedgerAccount
from property_ops.framework.approval.domain import NEVER_MIND, ApprovalState
from property_ops.framework.bulk import slices
from property_ops.framework.first_days import FirstOfMonth
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month

AT_A_TIME = 200
BY_HOUSEHOLD = ("1122", "2203", "3109")
"""Accounts that bills, payments and what was taken over post to; no manual voucher does."""


def vouchers(user: User) -> QuerySet[Voucher]:
    """With how many entries each has, and the sum of one side."""
    rows = Voucher.objects.visible_to(user).select_related("numbered_by")
    return rows.annotate(
        count=Count("entries", distinct=True),
        total=Sum("entries__entry__legs__amount", filter=Q(entries__entry__legs__amount__gt=ZERO)),
    )


def vouchers_of(month: Month) -> QuerySet[Voucher]:
    return Voucher.objects.filter(month=month.start).select_related("numbered_by").order_by("number")


def lines_of_voucher(vouchers: Collection[Voucher]) -> dict[int, list[VoucherLine]]:
    """The lines of vouchers by key: what their entries did, by account and estate."""
    legs = Entry.objects.filter(on_voucher__voucher__in=list(vouchers)).order_by(
        "on_voucher__voucher", "legs__account__code", "legs__estate"
    )
    sums = legs.values_list(
        "on_voucher__voucher", "legs__account__code", "legs__account__name", "legs__estate"
    ).annotate(
        debit=Sum("legs__amount", filter=Q(legs__amount__gt=ZERO), default=ZERO),
        credit=Sum("legs__amount", filter=Q(legs__amount__lt=ZERO), default=ZERO),
    )
    found: dict[int, list[tuple[str, str, str, Yuan, Yuan]]] = {}
    for voucher, account, name, estate, debit, credit in sums:
        found.setdefault(voucher, []).append((account, name, estate, debit, credit))
    return {voucher: lines_of(rows) for voucher, rows in found.items()}


def turnover_of(month: Month) -> list[tuple[str, str, Yuan, Yuan]]:
    """(account, estate, debit, credit) of the month's vouchers together; both are positive."""
    legs = Entry.objects.filter(on_voucher__voucher__month=month.start).order_by()
    sums = legs.values_list("legs__account__code", "legs__estate").annotate(
        debit=Sum("legs__amount", filter=Q(legs__amount__gt=ZERO), default=ZERO),
        credit=Sum("legs__amount", filter=Q(legs__amount__lt=ZERO), default=ZERO),
    )
    return [(account, estate, debit, -credit) for account, estate, debit, credit in sums]


def papers_behind(vouchers: Collection[Voucher]) -> dict[int, int]:
    """How many papers (附单据) stand behind each voucher: as said of what was entered by hand, else one an entry."""
    entries = Entry.objects.filter(on_voucher__voucher__in=list(vouchers)).order_by()
    alone = Q(*(Q(source__startswith=prefix) for prefix in WITHOUT_PAPER), _connector=Q.OR)
    rows = entries.exclude(alone).values_list("on_voucher__voucher").annotate(count=Count("pk"))
    found = dict(rows)
    by_hand = entries.filter(source__startswith=BY_HAND).values_list("source", "on_voucher__voucher")
    of_number = {source.removeprefix(BY_HAND): voucher for source, voucher in by_hand}
    for some in slices(sorted(of_number), AT_A_TIME):
        manual = ManualVoucher.objects.filter(number__in=some).values_list("number", "attachments")
        for number, attachments in manual:
            pk = of_number[str(number)]
            found[pk] = found.get(pk, 0) + attachments
    return found


def entries_without_voucher(month: Month) -> Iterator[EntryToNumber]:
    """The entries posted in the month that stand on no voucher, in the ledger's order."""
    rows = Entry.objects.filter(posted_on__gte=month.start, posted_on__lt=month.end, on_voucher=None)
    found = rows.annotate(first=Min("legs__estate", filter=~Q(legs__estate=""), default="")).order_by("number")
    names = ("pk", "number", "posted_on", "month", "source", "memo", "first")
    yield from map(EntryToNumber._make, found.values_list(*names).iterator(chunk_size=5000))


def unnumbered_months() -> list[tuple[Month, int]]:
    """Months with entries that stand on no voucher, and how many."""
    rows = Entry.objects.filter(on_voucher=None).order_by().annotate(of=FirstOfMonth("posted_on"))
    counted = rows.values_list("of").annotate(count=Count("pk")).order_by("of")
    return [(Month.of(first), count) for first, count in counted]


def lines_going_out(month: Month) -> Iterator[ExportLine]:
    """The lines of the month's vouchers, for another program."""
    for some in slices(list(vouchers_of(month)), AT_A_TIME):
        lines = lines_of_voucher(some)
        for voucher in some:
            for one in lines.get(voucher.pk, ()):
                yield ExportLine(
                    voucher.day,
                    WORD,
                    voucher.number,
                    voucher.summary,
                    one.account,
                    one.name,
                    one.debit,
                    one.credit,
                    str(voucher.numbered_by),
                )


def last_number(month: Month) -> int:
    return Voucher.objects.filter(month=month.start).aggregate(last=Max("number"))["last"] or 0


def manual_vouchers(user: User) -> QuerySet[ManualVoucher]:
    rows = ManualVoucher.objects.visible_to(user).select_related("prepared_by", "decided_by", "reverses", "repeats")
    return rows.annotate(total=Sum("lines__amount", filter=Q(lines__amount__gt=ZERO)))


def scan(user: User, voucher: int, position: int) -> VoucherPaper | None:
    """A paper behind a manual voucher that this person may see."""
    rows = VoucherPaper.objects.filter(voucher__in=manual_vouchers(user), position=position)
    return rows.filter(voucher=voucher).select_related("picture", "voucher").first()


def recurring_in(month: Month) -> QuerySet[ManualVoucher]:
    """The vouchers that come again in the month, stand, and have no repetition in it yet."""
    there = ManualVoucher.objects.exclude(state__in=NEVER_MIND).filter(month=month.start, repeats__isnull=False)
    reversed_ = ManualVoucher.objects.exclude(state__in=NEVER_MIND).filter(reverses__isnull=False)
    found = ManualVoucher.objects.filter(monthly=True, state=ApprovalState.APPROVED, day__lt=month.start)
    found = found.exclude(pk__in=there.values("repeats")).exclude(pk__in=reversed_.values("reverses"))
    return found.order_by("day", "pk")


def manual_accounts() -> list[tuple[str, str]]:
    """(code, name) of the accounts that a manual voucher may be posted to."""
    rows = list(LedgerAccount.objects.order_by("code").values_list("code", "name"))
    heads = {code for code, _ in rows if any(other.startswith(f"{code}.") for other, _ in rows)}
    return [(code, name) for code, name in rows if code not in heads and code not in BY_HOUSEHOLD]


def day_in(month: Month, like: date) -> date:
    """The same day of another month, or its last: where it has fewer, and of what is dated on a month's last day."""
    is_last = like == Month.of(like).period.last_day
    return month.start.replace(day=month.days if is_last else min(like.day, month.days))
