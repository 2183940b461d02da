"""What `property-ops verify` asks of the meters."""

from collections.abc import Iterator

from invoices.modules.meters import selectors
from property_ops.framework.checks import Check, Difference
from property_ops.kernel.text import gettext_noop


def verify() -> Iterator[Check]:
    read, unlike = selectors.uses_unlike_readings()
    yield Check(
        name=gettext_noop("What a meter counted is the difference of its readings"),
        figures={gettext_noop("readings"): f"{read:,}"},
        differences=tuple(
            Difference(
                gettext_noop("meter %(meter)s, %(day)s: %(used)s are written, its readings give %(right)s"),
                {"meter": meter, "day": day, "used": used, "right": right},
            )
            for meter, day, used, right in unlike
        ),
    )
    yield Check(
        name=gettext_noop("No use is charged that no approved reading shows"),
        figures={},
        differences=tuple(
            Difference(gettext_noop("%(key)s: %(charged)s are charged, %(used)s were counted"), facts)
            for facts in selectors.charges_unlike_readings()
        ),
    )
    bills, above = selectors.collected_above_bills()
    yield Check(
        name=gettext_noop("Households pay no more than the supplier billed"),
        figures={gettext_noop("bills of suppliers"): f"{bills:,}"},
        differences=tuple(
            Difference(gettext_noop("bill %(bill)s of %(amount)s: households were charged %(charged)s"), facts)
            for facts in above
        ),
    )
