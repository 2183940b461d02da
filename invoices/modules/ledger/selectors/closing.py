"""Which months are closed, and where the chain stands."""

from dataclasses import dataclass

from invoices.modules.ledger.domain.chain import GENESIS
from invoices.modules.ledger.models import Entry, MonthClose, Reopening
from invoices.modules.ledger.selectors.sums import summed_up
from property_ops.kernel.period import Month


@dataclass(frozen=True, slots=True)
class LedgerHead:
    """The ledger's last entry; its digest stands for the whole ledger up to there."""

    number: int
    digest: str


def head() -> LedgerHead:
    last = Entry.objects.order_by("-number").values_list("number", "digest").first()
    return LedgerHead(*last) if last else LedgerHead(0, GENESIS)


def closed_months() -> set[Month]:
    months = MonthClose.objects.filter(reopened_at=None).values_list("month", flat=True)
    return {Month.of(day) for day in months}


def is_closed(month: Month) -> bool:
    return MonthClose.objects.filter(month=month.start, reopened_at=None).exists()


def asked_reopening(month: Month) -> Reopening | None:
    """The reopening that waits for another person's decision."""
    waiting = Reopening.objects.filter(Reopening.WAITS, close__month=month.start)
    return waiting.select_related("prepared_by", "close").first()


def open_months(*, before: Month) -> list[Month]:
    """The months before `before` in which something was posted and that are not closed, in order."""
    posted = Entry.objects.filter(summed_up().later, posted_on__lt=before.start).order_by()
    days = posted.values_list("posted_on", flat=True).distinct()
    return sorted({Month.of(day) for day in days} - closed_months())


def posted_after_closing() -> list[tuple[Month, int, str]]:
    """(month, entry number, source) of entries that lie in a closed month and came after it was closed."""
    found = []
    for close in MonthClose.objects.filter(reopened_at=None):
        late = Entry.objects.filter(
            posted_on__gte=close.month, posted_on__lt=close.until, number__gt=close.head_number
        ).values_list("number", "source")
        found += [(Month.of(close.month), number, source) for number, source in late]
    return found


def changed_heads() -> list[Month]:
    """Months whose closing names an entry that is not in the ledger as it was."""
    closes = MonthClose.objects.exclude(head_number=0)
    digests = dict(Entry.objects.filter(number__in=closes.values("head_number")).values_list("number", "digest"))
    return [Month.of(close.month) for close in closes if digests.get(close.head_number) != close.head_digest]
