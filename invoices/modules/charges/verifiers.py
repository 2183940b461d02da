"""What `property-ops verify` asks of all charges, ours and a stranger's (docs/product.md rules 1 and 6).

Whether what is charged was delivered is asked where the source lives.
"""

from collections.abc import Iterator

from invoices.modules.charges import selectors
from property_ops.framework.checks import Check, Difference, overlaps, wrong_amounts
from property_ops.kernel.money import ZERO
from property_ops.kernel.text import gettext_noop


def verify() -> Iterator[Check]:
    totals = selectors.totals()
    yield Check(
        name=gettext_noop("Every charge is quantity × unit price × ratio"),
        figures={
            gettext_noop("charges"): f"{sum(lines for lines, _ in totals.values()):,}",
            gettext_noop("yuan"): sum((amount for _, amount in totals.values()), ZERO).grouped(),
        },
        differences=tuple(wrong_amounts(selectors.wrong_products())),
    )
    yield Check(
        name=gettext_noop("Shares of one whole add up to it"),
        differences=tuple(
            Difference(gettext_noop("the shares of %(basis)s add up to %(sum)s, the whole is %(whole)s"), facts)
            for basis, total, whole in selectors.wrong_wholes()
            for facts in [{"basis": basis, "sum": total, "whole": whole}]
        ),
    )
    yield Check(
        name=gettext_noop("Nothing is charged twice"),
        differences=tuple(overlaps(selectors.charged_twice())),
    )
    yield Check(
        name=gettext_noop("Every charge lies in the month it was charged for"),
        differences=tuple(
            Difference(gettext_noop("charge %(key)s has days outside its month"), {"key": key})
            for key in selectors.outside_their_month()
        ),
    )
    yield Check(
        name=gettext_noop("Every charge keeps the source, the run, the tariff and the evidence that it came from"),
        differences=tuple(
            Difference(gettext_noop("charge %(key)s was not made of what it names"), {"key": key})
            for key in selectors.beside_their_evidence()
        ),
    )
    yield Check(
        name=gettext_noop("Every charge is of a unit of its estate"),
        differences=tuple(
            Difference(gettext_noop("charge %(key)s is of a unit of another estate"), {"key": key})
            for key in selectors.of_another_estate()
        ),
    )
