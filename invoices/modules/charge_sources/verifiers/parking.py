"""What `property-ops verify` asks of the parking fees: the rule, once, and only what was leased (rules 4 and 6)."""

from collections.abc import Iterator

from invoices.modules.charge_sources.selectors.parking import charged_without_lease
from invoices.modules.charges.public import basis_uses, charged_twice, wrong_products
from property_ops.framework.checks import Check, Difference, overlaps, wrong_amounts
from property_ops.kernel.money import ZERO
from property_ops.kernel.text import gettext_noop

SOURCE = "parking"


def verify() -> Iterator[Check]:
    uses = basis_uses(SOURCE)
    yield Check(
        name=gettext_noop("Every parking fee is monthly rent × ratio"),
        figures={
            gettext_noop("charges"): f"{sum(use.lines for use in uses):,}",
            gettext_noop("yuan"): sum((use.amount for use in uses), ZERO).grouped(),
        },
        differences=tuple(wrong_amounts(wrong_products(SOURCE))),
    )
    yield Check(
        name=gettext_noop("No day of a parking space is charged twice"),
        differences=tuple(overlaps(charged_twice(SOURCE))),
    )
    yield Check(
        name=gettext_noop("No parking fee without a lease"),
        differences=tuple(
            Difference(gettext_noop("charge %(key)s covers days on which its unit had no lease"), {"key": key})
            for key in charged_without_lease()
        ),
    )
