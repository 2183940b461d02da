"""What `property-ops verify` asks of the house calls. Amounts, days and units `charges` asks of every source."""

from collections.abc import Iterator

from drain_clearing.models import HouseCall
from drain_clearing.services import HouseCallSource
from invoices.modules.charges.public import Charge
from property_ops.framework.checks import Check, Difference
from property_ops.kernel.text import gettext_noop


def verify() -> Iterator[Check]:
    signed = HouseCall.objects.exclude(signed_by="").values("number")
    charged = Charge.objects.filter(source=HouseCallSource.code)
    yield Check(
        name=gettext_noop("No house call is charged that nobody signed"),
        figures={gettext_noop("house calls"): charged.count()},
        differences=tuple(
            Difference(gettext_noop("house call %(number)s is charged, but not signed"), {"number": number})
            for number in charged.exclude(subject__in=signed).values_list("subject", flat=True)
        ),
    )
