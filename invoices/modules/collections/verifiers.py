"""What `property-ops verify` asks of the collections (docs/product.md rules 8, 10 and 13)."""

from collections.abc import Iterator

from django.utils import timezone

from invoices.modules.collections import selectors
from invoices.modules.collections.domain.ageing import total
from invoices.modules.collections.domain.late_charge import LATE_CHARGE
from invoices.modules.collections.models import WriteOff
from invoices.modules.collections.selectors import estate_ages, tie_out, tie_outs
from invoices.modules.ledger.public import unlike_entries
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.checks import Check, Difference
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.kernel.text import gettext_noop

MONTHS = 12


def verify() -> Iterator[Check]:
    yield _ageing()
    yield _late_charges()
    yield _written_off()


def _ageing() -> Check:
    """As of today by age, and in total of the end of each of the twelve months before."""
    today = timezone.localdate()
    days, month = [], Month.of(today)
    for _ in range(MONTHS):
        month = month.previous
        days.append(month.period.last_day)
    differences = []
    now = estate_ages(as_of=today)
    for day, found in [(today, tie_out(as_of=today, ages=now.values())), *tie_outs(days)]:
        if not found.holds:
            says = gettext_noop("as of %(day)s the ageing is %(aged)s, the ledger's receivables are %(ledger)s")
            differences.append(Difference(says, {"day": day, "aged": found.aged, "ledger": found.ledger}))
    whole = total(now.values())
    return Check(
        name=gettext_noop("The ageing is the ledger's receivables, now and at the end of every month"),
        figures={
            gettext_noop("days looked at"): 1 + len(days),
            gettext_noop("open (yuan)"): whole.open.grouped(),
            gettext_noop("overdue (yuan)"): whole.overdue.grouped(),
        },
        differences=tuple(differences),
    )


def _late_charges() -> Check:
    """Rule 13: simple, of a principal line only, within the cap, each day once."""
    differences = []
    count, amount = 0, ZERO
    for estate in selectors.estates_with_late_charges():
        by_line = selectors.charged_late(estate)
        lines = selectors.lines_named(by_line)
        caps = selectors.highest_cap(estate)
        for pk, months in by_line.items():
            charged = sum(months.values(), ZERO)
            count, amount = count + len(months), amount + charged
            line = lines[pk]
            if line.item_code == LATE_CHARGE or charged > Yuan.rounded(line.amount.as_fraction() * caps):
                says = gettext_noop("a line of bill %(bill)s is %(amount)s, its late charges are %(charged)s")
                differences.append(
                    Difference(says, {"bill": line.bill.number, "amount": line.amount, "charged": charged})
                )
    return Check(
        name=gettext_noop("Late charges are of principal only, and within their cap"),
        figures={gettext_noop("late charges"): f"{count:,}", gettext_noop("yuan"): amount.grouped()},
        differences=tuple(differences),
    )


def _written_off() -> Check:
    approved = WriteOff.objects.filter(state=ApprovalState.APPROVED).values_list("number", "total")
    wanted = {str(number): -total for number, total in approved}
    return Check(
        name=gettext_noop("Every write-off is its entry in the ledger"),
        figures={gettext_noop("approved"): f"{len(wanted):,}"},
        differences=tuple(unlike_entries("write_off/", wanted)),
    )
