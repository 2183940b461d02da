"""What `property-ops verify` asks of the parking fees: only what was leased is charged (docs/product.md rule 4)."""

from collections.abc import Iterator

from invoices.modules.charge_sources.selectors.parking import charged_without_lease
from property_ops.framework.checks import Check, Difference
from property_ops.kernel.text import gettext_noop


def verify() -> Iterator[Check]:
    yield Check(
        name=gettext_noop("No parking fee without a lease"),
        differences=tuple(
            Difference(gettext_noop("charge %(key)s covers days on which its unit had no lease"), {"key": key})
            for key in charged_without_lease()
        ),
    )
