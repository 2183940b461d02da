"""What `property-ops verify` asks of the rents of common parts."""

from collections.abc import Iterator

from invoices.modules.common_income import selectors
from property_ops.framework.checks import Check, Difference
from property_ops.kernel.text import gettext_noop


def verify() -> Iterator[Check]:
    unlike = selectors.rents_unlike_leases()
    yield Check(
        name=gettext_noop("No rent of a common part is posted beyond its lease"),
        figures={},
        differences=tuple(
            Difference(
                gettext_noop("%(rent)s: %(posted)s are posted, the lease gives %(owed)s"),
                {"rent": rent, "posted": posted, "owed": owed},
            )
            for rent, posted, owed in unlike
        ),
    )
