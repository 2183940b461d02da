"""What `property-ops verify` asks of the VAT."""

from collections.abc import Iterator

from invoices.modules.tax import selectors
from property_ops.framework.checks import Check, Difference
from property_ops.kernel.text import gettext_noop


def verify() -> Iterator[Check]:
    requests, unlike = selectors.requests_unlike_their_lines()
    yield Check(
        name=gettext_noop("Every invoice request is the sum of its lines, and its document"),
        figures={gettext_noop("requests"): f"{requests:,}"},
        differences=tuple(
            Difference(
                gettext_noop("invoice request %(serial)s: %(gross)s, its lines %(lines)s, its document %(document)s"),
                {"serial": serial, "gross": gross, "lines": lines, "document": document},
            )
            for serial, gross, lines, document in unlike
        ),
    )
