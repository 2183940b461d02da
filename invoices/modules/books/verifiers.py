"""What `property-ops verify` asks of the books."""

from collections.abc import Iterator

from django.db.models import Count, F, Max
from django.db.models.functions import TruncMonth

from invoices.modules.books.models import ManualVoucher, Voucher, VoucherEntry
from invoices.modules.ledger.public import evidence_of
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.checks import Check, Difference
from property_ops.kernel.text import gettext_noop


def verify() -> Iterator[Check]:
    yield _numbers()
    yield _manual()


def _numbers() -> Check:
    """Rule 8: 记-0001 and on in every month; a voucher has the entries of its own day and no other."""
    rows = Voucher.objects.order_by().values_list("month").annotate(count=Count("pk"), last=Max("number"))
    differences = [
        Difference(
            gettext_noop("%(month)s has %(count)s vouchers, the last is number %(last)s"),
            {"month": f"{month:%Y-%m}", "count": count, "last": last},
        )
        for month, count, last in rows
        if count != last
    ]
    strange = VoucherEntry.objects.annotate(of=TruncMonth("entry__posted_on")).exclude(of=F("voucher__month"))
    differences += [
        Difference(gettext_noop("entry %(entry)s stands on a voucher of another month"), {"entry": number})
        for number in strange.values_list("entry__number", flat=True)
    ]
    empty = Voucher.objects.filter(entries=None)
    differences += [
        Difference(gettext_noop("voucher %(voucher)s has no entry"), {"voucher": str(voucher)}) for voucher in empty
    ]
    return Check(
        name=gettext_noop("Vouchers are numbered without gaps, each month by itself"),
        figures={gettext_noop("vouchers"): f"{Voucher.objects.count():,}"},
        differences=tuple(differences),
    )


def _manual() -> Check:
    posted = ManualVoucher.objects.filter(state=ApprovalState.APPROVED)
    numbers = [str(number) for number in posted.values_list("number", flat=True)]
    evidence = evidence_of()
    missing = [number for number in numbers if f"voucher/{number}" not in evidence]
    return Check(
        name=gettext_noop("Every manual voucher that is approved is its entry in the ledger"),
        figures={gettext_noop("manual vouchers"): f"{len(numbers):,}"},
        differences=tuple(
            Difference(gettext_noop("voucher %(number)s is not in the ledger"), {"number": one}) for one in missing
        ),
    )
