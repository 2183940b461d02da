"""What `property-ops verify` asks of the forecasts."""

from collections.abc import Iterator

from invoices.modules.forecasts import selectors
from property_ops.framework.checks import Check, Difference
from property_ops.kernel.text import gettext_noop


def verify() -> Iterator[Check]:
    yield Check(
        name=gettext_noop("A forecast's rates bring what it says"),
        figures={},
        differences=tuple(
            Difference(
                gettext_noop("forecast %(number)s says %(written)s, its rates bring %(right)s"),
                {"number": number, "written": written, "right": right},
            )
            for number, written, right in selectors.unlike()
        ),
    )
