"""What `property-ops verify` asks of the one-off fees. Amounts, days and units `charges` asks of every source."""

from collections.abc import Iterator

from invoices.modules.charges.public import Charge
from invoices.modules.fees.models import FeeDelivery
from invoices.modules.fees.services.source import CODE
from property_ops.framework.checks import Check, Difference
from property_ops.kernel.text import gettext_noop


def verify() -> Iterator[Check]:
    yield _delivered()


def _delivered() -> Check:
    """Each charge is a delivery that two persons stand for, and no order is delivered beyond what was asked for."""
    compared = FeeDelivery.objects.filter(FeeDelivery.STANDS).select_related("order")
    wanted = {f"{CODE}/{one}/1": (one.order.unit_id, one.quantity, one.day) for one in compared}
    charges = Charge.objects.filter(source=CODE).order_by("pk")
    rows = charges.values_list("source_key", "unit_id", "quantity", "start")
    differences = [
        Difference(gettext_noop("%(fee)s is charged otherwise than it was delivered and signed for"), {"fee": key})
        for key, *charged in rows.iterator()
        if wanted.get(key) != tuple(charged)
    ]
    return Check(
        name=gettext_noop("No one-off fee is charged that was not delivered, signed for and compared"),
        figures={gettext_noop("deliveries"): len(wanted)},
        differences=tuple(differences),
    )
