"""What `property-ops verify` asks of visitors' payments."""

from collections.abc import Iterator

from invoices.modules.payments.public import COMMON_FUND
from invoices.modules.visitor_fees import selectors
from property_ops.framework.checks import Check, Difference
from property_ops.kernel.text import gettext_noop


def verify() -> Iterator[Check]:
    unlike = [one.order.number for one in selectors.payments_unlike_their_tariff()]
    elsewhere = [one.order.number for one in selectors.payments_not_of_the_owners(COMMON_FUND)]
    yield Check(
        name=gettext_noop("Every visitor paid what the price of the day gives, and it is the owners'"),
        figures={},
        differences=(
            *(Difference(gettext_noop("%(order)s is not what its stay costs"), {"order": one}) for one in unlike),
            *(
                Difference(gettext_noop("%(order)s is paid and not on the estate's common income"), {"order": one})
                for one in elsewhere
            ),
        ),
    )
