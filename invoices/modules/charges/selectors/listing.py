"""Charges as a list on the screen, of the estates that the reader may see."""

from django.db.models import Q, QuerySet

from invoices.modules.charges.models import Charge
from property_ops.framework.models import User
from property_ops.kernel.period import Month


def visible_charges(user: User) -> QuerySet[Charge]:
    """The charges this person may see, latest month first, in building order."""
    charges = Charge.objects.visible_to(user).select_related("estate", "unit", "item")
    return charges.order_by("-month", "estate__code", "unit__building", "unit__entrance", "unit__room", "item", "start")


def find_charges(charges: QuerySet[Charge], text: str) -> QuerySet[Charge]:
    """Charges by unit code or source: a work order, a parking space."""
    return charges.filter(Q(unit__code__icontains=text) | Q(source_key__icontains=text))


def charged_months() -> list[Month]:
    """Latest first."""
    return [Month.of(day) for day in Charge.objects.order_by("-month").values_list("month", flat=True).distinct()]
