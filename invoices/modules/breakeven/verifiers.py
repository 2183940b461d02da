"""What `property-ops verify` asks of costs: every voucher is its entry, works are posted as they are (rule 21)."""

from collections import defaultdict
from collections.abc import Iterator

from invoices.modules.breakeven.models import CostVoucher
from invoices.modules.ledger.public import legs_of_sources
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.checks import Check, Difference
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.text import gettext_noop

SOURCE = "cost/"


def verify() -> Iterator[Check]:
    yield _posted()


def _posted() -> Check:
    vouchers = dict(
        CostVoucher.objects.filter(state=ApprovalState.APPROVED).order_by("number").values_list("number", "amount")
    )
    posted: dict[str, int] = defaultdict(int)
    for leg in legs_of_sources(SOURCE):
        if leg.account.startswith("5401"):
            posted[leg.source.removeprefix(SOURCE)] += leg.fen
    differences = [
        Difference(
            gettext_noop("cost voucher %(number)s is %(amount)s, in the ledger it is %(posted)s"),
            {"number": number, "amount": amount, "posted": Yuan(posted.get(str(number), 0))},
        )
        for number, amount in vouchers.items()
        if amount.fen != posted.get(str(number), 0)
    ]
    differences += [
        Difference(
            gettext_noop("the ledger has an entry of cost voucher %(number)s, which is not posted"), {"number": number}
        )
        for number in sorted(posted.keys() - vouchers.keys())
    ]
    return Check(
        name=gettext_noop("Every posted cost voucher is its entry in the ledger"),
        figures={
            gettext_noop("cost vouchers"): f"{len(vouchers):,}",
            gettext_noop("yuan"): sum(vouchers.values(), ZERO).grouped(),
        },
        differences=tuple(differences),
    )
