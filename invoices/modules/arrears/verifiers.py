"""What `property-ops verify` asks of the arrears: the ageing is the ledger's receivables, on every day."""

from collections.abc import Iterator

from django.utils import timezone

from invoices.modules.arrears.domain.ageing import total
from invoices.modules.arrears.selectors import estate_ages, tie
from property_ops.framework.checks import Check, Difference
from property_ops.kernel.period import Month
from property_ops.kernel.text import gettext_noop

MONTHS = 12


def verify() -> Iterator[Check]:
    """As of today, and of the end of each of the twelve months before."""
    today = timezone.localdate()
    days, month = [today], Month.of(today)
    for _ in range(MONTHS):
        month = month.previous
        days.append(month.period.last_day)
    differences = []
    now = estate_ages(as_of=today)
    for day in days:
        found = tie(as_of=day, ages=(now if day == today else estate_ages(as_of=day)).values())
        if not found.holds:
            says = gettext_noop("as of %(day)s the ageing is %(aged)s, the ledger's receivables are %(ledger)s")
            differences.append(Difference(says, {"day": day, "aged": found.aged, "ledger": found.ledger}))
    whole = total(now.values())
    yield Check(
        name=gettext_noop("The ageing is the ledger's receivables, now and at the end of every month"),
        figures={
            gettext_noop("days looked at"): len(days),
            gettext_noop("open (yuan)"): whole.open.grouped(),
            gettext_noop("overdue (yuan)"): whole.overdue.grouped(),
        },
        differences=tuple(differences),
    )
