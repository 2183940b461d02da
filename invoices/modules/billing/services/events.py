"""What this module tells of when it happens (slot `event_kinds`): by ids and codes, of no person."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from property_ops.framework.events import Event, EventKind, announce
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Estate

BILL_ISSUED = EventKind("bill.issued", _("a bill was issued"))


def tell_of_bills(bills: Iterable[tuple[int, str]], *, estate: Estate, month: Month) -> None:
    """Of each its key and number. Nothing is made up while nobody listens: there may be thousands."""

    def told() -> Iterable[Event]:
        for pk, number in bills:
            facts: dict[str, str | int] = {"bill": pk, "number": number, "month": str(month)}
            yield Event(f"bill/{number}", estate.code, {**facts, "href": f"/api/v1/bills/{pk}"})

    announce(BILL_ISSUED, told)
