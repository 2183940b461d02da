"""What `property-ops verify` asks of the bills (docs/product.md rules 6, 7, 8 and 10)."""

from collections.abc import Iterator

from django.db.models import Count, F, Q, QuerySet, Sum

from invoices.modules.billing import selectors
from invoices.modules.billing.domain.states import BillState
from invoices.modules.billing.models import Bill, BillLine
from invoices.modules.charges.public import Charge
from invoices.modules.ledger.public import RECEIVABLE, evidence_of, posted_to
from property_ops.framework.checks import Check, Difference
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.text import gettext_noop

ENTRY = "bill/"


def verify() -> Iterator[Check]:
    totals = _totals()
    lines = _by_bill()
    yield Check(
        name=gettext_noop("Every bill is the sum of its lines"),
        figures={
            gettext_noop("bills"): f"{len(totals):,}",
            gettext_noop("lines"): f"{BillLine.objects.count():,}",
            gettext_noop("yuan"): sum((total for _, total in totals.values()), ZERO).grouped(),
        },
        differences=tuple(_wrong_totals(totals, lines)),
    )
    yield _posted()
    yield _frozen()
    yield _of_charges()


def _totals() -> dict[int, tuple[str, Yuan]]:
    """What each bill is called, and its total."""
    rows = Bill.objects.order_by("pk").values_list("pk", "number", "unit_code", "month", "total")
    return {pk: (number or f"{unit} {month:%Y-%m}", total) for pk, number, unit, month, total in rows.iterator()}


def _by_bill() -> dict[int, Yuan]:
    return dict(BillLine.objects.order_by().values_list("bill_id").annotate(sum=Sum("amount")))


def _wrong_totals(totals: dict[int, tuple[str, Yuan]], lines: dict[int, Yuan]) -> Iterator[Difference]:
    for pk, (name, total) in totals.items():
        if total != lines.get(pk, ZERO):
            yield Difference(
                gettext_noop("bill %(bill)s is %(total)s, its lines add up to %(lines)s"),
                {"bill": name, "total": total, "lines": lines.get(pk, ZERO)},
            )


def _posted() -> Check:
    issued = {str(number): total for number, total in _issued().order_by("number").values_list("number", "total")}
    posted = {
        source.removeprefix(ENTRY): amount
        for source, amount in posted_to(RECEIVABLE).items()
        if source.startswith(ENTRY)
    }
    differences = [
        Difference(
            gettext_noop("bill %(bill)s is %(total)s, in the ledger it is %(posted)s"),
            {"bill": number, "total": total, "posted": posted.get(number, ZERO)},
        )
        for number, total in issued.items()
        if total != posted.get(number, ZERO)
    ]
    differences += [
        Difference(gettext_noop("the ledger has an entry of bill %(bill)s, which is not issued"), {"bill": number})
        for number in sorted(posted.keys() - issued.keys())
    ]
    return Check(
        name=gettext_noop("Every issued bill is its entry in the ledger"),
        figures={
            gettext_noop("issued"): f"{len(issued):,}",
            gettext_noop("yuan"): sum(issued.values(), ZERO).grouped(),
        },
        differences=tuple(differences),
    )


def _frozen() -> Check:
    """An issued bill is as it was issued, to the byte: its digest stands in the ledger's chain."""
    in_ledger = evidence_of()
    now = dict(selectors.digests_of_issued())
    return Check(
        name=gettext_noop("Every issued bill is as it was issued"),
        figures={gettext_noop("issued"): f"{len(now):,}"},
        differences=tuple(
            Difference(gettext_noop("bill %(bill)s was changed after it was issued"), {"bill": number})
            for number, (stored, computed, total) in now.items()
            if stored != computed or (total and in_ledger.get(f"{ENTRY}{number}") != computed)
        ),
    )


def _of_charges() -> Check:
    split = (
        BillLine.objects.order_by()
        .values("charge_id")
        .annotate(sum=Sum("amount"))
        .exclude(sum=F("charge__amount"))
        .values_list("charge__source_key", "charge__amount", "sum")
    )
    differences = [
        Difference(
            gettext_noop("charge %(key)s is %(charge)s, on bills it is %(lines)s"),
            {"key": key, "charge": charge, "lines": billed},
        )
        for key, charge, billed in split
    ]
    differences += [
        Difference(gettext_noop("a line of bill %(bill)s is not as its charge %(key)s"), {"bill": bill, "key": key})
        for bill, key in _unlike_their_charge().values_list("bill__unit_code", "charge__source_key")
    ]
    waiting = Charge.objects.filter(bill_lines=None).aggregate(count=Count("pk"), sum=Sum("amount"))
    return Check(
        name=gettext_noop("Every line is its charge"),
        figures={
            gettext_noop("charges on no bill yet"): f"{waiting['count']:,}",
            gettext_noop("yuan"): (waiting["sum"] or ZERO).grouped(),
        },
        differences=tuple(differences),
    )


def _unlike_their_charge() -> QuerySet[BillLine]:
    """Lines whose unit, month, item, days or factors are not those of their charge."""
    same = Q(
        item_code=F("charge__item__code"),
        quantity=F("charge__quantity"),
        quantity_unit=F("charge__quantity_unit"),
        unit_price=F("charge__unit_price"),
        ratio_numerator=F("charge__ratio_numerator"),
        ratio_denominator=F("charge__ratio_denominator"),
        start__gte=F("charge__start"),
        end__lte=F("charge__end"),
        bill__month=F("charge__month"),
        bill__estate=F("charge__estate"),
        bill__account__unit=F("charge__unit"),
    )
    return BillLine.objects.filter(~same)


def _issued() -> QuerySet[Bill]:
    return Bill.objects.filter(state=BillState.ISSUED)
