"""What `property-ops verify` asks of all charges. The rules of each source are asked where the source lives."""

from collections.abc import Iterator

from invoices.modules.charges.selectors import outside_their_month, totals
from property_ops.framework.checks import Check, Difference
from property_ops.kernel.text import gettext_noop


def verify() -> Iterator[Check]:
    lines, amount = totals()
    yield Check(
        name=gettext_noop("Every charge lies in the month it was charged for"),
        figures={gettext_noop("charges"): f"{lines:,}", gettext_noop("yuan"): amount.grouped()},
        differences=tuple(
            Difference(gettext_noop("charge %(key)s has days outside its month"), {"key": key})
            for key in outside_their_month()
        ),
    )
