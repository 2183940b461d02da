"""Counting the households of a disclosure, in the transaction that publishes it (docs/product.md rule 18)."""

import secrets

from invoices.modules.proofs import selectors
from invoices.modules.proofs.domain.households import CountedPeriod, HouseholdTree
from invoices.modules.proofs.models import CountedHouseholds
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Period
from property_ops.modules.estates.public import Estate


def count_households(*, disclosure: str, estate: Estate, period: Period, label: str, up_to: int) -> CountedHouseholds:
    """Put each bill of the period under one head, each amount under its own salt. Raises BillBelowZero."""
    secret = secrets.token_bytes(32)
    bills = list(selectors.bills_owed(estate.code, period, up_to))
    tree = HouseholdTree(CountedPeriod(disclosure, estate.code, label), bills, secret)
    return CountedHouseholds.objects.create(
        disclosure=disclosure,
        estate=estate,
        label=label,
        start=period.start,
        end=period.end,
        up_to=up_to,
        secret=secret,
        bills=len(bills),
        total=Yuan(tree.root.fen),
        head=tree.head,
        net=True,
    )
